"""What needs attention, in the order of the desk."""

from typing import Final

from hub.desk.matters.endings import EXPIRING, IMAGES
from hub.desk.matters.failures import FAILURES, JOBS, WAITING
from hub.desk.matters.reviews import REVIEWS
from hub.desk.matters.translations import TRANSLATIONS
from hub.desk.section import Section

SECTIONS: Final = (FAILURES, WAITING, REVIEWS, EXPIRING, IMAGES, TRANSLATIONS, JOBS)


def section(key: str) -> Section | None:
    """Return the section of that key, or None."""
    return next((one for one in SECTIONS if one.key == key), None)
