"""The ground of a walk: a website with two lists of events and one event. Undone after each."""

from datetime import time
from functools import wraps
from typing import Any, Final

from django.db import connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule
from wagtail.models import Page, PageViewRestriction

from plugins.editorial.models import SectionPage
from plugins.events.models import EventPage
from tests.factories.content import TopicFactory, add_page, locale, site_settings
from tests.factories.events import event, event_index
from tests.publication.conftest import commit
from tests.publication.walking.model import LANGUAGES, Matter

# So many actions make one walk.
LENGTH: Final = 50
CODES: Final = st.sampled_from(LANGUAGES)
# Languages that have the collection before anything is ordered.
COLLECTION_IN: Final = ("en", "uk")


def has(**wanted: Any) -> Any:
    """Allow an action only while the model says so."""
    return precondition(
        lambda self: all(getattr(self.model, name) == one for name, one in wanted.items())
    )


there = has(is_deleted=False)


def action(**given: Any) -> Any:
    """Make an action of a method: what it changes is committed, and then compared."""

    def decorate(method: Any) -> Any:
        @wraps(method)
        def run(self: Any, **arguments: Any) -> None:
            with commit():
                method(self, **arguments)
            self.compare()

        return rule(**given)(run)

    return decorate


class Ground(RuleBasedStateMachine):
    """The event, its lists and the model; what is shared by all actions."""

    def __init__(self) -> None:
        super().__init__()
        self.database = transaction.atomic()
        self.database.__enter__()
        self.model, self.number = Matter(collections={*COLLECTION_IN}), 0
        # Of every language that showed it, at whatever time.
        self.addresses: set[str] = set()
        with commit():
            self.topic = TopicFactory(label="Thema")
            self.pk = event(
                self.place,
                title="Werkstatt",
                slug="werkstatt",
                start_time=time(10),
                end_time=time(21),
                is_free=False,
                price_cents=0,
                topics=[self.topic],
            ).pk
        self.key = self.page.translation_key

    def teardown(self) -> None:
        """Undo the whole walk."""
        transaction.set_rollback(True)
        self.database.__exit__(None, None, None)
        connection.hub_hints = {}  # type: ignore[attr-defined]

    @property
    def page(self) -> Any:
        """Return the original as it is stored."""
        return EventPage.objects.get(pk=self.pk)

    @property
    def place(self) -> Page:
        """Return the list in which it stands."""
        return self.list_of(self.model.place)

    def list_of(self, number: int) -> Page:
        """Return one of the two lists."""
        return Page.objects.get(locale=locale(), slug=("liste", "zweite")[number])

    def section_of(self, number: int) -> Page:
        """Return the section of one of the two lists."""
        return self.list_of(number).get_parent()

    def collection(self) -> Page:
        """Return the section into which the first list's may be moved."""
        return Page.objects.get(locale=locale(), slug="sammlung")


def toggle_restriction(page: Page) -> bool:
    """Close the page, or open it again; return whether it is closed now."""
    own = PageViewRestriction.objects.filter(page=page)
    if own.exists():
        own.get().delete()
        return False
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    return True


def lay(site: Any) -> None:
    """Make what every walk begins with."""
    home = site.root_page
    for title, slug in (("Erste", "liste"), ("Andere", "zweite")):
        with commit():
            event_index(add_page(home, SectionPage, title=title), title=slug, slug=slug)
    with commit():
        collection = add_page(home, SectionPage, title="Sammlung", slug="sammlung")
        site_settings(site)
    for code in COLLECTION_IN:
        with commit():
            collection.copy_for_translation(locale(code), copy_parents=True, alias=True)
