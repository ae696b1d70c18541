"""The parts that a capability, or one of the hub's own rooms, can bring. Each is a frozen value;
the rooms that use them read the registry.

A new kind of part is a new class here and a reader in the room that uses it; no capability changes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Any, Final, Generic, Literal, Protocol, runtime_checkable
from uuid import UUID

from django.db.models import QuerySet
from typing_extensions import TypeVar

from hub.kernel.contract.desk import Action, DeskEntry
from hub.kernel.contract.filters import Filter
from hub.kernel.contract.sending import Limits, Received, Sent, by_intake
from hub.kernel.contract.sources import Context, Facts, Source, Translated, User
from hub.kernel.contract.visits import Elsewhere, Shown, Uploads, Visit, word_in
from hub.kernel.documents.facts import Built, Number

# The model of a kind: what its builder gets. Where any kind will do, `Kind` alone says so.
S = TypeVar("S", bound=Source, default=Source)


@dataclass(frozen=True, kw_only=True)
class Part:
    """One thing that its owner brings. `name` is unique among the owner's parts of that class."""

    name: str


@dataclass(frozen=True, kw_only=True)
class Kind(Part, Generic[S]):
    """A content kind: API list and detail, feeds, embeds, search and the portal's list come with
    it.

    `name` is the kind's key in documents, e.g. `event`; `plural` its address, e.g. `events`.
    `model` is the page class or Record class (a page kind takes every subclass).
    `index_page` is the page class that lists this kind in the portal, or None.
    `build_document(source, context)` returns what this kind adds to the shared document.
    `read_line(source, facts)` writes the kind's object of an import line onto a page or record;
    it returns {field: message} for what it refuses.
    `order` is how lists are sorted: by next date (`dates`), newest first, by title, or by the next
    date of another role, e.g. `deadline`: what has none stays in the list, last. What had one that
    is over goes last too, or leaves the list, as `ended` says.
    `numbers` are what lists can be sorted by besides. Their order is how they are stored.
    `schema` is the JSON Schema of the object that stands under the kind's key in a document.
    `facets` names the facets whose counts a list offers as filters, in their order.
    `schema_org(document)` returns the schema.org object (JSON-LD without `@context`).
    `reword(facts, locale)` returns the kind's object with what follows from its facts said in
    another language: for readers who are shown a document that is not in theirs.
    `object_key` names the kind's object where `name` is a shared field already.
    `named_in` is the shared field in which documents name one of this kind, e.g. `organisation`:
    there a line's title is looked up, and made where that is allowed. One kind at most has a field.
    """

    plural: str
    title: Translated
    title_plural: Translated
    model: type[S]
    build_document: Callable[[S, Context], Built]
    schema: Facts
    order: str = "newest"
    ended: Literal["last", "leave"] = "last"
    numbers: tuple[Number, ...] = ()
    index_page: type[Source] | None = None
    read_line: Callable[[S, Facts], dict[str, str]] | None = None
    filters: tuple[Filter, ...] = ()
    facets: tuple[str, ...] = ()
    schema_org: Callable[[Facts], dict[str, Any]] | None = None
    reword: Callable[[Facts, str], dict[str, Any]] | None = None
    object_key: str = ""
    named_in: str = ""

    @property
    def document_key(self) -> str:
        """The key of the kind's own object in its documents."""
        return self.object_key or self.name


@dataclass(frozen=True, kw_only=True)
class Endpoints(Part):
    """Extra API endpoints under `/api/v1/<prefix>/`; `router` is a dotted path to a ninja
    Router."""

    prefix: str
    router: str


@dataclass(frozen=True, kw_only=True)
class Schedule(Part):
    """A Celery task (dotted name) that beat starts: `every` so often, or each day `at` a time.

    `at` is a time of day where the hub stands (`TIME_ZONE`), summer and winter. A run that no
    worker has begun when `expires` has passed is left out; None: when the next is due. `queue` is
    where the task waits; empty: as the task says.
    """

    task: str
    every: timedelta | None = None
    at: time | None = None
    queue: str = ""
    expires: timedelta | None = None


@dataclass(frozen=True, kw_only=True)
class DocumentPart(Part, Generic[S]):
    """Extra fields under `x.<capability>` of a kind's documents.

    `build(source, context)` returns the object or None; `schema` is its JSON Schema.
    `prefetch(sources)` reads what a batch of pages or records needs, in a fixed number of queries;
    `build` finds what it returned as `context.ahead`. A batch has those of this kind alone.
    """

    kind: str
    build: Callable[[S, Context], Facts | None]
    schema: Facts
    prefetch: Callable[[Sequence[S]], Any] | None = None


class Row(Protocol):
    """A published document in one language, or the tombstone of one, as followers get it."""

    document_id: UUID
    locale: str
    site_id: int
    kind: str
    sequence: int
    is_deleted: bool
    url: str
    title: str
    document: str
    etag: str


@dataclass(frozen=True, kw_only=True)
class Follower(Part):
    """Something that follows the sequence. `handle(rows)` gets publications in order, tombstones
    too, outside of any transaction: it may use the network, and must be safe to repeat.

    It `starts` at the "beginning", with every row there is, or "now", with what changes from its
    first minute on. `title` is its name for editors, who see when it fails.
    """

    handle: Callable[[Sequence[Row]], None]
    title: Translated = ""
    starts: Literal["beginning", "now"] = "beginning"


