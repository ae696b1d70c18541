"""One published source of every kind that funding calls bring."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Site

from plugins.funding.models import FundingAttachment, FundingDeadline, FundingIndexPage, FundingPage
from tests.factories.content import add_page


def make(site: Site) -> dict[str, Any]:
    """Return {kind: a published source of it} below the site's home page."""
    index = add_page(site.root_page, FundingIndexPage, title="Förderung", slug="foerderung")
    today = timezone.localdate()
    page = add_page(
        index,
        FundingPage,
        title="Verfügungsfonds Am Leipziger Tor",
        funder="Quartiersmanagement",
        applicants=["initiative", "association"],
        purposes=["project", "equipment"],
        amount_from_euros=100,
        amount_to_euros=1000,
        own_share_percent=0,
        deadlines=[FundingDeadline(day=today + timedelta(days=20))],
        attachments=[FundingAttachment(title="Antrag", url="https://example.org/antrag.pdf")],
        checked_on=today,
    )
    return {"funding": page}
