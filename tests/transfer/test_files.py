"""Pictures beside a file: known by their content, never without words, never from elsewhere."""

import pytest

from hub.content.models import HubImage
from tests.factories.transfer import counts, drawing, messages, news_line, page_of, read

pytestmark = pytest.mark.django_db
ALT = {"alt": "Ein rotes Feld", "credit": "Büro", "licence": "CC0 1.0"}


def with_image(file, number=1, **more):
    return news_line(number, image={"file": file, **ALT, **more})


def test_a_picture_comes_with_its_words(site, tmp_path):
    drawing(tmp_path)
    assert messages(read(tmp_path, with_image("images/bild.png"))) == []
    image = page_of(1).image
    assert (image.alt, image.credit, image.licence) == tuple(ALT.values())
    assert (image.width, image.height) == (64, 40)
    assert image.file_hash
    assert image.file_size


def test_the_same_content_is_the_same_picture(site, tmp_path):
    drawing(tmp_path)
    drawing(tmp_path, "images/kopie.png")
    lines = [with_image("images/bild.png"), with_image("images/kopie.png", 2)]
    read(tmp_path, *lines)
    assert counts(read(tmp_path, *lines)) == (0, 0, 0)
    assert HubImage.objects.count() == 1


@pytest.mark.parametrize(
    "file",
    [
        "../bild.png",
        "/etc/bild.png",
        "images/../../bild.png",
        "..\\bild.png",
        "C:bild.png",
        "file:///etc/bild.png",
        "images/link.png",
        "images/fehlt.png",
        "images/bild.svg",
        "images/falsch.png",
        "images/kein.jpg",
        "",
        "images",
        7,
    ],
)
def test_what_is_no_picture_below_the_folder_is_refused(site, tmp_path, file):
    outside = drawing(tmp_path.parent / f"{tmp_path.name}-out", "bild.png")
    drawing(tmp_path)
    (tmp_path / "images" / "link.png").symlink_to(outside)
    (tmp_path / "images" / "bild.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (tmp_path / "images" / "falsch.png").write_text("<script>alert(1)</script>")
    (tmp_path / "images" / "kein.jpg").write_bytes((tmp_path / "images" / "bild.png").read_bytes())
    report = read(tmp_path, with_image(file))
    if file == "":
        assert page_of(1).image is None
        return
    assert messages(report)[0].startswith("line 1, file:")
    assert not HubImage.objects.exists()


def test_a_picture_needs_words_or_is_decorative(site, tmp_path):
    drawing(tmp_path)
    report = read(tmp_path, with_image("images/bild.png", alt=""))
    assert messages(report) == [
        "line 1, alt: say in `alt` what the picture shows, or set `is_decorative`"
    ]
    assert not read(tmp_path, with_image("images/bild.png", alt="", is_decorative=True)).problems


def test_a_refused_file_leaves_nothing_in_storage(site, tmp_path, settings):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    drawing(tmp_path)
    read(tmp_path, with_image("images/bild.png"), "{")
    assert not HubImage.objects.exists()
    assert [path for path in (tmp_path / "media").rglob("*") if path.is_file()] == []
    read(tmp_path, with_image("images/bild.png"), is_dry=True)
    assert [path for path in (tmp_path / "media").rglob("*") if path.is_file()] == []
