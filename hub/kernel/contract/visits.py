"""A page of the portal that a capability answers itself: what it is asked and what it answers.

Plain values on both sides: a capability never sees the request, and never draws the frame.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from hub.kernel.contract.sources import Site


class Values(Mapping[str, str]):
    """What a form or an address says.

    `values["name"]` is a field's last value, `values.all("name")` are all that were sent.
    """

    def __init__(self, values: Mapping[str, list[str]]) -> None:
        self._values = {name: tuple(given) for name, given in values.items() if given}

    def __getitem__(self, name: str) -> str:
        return self._values[name][-1]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def all(self, name: str) -> tuple[str, ...]:
        """Return all values of a field; none where it was not sent."""
        return self._values.get(name, ())


@dataclass(frozen=True, kw_only=True)
class Uploads:
    """Which files a page takes: so many at most in all its fields, each of these endings (lower
    case, with the dot) and no larger than that."""

    most_count: int
    most_bytes: int
    endings: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A file that was sent. Its name is the sender's and proves nothing."""

    name: str
    size_bytes: int
    read: Callable[[], bytes]


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One request for a capability's own page.

    `site` are the site's public facts: `name`, `url`, `contact` … `path` is the page's own address,
    e.g. `/de/barriere-melden/`, with the `token` at its end where one was given. `form` are the
    fields that were sent, None where the page is only read. `files` are those that the page takes,
    by their field; what is wrong with the others stands in `refused`, in the reader's language.
    `address` is where the reader comes from in the network: count by it, never keep it.
    `page_key` is that of the part, e.g. `example.suggest`.
    """

    site_id: int
    site: Site
    locale: str
    path: str
    query: Values
    form: Values | None
    address: str
    token: str = ""
    page_key: str = ""
    files: Mapping[str, tuple[Upload, ...]] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)

    @property
    def sent(self) -> Values:
        """Return the fields that were sent; none where the page is only read."""
        return Values({}) if self.form is None else self.form


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A page in the theme's frame. `template` extends `base.html`; it has `context` besides.

    With a `document` that nobody else sees yet, it extends `page_template` instead: what the theme
    draws such a document by.
    """

    template: str
    heading: str
    context: Mapping[str, Any] = field(default_factory=dict)
    document: Mapping[str, Any] | None = None
    description: str = ""
    status: int = 200


@dataclass(frozen=True)
class Elsewhere:
    """Go on at `url`, an address of this site; a page that was sent can be loaded again there."""

    url: str


def word_in(paths: Mapping[str, str], locale: str) -> str:
    """Return the word of an address in a language, else that of the language's first part
    (`de-x-ls`: `de`), else the first of all."""
    first = next(iter(paths.values()))
    return paths.get(locale) or paths.get(locale.partition("-")[0]) or first
