"""Blocks: semantic HTML that passes the sanitiser as it is, and nothing without a document."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from hub.content.anchors import Anchors
from hub.content.blocks import BODY_BLOCKS
from hub.content.blocks.contact_box import telephone_link
from hub.content.blocks.embed import Embed, frame_address
from hub.content.body import body_html, sanitise
from hub.publication.settle import settle
from plugins.editorial.models import NewsIndexPage, StandardPage
from tests.factories.blocks import entry, every_block
from tests.factories.content import add_page
from tests.snapshots import remembered

pytestmark = pytest.mark.django_db


class Tags(HTMLParser):
    """The tags of a text with their attributes, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[Any] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.found.append((tag, sorted((name, value or "") for name, value in attrs)))

    def handle_startendtag(self, tag: str, attrs: Any) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self.found.append(f"/{tag}")


@pytest.fixture
def values(site: Any) -> dict[str, Any]:
    """Return one value for each block, as it is stored."""
    return remembered(make_values, site=site)


def make_values(site: Any) -> dict[str, Any]:
    news = add_page(site.root_page, NewsIndexPage, title="Aktuelles")
    page = add_page(site.root_page, StandardPage, title="Das Netzwerk")
    settle({news.translation_key, page.translation_key})
    return every_block(page, news)


def test_every_block_is_tested(values: dict[str, Any]) -> None:
    assert set(values) == {name for name, _block in BODY_BLOCKS}


def render(name: str, value: Any, context: Any) -> str:
    page = StandardPage(title="Seite", slug="seite")
    page.body = StandardPage._meta.get_field("body").to_python([{"type": name, "value": value}])
    return body_html(page, context)


def raw(name: str, value: Any, context: Any) -> str:
    stream = StandardPage._meta.get_field("body").to_python([{"type": name, "value": value}])
    return str(stream[0].render({"hub": context, "anchors": Anchors()}))


@pytest.mark.parametrize("name", [name for name, _block in BODY_BLOCKS])
def test_a_block_passes_the_sanitiser_unchanged(
    name: str, values: dict[str, Any], context: Any
) -> None:
    html = raw(name, values[name], context)
    assert html.strip()
    assert Tags(sanitise(html)).found == Tags(html).found


@pytest.mark.parametrize("name", [name for name, _block in BODY_BLOCKS])
def test_a_block_shows_nothing_outside_a_document(name: str, values: dict[str, Any]) -> None:
    stream = StandardPage._meta.get_field("body").to_python([{"type": name, "value": values[name]}])
    assert str(stream[0].render({})) == ""


def test_headings_and_accordion_items_have_stable_and_unique_anchors(
    values: dict[str, Any], context: Any
) -> None:
    page = StandardPage(title="Seite", slug="seite")
    accordion = {**values["accordion"], "entries": values["accordion"]["entries"] * 2}
    page.body = StandardPage._meta.get_field("body").to_python(
        [
            {"type": "heading", "value": values["heading"]},
            {"type": "heading", "value": {**values["heading"], "level": "3"}},
            {"type": "accordion", "value": accordion},
        ]
    )
    html = body_html(page, context)
    assert '<h2 id="oeffentlichkeitsarbeit-mehr">' in html
    assert '<h3 id="oeffentlichkeitsarbeit-mehr-2">' in html
    assert 'id="section-1-aufbau"' in html
    assert 'id="section-1-aufbau-2"' in html
    assert html == body_html(page, context)


def test_a_table_has_a_caption_and_header_cells_with_scope(
    values: dict[str, Any], context: Any
) -> None:
    html = render("table", values["table"], context)
    assert "<caption>Sprechzeiten</caption>" in html
    assert '<th scope="col">Tag</th>' in html
    assert '<th scope="row">Mo</th>' in html


def test_a_video_loads_nothing_before_the_click(values: dict[str, Any], context: Any) -> None:
    html = render("embed", values["embed"], context)
    assert not {"iframe", "img", "script"} & {tag[0] for tag in Tags(html).found}
    assert 'data-embed="https://www.youtube-nocookie.com/embed/abcdefghijk"' in html
    assert 'href="https://www.youtube.com/watch?v=abcdefghijk"' in html


def test_a_video_of_ones_own_plays_from_here_and_only_after_the_click(
    values: dict[str, Any], context: Any
) -> None:
    html = render("video", values["video"], context)
    assert '<video controls="" preload="none" playsinline="">' in sanitise(html)
    [address] = re.findall(r'<source src="([^"]+)" type="video/mp4">', html)
    assert address.startswith(context.site_url)
    assert ">DGS</abbr>" in html
    assert "Sie brauchen ein Formular." in html


