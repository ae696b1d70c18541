"""Pages that expire soon, pictures whose rights end or whose file is no picture."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page
from wagtail.permissions import policy_registry

from hub.content.files.drawing import is_broken
from hub.content.models import HubImage
from hub.content.translating.originals import is_translation
from hub.desk.pages import day, edit_address, pages_of
from hub.kernel.contract.desk import DeskEntry
from hub.kernel.contract.parts import DeskPanel
from hub.kernel.contract.sources import User

PAGES_AHEAD: Final = timedelta(days=14)
IMAGES_AHEAD: Final = timedelta(days=30)


def _expiring(user: User) -> QuerySet[Page]:
    now = timezone.now()
    soon = Q(expire_at__gt=now, expire_at__lte=now + PAGES_AHEAD)
    # An original ends in every language.
    return pages_of(user).filter(soon, ~is_translation(), live=True).order_by("expire_at")


def _expiring_entries(rows: Sequence[Page]) -> list[DeskEntry]:
    return [
        DeskEntry(
            title=one.title,
            url=edit_address(one.pk),
            detail=_("until %(date)s") % {"date": day(one.expire_at)},
        )
        for one in rows
    ]


def _images(user: User) -> QuerySet[HubImage]:
    policy = policy_registry.get_by_type(HubImage)
    allowed: QuerySet[HubImage] = policy.instances_user_has_any_permission_for(user, ["change"])
    ending = Q(expires_on__lte=timezone.localdate() + IMAGES_AHEAD)
    return allowed.filter(ending | is_broken()).order_by("expires_on")


def _image_entries(rows: Sequence[HubImage]) -> list[DeskEntry]:
    return [
        DeskEntry(
            title=one.title,
            url=reverse("wagtailimages:edit", args=[one.pk]),
            detail=_image_detail(one),
        )
        for one in rows
    ]


def _image_detail(image: HubImage) -> str:
    if image.drawn_as == image.broken_drawing:
        return _("cannot be shown: its file is damaged or missing")
    is_over = image.expires_on is not None and image.expires_on < timezone.localdate()
    words = _("not shown any more since %(date)s") if is_over else _("until %(date)s")
    return words % {"date": day(image.expires_on)}


EXPIRING = DeskPanel(
    name="expiring",
    title=gettext_lazy("Expires within 14 days"),
    hint=gettext_lazy("After that time readers do not see these pages any more."),
    rows=_expiring,
    entries=_expiring_entries,
    order=40,
)
IMAGES = DeskPanel(
    name="images",
    title=gettext_lazy("Pictures whose rights end, or that cannot be shown"),
    hint=gettext_lazy("Replace the picture, or enter a later day if you may keep using it."),
    rows=_images,
    entries=_image_entries,
    order=41,
)
