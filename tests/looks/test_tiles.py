"""Items without a picture of their own: a drawn one, the same everywhere, small and harmless."""

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from statistics import median

import pytest
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from PIL import Image

from hub.delivery import checks
from hub.looks import engines as portal
from hub.looks import themes, tiles
from hub.publication.models import Publication
from hub.publication.settle import settle
from tests.factories.content import TopicFactory
from tests.factories.portal import fresh
from themes.stadt.tile import TOPICS, draw

KEY = "0192f3c1-0000-7000-8000-000000000001"
SVG = "{http://www.w3.org/2000/svg}"


def test_a_tile_is_the_same_for_an_id_and_recoloured_by_a_topic():
    assert draw(KEY, "sport") == draw(KEY, "sport")
    turn, forms = draw(KEY, "sport")
    other_turn, others = draw(KEY, "culture")
    assert (turn, [path for _colour, path in forms]) == (other_turn, [one for _c, one in others])
    assert forms != others


def test_many_items_look_different_in_few_bytes():
    topics = list(TOPICS)
    drawn = [tiles.svg("stadt", f"item-{n}", topics[n % len(topics)]) for n in range(500)]
    assert len(set(drawn)) > 350
    assert max(map(len, drawn)) <= 1000
    assert median(map(len, drawn)) <= 500


def test_neighbouring_colours_differ_clearly_in_lightness():
    def lightness(colour: str) -> float:
        red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        return 0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2 + 0.05

    for ground, strongest, *_rest in TOPICS.values():
        first, second = sorted((lightness(ground), lightness(strongest)))
        assert second / first >= 2


@pytest.mark.parametrize("key", ["stadt", "kern"])
def test_a_theme_brings_a_small_picture_for_shared_links(key):
    path = Path(finders.find(themes.chosen(key).picture))
    assert path.stat().st_size < 60_000
    with Image.open(path) as picture:
        assert picture.size == (1200, 630)


@pytest.mark.django_db
@pytest.mark.parametrize("topic", ["sport", "none", "a-topic-of-another-city"])
def test_a_tile_is_answered_for_ever_and_runs_nothing(city, client, topic):
    address = f"/-/tiles/{topic}/{KEY}.svg"
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/svg+xml"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Vary" not in response
    assert not response.cookies
    assert client.get(address).content == response.content
    again = client.get(address, headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.head(address).content == b""


@pytest.mark.django_db
def test_an_svg_tile_holds_forms_only(city, client):
    root = ET.fromstring(client.get(f"/-/tiles/sport/{KEY}.svg").content)
    assert {one.tag for one in root.iter()} <= {f"{SVG}{name}" for name in ("svg", "g", "path")}
    assert {name for one in root.iter() for name in one.attrib} <= {
        "viewBox",
        "fill",
        "d",
        "transform",
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "sport/1.svg",
        f"sport/{KEY}.gif",
        f"sport/{KEY}",
        f"sport/{KEY.upper()}.svg",
        f"Sport/{KEY}.svg",
        f"{'x' * 61}/{KEY}.svg",
        f"sp%22ort/{KEY}.svg",
        f"../{KEY}.svg",
        f"sport/{KEY}.svg/",
    ],
)
def test_an_address_that_is_no_tile_is_not_found(city, client, address):
    # Other addresses without a language lead to the reader's, where there is nothing either.
    assert client.get(f"/-/tiles/{address}", follow=True).status_code == 404


@pytest.mark.django_db
def test_a_tile_asks_the_database_for_nothing_but_the_site(
    city, client, django_assert_max_num_queries
):
    client.get(f"/-/tiles/sport/{KEY}.svg")
    # Without a listener, as in tests, a request asks once for the newest sequence.
    with django_assert_max_num_queries(1):
        client.get(f"/-/tiles/sport/{KEY}.svg")


@pytest.mark.django_db
def test_a_page_without_a_picture_is_shared_with_its_themes(city, client):
    html = " ".join(client.get(city.path(city.weekly)).content.decode().split())
    address = f"http://testserver{static('stadt/shared.png')}"
    assert f'<meta property="og:image" content="{address}">' in html
    assert '<meta property="og:image:width" content="1200">' in html
    assert '<meta property="og:image:height" content="630">' in html
    assert '<meta property="og:image:alt" content="Bunte geometrische Formen">' in html
    assert '<meta name="twitter:card" content="summary_large_image">' in html


