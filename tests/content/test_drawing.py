"""Sizes of pictures: drawn before a document names them, never in a read, while allowed."""

import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image
from wagtail.images.utils import generate_signature
from wagtail.models import Collection, CollectionViewRestriction

from hub.content.files import drawing
from hub.content.files.pictures import logo, sources, specs
from hub.content.models import HubImage
from hub.publication.models import Publication
from hub.publication.settle import settle
from plugins.editorial.models import HomePage, StandardPage
from tests.factories.content import ImageFactory, add_page, hub_site

pytestmark = pytest.mark.django_db


def photo(width: int = 640, height: int = 420, kind: str = "JPEG", **options: Any) -> ContentFile:
    buffer = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert("RGB").save(buffer, kind, **options)
    return ContentFile(buffer.getvalue(), f"bild.{kind.lower().replace('jpeg', 'jpg')}")


@pytest.fixture
def site() -> Any:
    return hub_site(HomePage)


def waiting(**fields: Any) -> HubImage:
    fields.setdefault("file", photo())
    return ImageFactory(is_drawn=False, **fields)


def shown(page: Any) -> Any:
    settle({page.translation_key})
    row = Publication.objects.get(document_id=page.translation_key, locale="de")
    return json.loads(row.document)["image"]


def path(url: str) -> str:
    return urlsplit(url).path


def test_a_picture_is_shown_once_all_its_sizes_exist(site: Any, client: Client) -> None:
    image = waiting(file=photo(1800, 1200))
    page = add_page(site.root_page, StandardPage, title="Text", image=image)
    assert shown(page) is None
    assert drawing.draw_waiting() == 1
    found = shown(page)
    assert [one["width"] for one in found["renditions"]] == [320, 640, 1024, 1600] * 2
    assert {one["type"] for one in found["renditions"]} == {"image/avif", "image/webp"}
    for one in (found, *found["renditions"]):
        response = client.get(path(one["url"]))
        assert response.status_code == 200
        drawn = Image.open(io.BytesIO(b"".join(response.streaming_content)))
        assert (drawn.width, drawn.height) == (one["width"], one["height"])
        assert response["Content-Type"] == one.get("type", "image/jpeg")
    assert drawing.draw_waiting() == 0


def test_modern_formats_are_smaller_than_the_fallback() -> None:
    image = waiting(file=photo(1800, 1200))
    drawing.draw_waiting()
    sizes = {one.filter_spec: one.file.size for one in image.renditions.all()}
    assert sizes["width-1024|format-avif"] < sizes["width-1280|format-jpeg"]
    assert sizes["width-320|format-webp"] < 20_000


def test_nothing_is_made_larger_than_it_is() -> None:
    image = waiting(file=photo(500, 300))
    drawing.draw_waiting()
    assert max(one.width for one in image.renditions.all()) == 500
    image.refresh_from_db()
    assert specs(image).count("width-500|format-avif") == 1


@pytest.mark.parametrize(("kind", "fallback"), [("PNG", "png"), ("WEBP", "jpeg"), ("AVIF", "jpeg")])
def test_every_browser_can_show_the_fallback(site: Any, kind: str, fallback: str) -> None:
    image = waiting(file=photo(1800, 1200, kind))
    drawing.draw_waiting()
    image.refresh_from_db()
    assert f"width-1280|format-{fallback}" in specs(image)
    assert f"/width-400%7Cformat-{fallback}/" in logo(image, "http://testserver")["url"]


def test_a_turned_photo_reserves_the_room_it_takes_and_says_nothing_of_its_place() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x8825] = {1: "N", 2: (51.0, 50.0, 0.0)}
    image = waiting(file=photo(1600, 900, exif=exif))
    drawing.draw_waiting()
    image.refresh_from_db()
    assert (image.width, image.height) == (900, 1600)
    for one in image.renditions.all():
        assert one.width < one.height
        with Image.open(one.file) as drawn:
            assert not drawn.getexif(), one.filter_spec


def test_a_reader_never_has_a_size_drawn(site: Any, client: Client) -> None:
    image = waiting()
    spec = "width-320|format-avif"
    address = f"/images/{generate_signature(image.pk, spec)}/{image.pk}/{spec}/bild.jpg"
    assert client.get(address).status_code == 404
    assert image.renditions.count() == 0
    drawing.draw_waiting()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    assert len(queries) <= 2
    assert not [one for one in queries if not one["sql"].lstrip().startswith("SELECT")]


def test_a_copy_that_is_still_good_is_not_sent_again(site: Any, client: Client) -> None:
    image = waiting()
    drawing.draw_waiting()
    spec = "width-320|format-webp"
    address = f"/images/{generate_signature(image.pk, spec)}/{image.pk}/{spec}/bild.jpg"
    first = client.get(address)
    assert first["Cache-Control"] == "public, max-age=3600, stale-while-revalidate=86400"
    assert first["Content-Security-Policy"] == "default-src 'none'"
    assert first["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Vary" not in first
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again["ETag"]) == (304, first["ETag"])


