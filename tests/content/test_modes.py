"""Pictures of every mode that an upload can have keep their greys and their transparency."""

import io
from typing import Any

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from hub.content.files import drawing
from hub.content.files.pictures import specs
from tests.factories.content import ImageFactory

pytestmark = pytest.mark.django_db


def grey(mode: str, value: Any) -> Image.Image:
    return Image.new(mode, (1400, 20), value)


def clear(mode: str, value: Any) -> Image.Image:
    picture = grey("RGB", (128, 128, 128)).quantize() if mode == "P" else grey(mode, value)
    picture.info["transparency"] = value
    return picture


@pytest.mark.parametrize(
    ("picture", "kind", "alpha"),
    [
        (grey("L", 128), "PNG", 255),
        # 32896 of 65535 are 128 of 255.
        (grey("I;16", 32896), "PNG", 255),
        (clear("I;16", 32896), "PNG", 0),
        (grey("LA", (128, 100)), "PNG", 100),
        (grey("RGBA", (128, 128, 128, 100)), "PNG", 100),
        (grey("RGB", (128, 128, 128)).quantize(), "PNG", 255),
        (clear("P", 0), "PNG", 0),
        (clear("L", 128), "PNG", 0),
        (grey("L", 128), "GIF", 255),
        (grey("L", 128), "JPEG", 255),
        (grey("CMYK", (0, 0, 0, 127)), "JPEG", 255),
        (grey("RGB", (128, 128, 128)), "WEBP", 255),
    ],
    ids=lambda one: one.mode if isinstance(one, Image.Image) else str(one),
)
def test_grey_stays_grey_in_every_mode(picture: Image.Image, kind: str, alpha: int) -> None:
    buffer = io.BytesIO()
    picture.save(buffer, kind, transparency=picture.info.get("transparency"))
    image = ImageFactory(
        is_drawn=False, file=ContentFile(buffer.getvalue(), f"grau.{kind.lower()}")
    )
    assert drawing.draw_waiting() == 1
    sizes = list(image.renditions.all())
    assert len(sizes) == len(specs(image))
    for one in sizes:
        with one.file.open() as file:
            shown = Image.open(file).convert("RGBA").getpixel((150, 1))
        if alpha:
            assert all(abs(part - 128) <= 3 for part in shown[:3]), (one.filter_spec, shown)
        # JPEG knows no transparency.
        if not one.file.name.endswith(".jpg"):
            assert abs(shown[3] - alpha) <= 2, (one.filter_spec, shown)


def test_black_and_white_stays_black_and_white() -> None:
    buffer = io.BytesIO()
    grey("1", 1).save(buffer, "PNG")
    image = ImageFactory(is_drawn=False, file=ContentFile(buffer.getvalue(), "weiss.png"))
    drawing.draw_waiting()
    for one in image.renditions.all():
        with one.file.open() as file:
            assert min(Image.open(file).convert("RGB").getpixel((150, 1))) >= 252
