"""The editors' list of events: next date, place, organiser, status, languages; with export."""

from typing import Any, ClassVar, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    DateTimeField,
    F,
    Min,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import Button, HeaderButton

from hub.content.editing.listings import BULK, STATUS, TITLE, KindListing, KindListView, column
from hub.publication.models import Publication, PublicationDate
from plugins.events.admin.filters import FAR, EventFilters
from plugins.events.admin.month import month
from plugins.events.choices import LANGUAGES, Format, Status, labelled
from plugins.events.models import EventPage
from plugins.events.recurrence import Refused
from plugins.events.spans import span_in_words


def next_date(page: EventPage) -> str:
    """Return the next date in words, or the last one where all are over; "" for a bad rule."""
    now = timezone.now()
    try:
        one = page.nearest(now)
    except (Refused, ValueError, TypeError):
        return ""
    if one is None:
        return ""
    text = span_in_words(one, page.timezone, all_day=page.all_day)
    return text if one.ends_at > now else gettext("over: %(date)s") % {"date": text}


def organiser(page: EventPage) -> str:
    """Return the organiser's name."""
    return page.organisation.title if page.organisation else page.organiser_name


def takes_place(page: EventPage) -> str:
    """Return where it is: the place's name, online, or both."""
    parts = [page.place.name] if page.place and page.format != Format.ONLINE else []
    if page.format != Format.ONSITE:
        parts.append(gettext("online"))
    return ", ".join(parts)


def event_status(page: EventPage) -> str:
    """Return whether it takes place as planned, is cancelled, postponed, or fully booked."""
    if page.status != Status.SCHEDULED:
        return str(page.get_status_display())
    return gettext("fully booked") if page.registration_is_full else gettext("as planned")


def published_languages(page: Any) -> str:
    """Return the languages that readers find it in."""
    return ", ".join(sorted(page.published_locales))


def district_name(page: EventPage) -> str:
    """Return the district: the event's own, else its place's."""
    found = page.district or (page.place.district if page.place else None)
    return found.name if found else ""


class EventListView(KindListView):
    """Events by their next date."""

    prefetched = ("place__district", "organisation", "event_changes")
    default_ordering = "next_at"

    def get_base_queryset(self) -> QuerySet[Any]:
        """Return the events with their next date and published languages."""
        now = timezone.now()
        rows = PublicationDate.objects.filter(
            # By the row: its dates have an index, those of a document none.
            publication__document_id=OuterRef("translation_key"),
            publication__locale=OuterRef("locale__language_code"),
        )
        coming = rows.filter(ends_at__gt=now).order_by().values("publication")
        locales = Publication.objects.public().filter(document_id=OuterRef("translation_key"))
        draft = Case(
            When(span_starts_at__gt=now, then=F("span_starts_at")),
            default=Value(FAR),
            output_field=DateTimeField(),
        )
        pages = super().get_base_queryset()
        return pages.annotate(
            next_at=Coalesce(
                Subquery(coming.annotate(first=Min("starts_at")).values("first")), draft
            ),
            published_locales=ArraySubquery(locales.values("locale")),
        )

    def get_valid_orderings(self) -> list[str]:
        """Return the columns one can sort by; a search cannot sort by the next date."""
        orderings: list[str] = super().get_valid_orderings()
        return [one for one in orderings if not self.is_searching or not one.endswith("next_at")]

    def order_queryset(self, queryset: Any) -> Any:
        """Sort by the next date, events that are over last; what a search finds, as it comes."""
        if self.ordering in {"next_at", "-next_at"}:
            if self.is_searching:
                return queryset
            return queryset.order_by(self.ordering, "-span_starts_at", "pk")
        return super().order_queryset(queryset)

    @cached_property
    def header_buttons(self) -> list[Button]:
        """Return the buttons above the list, the month among them."""
        calendar = HeaderButton(
            gettext("Month view"), url=reverse("events:this_month"), icon_name="calendar-alt"
        )
        return [*super().header_buttons, calendar]

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        """Return one event for the export."""
        return {name: read(item) for name, (_label, read) in EXPORT.items()}

    def get_heading(self, queryset: Any, field: str) -> str:
        """Return a column's heading in the editor's language."""
        return str(EXPORT[field][0])


EXPORT: Final[dict[str, tuple[Any, Any]]] = {
    "title": (_("Title"), lambda page: page.title),
    "next_date": (_("Next date"), next_date),
    "repetition": (_("Repetition"), lambda page: page.rrule),
    "type": (_("Kind"), lambda page: str(page.get_type_display())),
    "place": (_("Place"), takes_place),
    "district": (_("District"), district_name),
    "organiser": (_("Organiser"), organiser),
    "status": (_("Takes place"), lambda page: str(page.get_status_display())),
    "reason": (_("Reason"), lambda page: page.status_reason),
    "languages": (
        _("Languages spoken"),
        lambda page: ", ".join(one["label"] for one in labelled(page.languages, LANGUAGES)),
    ),
    "locale": (_("Language"), lambda page: page.locale.language_code),
    "translations": (_("Published in"), published_languages),
    "review": (_("Status"), lambda page: str(page.status_string)),
    "url": (_("Address on the website"), lambda page: page.full_url or ""),
}


class EventListing(KindListing):
    """The menu entry “Events”."""

    model = EventPage
    index_view_class = EventListView
    icon = "calendar-alt"
    menu_label = _("Events")
    name = "events"
    menu_order = 120
    filterset_class = EventFilters
    columns: ClassVar[list[Any]] = [
        BULK,
        TITLE,
        column("next_date", _("Next date"), accessor=next_date, sort_key="next_at", width="17%"),
        column("place", _("Place"), accessor=takes_place),
        column("organiser", _("Organiser"), accessor=organiser),
        column("event_status", _("Takes place"), accessor=event_status, width="9%"),
        column("translations", _("Published in"), accessor=published_languages, width="9%"),
        STATUS,
    ]
    list_export: ClassVar[list[str]] = list(EXPORT)

    def get_urlpatterns(self) -> list[Any]:
        """Return the list's addresses and the month's."""
        return [
            *super().get_urlpatterns(),
            path("month/", month, name="this_month"),
            path("month/<int:year>/<int:number>/", month, name="month"),
        ]
