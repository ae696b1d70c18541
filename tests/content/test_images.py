"""Images: what is uploaded is a picture of a sane size, described, and refused in clear words."""

import io
import struct
import zlib
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation
from PIL import Image
from wagtail.images.forms import get_image_form
from wagtail.models import Collection

from hub.content.models import HubImage
from tests.factories.content import UserFactory

pytestmark = pytest.mark.django_db


def png(width: int = 40, height: int = 30) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "green").save(buffer, "PNG")
    return buffer.getvalue()


def bomb(width: int, height: int) -> bytes:
    """Return a small PNG whose header claims a huge size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = min(height * (width + 1), 64_100_000)
    pixels = zlib.compress(b"\x00" * rows, 1)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def form(content: bytes, name: str, declared: str = "image/png", **fields: Any) -> Any:
    data = {
        "title": "Bild",
        "alt": "Ein Baum",
        "collection": Collection.objects.get(depth=1).pk,
        **fields,
    }
    file = SimpleUploadedFile(name, content, declared)
    return get_image_form(HubImage)(data, {"file": file}, user=UserFactory(is_superuser=True))


def test_a_described_picture_is_accepted() -> None:
    upload = form(png(), "baum.png")
    assert upload.is_valid(), upload.errors
    assert upload.save().default_alt_text == "Ein Baum"


def test_a_picture_is_described_or_decorative() -> None:
    assert "alt" in form(png(), "baum.png", alt="").errors
    upload = form(png(), "baum.png", alt="", is_decorative="on")
    assert upload.is_valid()
    assert upload.save().default_alt_text == ""


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (SVG, "bild.svg", "Use JPG, PNG"),
        (SVG, "bild.png", "its content is svg"),
        (b"<?xml version='1.0'?>" + SVG, "bild.jpg", "its content is svg"),
        (png(), "bild.jpg", "its content is png"),
        (b"<!DOCTYPE html><html><body>Hallo</body></html>", "fake.jpg", "no picture"),
        (b"<html><body>" + SVG + b"</body></html>", "fake.jpg", "no picture"),
        (b"GIF89a" + b"\x00" * 20, "bild.gif", "no picture, or it is damaged"),
        (b"MZ" + b"\x90" * 200, "bild.png", "no picture, or it is damaged"),
        (b"", "bild.png", "empty"),
        (png() + b"\x00" * 10_500_000, "bild.png", "may have at most 10.0\xa0MB"),
        (bomb(8000, 8000), "bild.png", "more than 40 million pixels"),
        (bomb(60_000, 60_000), "bild.png", "more than 40 million pixels"),
        (bomb(2**31 - 1, 2**31 - 1), "bild.png", "more than 40 million pixels"),
    ],
    ids=lambda value: None if isinstance(value, bytes) else str(value),
)
def test_what_is_no_sane_picture_is_refused_in_words(content: bytes, name: str, words: str) -> None:
    with translation.override("en"):
        upload = form(content, name)
        assert not upload.is_valid()
        assert words in str(upload.errors["file"])


def test_the_declared_type_counts_for_nothing() -> None:
    assert not form(SVG, "bild.png", declared="image/png").is_valid()
    assert form(png(), "bild.png", declared="text/html").is_valid()


def test_uploading_several_files_asks_for_the_description_before_saving(client: Client) -> None:
    client.force_login(UserFactory(is_superuser=True))
    answer = client.post(
        reverse("wagtailimages:add_multiple"),
        {
            "title": "Bild",
            "files[]": SimpleUploadedFile("bild.png", png(), "image/png"),
            "collection": Collection.objects.get(depth=1).pk,
        },
    )
    assert answer.status_code == 200
    assert not HubImage.objects.exists()
