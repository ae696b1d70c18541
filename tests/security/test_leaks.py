"""Nothing unpublished, restricted or personal ever leaves, whatever one asks for.

Each hidden thing carries a marker; every public surface is read with every filter that might betray
it, and none may show a marker or let it be counted.
"""

import json
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from hub.kernel.contract import registry
from hub.publication.models import Publication
from hub.publication.query import filters_for
from hub.publication.sweep import sweep
from plugins.editorial.models import NewsPage, SectionPage, StandardPage
from plugins.events.models import EventPage
from tests.factories.content import ContactFactory, add_page, translated
from tests.factories.events import event, event_index
from tests.factories.kinds import add_news, small_site
from tests.snapshots import remembered

pytestmark = pytest.mark.django_db
MARK = "Geheimmarke"


def marked(what: str) -> str:
    return f"{MARK} {what}"


@pytest.fixture
def hidden(db):
    """A site with one public event and something hidden in every way there is; {what: page}."""
    return remembered(make_hidden)


def make_hidden():
    site = small_site()
    home = site.root_page
    index = event_index(home)
    public = event(index, title="Öffentlich")
    soon, past = timezone.now() + timedelta(days=3), timezone.now() - timedelta(days=3)
    pages = {
        "draft": event(index, live=False, title=marked("draft"), summary=marked("draft")),
        "scheduled": event(index, live=False, title=marked("scheduled"), go_live_at=soon),
        "expired": event(index, title=marked("expired")),
        "unpublished": event(index, title=marked("unpublished")),
        "deleted": event(index, title=marked("deleted"), summary=marked("deleted")),
        "news": add_news(site, live=False, title=marked("news"), author_role=marked("author")),
    }
    for kind, text in (("login", "login"), ("password", "password"), ("groups", "groups")):
        section = add_page(home, SectionPage, title=marked(f"{kind} section"))
        below = add_page(section, StandardPage, title=marked(f"below {kind}"), summary=marked(text))
        restriction = PageViewRestriction.objects.create(
            page=section, restriction_type=kind, password=marked("password")
        )
        if kind == "groups":
            restriction.groups.add(Group.objects.create(name=marked("group")))
        pages[kind] = section
        pages[f"below {kind}"] = below
    pages["expired"].expire_at = past
    Page.objects.filter(pk=pages["expired"].pk).update(expire_at=past)
    pages["unpublished"].unpublish()
    sweep()
    public.summary = marked("draft of a public page")
    public.save_revision()
    pages["translation"] = translated(public, "en", live=False, title=marked("translation"))
    pages["deleted"].delete()
    ContactFactory(name=marked("contact nobody shows"), email="geheimmarke@example.org")
    sweep()
    return pages


def read(address: str) -> tuple[int, str]:
    response = Client().get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    headers = "\n".join(f"{name}: {value}" for name, value in response.items())
    return response.status_code, headers + body.decode("utf-8", "replace")


def surfaces(pages) -> list[str]:
    """Return the address of every surface, with each filter and each hidden id, slug and path."""
    found = ["/api/v1/", "/api/v1/changes?since=0&limit=100", "/sitemap.xml", "/robots.txt"]
    found += ["/api/v1/topics", "/api/v1/places", "/api/v1/locales", "/api/v1/schemas/"]
    found += [f"/sitemap-{code}-1.xml" for code in ("de", "en")]
    lists = [(one.plural, [one]) for one in registry.kinds()] + [("documents", registry.kinds())]
    for plural, kinds in lists:
        found += [f"/api/v1/{plural}", f"/de/{plural}/", f"/en/{plural}/"]
        for suffix in (".rss", ".atom", ".json-feed", ".csv", ".jsonld", ".ics"):
            found.append(f"/api/v1/{plural}{suffix}")
        found += [f"/api/v1/{plural}?{query}" for query in queries(kinds, pages)]
        for page in pages.values():
            found.append(f"/api/v1/{plural}/{page.translation_key}")
            found.append(f"/api/v1/{plural}/by-slug/{page.slug}")
    ids = ",".join(str(page.translation_key) for page in pages.values())
    words = (f"q={MARK}", "q=Öffentlich", f"q={MARK}&kind=event", f"q={MARK}&kind=page")
    found += [f"/{one}/?{query}" for one in ("de/suche", "en/search") for query in words]
    found += [f"/api/v1/search?{query}" for query in words]
    found += ["/de/themen/", f"/de/themen/{MARK}/", f"/de/merkliste/?ids={ids}", "/de/geheim/"]
    found += [f"/de/veranstaltungen/?view={one}" for one in ("list", "month", "map")]
    found += [f"/api/v1/events/{one}.ics?date={timezone.localdate()}" for one in ids.split(",")]
    for page in pages.values():
        found.append(f"/{page.locale.language_code}/{page.url_path.split('/', 2)[2]}")
    return found