@dataclass(frozen=True, kw_only=True)
class DeskPanel(Part):
    """One kind of matter that needs attention, on the editors' dashboard.

    `rows(user)` is the queryset of all that this user may see, the most urgent first; where there
    are none the panel stays away. `entries(rows)` describes some of them, in a fixed number of
    queries. `action` is a button beside those entries that have a `key`.
    """

    title: Translated
    rows: Callable[[User], QuerySet[Any]]
    entries: Callable[[Sequence[Any]], list[DeskEntry]]
    hint: Translated = ""
    action: Action | None = None
    order: int = 100


@dataclass(frozen=True, kw_only=True)
class Slot(Part):
    """A named gap in the theme's templates that this capability fills with `template`."""

    gap: str
    template: str


@dataclass(frozen=True, kw_only=True)
class PortalPage(Part):
    """A page of the portal that the capability answers itself, e.g. a form.

    It stands at `/<language>/<word>/` in every language of a site and goes before an editor's page
    of that address. `paths` are the words: {"de": "termin-melden", "en": "report-a-date" …}; a
    language without one has that of its first part (`de-x-ls`: `de`), else the first of all. The
    words of the other languages, and those in `former`, lead on to it.
    With `takes_token` it stands at `/<language>/<word>/<token>/` too; a token is text without `/`.
    `uploads` are the files that it takes, None: none.
    `answer(visit)` runs in the reader's language. Nothing it answers is kept.
    """

    paths: Mapping[str, str]
    answer: Callable[[Visit], Shown | Elsewhere]
    former: tuple[str, ...] = ()
    takes_token: bool = False
    uploads: Uploads | None = None

    def path_in(self, locale: str) -> str:
        """Return its word in a language."""
        return word_in(self.paths, locale)

    @property
    def words(self) -> frozenset[str]:
        """Return all words under which it stands or stood."""
        return frozenset((*self.paths.values(), *self.former))


# The kind of a form that corrects documents of every kind.
ANY_KIND: Final = "*"


@dataclass(frozen=True, kw_only=True)
class IntakeForm(PortalPage):
    """A public form: a page of the portal that `hub.intake` answers, with guard, files and words.

    `form(data=…, initial=…)` is a Django form; `title` its heading, `lead` the sentence below,
    `button` says what sending does, `steps` what happens then and how long it takes. `limits()`
    are asked at each visit. A website can close it: then it answers 410 and takes nothing.

    With a `kind` (`ANY_KIND`: it corrects whatever is public, and makes nothing new) the form is a
    `hub.intake.forms.line_form.LineForm`: its lines are confirmed by
    mail and wait for a moderator, and `takes_token` gives the sender a page. Else `receive(sent)`
    keeps what was sent, once by its key, and `receipt(visit, reference)` shows the thanks; None: no
    such one.
    `note()` says what the words are used for and when they are erased.
    """

    form: type[Any]
    title: Translated
    lead: Translated = ""
    button: Translated = ""
    steps: tuple[Translated, ...] = ()
    note: Callable[[], str] = str
    kind: str = ""
    receive: Callable[[Sent], Received] | None = None
    receipt: Callable[[Visit, str], Shown | None] | None = None
    limits: Callable[[], Limits] = Limits
    answer: Callable[[Visit], Shown | Elsewhere] = by_intake


@dataclass(frozen=True, kw_only=True)
class PersonalData(Part):
    """Personal data in a model: why it is kept, how long, and whose it is.

    `model` is `app_label.Model`; `fields` the fields that hold personal data.
    `find(email)` returns querysets of the rows that belong to the address: they are what a person
    is told, and what is erased, as `at_end` says. Where that is not enough, `eraser(email)` removes
    or pseudonymises instead all that belongs to the address, and returns how many rows.
    `retention` is how long a row may stay after the moment (or day) in its field `counts_from`;
    None: as long as an editor keeps it. `at_end` says what happens then: "delete" the row, "clear"
    its `fields`, or a function that gets the expired rows and returns how many it dealt with.
    `is_public` says that documents show it; what they do not show never leaves by an export either.
    """

    model: str
    fields: tuple[str, ...]
    purpose: Translated
    legal_basis: str
    retention: timedelta | None
    find: Callable[[str], Sequence[QuerySet[Any]]]
    eraser: Callable[[str], int] | None = None
    counts_from: str = ""
    at_end: Literal["delete", "clear"] | Callable[[QuerySet[Any]], int] = "delete"
    is_public: bool = False


@runtime_checkable
class Owner(Protocol):
    """The configuration of a Django app that brings parts: a capability's, or that of a room."""

    label: str
    verbose_name: Translated

    def provides(self) -> tuple[Part, ...]:
        """Return the parts in the order they are to be used. Models are there."""


P_co = TypeVar("P_co", bound=Part, covariant=True)


@dataclass(frozen=True)
class Owned(Generic[P_co]):
    """A part with the app that brings it."""

    owner: Owner
    part: P_co = field(repr=False)

    @property
    def key(self) -> str:
        """`<capability or room>.<part>`."""
        return f"{self.owner.label}.{self.part.name}"
