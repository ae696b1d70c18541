"""What somebody chose to embed: a kind, a filter in the API's words, a look."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode

from hub.delivery.embeds.fragment import list_url
from hub.delivery.embeds.setting import USUAL, Setting
from hub.kernel.contract.parts import Kind
from hub.publication.query import SiteFacts

# Pixels of one entry in a frame of usual width; a frame cannot grow with its content.
ENTRY_PIXELS: Final = {"list": 130, "cards": 300, "short": 62, "bare": 130}
PICTURE_PIXELS: Final = {"list": 0, "cards": 160, "short": 0, "bare": 260}
CARDS_A_ROW: Final = 2
AROUND_PIXELS: Final = 90
HEIGHT_MAXIMUM: Final = 1600
LIMIT_DEFAULT: Final = 5


@dataclass(frozen=True)
class Choice:
    """One embed. `query` holds filter words and `limit`, not the language.

    `locale` is the language of the words, `follows_page` that an element takes its page's instead.
    """

    site: SiteFacts
    kind: Kind
    locale: str
    query: Mapping[str, Sequence[str]] = field(default_factory=dict)
    setting: Setting = USUAL
    follows_page: bool = False

    @property
    def list_url(self) -> str:
        """Return the hub's own page of the same list."""
        return list_url(self.site, self.kind, self.locale, dict_of(self.query))

    def fragment_url(self, *, is_frame: bool, base: str | None = None) -> str:
        """Return the address of the list as HTML; `base` replaces the hub's own host."""
        pairs = [(name, value) for name, values in self.query.items() for value in values]
        own = {
            "look": self.setting.look if self.setting.look != USUAL.look else "",
            "pictures": "true" if self.setting.has_pictures else "",
            "level": str(self.setting.level) if self.setting.level != USUAL.level else "",
            "frame": "true" if is_frame else "",
        }
        pairs += [("locale", self.locale), *((name, one) for name, one in own.items() if one)]
        host = self.site.facts["url"] if base is None else base
        return f"{host}/embed/v1/{self.kind.plural}.html?{urlencode(pairs)}"

    @property
    def height(self) -> int:
        """Return the height in pixels that a frame probably needs."""
        limit = "".join(self.query.get("limit", ())) or str(LIMIT_DEFAULT)
        count = int(limit) if limit.isdigit() else LIMIT_DEFAULT
        look = self.setting.look
        rows = -(-count // CARDS_A_ROW) if look == "cards" else count
        each = ENTRY_PIXELS[look] + (PICTURE_PIXELS[look] if self.setting.has_pictures else 0)
        return min(AROUND_PIXELS + rows * each, HEIGHT_MAXIMUM)


def dict_of(query: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return a query as lists."""
    return {name: list(values) for name, values in query.items()}
