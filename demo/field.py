"""The field the demonstration's pictures are drawn on: flat forms, units instead of pixels."""

from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw

FOLDER: Final = Path(__file__).parent / "images"
UNIT: Final = 80
# Drawn twice as large and scaled down: round edges without steps.
SCALE: Final = 2
WIDTH, HEIGHT = 16, 10

INK, RED, OCHRE, GREEN = "#1c2c63", "#cb3521", "#f0b32e", "#17766a"
CREAM, SAND = "#f6e9cf", "#e6d8bd"


class Field:
    """A field of units to draw forms on; x runs right, y runs down."""

    def __init__(self, ground: str, width: int = WIDTH, height: int = HEIGHT) -> None:
        self.size = (width * UNIT * SCALE, height * UNIT * SCALE)
        self.image = Image.new("RGB", self.size, ground)
        self.pen = ImageDraw.Draw(self.image)

    def box(self, fill: str, x: float, y: float, width: float, height: float) -> None:
        """Draw a rectangle."""
        self.pen.rectangle(self._bounds(x, y, width, height), fill=fill)

    def disc(self, fill: str, x: float, y: float, radius: float) -> None:
        """Draw a disc around (x, y)."""
        self.pen.ellipse(self._bounds(x - radius, y - radius, 2 * radius, 2 * radius), fill=fill)

    def half(self, fill: str, x: float, y: float, radius: float, start: int = 180) -> None:
        """Draw half a disc around (x, y); `start` in degrees, clockwise from three o'clock."""
        bounds = self._bounds(x - radius, y - radius, 2 * radius, 2 * radius)
        self.pen.pieslice(bounds, start, start + 180, fill=fill)

    def form(self, fill: str, *points: tuple[float, float]) -> None:
        """Draw a form with straight sides."""
        self.pen.polygon([(x * UNIT * SCALE, y * UNIT * SCALE) for x, y in points], fill=fill)

    def save(self, name: str) -> Path:
        """Write the picture, in its few colours, and return where."""
        width, height = self.size
        small = self.image.resize((width // SCALE, height // SCALE), Image.Resampling.LANCZOS)
        path = FOLDER / f"{name}.png"
        small.quantize(48, dither=Image.Dither.NONE).save(path, optimize=True)
        return path

    @staticmethod
    def _bounds(x: float, y: float, width: float, height: float) -> tuple[float, ...]:
        scale = UNIT * SCALE
        # Pillow's boxes include their last pixel.
        return (x * scale, y * scale, (x + width) * scale - 1, (y + height) * scale - 1)
