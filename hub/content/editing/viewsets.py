"""The lists of what all pages share: topics, districts, places, contacts, in one menu."""

from typing import Any, ClassVar

import django_filters
from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet, SnippetViewSetGroup

from hub.content.models import Contact, District, Place, Topic
from hub.content.models.accessibility import Fact
from hub.kernel.documents.document import ACCESSIBILITY_FACTS


class TopicFilters(WagtailFilterSet):
    """Main topics, or those below one."""

    class Meta:
        model = Topic
        fields: ClassVar[list[str]] = ["parent"]


class TopicIndex(IndexView):
    """Topics with the number of pages that carry them."""

    def get_base_queryset(self) -> QuerySet[Topic]:
        """Count the pages in the same query."""
        topics: QuerySet[Topic] = super().get_base_queryset()
        return topics.select_related("parent").annotate(pages_count=Count("pages"))


class TopicViewSet(SnippetViewSet):
    """Topics."""

    model = Topic
    icon = "tag"
    index_view_class = TopicIndex
    search_backend_name = None
    search_fields: ClassVar[list[str]] = ["label", "key", "labels__label"]
    filterset_class = TopicFilters
    list_display: ClassVar[list[Any]] = [
        "label",
        Column("parent", label=_("Belongs to"), sort_key="parent__label"),
        Column("key", label=_("Key"), sort_key="key"),
        Column("pages_count", label=_("Pages"), sort_key="pages_count"),
        Column("order", label=_("Order"), sort_key="order"),
    ]
    list_export: ClassVar[list[str]] = ["key", "label", "order"]
    list_per_page = 50


class DistrictViewSet(SnippetViewSet):
    """Districts."""

    model = District
    icon = "home"
    search_backend_name = None
    search_fields: ClassVar[list[str]] = ["name", "key"]
    list_display: ClassVar[list[Any]] = ["name", Column("key", label=_("Key"), sort_key="key")]
    list_per_page = 50


class StatedColumn(Column):
    """How many facts about accessibility somebody has stated."""

    def get_value(self, instance: Place) -> str:
        """Return e.g. "7 of 10"."""
        total, stated = len(ACCESSIBILITY_FACTS), instance.stated_facts_count()
        return gettext("%(stated)d of %(total)d") % {"stated": stated, "total": total}


class PlaceFilters(WagtailFilterSet):
    """By district, by the fact most people ask for, and by what nobody has looked at."""

    accessibility = django_filters.ChoiceFilter(
        label=_("Accessibility"),
        method="filter_accessibility",
        choices=[
            ("none", _("nothing stated")),
            ("some", _("partly stated")),
            ("all", _("all stated")),
        ],
        empty_label=_("All"),
    )

    class Meta:
        model = Place
        fields: ClassVar[list[str]] = ["district", "step_free"]

    def filter_accessibility(
        self, places: QuerySet[Place], name: str, value: str
    ) -> QuerySet[Place]:
        """Return the places of which nothing, a part or all is stated."""
        total = len(ACCESSIBILITY_FACTS)
        wanted = {
            "none": Q(stated=0),
            "some": Q(stated__gt=0, stated__lt=total),
            "all": Q(stated=total),
        }
        return places.filter(wanted[value])


class PlaceIndex(IndexView):
    """Places with the number of stated facts."""

    def get_base_queryset(self) -> QuerySet[Place]:
        """Count the stated facts in the database, so that lists can be ordered by them."""
        places: QuerySet[Place] = super().get_base_queryset()
        stated: Any = Value(0, output_field=IntegerField())
        for fact in ACCESSIBILITY_FACTS:
            stated = stated + Case(When(**{fact: Fact.UNKNOWN}, then=Value(0)), default=Value(1))
        return places.select_related("district").annotate(stated=stated)


class PlaceViewSet(SnippetViewSet):
    """Places."""

    model = Place
    icon = "globe"
    index_view_class = PlaceIndex
    search_backend_name = None
    search_fields: ClassVar[list[str]] = ["name", "street", "postcode", "city"]
    filterset_class = PlaceFilters
    list_display: ClassVar[list[Any]] = [
        "name",
        Column("street", label=_("Street"), sort_key="street"),
        Column("district", label=_("District"), sort_key="district__name"),
        Column("get_step_free_display", label=_("Step-free"), sort_key="step_free"),
        StatedColumn("stated", label=_("Accessibility stated"), sort_key="stated"),
    ]
    list_export: ClassVar[list[str]] = [
        "name",
        "street",
        "postcode",
        "city",
        "district",
        "lat",
        "lon",
        *ACCESSIBILITY_FACTS,
    ]
    list_per_page = 50


class ContactViewSet(SnippetViewSet):
    """Contacts."""

    model = Contact
    icon = "user"
    search_backend_name = None
    search_fields: ClassVar[list[str]] = ["name", "role", "email", "phone"]
    list_display: ClassVar[list[Any]] = [
        "name",
        Column("role", label=_("Responsible for"), sort_key="role"),
        Column("email", label=_("E-mail"), sort_key="email"),
        Column("phone", label=_("Phone")),
    ]
    list_per_page = 50


class Basics(SnippetViewSetGroup):
    """The menu of what all pages share."""

    items = (TopicViewSet, DistrictViewSet, PlaceViewSet, ContactViewSet)
    menu_label = _("Basics")
    menu_icon = "list-ul"
    menu_order = 300
