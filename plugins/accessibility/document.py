"""What an accessibility statement adds to the shared document, and how an import reads it back."""

import json
from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any, Final

from hub.kernel.contract.sources import Context, Facts
from hub.kernel.contract.visits import word_in
from hub.kernel.documents.document import described
from hub.kernel.documents.facts import Built
from hub.kernel.documents.reader import Reader, one_of
from hub.kernel.documents.schema import URL, array, closed, nullable, text
from plugins.accessibility.models import StatementPage

FORM_PATHS: Final = {
    "de": "barriere-melden",
    "en": "report-a-barrier",
    "uk": "povidomyty-pro-perepony",
    "ar": "iblagh-an-aiq",
}
CONFORMITY: Final = ("full", "partial", "none")
REASONS: Final = ("non_compliant", "burden", "out_of_scope")
DAY: Final = text(format="date")
STATEMENT_SCHEMA: Final = closed(
    {
        "public_body": text("who is responsible"),
        "legal_basis": text(),
        "standard": text("what was assessed against, with its version"),
        "conformity": text(enum=list(CONFORMITY)),
        "gaps": array(
            closed(
                {
                    "what": text("what is not accessible"),
                    "reason": text(enum=list(REASONS)),
                    "explanation": text(),
                    "alternative": text(),
                    "fixed_by": nullable(DAY),
                }
            )
        ),
        "method": text(enum=["self", "external"]),
        "method_details": text(),
        "assessed_on": DAY,
        "created_on": DAY,
        "reviewed_on": DAY,
        "enforcement": closed({"name": text(), "details": text(), "url": text()}),
        "report_url": nullable(URL),
    }
)
TEXTS: Final = ("public_body", "legal_basis", "standard", "method_details")
DAYS: Final = ("assessed_on", "created_on", "reviewed_on")


def build_statement(page: StatementPage, context: Context) -> Built:
    """Return the statement's fields and where barriers are reported."""
    gaps = [_gap(one.value) for one in page.gaps]
    gaps.sort(key=lambda one: REASONS.index(one["reason"]))
    form = word_in(FORM_PATHS, context.locale)
    return Built(
        facts={
            **{name: getattr(page, name) for name in (*TEXTS, "conformity", "method")},
            **{name: getattr(page, name).isoformat() for name in DAYS},
            "gaps": gaps,
            "enforcement": {
                key: getattr(page, f"enforcement_{key}") for key in ("name", "details", "url")
            },
            "report_url": f"{context.site_url}/{context.locale}/{form}/",
        },
        text=" ".join(one["what"] for one in gaps),
    )


def _gap(value: Mapping[str, Any]) -> dict[str, Any]:
    day = value.get("fixed_by")
    return {
        "what": value["what"],
        "reason": value["reason"],
        "explanation": value.get("explanation") or "",
        "alternative": value.get("alternative") or "",
        "fixed_by": day.isoformat() if day else None,
    }


def read_statement(page: StatementPage, facts: Facts) -> dict[str, str]:
    """Write the fields; the address of the form is derived."""
    reader = Reader(page, facts)
    for name in TEXTS:
        reader.text(name)
    for name in ("conformity", "method"):
        reader.choice(name)
    for name in DAYS:
        reader.date(name)
    for key, read in (("gaps", _read_gaps), ("enforcement", _read_enforcement)):
        reader.part(key, partial(read, page))
    return reader.errors


def _read_gaps(page: StatementPage, rows: list[Mapping[str, Any]]) -> None:
    raw = []
    for one in rows:
        if not one["what"]:
            raise ValueError("a gap needs what is not accessible")
        value = {
            "what": str(one["what"]),
            "reason": one_of(one["reason"], list(REASONS)),
            "explanation": str(one.get("explanation") or ""),
            "alternative": str(one.get("alternative") or ""),
            "fixed_by": one.get("fixed_by") and date.fromisoformat(one["fixed_by"]).isoformat(),
        }
        raw.append({"type": "gap", "value": value})
    page.gaps = type(page)._meta.get_field("gaps").to_python(json.dumps(raw))


def _read_enforcement(page: StatementPage, facts: Facts) -> None:
    given = {f"enforcement_{key}": facts[key] for key in ("name", "details", "url") if key in facts}
    reader = Reader(page, given)
    for name in given:
        reader.text(name)
    if reader.errors:
        raise ValueError("; ".join(reader.errors.values()))


def schema_org(document: Facts) -> dict[str, Any]:
    """Return schema.org WebPage (https://schema.org/WebPage) with the body that is responsible."""
    return {
        **described(document, "WebPage"),
        "publisher": {
            "@type": "GovernmentOrganization",
            "name": document["accessibility_statement"]["public_body"],
        },
        "dateModified": document["accessibility_statement"]["reviewed_on"],
    }