@pytest.mark.parametrize(
    ("url", "frame"),
    [
        ("https://youtu.be/abcdefghijk", "https://www.youtube-nocookie.com/embed/abcdefghijk"),
        ("https://vimeo.com/123", "https://player.vimeo.com/video/123?dnt=1"),
        ("https://www.youtube.com/watch?v=a%22onload", ""),
        ("https://example.org/film", ""),
        ("https://www.openstreetmap.org/about", ""),
    ],
)
def test_only_known_providers_get_a_frame(url: str, frame: str) -> None:
    assert frame_address(url) == frame


@pytest.mark.parametrize(
    "position",
    [
        "600000000/51.8/12.2",
        "20/51.8/12.2",
        "12/5.1.8/12",
        "12/-/12",
        "12/91/12",
        "12/51.8/181",
        "12/51.8",
        "-1/51.8/12.2",
        "٣/51.8/12.2",
        "12/" + "5" * 5000 + "/12",
        "12/5." + "5" * 5000 + "/12",
    ],
)
def test_a_place_that_is_on_no_map_gets_no_frame_and_is_refused(position: str) -> None:
    url = f"https://www.openstreetmap.org/#map={position}"
    assert frame_address(url) == ""
    value = {"kind": "map", "title": "Karte", "url": url, "text": ""}
    with pytest.raises(ValidationError) as refused:
        Embed().clean(Embed().to_python(value))
    assert set(refused.value.block_errors) == {"url"}  # type: ignore[attr-defined]


def test_a_map_gets_a_frame_around_its_point() -> None:
    frame = frame_address("https://www.openstreetmap.org/#map=17/51.8364/12.2469")
    assert frame.startswith("https://www.openstreetmap.org/export/embed.html?bbox=12.24")
    assert frame.endswith("marker=51.8364%2C12.2469")


def test_a_download_names_type_and_size(values: dict[str, Any], context: Any) -> None:
    from django.utils import translation

    with translation.override("de"):
        html = render("downloads", values["downloads"], context)
    assert "Leitlinien</a> <small>(PDF, 2,0\xa0KB)</small>" in html.replace("&nbsp;", "\xa0")


def test_a_download_has_its_size_although_its_row_does_not_know_it(context: Any) -> None:
    document = get_document_model().objects.create(
        title="Satzung", file=ContentFile(b"x" * 3072, "satzung.pdf")
    )
    value = {"title": "", "files": [entry(document=document.pk, title="")]}
    assert "PDF, 3,0" in render("downloads", value, context)


def test_caption_and_credit_stand_on_lines_of_their_own(values: Any, context: Any) -> None:
    html = " ".join(render("image", values["image"], context).split())
    assert re.search(r"<figcaption> <p>[^<]+</p> <p> <small[^>]*>Bild: ", html)


@pytest.mark.parametrize(
    ("number", "link"),
    [
        ("0340 204-1401", "tel:+493402041401"),
        ("+49 (0)340 204-1401", "tel:+493402041401"),
        ("0049 340 1", "tel:+493401"),
        ("115", "tel:115"),
    ],
)
def test_phone_numbers_become_links(number: str, link: str) -> None:
    assert telephone_link(number) == link


def test_scripts_styles_and_frames_do_not_pass() -> None:
    html = sanitise(
        '<p style="color:red" onclick="x()">a</p><script>x()</script><iframe src="/"></iframe>'
        '<a href="javascript:x()">b</a><a href="data:text/html,x">c</a>'
    )
    assert html == "<p>a</p><a>b</a><a>c</a>"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "https://example.org/", "//example.org"]
)
def test_html_of_others_opens_no_frame_of_a_provider_we_do_not_know(address: str) -> None:
    assert "data-embed" not in sanitise(f'<div data-embed="{address}">x</div>')
    known = "https://player.vimeo.com/video/123"
    assert known in sanitise(f'<div data-embed="{known}">x</div>')


def test_the_link_to_all_items_asks_what_the_list_asked(
    values: dict[str, Any], context: Any
) -> None:
    asked = raw("items", {**values["items"], "query": "topic=sport&topic=culture"}, context)
    assert 'href="http://testserver/de/aktuelles/?topic=sport&amp;topic=culture"' in asked
    whole = raw("items", {**values["items"], "query": ""}, context)
    assert 'href="http://testserver/de/aktuelles/"' in whole
