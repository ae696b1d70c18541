"""Whose a note is. Erased, it loses its author's address and stays."""

from typing import Any

from django.db.models import QuerySet

from hub.privacy.erasing import erase_from_pages, find_in_pages
from plugins.example.models import Note


def find(email: str) -> list[QuerySet[Any]]:
    """Return the notes of an address, and old versions of such."""
    return find_in_pages(Note, "author_email", email)


def erase(email: str) -> int:
    """Remove the address from notes and their old versions; return from how many."""
    return erase_from_pages(Note, ("author_email",), email)
