"""A published statement, and reports as readers send them."""

from typing import Any

from django.utils import timezone
from wagtail.models import Site

from plugins.accessibility.models import BarrierReport, StatementPage
from tests.factories.content import add_page

SENDER = "leserin@example.org"
GAPS: list[dict[str, Any]] = [
    {
        "type": "gap",
        "value": {
            "what": "Ein Stadtplan ist nur ein Bild",
            "reason": "burden",
            "explanation": "Ein tastbarer Plan kostet mehr als das Projekt.",
            "alternative": "Wir beschreiben den Weg am Telefon.",
            "fixed_by": None,
        },
    },
    {
        "type": "gap",
        "value": {
            "what": "Alte PDF-Dateien",
            "reason": "non_compliant",
            "explanation": "",
            "alternative": "",
            "fixed_by": "2027-06-30",
        },
    },
]


def make_statement(site: Site, **fields: Any) -> StatementPage:
    """Return a published statement below the home page."""
    defaults = {
        "title": "Erklärung zur Barrierefreiheit",
        "public_body": "Stadt Dessau-Roßlau",
        "gaps": GAPS,
        "method_details": "Geprüft wurden zehn Seiten.",
        "enforcement_name": "Ombudsstelle",
        "enforcement_details": "Musterstraße 1\nombudsstelle@example.org",
        "enforcement_url": "https://www.example.org/ombudsstelle",
    }
    site.root_page.refresh_from_db()
    page: StatementPage = add_page(site.root_page, StatementPage, **{**defaults, **fields})
    return page


def make_report(site: Site, **fields: Any) -> BarrierReport:
    """Return a stored report that arrived now."""
    defaults = {"description": "Das Menü klappt nicht auf.", "email": SENDER, "name": "Leserin"}
    return BarrierReport.objects.create(
        site=site, received_at=fields.pop("received_at", timezone.now()), **{**defaults, **fields}
    )


def make(site: Site) -> dict[str, Any]:
    """Return {kind: a published source of it}."""
    return {"accessibility_statement": make_statement(site)}


def personal_data(site: Site) -> dict[str, str]:
    """Store a report with an address, in its field and in its text; return whose it is."""
    make_report(site, wish=f"Schreiben Sie an {SENDER}.", state="answered")
    return {"reports": SENDER}
