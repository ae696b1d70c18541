"""Erases an address that an organisation gave as its own: for small groups it is a person's."""

from hub.privacy.erasing import erase_from_pages


def erase(email: str) -> int:
    """Empty e-mail and phone of organisations with this address; return how many they were."""
    from plugins.organisations.models import OrganisationPage

    return erase_from_pages(OrganisationPage, ("email", "phone"), email)
