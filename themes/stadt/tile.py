"""The small geometric picture an item gets when it has none of its own.

`draw(key, topic)` is pure: the id decides the form, the topic decides the colours, nothing else
does. Same id, same picture, on every server and in every year; a new topic only recolours it.
The picture is decoration, never information. How a theme brings its own: docs/themes.md.

    draw("0192f3c1-…", "culture")  →  (90, [("#cb3521", "M0 0h8v8H0z"), ("#f0b32e", "M0 8V0…z")])

Every form is built on a square of 8 × 8 units, so pictures stand side by side without a seam.
"""

from hashlib import sha256

INK, RED, OCHRE, GREEN = "#1c2c63", "#cb3521", "#f0b32e", "#17766a"
CREAM, SAND = "#f6e9cf", "#e6d8bd"

# topic → ground, then three colours for forms, strongest first. Neighbours always differ clearly
# in lightness, so that a picture also reads in print and for people who see no hue. Cream, not
# paper white: the picture must keep its edge on a white page.
TOPICS = {
    "neighbourhood": (OCHRE, INK, CREAM, RED),
    "culture": (RED, OCHRE, CREAM, INK),
    "climate": (GREEN, OCHRE, CREAM, INK),
    "integration": (INK, OCHRE, CREAM, RED),
    "youth": (SAND, RED, INK, OCHRE),
    "seniors": (SAND, GREEN, INK, OCHRE),
    "training": (INK, CREAM, OCHRE, GREEN),
    "recognition": (OCHRE, RED, CREAM, INK),
    "sport": (GREEN, CREAM, OCHRE, INK),
    "funding": (RED, CREAM, INK, OCHRE),
    "city": (SAND, INK, RED, OCHRE),
}

QUARTERS = (  # a quarter disc of radius 4 in a 4 × 4 field, centre in each corner
    "v4a4 4 0 0 0 4-4z",
    "h4v4a4 4 0 0 1-4-4z",
    "m4 4h-4a4 4 0 0 1 4-4z",
    "m0 4v-4a4 4 0 0 1 4 4z",
)
TRIANGLES = ("v4h4z", "h4v4z", "h4l-4 4z", "m4 0v4h-4z")


def draw(key: str, topic: str = "") -> tuple[int, list[tuple[str, str]]]:
    """Return (degrees it is turned by, [(colour, path)…]); the first form is the whole ground.

    A topic without colours of its own always gets the same ones.
    """
    piece = _Draw(sha256(key.encode()).digest(), palette(topic))
    MOTIFS[piece.choose(len(MOTIFS))](piece)
    return piece.choose(4) * 90, piece.forms


def palette(topic: str) -> tuple[str, str, str, str]:
    """Return a topic's ground and three colours; no topic: the city's."""
    if not topic:
        return TOPICS["city"]
    known = TOPICS.get(topic)
    return known or list(TOPICS.values())[sha256(topic.encode()).digest()[0] % len(TOPICS)]


class _Draw:
    """The forms drawn so far and the stream of choices that an id stands for."""

    def __init__(self, digest: bytes, colours: tuple[str, str, str, str]) -> None:
        self.number = int.from_bytes(digest, "big")
        self.ground, self.one, self.two, self.three = colours
        self.forms: list[tuple[str, str]] = [(self.ground, "M0 0h8v8H0z")]

    def choose(self, count: int) -> int:
        self.number, choice = divmod(self.number, count)
        return choice

    def form(self, fill: str, d: str) -> None:
        self.forms.append((fill, d))

    def disc(self, fill: str, x: float, y: float, radius: float) -> None:
        r, width = f"{radius:g}", f"{2 * radius:g}"
        self.form(fill, f"M{x - radius:g} {y:g}a{r} {r} 0 0 1 {width} 0a{r} {r} 0 0 1-{width} 0z")


