"""Who moderates today: moderators who are there, and who stands in for those who are not."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.views.account import BaseSettingsPanel
from wagtail.admin.widgets import AdminDateInput

from hub.content.roles import MANAGER
from hub.intake.models import Absence
from hub.intake.moderation.rights import MODERATE

BACKEND: Final = f"{ModelBackend.__module__}.{ModelBackend.__name__}"


def moderators() -> Any:
    """Return the accounts that moderate. Superusers may, and are not asked to."""
    users = get_user_model()._default_manager.with_perm(
        MODERATE, backend=BACKEND, include_superusers=False
    )
    return users.filter(is_active=True).order_by("last_name", "first_name", "pk")


def away() -> dict[int, Absence]:
    """Return {account: its absence} of those who are away today."""
    today = timezone.localdate()
    rows = Absence.objects.filter(starts_on__lte=today, ends_on__gte=today)
    return {one.user_id: one for one in rows.select_related("user", "deputy")}


def told_today(*, is_late: bool) -> list[tuple[Any, list[Absence]]]:
    """Return who is told what waits, each with those for whom they stand in.

    Leitung is told when something waits for too long, and when nobody else is there.
    """
    people = {one.pk: one for one in moderators().select_related("wagtail_userprofile")}
    managers = {*moderators().filter(groups__name=MANAGER.name).values_list("pk", flat=True)}
    absent = away()
    asked = set(people) if is_late else set(people) - managers
    told: dict[int, list[Absence]] = {key: [] for key in people if key in asked - set(absent)}
    for key in sorted(asked & set(absent)):
        if (deputy := _deputy_of(key, absent)) in people:
            told.setdefault(deputy, []).append(absent[key])
    if not told:
        told = {key: [] for key in people if key in managers}
    return [(people[key], deputies) for key, deputies in told.items() if people[key].email]


def _deputy_of(key: int, absent: Mapping[int, Absence]) -> int:
    """Return who stands in, who may be away, too; where they wait for each other, nobody does."""
    seen = set()
    while key in absent and key not in seen:
        seen.add(key)
        key = absent[key].deputy_id
    return 0 if key in seen else key


def standing_in_for(user: Any) -> list[Absence]:
    """Return for whom a moderator stands in today."""
    absent = away()
    return [one for key, one in absent.items() if _deputy_of(key, absent) == user.pk]


class AbsenceForm(forms.ModelForm):  # type: ignore[type-arg]
    """A period and a deputy, or nothing at all."""

    class Meta:
        model = Absence
        fields = ("starts_on", "ends_on", "deputy")
        widgets = {"starts_on": AdminDateInput, "ends_on": AdminDateInput}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.required = False
        deputy: Any = self.fields["deputy"]
        deputy.queryset = moderators().exclude(pk=self.instance.user_id)
        deputy.empty_label = _("nobody")
        deputy.label_from_instance = name_of

    def clean(self) -> dict[str, Any]:
        """Ask for what is missing of a period."""
        words: dict[str, Any] = super().clean() or {}
        given = {name: words.get(name) for name in self.Meta.fields}
        if any(given.values()):
            for name in [one for one, value in given.items() if not value]:
                if name not in self.errors:
                    self.add_error(name, _("Say from when until when, and who stands in."))
        starts, ends = given["starts_on"], given["ends_on"]
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("This is before you are away. Choose a later day."))
        return words

    def _post_clean(self) -> None:
        # What is empty is no absence, and has nothing to be checked.
        if any(self.cleaned_data.values()):
            super()._post_clean()  # type: ignore[misc]

    def save(self, commit: bool = True) -> Any:
        """Write the absence, or have none."""
        if any(self.cleaned_data.values()):
            return super().save(commit)
        Absence.objects.filter(user_id=self.instance.user_id).delete()
        return self.instance


def name_of(user: Any) -> str:
    """Return how colleagues call an account."""
    return str(user.get_full_name() or user.get_username())


class AbsencePanel(BaseSettingsPanel):  # type: ignore[misc]
    """A moderator's own period, among the settings of the account."""

    name = "absence"
    title = gettext_lazy("Standing in for you")
    help_text = gettext_lazy("Who gets your morning mail while you are away. Empty: you are there.")
    order = 350
    form_class = AbsenceForm

    def is_active(self) -> bool:
        """Show it to moderators alone."""
        return bool(self.user.has_perm(MODERATE))

    def get_form(self) -> AbsenceForm:
        """Return the form with what the account has set."""
        own = Absence.objects.filter(user=self.user).first() or Absence(user=self.user)
        sent = self.request.POST if self.request.method == "POST" else None
        return AbsenceForm(sent, instance=own, prefix=self.name)
