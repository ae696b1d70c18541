"""The pages and records of a user, and days as the desk writes them."""

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import policy_registry

from hub.content.models import Record
from hub.kernel.contract import registry
from hub.kernel.contract.sources import User
from hub.words.dates import day_in_words


def pages_of(user: User) -> QuerySet[Page]:
    """Return the pages on which the user may do something."""
    policy = policy_registry.get_by_type(Page)
    allowed: QuerySet[Page] = policy.instances_user_has_any_permission_for(
        user, ["add", "change", "publish"]
    )
    return allowed


def documents_of(user: User) -> Q:
    """Return the condition that a row is about a page or record on which the user may act."""
    found = Q(document_id__in=pages_of(user).values("translation_key"))
    for model in record_models():
        if ModelPermissionPolicy(model).user_has_permission(user, "change"):
            found |= Q(document_id__in=model._default_manager.values("translation_key"))
    return found


def record_models() -> list[type[Record]]:
    """Return the models of records."""
    return [kind.model for kind in registry.kinds() if issubclass(kind.model, Record)]


def edit_address(page_id: int) -> str:
    """Return where a page is edited."""
    return reverse("wagtailadmin_pages:edit", args=[page_id])


def day(value: date | None) -> str:
    """Return a day as the editor's language writes it; of a moment, the city's day."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    return day_in_words(value, weekday=False, year=True)