def _sun(draw: _Draw) -> None:
    """A large quarter disc, and something small in the free corner."""
    draw.form(draw.one, "M0 8V0a8 8 0 0 1 8 8z")
    if draw.choose(2):
        draw.form(draw.two, "M0 8V4a4 4 0 0 1 4 4z")
    if draw.choose(2):
        draw.disc(draw.three, 6.5, 1.5, 1.5)


def _echo(draw: _Draw) -> None:
    """Quarter rings around one corner."""
    draw.form(draw.one, "M0 8V0a8 8 0 0 1 8 8z")
    draw.form(draw.ground, "M0 8V2a6 6 0 0 1 6 6z")
    draw.form(draw.two, "M0 8V4a4 4 0 0 1 4 4z")
    draw.form(draw.three if draw.choose(2) else draw.ground, "M0 8V6a2 2 0 0 1 2 2z")


def _hills(draw: _Draw) -> None:
    """Two half discs above each other; now and then the upper one hangs."""
    draw.form(draw.two, "M0 4a4 4 0 0 1 8 0z" if draw.choose(2) else "M0 0a4 4 0 0 0 8 0z")
    draw.form(draw.one, "M0 8a4 4 0 0 1 8 0z")


def _leaf(draw: _Draw) -> None:
    """Two quarter circles that meet as a leaf."""
    draw.form(draw.one, "M0 0a8 8 0 0 1 8 8A8 8 0 0 1 0 0z")
    if draw.choose(2):
        draw.form(draw.two, "M0 0a8 8 0 0 0 8 8z")
    draw.disc(draw.three if draw.choose(2) else draw.two, 6.25, 1.75, 1.25)


def _blinds(draw: _Draw) -> None:
    """Stripes over half the field, a disc or a half disc on the other half."""
    draw.form(draw.one, "M0 0h4v1H0zM0 2h4v1H0zM0 4h4v1H0zM0 6h4v1H0z")
    if draw.choose(2):
        draw.form(draw.two, "M4 0a4 4 0 0 1 0 8z")
    else:
        draw.form(draw.three, "M4 0h4v8H4z")
        draw.disc(draw.two, 6, 2 + 2 * draw.choose(3), 2)


def _roof(draw: _Draw) -> None:
    """A right-angled triangle and a disc above its slope."""
    draw.form(draw.one, "M0 0v8h8z")
    if draw.choose(2):
        draw.form(draw.two, "M0 4v4h4z")
    draw.disc(draw.three if draw.choose(2) else draw.two, 5.5, 2.5, 1.5)


def _stairs(draw: _Draw) -> None:
    """Four steps, and a quarter disc in the free corner."""
    draw.form(draw.one, "M0 8V6h2V4h2V2h2V0h2v8z")
    draw.form(draw.two, "M0 0h4a4 4 0 0 1-4 4z" if draw.choose(2) else "M0 0h2v2H0z")


def _gate(draw: _Draw) -> None:
    """Arches inside each other."""
    draw.form(draw.one, "M0 8V4a4 4 0 0 1 8 0v4z")
    draw.form(draw.two, "M1.5 8V4a2.5 2.5 0 0 1 5 0v4z")
    draw.form(draw.three if draw.choose(2) else draw.ground, "M3 8V4a1 1 0 0 1 2 0v4z")


def _halves(draw: _Draw) -> None:
    """A disc on a divided ground, its colours changing at the line."""
    draw.form(draw.one, "M4 0h4v8H4z")
    shift = draw.choose(2)
    draw.form(draw.two, "M4 1a3 3 0 0 0 0 6z" if shift else "M4 0a4 4 0 0 0 0 8z")
    draw.form(draw.three, "M4 1a3 3 0 0 1 0 6z" if shift else "M4 2a2 2 0 0 1 0 4z")


