"""Which forms a website has closed, as an editor sets it."""

from typing import Any, ClassVar

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from hub.kernel.contract import registry
from hub.kernel.contract.parts import IntakeForm


class FormSettingsForm(WagtailAdminModelForm):
    """Offers the forms that there are."""

    closed = forms.MultipleChoiceField(
        label=_("Closed forms"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Who opens a closed form reads that nothing can be sent, and whom to ask."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["closed"]
        field.choices = [(one.key, one.part.title) for one in registry.owned(IntakeForm)]


@register_setting(icon="form")
class FormSettings(BaseSiteSetting):
    """The public forms of one website."""

    closed = ArrayField(
        models.CharField(max_length=80), verbose_name=_("closed forms"), default=list, blank=True
    )

    base_form_class = FormSettingsForm
    panels: ClassVar[list[Any]] = [FieldPanel("closed")]

    class Meta:
        verbose_name = _("public forms")
