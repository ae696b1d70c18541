"""Declares what funding calls bring to the hub."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from hub.kernel.contract.capability import Capability
from hub.kernel.contract.parts import DeskPanel, Kind, Part, PortalPage, Schedule, Slot


class FundingConfig(Capability):
    """Money for associations and groups: who gives how much, for what and until when."""

    name = "plugins.funding"
    label = "funding"
    verbose_name = _("Funding calls")
    title = _("Funding calls")
    summary = _("Money for good ideas: who gives how much, to whom, for what and until when.")

    def provides(self) -> tuple[Part, ...]:
        """Return the kind `funding`, the questions that find a call, and what the clock does."""
        from plugins.funding import checking, document, finding
        from plugins.funding.models import FundingIndexPage, FundingPage

        return (
            Kind(
                name="funding",
                plural="funding",
                title=_("funding call"),
                title_plural=_("Funding calls"),
                model=FundingPage,
                index_page=FundingIndexPage,
                order="deadline",
                ended="leave",
                numbers=(document.AMOUNT,),
                build_document=document.build_funding,
                read_line=document.read_funding,
                reword=document.reword,
                schema=document.SCHEMA,
                filters=document.FILTERS,
                facets=("applicant", "purpose", "apply", "region", "topic"),
                schema_org=document.schema_org,
            ),
            PortalPage(name="find", paths=finding.PATHS, answer=finding.answer),
            Slot(name="find", gap="list_head", template="funding/find_link.html"),
            Schedule(name="states", task="funding.turn_states", every=timedelta(minutes=1)),
            DeskPanel(
                name="checking",
                title=_("Funding calls to be checked"),
                hint=_("Compare them with the funder's own page. Then set the day of the check."),
                rows=checking.waiting,
                entries=checking.entries,
                order=62,
            ),
        )
