"""Pictures in pages: the right size for the place, room reserved, credit said, nothing drawn."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.publication.settle import settle
from tests.factories.content import ImageFactory
from tests.factories.portal import fresh

pytestmark = pytest.mark.django_db


def give(page, **fields):
    """Give a page a picture, as an editor does."""
    image = ImageFactory(**fields)
    page.image = image
    page.save_revision().publish()
    settle({page.translation_key})
    fresh()
    return image


def tag(html: str, name: str, start: str) -> str:
    """Return the first element of that name after `start`."""
    return re.search(rf"<{name}\b[^>]*>", html[html.index(start) :])[0]


def test_the_first_picture_of_an_article_is_loaded_first_in_modern_formats(city, client):
    give(city.news)
    html = client.get(city.path(city.news)).content.decode()
    figure = html[html.index('<figure class="picture">') : html.index("</figure>")]
    first, second = re.findall(r"<source [^>]*>", figure)
    assert 'type="image/avif"' in first
    assert 'type="image/webp"' in second
    for width in (320, 640, 1024, 1600):
        assert f" {width}w" in first
    assert 'sizes="(min-width: 78em) 78em, 100vw"' in first
    image = tag(figure, "img", "<img")
    assert 'fetchpriority="high"' in image
    assert "loading" not in image
    assert 'width="1280"' in image
    assert 'height="720"' in image
    assert 'alt="Menschen pflanzen einen Baum"' in image
    assert "http://" not in figure
    assert "<bdi>Stadt Dessau-Roßlau</bdi>, <bdi>CC BY 4.0</bdi>" in figure


def test_pictures_of_lists_wait_until_the_reader_comes_near(city, client):
    give(city.news)
    give(city.organisation)
    give(city.weekly)
    for page in ("/de/", city.path(city.events), city.path(city.organisation.get_parent())):
        html = client.get(page).content.decode()
        image = tag(html, "img", '<figure class="picture')
        assert 'loading="lazy"' in image, page
        assert 'width="1280"' in image, page
        assert "fetchpriority" not in html, page


def test_an_item_without_a_picture_keeps_its_tile(city, client):
    page = city.path(city.events)
    before = client.get(page).content.decode().count('class="tile"')
    image = give(city.weekly)
    after = client.get(page).content.decode()
    assert after.count('class="tile"') < before
    assert f"/{image.pk}/" in after


def test_a_page_with_pictures_takes_as_many_queries_as_one_without(city, client):
    page = city.path(city.news)

    def count() -> int:
        client.get(page)
        with CaptureQueriesContext(connection) as queries:
            client.get(page)
        return len(queries)

    before = count()
    image = give(city.news)
    assert count() == before
    assert image.renditions.count() == 0


def test_a_picture_that_is_not_drawn_yet_leaves_the_tile_in_its_place(city, client):
    give(city.weekly, is_drawn=False)
    html = client.get(city.path(city.weekly)).content.decode()
    assert "frieze--square" in html
    assert "<img" not in html[html.index("<main") :]
    assert "/stadt/shared." in html


def test_the_own_picture_is_what_a_shared_link_shows(city, client):
    image = give(city.weekly)
    html = " ".join(client.get(city.path(city.weekly)).content.decode().split())
    meta = tag(html, "meta", '<meta property="og:image"')
    assert f"/{image.pk}/width-1280%7Cformat-jpeg/" in meta
    assert 'content="http://testserver/images/' in meta
    assert '<meta property="og:image:width" content="1280">' in html
    assert '<meta property="og:image:height" content="720">' in html
