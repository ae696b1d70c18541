"""What somebody's hands do in a form: counted, and how long a person takes for it.

The keystroke-level model (Card, Moran, Newell 1980) for somebody who has all at hand: each field is
thought of, found and tapped; each character typed as on a phone, 36 words a minute (Palin et al.
2019). Reading what surrounds the fields is not counted, nor are suggestions, which save typing.
"""

from dataclasses import dataclass
from typing import Any, Final

THINK_SECONDS: Final = 1.35
TAP_SECONDS: Final = 1.2
KEY_SECONDS: Final = 0.33


@dataclass
class Hands:
    """The hands at one page."""

    page: Any
    fields: int = 0
    taps: int = 0
    keys: int = 0

    @property
    def seconds(self) -> float:
        """Return how long a person takes for it."""
        return self.taps * (THINK_SECONDS + TAP_SECONDS) + self.keys * KEY_SECONDS

    def tap(self, selector: str) -> None:
        """Tap on something."""
        self.taps += 1
        self.page.click(selector)

    def unfold(self, field: str) -> None:
        """Open the topic that a field lies in."""
        self.tap(f"details.fold:has({field}) > summary")

    def write(self, field: str, text: str) -> None:
        """Tap into a field and type; days and times as a browser wants them."""
        self.fields += 1
        self.taps += 1
        self.keys += len(text)
        self.page.fill(field, text)

    def choose(self, field: str, value: str) -> None:
        """Open a list and tap on one of it."""
        self.fields += 1
        self.taps += 2
        self.page.select_option(field, value)

    def attach(self, field: str, file: Any) -> None:
        """Choose a file: the button, the phone's album, the picture."""
        self.fields += 1
        self.taps += 3
        self.page.set_input_files(field, file)

    def __str__(self) -> str:
        return (
            f"{self.fields} fields, {self.taps} taps, {self.keys} characters:"
            f" {self.seconds:.0f} seconds"
        )
