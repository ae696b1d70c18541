"""One mail in the morning: how many wait, since when. Leitung gets it once something waits for more
than three working days."""

from datetime import date, timedelta
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.users.models import UserProfile

from hub.content.roles import MANAGER
from hub.intake.models import Digest, Submission
from hub.intake.moderation.inbox import waiting
from hub.intake.moderation.rights import MODERATE
from hub.words.dates import day_in_words

WORKING_DAYS: Final = 3
SATURDAY: Final = 5


def tell_moderators() -> int:
    """Send today's mails, once; return how many."""
    today = timezone.localdate()
    oldest = waiting().first()
    with transaction.atomic():
        _row, is_first = Digest.objects.get_or_create(day=today)
        if oldest is None or not is_first:
            return 0
        Digest.objects.filter(day__lt=today).delete()
        limit = days_before(today, WORKING_DAYS)
        late_count = waiting().filter(moved_at__date__lt=limit).count()
        people = _moderators(with_managers=late_count > 0)
        for user in people:
            with translation.override(_language(user)):
                _mail(user, oldest, late_count).send()
    return len(people)


def days_before(day: date, count: int) -> date:
    """Return the day so many working days before; Saturday and Sunday are none."""
    while count:
        day -= timedelta(days=1)
        count -= day.weekday() < SATURDAY
    return day


def _moderators(*, with_managers: bool) -> list[Any]:
    backend = f"{ModelBackend.__module__}.{ModelBackend.__name__}"
    users = get_user_model()._default_manager.with_perm(
        MODERATE, backend=backend, include_superusers=False
    )
    users = users.exclude(email="")
    if not with_managers:
        users = users.exclude(groups__name=MANAGER.name)
    return list(users.select_related("wagtail_userprofile").order_by("pk"))


def _language(user: Any) -> str:
    profile = getattr(user, "wagtail_userprofile", None) or UserProfile()
    return profile.preferred_language or settings.LANGUAGE_CODE


def _mail(user: Any, oldest: Submission, late_count: int) -> EmailMessage:
    count = waiting().count()
    subject = ngettext("%(count)d matter waits for you", "%(count)d matters wait for you", count)
    day = day_in_words(timezone.localdate(oldest.moved_at), weekday=True, year=False)
    late = ngettext(
        "%(count)d waits for more than three working days.",
        "%(count)d wait for more than three working days.",
        late_count,
    )
    paragraphs = [
        _("Good morning,"),
        f"{subject}." % {"count": count},
        _("The oldest is “%(title)s”, of %(day)s.") % {"title": oldest.title, "day": day},
        late % {"count": late_count} if late_count else "",
        f"{_('Open the inbox')}:\n{settings.WAGTAILADMIN_BASE_URL}{reverse('hub_submissions')}",
    ]
    return EmailMessage(
        subject=subject % {"count": count},
        body="\n\n".join(one for one in paragraphs if one) + "\n",
        to=[user.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
