"""Pages, news and alerts as rows and documents."""

import json
from datetime import UTC, date, datetime, timedelta

import jsonschema
import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from hub.kernel.contract import registry
from hub.kernel.documents.schema import document_schema
from hub.publication.models import Publication
from hub.publication.settle import settle
from plugins.editorial import document
from plugins.editorial.models import NewsIndexPage
from plugins.organisations.models import OrganisationIndexPage
from tests.factories.kinds import (
    add_alert,
    add_news,
    add_organisation,
    add_section,
    add_standard,
    below_home,
    small_site,
)

pytestmark = pytest.mark.django_db


def published(*pages) -> list[dict]:
    settle({page.translation_key for page in pages})
    rows = Publication.objects.filter(
        document_id__in=[page.document_id for page in pages], is_deleted=False
    )
    found = {row.document_id: json.loads(row.document) for row in rows}
    return [found[page.document_id] for page in pages]


def test_a_small_tree_becomes_rows_of_the_right_kinds_below_their_parents():
    site = small_site(claim="Gemeinsam für die Stadt")
    section = add_section(site)
    imprint = add_standard(section)
    news = add_news(site)
    organisation = add_organisation(site)
    alert = add_alert(site)
    news_list = below_home(site, NewsIndexPage, "")
    directory = below_home(site, OrganisationIndexPage, "")
    pages = [site.root_page, section, imprint, news_list, news, directory, organisation, alert]

    settle({page.translation_key for page in pages})

    rows = {row.document_id: row for row in Publication.objects.filter(is_deleted=False)}
    kinds = [rows[page.document_id].kind for page in pages]
    assert kinds == ["page", "page", "page", "page", "news", "page", "organisation", "alert"]
    assert rows[site.root_page.document_id].path == ""
    assert rows[imprint.document_id].path == "das-netzwerk/impressum/"
    assert rows[imprint.document_id].parent_id == section.document_id
    assert rows[news.document_id].parent_id == news_list.document_id


def test_pages_say_how_they_are_laid_out_and_what_they_list():
    site = small_site(claim="Gemeinsam für die Stadt")
    section = add_section(site)
    add_organisation(site)
    directory = below_home(site, OrganisationIndexPage, "")

    home, second, third = published(site.root_page, section, directory)

    assert home["page"] == {
        "template": "home",
        "claim": "Gemeinsam für die Stadt",
        "lists": None,
        "lists_query": "",
    }
    assert second["page"]["template"] == "section"
    assert (third["page"]["template"], third["page"]["lists"]) == ("index", "organisation")


def test_documents_of_every_kind_match_their_schema():
    site = small_site()
    pages = [
        site.root_page,
        add_section(site),
        add_news(site),
        add_alert(site),
        add_organisation(site),
    ]

    for one in published(*pages):
        jsonschema.validate(one, document_schema(registry.kind(one["kind"])))


def test_news_says_its_day_and_how_long_reading_takes():
    words = "Wort " * 400
    site = small_site()
    news = add_news(
        site,
        published_on=date(2026, 3, 14),
        author_role="Koordinierungsstelle",
        body=[("rich_text", f"<p>{words}</p>")],
    )

    (found,) = published(news)

    assert found["news"] == {
        "published_on": "2026-03-14",
        "author_role": "Koordinierungsstelle",
        "reading_minutes": 3,
    }
    article = document.news_article(found)
    assert article["datePublished"] == "2026-03-14"
    assert article["headline"] == news.title


def test_an_alert_is_public_between_its_two_times_only():
    soon = timezone.now() + timedelta(days=2)
    site = small_site()
    later = add_alert(site, title="Später", starts_at=soon)
    now = add_alert(site, title="Jetzt", severity="major", ends_at=soon)

    settle({later.translation_key, now.translation_key})

    assert list(Publication.objects.filter(kind="alert").values_list("title")) == [("Jetzt",)]
    assert now.expire_at == soon
    assert not later.live


def test_an_alert_that_ends_before_it_starts_is_refused():
    site = small_site()
    alert = add_alert(site)
    alert.starts_at = datetime(2026, 3, 14, tzinfo=UTC)
    alert.ends_at = alert.starts_at - timedelta(hours=1)

    with pytest.raises(ValidationError) as caught:
        alert.full_clean()

    assert list(caught.value.message_dict) == ["ends_at"]


@pytest.mark.parametrize("kind", ["page", "news", "alert"])
def test_an_export_read_back_gives_the_same_object(kind):
    site = small_site(claim="Gemeinsam")
    start = datetime(2026, 1, 5, 8, tzinfo=UTC)
    made, empty = {
        "page": lambda: (site.root_page, type(site.root_page)()),
        "news": lambda: (
            add_news(site, published_on=date(2026, 3, 14), author_role="Büro"),
            add_news(site, title="Leer"),
        ),
        "alert": lambda: (
            add_alert(site, severity="minor", starts_at=start, link="https://example.org/a"),
            add_alert(site, title="Leer"),
        ),
    }[kind]()
    of_kind = registry.kind(kind)
    facts = of_kind.build_document(made, None).facts

    errors = of_kind.read_line(empty, facts)

    assert errors == {}
    assert of_kind.build_document(empty, None).facts == facts


def test_what_an_import_cannot_read_is_named_by_field():
    site = small_site()
    news, alert = add_news(site), add_alert(site)

    assert document.read_news(news, {"published_on": "gestern", "author_role": 7}) == {
        "published_on": "'gestern' is not a date such as 2026-03-14",
        "author_role": "7 is not text",
    }
    assert set(document.read_alert(alert, {"severity": "huge", "starts_at": "2026-03-14"})) == {
        "severity",
        "starts_at",
    }