def _dots(draw: _Draw) -> None:
    """Nine dots, one of them different."""
    odd = draw.choose(9)
    for place in range(9):
        x, y = 1.5 + 2.5 * (place % 3), 1.5 + 2.5 * (place // 3)
        if place == odd:
            draw.form(draw.two, f"M{x - 1:g} {y - 1:g}h2v2h-2z")
        else:
            draw.form(draw.one, f"M{x - 1:g} {y:g}a1 1 0 0 1 2 0a1 1 0 0 1-2 0z")


def _hourglass(draw: _Draw) -> None:
    """Two triangles that meet in the middle."""
    draw.form(draw.one, "M0 0h8L4 4z")
    draw.form(draw.two, "M0 8h8L4 4z")
    if draw.choose(2):
        draw.disc(draw.three, 4, 4, 1.5)


def _columns(draw: _Draw) -> None:
    """Four columns of different height, a ball on one of them."""
    heights = [2 * (1 + draw.choose(3)) for _ in range(4)]
    draw.form(draw.one, "".join(f"M{2 * i} 8v-{h}h2v{h}z" for i, h in enumerate(heights)))
    i = draw.choose(4)
    draw.disc(draw.two, 2 * i + 1, 7 - heights[i], 1)


def _turn(draw: _Draw) -> None:
    """Two half discs, shifted against each other."""
    draw.form(draw.one, "M4 0a4 4 0 0 0 0 8z")
    draw.form(draw.two, "M4 0h4a4 4 0 0 1-4 4zM4 4h4a4 4 0 0 1-4 4z")


def _bridge(draw: _Draw) -> None:
    """A bridge of four arches, half a sun above it."""
    draw.form(draw.one, "M0 4h8v4h-.25" + "a.75.75 0 0 0-1.5 0h-.5" * 3 + "a.75.75 0 0 0-1.5 0H0z")
    draw.form(draw.two, f"M{2 * draw.choose(3)} 4a2 2 0 0 1 4 0z")


def _sails(draw: _Draw) -> None:
    """Two sails in one wind, a hull or a buoy below."""
    draw.form(draw.one, "M0 6V0a6 6 0 0 1 6 6z" if draw.choose(2) else "M0 6V0l6 6z")
    draw.form(draw.two, "M4 6V1l4 5z")
    if draw.choose(2):
        draw.form(draw.three, "M0 6h8l-2 2H2z")
    else:
        draw.form(draw.three, "M0 7h8v1H0z")


def _petals(draw: _Draw) -> None:
    """Four petals around the middle; one of them is different."""
    odd = draw.choose(4)
    petals = (
        "M4 4H0V0a4 4 0 0 1 4 4z",
        "M4 4V0h4a4 4 0 0 1-4 4z",
        "M4 4h4v4a4 4 0 0 1-4-4z",
        "M4 4v4H0a4 4 0 0 1 4-4z",
    )
    draw.form(draw.one, "".join(one for place, one in enumerate(petals) if place != odd))
    draw.form(draw.two, petals[odd])


def _kit(draw: _Draw) -> None:
    """Four small fields, each with a form of its own."""
    colours = (draw.one, draw.two, draw.three)
    for place in range(4):
        at = f"M{4 * (place % 2)} {4 * (place // 2)}"
        fill, kind = colours[draw.choose(3)], draw.choose(5)
        if kind < 2:  # noqa: PLR2004
            draw.form(fill, at + QUARTERS[draw.choose(4)])
        elif kind == 2:  # noqa: PLR2004
            draw.form(fill, at + TRIANGLES[draw.choose(4)])
        elif kind == 3:  # noqa: PLR2004
            draw.disc(fill, 4 * (place % 2) + 2, 4 * (place // 2) + 2, 2 if draw.choose(2) else 1)
        else:
            draw.form(fill, at + "h4v4h-4z")


MOTIFS = (
    _sun,
    _echo,
    _hills,
    _leaf,
    _blinds,
    _roof,
    _stairs,
    _gate,
    _halves,
    _dots,
    _hourglass,
    _columns,
    _turn,
    _bridge,
    _sails,
    _petals,
    _kit,
    _kit,
)
