"""Draws the pictures of the demonstration content: flat forms in the colours of the theme.

`python -m demo.draw` writes `demo/images/*.png`. The same Pillow gives the same bytes; nothing is
random. Each picture is a function on a field of 16 × 10 units; its alternative text stands in the
line that uses it.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw

from demo.field import (
    CREAM,
    FOLDER,
    GREEN,
    HEIGHT,
    INK,
    OCHRE,
    RED,
    SAND,
    SCALE,
    UNIT,
    WIDTH,
    Field,
)


def _person(field: Field, x: float, y: float, size: float, body: str, head: str) -> None:
    field.half(body, x, y, size)
    field.disc(head, x, y - 1.55 * size, 0.5 * size)


def city() -> Field:
    """A row of houses at a river under a large sun."""
    field = Field(OCHRE)
    field.disc(RED, 12.5, 3, 2.2)
    for x, height, wall, roof in (
        (1, 3.4, CREAM, RED),
        (3.4, 4.6, INK, CREAM),
        (5.8, 3, SAND, GREEN),
        (8.2, 4, CREAM, INK),
        (10.6, 2.6, GREEN, CREAM),
        (13, 3.6, INK, RED),
    ):
        top = 7.6 - height
        field.box(wall, x, top, 2, height)
        field.form(roof, (x, top), (x + 1, top - 1.3), (x + 2, top))
        field.box(OCHRE, x + 0.7, top + 0.8, 0.6, 0.8)
    field.box(INK, 0, 7.6, WIDTH, 2.4)
    for x in (1.5, 6, 10.5):
        field.half(GREEN, x, 8.6, 1, 0)
        field.half(CREAM, x + 2, 9.4, 0.6, 0)
    return field


def network() -> Field:
    """Discs joined by lines."""
    field = Field(INK)
    points = ((2.5, 3), (6, 7), (8.5, 2.5), (11, 6), (13.8, 2.8), (13.5, 8.2), (3, 8))
    for first, second in ((0, 1), (0, 2), (1, 2), (1, 3), (2, 3), (2, 4), (3, 4), (3, 5), (1, 6)):
        field.pen.line(
            [tuple(v * UNIT * SCALE for v in points[n]) for n in (first, second)],
            fill=CREAM,
            width=UNIT * SCALE // 8,
        )
    colours = (OCHRE, RED, CREAM, OCHRE, GREEN, RED, GREEN)
    for (x, y), colour in zip(points, colours, strict=True):
        field.disc(colour, x, y, 1.1 if colour == OCHRE else 0.85)
    return field


def table() -> Field:
    """Five people at a long table."""
    field = Field(SAND)
    for x, body, head in (
        (2.4, RED, INK),
        (5.2, INK, RED),
        (8, GREEN, OCHRE),
        (10.8, OCHRE, INK),
        (13.6, INK, GREEN),
    ):
        _person(field, x, 6.6, 1.2, body, head)
    field.box(CREAM, 0.8, 6.6, 14.4, 0.7)
    field.box(INK, 2, 7.3, 0.5, 2.7)
    field.box(INK, 13.5, 7.3, 0.5, 2.7)
    for x in (4, 7, 10, 12):
        field.half(RED, x, 6.2, 0.35, 0)
    return field


def learning() -> Field:
    """An open book with a rising sun above it."""
    field = Field(GREEN)
    field.half(OCHRE, 8, 5.2, 3.4)
    field.form(CREAM, (1.6, 4.6), (8, 5.8), (8, 9.2), (1.6, 8))
    field.form(SAND, (14.4, 4.6), (8, 5.8), (8, 9.2), (14.4, 8))
    for row in range(3):
        y = 5.6 + 0.75 * row
        field.form(INK, (2.4, y), (7.2, y + 0.9), (7.2, y + 1.1), (2.4, y + 0.2))
        field.form(INK, (13.6, y), (8.8, y + 0.9), (8.8, y + 1.1), (13.6, y + 0.2))
    return field


def quarter() -> Field:
    """A city gate with arches inside each other."""
    field = Field(RED)
    for colour, x, width, top in ((OCHRE, 2, 12, 4), (CREAM, 4, 8, 5.4), (INK, 6, 4, 7)):
        field.half(colour, x + width / 2, top + width / 2 - 2, width / 2)
        field.box(colour, x, top + width / 2 - 2, width, HEIGHT)
    field.disc(OCHRE, 8, 7.6, 0.7)
    return field


def card() -> Field:
    """A card with a heart of two half discs and a triangle."""
    field = Field(INK)
    field.box(OCHRE, 2.2, 2, 11.6, 6.4)
    field.box(CREAM, 2.2, 2, 11.6, 1)
    field.half(RED, 4.9, 5.2, 0.9)
    field.half(RED, 6.7, 5.2, 0.9)
    field.form(RED, (4, 5.2), (7.6, 5.2), (5.8, 7.4))
    for row, width in enumerate((4.4, 3.6, 4)):
        field.box(INK, 8.6, 4.4 + row, width, 0.4)
    return field


def garden() -> Field:
    """Three plants with leaves in a raised bed."""
    field = Field(CREAM)
    field.disc(OCHRE, 13.4, 2.4, 1.4)
    for x, height in ((3.4, 5), (8, 6.2), (12.4, 4.2)):
        field.box(GREEN, x - 0.12, 8 - height, 0.24, height)
        for step in range(3):
            y = 8 - height + 0.9 + 1.3 * step
            field.half(GREEN, x, y, 1.1, 90)
            field.half(INK, x, y + 0.6, 0.9, 270)
        field.disc(RED, x, 8 - height, 0.55)
    field.box(INK, 0.8, 7.8, 14.4, 2.2)
    for x in range(1, 15, 2):
        field.box(SAND, x, 8.4, 1.2, 0.25)
    return field


def music() -> Field:
    """Columns of different height with discs, like notes."""
    field = Field(RED)
    for index, (height, colour) in enumerate(
        ((3, OCHRE), (5.5, INK), (4, CREAM), (7, OCHRE), (5, INK), (6, CREAM), (3.5, OCHRE))
    ):
        x = 1.2 + 2.05 * index
        field.box(colour, x + 0.9, HEIGHT - 1 - height, 0.35, height)
        field.disc(colour, x + 0.45, HEIGHT - 1.1, 0.8)
        field.form(
            colour,
            (x + 0.9, 9 - height),
            (x + 1.9, 9.8 - height),
            (x + 0.9, 10.2 - height),
        )
    return field


def repair() -> Field:
    """A large cogwheel and a small one that fits into it."""
    field = Field(SAND)
    for x, y, radius, colour, teeth in ((6, 5.4, 2.8, GREEN, 12), (11.2, 4.2, 1.7, RED, 8)):
        wheel = Image.new("L", field.size, 0)
        pen = ImageDraw.Draw(wheel)
        scale = UNIT * SCALE
        pen.ellipse([(v) * scale for v in (x - radius, y - radius, x + radius, y + radius)], 255)
        for tooth in range(teeth):
            one = Image.new("L", field.size, 0)
            ImageDraw.Draw(one).rectangle(
                [v * scale for v in (x - 0.35, y - radius - 0.55, x + 0.35, y)], 255
            )
            turned = one.rotate(360 / teeth * tooth, center=(x * scale, y * scale))
            wheel.paste(255, mask=turned)
        field.image.paste(colour, mask=wheel)
        field.pen = ImageDraw.Draw(field.image)
        field.disc(SAND, x, y, radius * 0.42)
    field.box(INK, 0, 9, WIDTH, 1)
    return field


def talk() -> Field:
    """Two speech bubbles, one round and one square."""
    field = Field(INK)
    field.disc(OCHRE, 5.4, 4.4, 3.2)
    field.form(OCHRE, (3.2, 6), (5.8, 7.2), (2.6, 8.8))
    field.box(CREAM, 8.6, 3, 6, 4.2)
    field.form(CREAM, (11.6, 7), (13.6, 7), (13.8, 8.8))
    for x in (4.2, 5.4, 6.6):
        field.disc(INK, x, 4.4, 0.35)
    for row, width in enumerate((4.2, 3.2, 3.8)):
        field.box(RED, 9.5, 3.8 + 1.05 * row, width, 0.45)
    return field


def sport() -> Field:
    """A ball on a slope of coloured stripes."""
    field = Field(GREEN)
    for row, colour in enumerate((CREAM, OCHRE, INK, CREAM)):
        top = 5 + 1.2 * row
        field.form(colour, (0, top), (16, top - 3), (16, top - 1.9), (0, top + 1.1))
    field.disc(RED, 5, 2.2, 1.75)
    field.half(CREAM, 5, 2.2, 1.75, 90)
    return field


def stage() -> Field:
    """A stage with an open curtain and a spotlight."""
    field = Field(INK)
    field.form(OCHRE, (8, 0), (4.6, 8), (11.4, 8))
    _person(field, 8, 8, 1.1, RED, CREAM)
    for x in range(4):
        field.box(RED, x * 0.9 * (1 - x / 8), 0, 0.8, 8 - 1.6 * x)
        right = WIDTH - x * 0.9 * (1 - x / 8) - 0.8
        field.box(RED, right, 0, 0.8, 8 - 1.6 * x)
    field.box(SAND, 0, 8, WIDTH, 2)
    return field


def lantern() -> Field:
    """Three lanterns on a line in the evening."""
    field = Field(INK)
    field.pen.line(
        [(0, 2 * UNIT * SCALE), (16 * UNIT * SCALE, UNIT * SCALE)],
        fill=CREAM,
        width=UNIT * SCALE // 12,
    )
    for x, y, colour in ((3.4, 4.6, OCHRE), (8, 5.2, RED), (12.6, 4.2, GREEN)):
        field.box(CREAM, x - 0.06, 1.4, 0.12, y - 1.6)
        field.disc(colour, x, y, 1.7)
        field.box(CREAM, x - 0.8, y - 1.9, 1.6, 0.35)
        field.box(CREAM, x - 0.8, y + 1.5, 1.6, 0.35)
        field.half(CREAM, x, y + 0.5, 0.6)
    field.half(SAND, 8, 14, 6.2)
    return field


def logo() -> Field:
    """A square of four quarter forms in four colours."""
    field = Field(CREAM, 8, 8)
    field.half(INK, 4, 4, 3.6, 180)
    field.half(RED, 4, 4, 3.6, 0)
    field.form(OCHRE, (4, 4), (0.4, 4), (4, 0.4))
    field.form(GREEN, (4, 4), (7.6, 4), (4, 7.6))
    return field


PICTURES: Final[dict[str, Callable[[], Field]]] = {
    "stadt": city,
    "netzwerk": network,
    "runder-tisch": table,
    "fortbildung": learning,
    "quartier": quarter,
    "ehrenamtskarte": card,
    "garten": garden,
    "musik": music,
    "reparieren": repair,
    "gespraech": talk,
    "sport": sport,
    "buehne": stage,
    "laternen": lantern,
    "logo": logo,
}


def draw() -> list[Path]:
    """Write all pictures; safe to repeat."""
    FOLDER.mkdir(exist_ok=True)
    return [picture().save(name) for name, picture in PICTURES.items()]


if __name__ == "__main__":
    for drawn in draw():
        print(drawn.relative_to(Path.cwd()), drawn.stat().st_size)  # noqa: T201
