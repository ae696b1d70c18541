"""Erases the address to which people register: for small groups it is a person's."""

from hub.privacy.erasing import erase_from_pages


def erase(email: str) -> int:
    """Empty the address of events that register by it; return how many they were."""
    from plugins.events.models import EventPage

    return erase_from_pages(EventPage, ("registration_email",), email)
