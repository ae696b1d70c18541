"""Which fields of an organisation a translator sees, and which follow the original."""

from wagtail_localize.fields import SynchronizedField, TranslatableField, get_translatable_fields

from plugins.organisations.models import OrganisationPage


def names(kind: type) -> set[str]:
    return {
        one.field_name
        for one in get_translatable_fields(OrganisationPage)
        if isinstance(one, SynchronizedField) is (kind is SynchronizedField)
    }


def test_words_are_translated_and_facts_are_not():
    translated, synchronised = names(TranslatableField), names(SynchronizedField)

    assert {"summary", "body", "opening_hours_note"} <= translated
    assert {
        "title",
        "phone",
        "email",
        "website",
        "activities",
        "organisation_type",
        "founded_year",
        "confirmed_on",
        "confirm_by_on",
        "is_temporarily_closed",
        "is_in_steering_group",
        "place",
        "contacts",
        "opening_hours",
        "topics",
    } <= synchronised
    assert not translated & synchronised
