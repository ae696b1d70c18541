"""Erases the address to which people register: for small groups it is a person's."""

from typing import Any

from django.db.models import QuerySet

from hub.privacy.erasing import erase_from_pages, find_in_pages


def find(email: str) -> list[QuerySet[Any]]:
    """Return the pages that name the address, and old versions that did."""
    from plugins.events.models import EventPage

    return find_in_pages(EventPage, "registration_email", email)


def erase(email: str) -> int:
    """Empty the address of events that register by it; return how many they were."""
    from plugins.events.models import EventPage

    return erase_from_pages(EventPage, ("registration_email",), email)
