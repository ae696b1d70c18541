"""Pages that expire soon, pictures whose rights end."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page
from wagtail.permissions import policy_registry

from hub.content.models import HubImage
from hub.desk.section import Entry, Section, day, edit_address, pages_of

PAGES_AHEAD: Final = timedelta(days=14)
IMAGES_AHEAD: Final = timedelta(days=30)


def _expiring(user: Any) -> QuerySet[Page]:
    now = timezone.now()
    soon = Q(expire_at__gt=now, expire_at__lte=now + PAGES_AHEAD)
    return pages_of(user).filter(soon, live=True).order_by("expire_at")


def _expiring_entries(rows: Sequence[Page]) -> list[Entry]:
    return [
        Entry(
            title=one.title,
            url=edit_address(one.pk),
            detail=_("until %(date)s") % {"date": day(one.expire_at)},
        )
        for one in rows
    ]


def _images(user: Any) -> QuerySet[HubImage]:
    policy = policy_registry.get_by_type(HubImage)
    allowed: QuerySet[HubImage] = policy.instances_user_has_any_permission_for(user, ["change"])
    return allowed.filter(expires_on__lte=timezone.localdate() + IMAGES_AHEAD).order_by(
        "expires_on"
    )


def _image_entries(rows: Sequence[HubImage]) -> list[Entry]:
    today = timezone.localdate()
    return [
        Entry(
            title=one.title,
            url=reverse("wagtailimages:edit", args=[one.pk]),
            detail=(
                _("not shown any more since %(date)s")
                if one.expires_on and one.expires_on < today
                else _("until %(date)s")
            )
            % {"date": day(one.expires_on)},
        )
        for one in rows
    ]


EXPIRING = Section(
    key="expiring",
    title=gettext_lazy("Expires within 14 days"),
    hint=gettext_lazy("After that time readers do not see these pages any more."),
    rows=_expiring,
    entries=_expiring_entries,
)
IMAGES = Section(
    key="images",
    title=gettext_lazy("Pictures whose rights end"),
    hint=gettext_lazy("Replace the picture, or enter a later day if you may keep using it."),
    rows=_images,
    entries=_image_entries,
)
