"""Model fields of events: several of a fixed list, money in cents, facts that may be unknown."""

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

MAXIMUM_CENTS = 10_000_00


class SeveralOf(ArrayField):  # type: ignore[type-arg]
    """Several keys of a fixed list, ticked as boxes."""

    def __init__(self, choices: Any = (), **options: Any) -> None:
        self.several_of = choices
        options.setdefault("base_field", models.CharField(max_length=20))
        options.setdefault("default", list)
        options.setdefault("blank", True)
        super().__init__(**options)

    def formfield(self, **options: Any) -> Any:
        """Return a field of tick boxes."""
        return forms.MultipleChoiceField(
            choices=self.several_of,
            required=not self.blank,
            label=self.verbose_name,
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
        )

    def clean(self, value: Any, instance: Any) -> list[str]:
        """Refuse keys that are not in the list; keep the list's order."""
        keys = [key for key, _label in self.several_of]
        unknown = [one for one in value or [] if one not in keys]
        if unknown:
            allowed = ", ".join(keys)
            raise ValidationError(
                _("“%(value)s” is none of %(allowed)s.") % {"value": unknown[0], "allowed": allowed}
            )
        return [key for key in keys if key in (value or [])]


class EurosField(forms.DecimalField):
    """Euros with a comma in the form, cents in the database."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_digits", 8)
        options.setdefault("decimal_places", 2)
        options.setdefault("min_value", 0)
        options.setdefault("localize", True)
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        """Return cents as euros; what was typed stays as it is."""
        return Decimal(value) / 100 if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        """Return cents or None."""
        euros = super().clean(value)
        return None if euros is None else int(euros * 100)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare cents with cents."""
        try:
            return bool(initial != self.clean(data))
        except ValidationError:
            return True


class CentsField(models.PositiveIntegerField):  # type: ignore[type-arg]
    """Money in cents, typed in euros."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("validators", [MaxValueValidator(MAXIMUM_CENTS)])
        options.update(null=True, blank=True)
        super().__init__(*args, **options)

    def formfield(self, **options: Any) -> Any:
        """Return a field for euros."""
        return EurosField(required=False, label=self.verbose_name, help_text=self.help_text)
