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
    """A page or record in one language. Its kind's own fields are those of its model.

    `source_name` is where it was imported from; empty: written here.
    """

    _meta: "ClassVar[Options[Any]]"
    _default_manager: "ClassVar[Manager[Any]]"
    translation_key: UUID
    title: str
    slug: str
    summary: str
    live: bool
    first_published_at: datetime | None
    last_published_at: datetime | None
    topics: Any
    image: Any
    district: Any
    contact: Any
    source_name: str
    source_url: str
    source_licence: str

    @property
    def document_id(self) -> UUID:
        """The id of its documents: one for all languages, the same as `translation_key`."""


class Context(Protocol):
    """Where, when (aware) and in which language a document is built.

    `ahead` is what the document part's own `prefetch` returned for the batch.
    """

    locale: str
    url: str
    site_url: str
    now: datetime
    ahead: Any

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
