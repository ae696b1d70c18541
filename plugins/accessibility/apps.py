"""Declares what the duties on accessibility bring to the hub."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from hub.kernel.contract.capability import Capability
from hub.kernel.contract.parts import DeskPanel, IntakeForm, Kind, Part, PersonalData, Slot


@dataclass(frozen=True)
class AccessibilitySettings:
    """How much a sender may send, and how long an answered report keeps what it says of people.

    `reports_a_day` counts for one network address. A library or a school is one address.
    `quickest_seconds`: nobody reads and fills the form faster.
    """

    reports_a_day: int = 20
    quickest_seconds: float = 3.0
    kept_days: int = 180


class AccessibilityConfig(Capability):
    """The accessibility statement and the reports of barriers."""

    name = "plugins.accessibility"
    label = "accessibility"
    verbose_name = _("Accessibility")
    title = _("Accessibility")
    summary = _("Accessibility statement, form to report barriers, and their one-month deadline.")
    settings: ClassVar[Any] = AccessibilitySettings

    def provides(self) -> tuple[Part, ...]:
        """Return the statement's kind, the form with its link, the desk's panels, what is kept."""
        from plugins.accessibility import desk, document, forgetting, receiving
        from plugins.accessibility.forms import BarrierForm
        from plugins.accessibility.models import StatementPage

        return (
            Kind(
                name="accessibility_statement",
                plural="accessibility-statements",
                title=_("accessibility statement"),
                title_plural=_("accessibility statements"),
                model=StatementPage,
                order="title",
                build_document=document.build_statement,
                read_line=document.read_statement,
                schema=document.STATEMENT_SCHEMA,
                schema_org=document.schema_org,
            ),
            IntakeForm(
                name="report",
                paths=document.FORM_PATHS,
                form=BarrierForm,
                title=_("Report a barrier"),
                lead=_(
                    "What can you not read, hear or use here? Tell us. We answer within one month."
                ),
                button=_("Send the report"),
                note=receiving.note,
                receive=receiving.receive,
                receipt=receiving.thanks,
                limits=receiving.limits,
            ),
            Slot(name="footer", gap="legal", template="accessibility/footer.html"),
            DeskPanel(
                name="reports",
                title=_("Barrier reports"),
                hint=_("The law gives one month to answer."),
                rows=desk.reports,
                entries=desk.report_entries,
                order=30,
            ),
            DeskPanel(
                name="statements",
                title=_("Accessibility statement to be reviewed"),
                hint=_(
                    "Nobody has looked at it for more than twelve months. Is all of it still true? "
                    "Then set the day of the review."
                ),
                rows=desk.statements,
                entries=desk.statement_entries,
                order=31,
            ),
            PersonalData(
                name="reports",
                model="accessibility.BarrierReport",
                fields=("name", "email", "description", "wish", "note", "page"),
                purpose=_("To remove the barrier and to answer within one month."),
                legal_basis="Art. 6 (1) (c), (e) GDPR; § 16b BGG LSA",
                retention=timedelta(days=self.configuration().kept_days),
                counts_from="answered_at",
                at_end=forgetting.forget_reports,
                find=forgetting.find,
                eraser=forgetting.erase,
            ),
        )
