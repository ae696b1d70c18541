"""What needs attention: the hub's own panels of the desk."""

from typing import Final

from hub.desk.matters.endings import EXPIRING, IMAGES
from hub.desk.matters.failures import FAILURES, JOBS, LATE, WAITING
from hub.desk.matters.followers import FOLLOWERS
from hub.desk.matters.proposals import PROPOSALS
from hub.desk.matters.reviews import REVIEWS
from hub.desk.matters.translations import TRANSLATIONS

PANELS: Final = (
    FAILURES,
    LATE,
    WAITING,
    FOLLOWERS,
    REVIEWS,
    PROPOSALS,
    EXPIRING,
    IMAGES,
    TRANSLATIONS,
    JOBS,
)
