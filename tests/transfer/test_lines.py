"""Good lines are read in any order, bad ones refused by number and field, in words."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from hub.content.models import District, Place, Topic
from hub.publication.models import Publication
from plugins.editorial.models import NewsPage, SectionPage, StandardPage
from plugins.events.models import EventPage
from plugins.organisations.models import OrganisationPage
from tests.factories.content import DistrictFactory, PlaceFactory, TopicFactory
from tests.factories.transfer import (
    counts,
    event_line,
    messages,
    news_line,
    organisation_line,
    page_of,
    read,
    uid,
    write,
)

pytestmark = pytest.mark.django_db


def test_the_least_line_makes_a_published_page(site, tmp_path):
    report = read(tmp_path, event_line())
    assert counts(report) == (1, 0, 0)
    event = EventPage.objects.get()
    assert (event.live, event.slug, event.source_key) == (True, "treffen-1", "1")
    document = json.loads(Publication.objects.get(kind="event").document)
    assert document["title"] == "Treffen 1"
    assert document["source"]["name"] == "Kalender"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 2: is not valid JSON"),
        ("[1]", "line 2: is not a JSON object"),
        ('{"a": "\\u0000"}', "line 2: holds the character U+0000"),
        ('{"title": "a\\ud800b"}', "line 2: holds half a character"),
        ('{"title": "\udcff"}', "line 2: is not UTF-8 (byte 12)"),
        (news_line(9, kind="nws"), "line 2, kind: 'nws' is none of page, news"),
        (news_line(9, locale="xx"), "line 2, locale: 'xx' is none of de, en"),
        (news_line(9, title=" "), "line 2, title: is missing"),
        (news_line(9, title="x" * 256), "line 2, title: 256 characters, at most 255"),
        (news_line(9, id="12"), 'line 2, id: "12" is not a UUID'),
        (news_line(9, id=None), "line 2, id: is missing; give an id of this hub, or source.name"),
        (news_line(9, titel="x"), "line 2, titel: is no field of this kind; did you mean 'title'?"),
        (news_line(9, topics="sport"), 'line 2, topics: "sport" is not a list'),
        (news_line(9, topics=["x"]), "line 2, topics: no topic 'x' here; --create-missing"),
        (news_line(9, district="x"), "line 2, district: no district 'x' here"),
        (news_line(9, contact="x"), "line 2, contact: no contact 'x' here"),
        (news_line(9, news={"published_on": "neulich"}), "line 2, news.published_on: 'neulich' is"),
        (news_line(9, summary="x" * 401), "line 2, summary:"),
        (news_line(9, place="Rathaus"), "line 2, place: this kind has no place"),
        (news_line(1), "line 2, id: the same document stands in line 1 already"),
        (event_line(place="Rathaus"), "line 2, place: no place 'Rathaus' here"),
        (event_line(organisation="Chor"), "line 2, organisation: no organisation Chor here"),
        (event_line(event={}), "line 2, event.first_starts_at: is missing"),
        (
            event_line(event={**event_line()["event"], "recurrence": {"rrule": "FREQ=SECONDLY"}}),
            "line 2, event.recurrence.rrule:",
        ),
        (news_line(9, rebuild={"model": "auth.User"}), "line 2, rebuild.model: 'auth.User' is no"),
        (news_line(9, rebuild={"parent": uid(77)}), "line 2, rebuild.parent: there is no page"),
        (news_line(9, rebuild={"parent": uid(9)}), "line 2, rebuild.parent:"),
        (
            news_line(9, rebuild={"fields": {"owner": 1}}),
            "line 2, rebuild.fields.owner: is",
        ),
        (
            news_line(9, rebuild={"fields": {"body": [{"type": "html", "value": "x"}]}}),
            "line 2, rebuild.fields.body: 'html' is none of rich_text",
        ),
        (
            news_line(9, rebuild={"is_site_root": True}),
            "line 2, rebuild.is_site_root: this hub has a home page already",
        ),
        (
            {"id": uid(9), "kind": "page", "locale": "en", "title": "About"},
            "line 2, rebuild.parent: there is no page",
        ),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_written(site, tmp_path, line, message):
    before = Page.objects.count()
    report = read(tmp_path, news_line(1), line)
    assert messages(report)[0].startswith(message)
    assert not report.is_written
    assert Page.objects.count() == before
    assert read(tmp_path, news_line(1)).is_written


def test_the_command_ends_with_an_error_that_counts(site, tmp_path):
    errors = StringIO()
    with pytest.raises(CommandError, match="1 lines refused, nothing was written"):
        call_command("import", str(write(tmp_path, news_line(1), "{")), stderr=errors)
    assert "line 2: is not valid JSON" in errors.getvalue()


def test_partial_writes_the_good_lines_and_still_fails(site, tmp_path):
    path = write(tmp_path, news_line(1), "{", news_line(2, topics=["x"]), news_line(3))
    with pytest.raises(CommandError, match="some lines were refused"):
        call_command("import", str(path), "--partial", stdout=StringIO(), stderr=StringIO())
    assert set(NewsPage.objects.values_list("title", flat=True)) == {"Nachricht 1", "Nachricht 3"}


def test_a_page_below_a_refused_page_is_refused_with_it(site, tmp_path):
    parent = standard(1, topics=["x"])
    report = read(tmp_path, standard(2, parent=1), parent, standard(3), is_partial=True)
    assert sorted(report.problems.lines) == [1, 2]
    assert list(StandardPage.objects.values_list("title", flat=True)) == ["Seite 3"]


def standard(number, parent=None, **more):
    """Return a line of a standard page, below another one if `parent` is given."""
    rebuild = {"model": "editorial.StandardPage"}
    if parent:
        rebuild["parent"] = uid(parent)
    line = {"id": uid(number), "kind": "page", "locale": "de", "title": f"Seite {number}"}
    return {**line, "rebuild": rebuild, **more}


def test_a_page_without_a_class_becomes_a_standard_page_or_what_its_template_says(site, tmp_path):
    plain = {"id": uid(1), "kind": "page", "locale": "de", "title": "Über uns"}
    section = {**plain, "id": uid(2), "title": "Netz", "page": {"template": "section"}}
    assert not read(tmp_path, plain, section).problems
    assert isinstance(page_of(1), StandardPage)
    assert isinstance(page_of(2), SectionPage)


def test_parents_and_organisations_may_stand_further_down(site, tmp_path):
    lines = [
        event_line(1, organisation={"id": uid(50)}),
        event_line(2, organisation="Verein 50"),
        standard(12, parent=11),
        standard(11, parent=10),
        standard(10),
        organisation_line(50),
    ]
    report = read(tmp_path, *lines)
    assert messages(report) == []
    assert page_of(12).url_path.endswith("/seite-10/seite-11/seite-12/")
    organisers = {event.organisation.title for event in EventPage.objects.all()}
    assert organisers == {"Verein 50"}
    assert Page.find_problems() == ([], [], [], [], [])


def test_create_missing_makes_what_lines_name(site, tmp_path):
    line = event_line(
        topics=["Offene Gärten"],
        district="Ziebigk",
        place={"name": "Bürgerhaus", "street": "Markt 1", "district": "Nord"},
        organisation="Gartenfreunde",
        contact="Team Garten",
    )
    line["event"]["format"], line["contact"] = "onsite", {"name": "Team", "email": "a@b.example"}
    report = read(tmp_path, line, creates_missing=True)
    assert messages(report) == []
    event = EventPage.objects.get()
    assert event.organisation.title == "Gartenfreunde"
    assert OrganisationPage.objects.get().live
    assert Topic.objects.get().key == "offene-gaerten"
    assert set(District.objects.values_list("name", flat=True)) == {"Ziebigk", "Nord"}
    assert Place.objects.get().district.name == "Nord"
    assert counts(read(tmp_path, line)) == (0, 0, 0)


def test_words_are_found_by_key_id_or_name(site, tmp_path):
    topic, district = TopicFactory(key="sport", label="Sport"), DistrictFactory(name="Süd")
    place = PlaceFactory(name="Sporthalle")
    for number, (words, where, at) in enumerate(
        (
            (["sport"], district.key, str(place.hub_id)),
            (["Sport"], "süd", "sporthalle"),
            ([{"key": "sport", "label": "x"}], {"key": district.key}, {"id": str(place.hub_id)}),
        )
    ):
        line = event_line(number, topics=words, district=where, place=at)
        assert messages(read(tmp_path, line)) == []
    for event in EventPage.objects.all():
        assert list(event.topics.all()) == [topic]
        assert (event.district, event.place) == (district, place)


def test_the_same_key_of_a_source_is_the_same_document_in_every_language(site, tmp_path):
    root = {"id": uid(1), "kind": "page", "locale": "en", "title": "Home"}
    home = {**root, "id": str(site.root_page.translation_key), "rebuild": home_rebuild()}
    index_id = str(Page.objects.get(slug="veranstaltungen").translation_key)
    index = {**root, "id": index_id, "title": "Events", "rebuild": index_rebuild(home)}
    english = event_line(1, locale="en", title="Meeting")
    report = read(tmp_path, english, index, home, event_line(1))
    assert messages(report) == []
    first, second = EventPage.objects.all()
    assert first.translation_key == second.translation_key
    again = read(tmp_path, event_line(1, title="Großes Treffen"))
    assert counts(again) == (0, 1, 0)


def home_rebuild():
    return {"model": "editorial.HomePage", "is_site_root": True, "fields": {"slug": "home-en"}}


def index_rebuild(home):
    return {"model": "events.EventIndexPage", "parent": home["id"]}


def test_slugs_of_a_file_never_meet(site, tmp_path):
    lines = [news_line(number, title="Sommerfest") for number in range(1, 4)]
    assert not read(tmp_path, *lines).problems
    slugs = NewsPage.objects.order_by("path").values_list("slug", flat=True)
    assert list(slugs) == ["sommerfest", "sommerfest-2", "sommerfest-3"]


def test_html_becomes_one_clean_block(site, tmp_path):
    read(tmp_path, news_line(1, body_html='<p onclick="x()">Hallo <script>x()</script></p>'))
    (block,) = page_of(1).body
    assert (block.block_type, block.value.source) == ("rich_text", "<p>Hallo </p>")


def test_derived_fields_are_ignored(site, tmp_path):
    derived = {
        "url": "https://elsewhere.example/",
        "published_at": "2001-01-01T00:00:00Z",
        "changed_at": None,
        "available_locales": {"de": "https://elsewhere.example/"},
        "image": {"url": "https://elsewhere.example/x.png", "alt": "x"},
    }
    assert not read(tmp_path, news_line(1, **derived)).problems
    page = page_of(1)
    assert page.first_published_at.year > 2001
    assert page.image is None


def test_a_dry_run_counts_and_writes_nothing(site, tmp_path):
    read(tmp_path, news_line(1))
    before = Page.objects.count()
    report = read(tmp_path, news_line(1, title="Anders"), news_line(2), is_dry=True)
    assert counts(report) == (1, 1, 0)
    assert Page.objects.count() == before
    assert page_of(1).title == "Nachricht 1"


def test_new_only_leaves_what_is_here(site, tmp_path):
    read(tmp_path, news_line(1))
    report = read(tmp_path, news_line(1, title="Anders"), news_line(2), adds_only=True)
    assert counts(report) == (1, 0, 0)
    assert page_of(1).title == "Nachricht 1"


def test_what_a_line_does_not_say_stays(site, tmp_path):
    TopicFactory(key="sport")
    read(tmp_path, news_line(1, topics=["sport"], summary="Kurz", body_html="<p>Lang</p>"))
    report = read(tmp_path, {**news_line(1), "title": "Neu"})
    assert report.changed_count == 1
    page = page_of(1)
    assert (page.title, page.summary) == ("Neu", "Kurz")
    assert [topic.key for topic in page.topics.all()] == ["sport"]
    read(tmp_path, news_line(1, topics=[], summary=None))
    assert (page_of(1).summary, page_of(1).topics.count()) == ("", 0)


def test_links_between_pages_keep_their_target(site, tmp_path):
    body = [{"type": "rich_text", "value": f'<p><a linktype="page" id="{uid(2)}">Zwei</a></p>'}]
    back = [{"type": "rich_text", "value": f'<p><a linktype="page" id="{uid(1)}">Eins</a></p>'}]
    lost = [{"type": "rich_text", "value": f'<p><a linktype="page" id="{uid(8)}">Weg</a></p>'}]
    lines = [
        news_line(1, rebuild={"fields": {"body": body}}),
        news_line(2, rebuild={"fields": {"body": back}}),
        news_line(3, rebuild={"fields": {"body": lost}}),
    ]
    report = read(tmp_path, *lines)
    assert report.lost_links_count == 1
    assert f'id="{page_of(2).pk}"' in str(page_of(1).body.raw_data[0])
    assert f'id="{page_of(1).pk}"' in str(page_of(2).body.raw_data[0])
    assert (
        "/aktuelles/nachricht-2/"
        in json.loads(Publication.objects.get(document_id=uid(1)).document)["body_html"]
    )