@pytest.mark.parametrize("how", ["ended", "closed", "forged", "file gone"])
def test_a_picture_that_may_not_be_shown_is_not_served(site: Any, client: Client, how: str) -> None:
    image = waiting()
    drawing.draw_waiting()
    spec = "width-320|format-webp"
    address = f"/images/{generate_signature(image.pk, spec)}/{image.pk}/{spec}/bild.jpg"
    assert client.get(address).status_code == 200
    if how == "ended":
        HubImage.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    elif how == "closed":
        root = Collection.get_first_root_node()
        CollectionViewRestriction.objects.create(collection=root, restriction_type="login")
    elif how == "file gone":
        Path(image.renditions.get(filter_spec=spec).file.path).unlink()
    else:
        address = address.replace("width-320", "width-3200")
    response = client.get(address)
    expected = {"ended": 410, "closed": 404, "forged": 403, "file gone": 404}[how]
    assert (response.status_code, response["Cache-Control"]) == (expected, "no-cache")


@pytest.mark.parametrize("how", ["missing", "broken", "truncated", "bomb"])
def test_a_file_that_is_no_picture_holds_up_nothing(site: Any, how: str, settings: Any) -> None:
    bad, good = waiting(title="Kaputt"), waiting()
    stored = Path(bad.file.path)
    if how == "missing":
        stored.unlink()
    elif how == "broken":
        stored.write_bytes(b"\xff\xd8\xff" + b"\x00" * 500)
    elif how == "truncated":
        stored.write_bytes(stored.read_bytes()[:3000])
    else:
        settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 640 * 420 - 1
        good.file = photo(400, 300)
        good.save()
    page = add_page(site.root_page, StandardPage, title="Text", image=bad)
    assert drawing.draw_waiting() == 2
    good.refresh_from_db()
    assert good.is_drawn
    assert bad.renditions.count() == 0
    assert shown(page) is None
    # It is looked at once, not every two minutes.
    assert drawing.draw_waiting() == 0
    bad = HubImage.objects.get(pk=bad.pk)
    bad.file = photo(600, 400)
    bad.save()
    assert drawing.draw_waiting() == 1
    assert shown(page)["width"] == 600


def test_the_hint_of_the_drawing_brings_the_page_up_to_date(
    django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "wake", lambda task: True)
    with django_capture_on_commit_callbacks(execute=True):
        home = hub_site(HomePage).root_page
        page = add_page(home, StandardPage, title="Text", image=waiting())
    row = Publication.objects.get(document_id=page.translation_key, locale="de")
    assert json.loads(row.document)["image"] is None
    with django_capture_on_commit_callbacks(execute=True):
        drawing.draw_waiting()
    row = Publication.objects.get(document_id=page.translation_key, locale="de")
    assert json.loads(row.document)["image"]


def test_an_upload_rings_the_bell_once_and_a_new_text_does_not(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    rung: list[str] = []
    monkeypatch.setattr(drawing, "wake", lambda task: rung.append(task) or True)
    with django_capture_on_commit_callbacks(execute=True):
        image, _other = waiting(), waiting()
    assert rung == ["hub.draw"]
    drawing.draw_waiting()
    image.refresh_from_db()
    image.alt = "Ein anderer Baum"
    with django_capture_on_commit_callbacks(execute=True):
        image.save()
    assert rung == ["hub.draw"]


def test_without_a_broker_an_upload_is_drawn_all_the_same(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    monkeypatch.setattr(drawing, "wake", lambda task: False)
    with django_capture_on_commit_callbacks(execute=True):
        image = waiting()
    image.refresh_from_db()
    assert image.is_drawn


def test_lost_files_are_drawn_again_by_a_command(capsys: Any) -> None:
    image = waiting()
    call_command("draw_pictures")
    for one in image.renditions.all():
        Path(one.file.path).unlink()
    call_command("draw_pictures")
    assert not Path(image.renditions.first().file.path).exists()
    call_command("draw_pictures", "--again")
    assert all(Path(one.file.path).exists() for one in image.renditions.all())
    assert capsys.readouterr().out == "1 images drawn\n0 images drawn\n1 images drawn\n"


def test_sources_name_the_best_format_first(site: Any) -> None:
    page = add_page(site.root_page, StandardPage, title="Text", image=ImageFactory())
    first, second = sources(shown(page))
    assert (first["type"], second["type"]) == ("image/avif", "image/webp")
    assert first["srcset"].count(" 320w") == 1
