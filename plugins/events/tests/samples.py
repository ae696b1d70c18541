"""One published source of every kind that the events capability brings."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Site

from tests.factories.events import event, event_index

EMAIL = "anmeldung@example.org"


def make(site: Site) -> dict[str, Any]:
    """Return {kind: a published source of it} below the site's home page."""
    soon = timezone.localdate() + timedelta(days=30)
    return {"event": event(event_index(site.root_page), first_day=soon)}


def personal_data(site: Site) -> dict[str, str]:
    """Store personal data for each `PersonalData` part; return {its name: an e-mail address}."""
    page = event(event_index(site.root_page), registration_email=EMAIL)
    page.registration_email = "neu@example.org"
    page.save_revision().publish()
    return {"registration": EMAIL}
