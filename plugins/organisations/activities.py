"""What an organisation can be and do: fixed lists, their keys are public API."""

from typing import Final

from django.utils.translation import gettext_lazy as _

TYPES: Final = (
    ("civil_society", _("civil society")),
    ("municipality", _("municipality")),
    ("business", _("business")),
)
FIELDS_OF_ACTIVITY: Final = (
    ("sport", _("Sport")),
    ("culture", _("Culture")),
    ("youth", _("Children and youth")),
    ("seniors", _("Seniors")),
    ("social", _("Social help")),
    ("environment", _("Environment and nature")),
    ("education", _("Education")),
    ("integration", _("Integration and migration")),
    ("health", _("Health and care")),
    ("rescue", _("Fire brigade and rescue")),
    ("church", _("Church and religion")),
    ("neighbourhood", _("Neighbourhood")),
    ("politics", _("Politics and interests")),
    ("animals", _("Animals")),
)


def labels(keys: list[str]) -> list[dict[str, str]]:
    """Return [{key, label}] in the list's order and the active language, known keys only."""
    return [{"key": key, "label": str(label)} for key, label in FIELDS_OF_ACTIVITY if key in keys]
