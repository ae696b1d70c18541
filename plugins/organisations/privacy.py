"""Erases an address that an organisation gave as its own: for small groups it is a person's."""

from typing import Any

from django.db.models import QuerySet

from hub.privacy.erasing import erase_from_pages, find_in_pages


def find(email: str) -> list[QuerySet[Any]]:
    """Return the pages that name the address, and old versions that did."""
    from plugins.organisations.models import OrganisationPage

    return find_in_pages(OrganisationPage, "email", email)


def erase(email: str) -> int:
    """Empty e-mail and phone of organisations with this address; return how many they were."""
    from plugins.organisations.models import OrganisationPage

    return erase_from_pages(OrganisationPage, ("email", "phone"), email)