def queries(kinds, pages) -> list[str]:
    ids = ",".join(str(page.translation_key) for page in pages.values())
    given = [{"q": MARK}, {"ids": ids}, {"count": "true", "ids": ids}, {"locale": "en"}]
    given += [{"changed_since": "2020-01-01"}, {"limit": 100}, {"locale": "en", "fallback": "none"}]
    given += [{name: MARK} for name in filters_for(kinds)]
    given += [{"fields": name} for name in ("title", "body_html", "draft_title", "owner", "live")]
    given += [{"order": "expire_at"}, {"sort": "owner"}, {"from": "2020-01-01"}]
    return [urlencode(one) for one in given]


def test_no_surface_shows_a_marker(hidden):
    addresses = surfaces(hidden)
    assert len(addresses) > 250
    answered = 0
    for address in addresses:
        status, text = read(address)
        assert status < 500, address
        answered += status == 200
        # What the caller said himself comes back in links and errors; that gives nothing away.
        assert MARK in address or MARK not in text, address
        assert "geheimmarke@" not in text, address
    assert answered > 60


def test_the_harness_finds_a_marker_that_leaks(hidden):
    row = Publication.objects.get(kind="event", title="Öffentlich")
    row.document = row.document.replace('"title":"Öffentlich"', f'"title":"{MARK}"')
    row.save()
    assert MARK in read("/api/v1/events?from=2020-01-01")[1]


def test_a_search_for_hidden_words_finds_nothing(hidden):
    for plural in ("events", "news", "pages", "documents"):
        status, text = read(f"/api/v1/{plural}?q={MARK}&count=true")
        assert status == 200
        assert json.loads(text[text.index("{") :])["total"] == 0


def test_hidden_things_are_not_there_or_gone(hidden):
    never = {"draft", "scheduled", "news", "translation"}
    for what, page in hidden.items():
        if what == "translation":
            continue
        status, _text = read(f"/api/v1/documents/{page.translation_key}")
        assert status == (404 if what in never else status)
        assert status in {404, 410}, what


def test_ordering_and_filtering_by_hidden_fields_is_refused(hidden):
    for name in ("order", "sort", "owner", "live", "expire_at", "source_key", "title__startswith"):
        for plural in ("events", "documents"):
            assert read(f"/api/v1/{plural}?{name}=x")[0] == 400, name


def test_tombstones_say_no_more_than_they_must(hidden):
    _status, text = read("/api/v1/changes?since=0&limit=100")
    items = json.loads(text[text.index("{") :])["items"]
    gone = [one for one in items if one["deleted"]]
    assert gone
    for one in gone:
        assert set(one) == {"sequence", "deleted", "id", "kind", "locale", "deleted_at"}


def test_a_password_page_asks_and_shows_nothing(hidden):
    page = hidden["below password"]
    status, text = read(f"/de/{page.url_path.split('/', 2)[2]}")
    assert status in {200, 302, 401, 403}
    assert MARK not in text


def test_every_kind_of_hiding_is_tried(hidden):
    assert {type(page) for page in hidden.values()} == {
        EventPage,
        NewsPage,
        SectionPage,
        StandardPage,
    }