@pytest.mark.django_db
def test_the_address_of_an_earlier_drawn_png_leads_to_the_themes_picture(city, client):
    response = client.get(f"/-/tiles/climate/{city.weekly.translation_key}.png")
    assert (response.status_code, response["Location"]) == (301, static("stadt/shared.png"))


@pytest.mark.django_db
def test_the_tile_of_a_page_is_the_one_at_its_address(city, client):
    html = client.get(city.path(city.events)).content.decode()
    address = f"/-/tiles/climate/{city.weekly.translation_key}.svg"
    drawn = client.get(address).content.decode()
    forms = re.search(r"<svg [^>]*>(.*)</svg>", drawn)[1]
    assert forms in html


@pytest.mark.django_db
def test_the_week_draws_an_item_of_several_topics_as_its_list_does(city, client):
    city.weekly.topics.set([TopicFactory(key="zoo", label="Tiere"), *city.weekly.topics.all()])
    city.weekly.save_revision().publish()
    settle({city.weekly.translation_key})
    fresh()
    row = Publication.objects.get(document_id=city.weekly.translation_key, locale="de")
    first = json.loads(row.document)["topics"][0]["key"]
    drawn = client.get(f"/-/tiles/{first}/{city.weekly.translation_key}.svg").content.decode()
    forms = re.search(r"<svg [^>]*>(.*)</svg>", drawn)[1]
    html = client.get("/de/").content.decode()
    week = html[html.index('class="week"') : html.index("</section>", html.index('class="week"'))]
    assert forms in week
    assert forms in html[html.index("</section>", html.index('class="week"')) :]


@pytest.fixture
def theme(tmp_path, monkeypatch):
    folder = tmp_path / "probe"
    (folder / "templates").mkdir(parents=True)
    (folder / "static").mkdir()
    found = [*themes.folders(), folder]
    monkeypatch.setattr(themes, "folders", lambda: found)
    yield folder
    monkeypatch.undo()
    forget()


def forget() -> None:
    for one in (themes.installed, portal.engine, tiles.drawer):
        one.cache_clear()


def one_square(key: str, topic: str) -> tuple[int, list[tuple[str, str]]]:
    """Draw what the theme of these tests draws."""
    return 0, [("#112233", "M0 0h8v8H0z")]


def test_a_theme_may_bring_its_own_tiles(theme):
    (theme / "theme.toml").write_text(f'title = "Probe"\ntiles = "{__name__}.one_square"\n')
    forget()
    assert checks.check_themes() == []
    assert b"#112233" in tiles.svg("probe", KEY, "sport")
    assert b"#112233" not in tiles.svg("stadt", KEY, "sport")


def test_a_theme_without_tiles_has_those_of_the_standard_theme(theme):
    (theme / "theme.toml").write_text('title = "Probe"\n')
    forget()
    assert tiles.svg("probe", KEY, "sport") == tiles.svg("stadt", KEY, "sport")


def test_tiles_that_cannot_be_drawn_are_an_error_with_a_hint(theme):
    (theme / "theme.toml").write_text('title = "Probe"\ntiles = "nowhere.draw"\n')
    forget()
    [found] = checks.check_themes()
    assert (found.id, bool(found.hint)) == ("hub.E209", True)


@pytest.mark.parametrize("size", [(630, 1200), None])
def test_a_picture_that_no_network_shows_is_an_error(theme, size, monkeypatch):
    picture = theme / "static" / "shared.png"
    if size:
        Image.new("RGB", size).save(picture)
    else:
        picture.write_text("no picture")
    found = finders.find
    monkeypatch.setattr(
        finders, "find", lambda name: str(picture) if name == "probe/shared.png" else found(name)
    )
    (theme / "theme.toml").write_text('title = "Probe"\npicture = "probe/shared.png"\n')
    forget()
    [problem] = checks.check_themes()
    assert problem.id == "hub.E210"
