"""Whatever valid lines say survives import, export and import again."""

import json
import os
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page, Site

from hub.publication.sweep import sweep
from hub.transfer.files.outgoing import ExportScope, export_file
from hub.transfer.incoming import import_file
from plugins.editorial.models import HomePage
from tests.factories.content import hub_site
from tests.factories.transfer import counts, empty_hub, lists, read, rows, uid

pytestmark = pytest.mark.django_db
# Others each time. Before a release: HUB_TEST_EXAMPLES=200 make test ARGS=tests/transfer
EXAMPLES = int(os.environ.get("HUB_TEST_EXAMPLES", "7"))

# Everything Unicode that JSON can carry and PostgreSQL can store.
CHARACTERS = st.characters(exclude_characters="\x00", exclude_categories=("Cs",))
TEXT = st.text(CHARACTERS, max_size=120)
TITLES = st.text(CHARACTERS, min_size=1, max_size=120).filter(lambda text: text.strip())
WORDS = st.lists(st.sampled_from(["Sport", "Neue Wege", "sport", "ÄÖÜ für alle"]), max_size=3)
HTML = st.builds("<p>{}</p>".format, TEXT.map(lambda text: text.replace("<", "&lt;")))
KNOWN = st.sampled_from([True, False, None])
FACTS = st.dictionaries(st.sampled_from(["step_free", "lift", "quiet_room"]), KNOWN)
PLACES = st.none() | st.fixed_dictionaries(
    {
        "name": st.sampled_from(["Rathaus", "Bürgerhaus Roßlau"]),
        "lat": st.floats(-90, 90),
        "lon": st.floats(-180, 180),
    },
    optional={
        "street": st.sampled_from(["", "Markt 1"]),
        "accessibility": FACTS,
    },
)
RULES = st.sampled_from(
    [None, {"rrule": "FREQ=WEEKLY;COUNT=5"}, {"rrule": "FREQ=DAILY;INTERVAL=3;COUNT=4"}]
)
SHARED = st.fixed_dictionaries(
    {},
    optional={
        "summary": TEXT,
        "body_html": HTML,
        "topics": WORDS,
        "district": st.sampled_from([None, "Nord"]),
    },
)
EVENTS = st.fixed_dictionaries(
    {"format": st.just("online")},
    optional={
        "recurrence": RULES,
        "audience": st.lists(st.sampled_from(["children", "seniors"]), unique=True),
        "price": st.sampled_from([{"is_free": True}, {"is_free": False, "amount_cents": 500}]),
        "registration": st.fixed_dictionaries(
            {"is_required": st.booleans(), "capacity": st.none() | st.integers(1, 500)}
        ),
    },
)
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1))
SOON = st.dates(min_value=date(2026, 12, 1), max_value=date(2027, 12, 1))


@st.composite
def documents(draw):
    """Return lines with ids of their own, of three kinds."""
    lines = []
    for number in range(draw(st.integers(1, 5))):
        kind = draw(st.sampled_from(["news", "event", "organisation"]))
        line = {"id": uid(number), "kind": kind, "locale": "de", "title": draw(TITLES).strip()}
        line |= draw(SHARED)
        if kind == "news":
            line["news"] = {"published_on": draw(DAYS).isoformat()}
        elif kind == "event":
            day = draw(SOON).isoformat()
            moments = {
                "first_starts_at": f"{day}T12:00:00+00:00",
                "first_ends_at": f"{day}T14:00:00+00:00",
            }
            line["event"] = {**draw(EVENTS), **moments}
            line["online_url"], line["place"] = "https://example.org/", draw(PLACES)
        else:
            line["profile"] = {"type": draw(st.sampled_from(["business", "municipality"]))}
        lines.append(line)
    return lines


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(lines=documents())
def test_what_lines_say_survives_the_round_trip(db, lines):
    empty_hub()
    lists(hub_site(HomePage))
    sweep()
    with TemporaryDirectory() as name:
        folder = Path(name)
        report = read(folder, *lines, creates_missing=True)
        assert list(report.problems) == [], json.dumps(lines)
        assert counts(read(folder, *lines)) == (0, 0, 0)
        before = rows()
        assert {key[0] for key in before} >= {line["id"] for line in lines}
        path = folder / "export.jsonl"
        site = Site.objects.get(is_default_site=True)
        export_file(path, ExportScope(), site, lambda text: None)
        empty_hub()
        hub_site_address(site)
        assert list(import_file(path, say=lambda text: None).problems) == []
        assert rows() == before


def hub_site_address(site: Site) -> None:
    """Let the next home page be the root of a site with the same address."""
    root = Page.objects.get(depth=1)
    welcome = root.add_child(instance=Page(title="Welcome", slug="welcome", locale=root.locale))
    Site.objects.create(
        hostname=site.hostname, port=site.port, root_page=welcome, is_default_site=True
    )
