"""What the machinery and a capability's builders may rely on in each other, as types alone.

The kernel knows no Wagtail. `HubPage` and `Record` are sources, and so is whatever has all this.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeAlias, TypedDict
from uuid import UUID

if TYPE_CHECKING:
    from django.db.models import Manager
    from django.db.models.options import Options
    from django.utils.functional import _StrOrPromise

# The JSON of a document, of a line, or of an object within: numbers, texts, lists, objects, None.
Facts: TypeAlias = Mapping[str, Any]
# What people read, in their language once it is shown.
Translated: TypeAlias = "_StrOrPromise"


class Source(Protocol):
    """A page or record in one language. Its kind's own fields are those of its model."""

    _meta: "ClassVar[Options[Any]]"
    _default_manager: "ClassVar[Manager[Any]]"

    @property
    def document_id(self) -> UUID:
        """The id of its documents: one for all languages."""

    @property
    def translation_key(self) -> UUID:
        """The same id, as Wagtail names it."""

    @property
    def title(self) -> str:
        """What it is called; never empty."""

    @property
    def summary(self) -> str:
        """One or two sentences, or none."""

    @property
    def slug(self) -> str:
        """The end of its address."""

    @property
    def live(self) -> bool:
        """Whether editors have published it; whether readers see it depends on more."""

    @property
    def first_published_at(self) -> datetime | None:
        """When it went live for the first time."""

    @property
    def last_published_at(self) -> datetime | None:
        """When it went live as it is now."""

    @property
    def topics(self) -> Any:
        """The manager of its topics."""

    @property
    def image(self) -> Any:
        """Its picture, or None."""

    @property
    def district(self) -> Any:
        """The part of the city that it is about, or None."""

    @property
    def contact(self) -> Any:
        """Whom readers ask about it, or None."""

    @property
    def source_name(self) -> str:
        """Where it was imported from; empty: written here."""

    @property
    def source_url(self) -> str:
        """Its address there."""

    @property
    def source_licence(self) -> str:
        """Under which licence it came."""


class Context(Protocol):
    """Where, when and in which language a document is built."""

    @property
    def locale(self) -> str:
        """The document's language."""

    @property
    def url(self) -> str:
        """The document's address."""

    @property
    def site_url(self) -> str:
        """The website's address, without a slash at its end."""

    @property
    def now(self) -> datetime:
        """The moment, aware; the same for all languages of a document."""

    @property
    def ahead(self) -> Any:
        """What the document part's own `prefetch` returned for the batch."""

    def embed(self, document_id: UUID | None) -> dict[str, Any] | None:
        """Return {id, kind, title, url} of another public document, or None.

        The document that is built follows the other's changes from then on.
        """


class User(Protocol):
    """Who is signed in to the admin."""

    @property
    def pk(self) -> Any:
        """The key; None for nobody."""

    def has_perm(self, perm: str, /) -> bool:
        """Whether the user may do this everywhere, e.g. `example.change_note`."""


class Site(TypedDict):
    """The public facts of a website."""

    name: str
    claim: str
    licence: str
    url: str
    host: str
    default_locale: str
    locales: list[dict[str, str]]
    home_locales: list[str]
    theme: str
    colours: dict[str, str]
    logo: dict[str, Any] | None
    contact: dict[str, str] | None
    legal: dict[str, str | None]
    off: list[str]
