"""One mail in the morning: what waits, since when. Leitung gets it once something waits for more
than three working days; who is away has somebody else read it."""

from collections.abc import Sequence
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.users.models import UserProfile

from hub.intake.models import Absence, Digest
from hub.intake.moderation.deputies import name_of, told_today
from hub.intake.moderation.inbox import kinds, unseen, waiting
from hub.intake.moderation.working_days import age_of, late_before
from hub.mail.composing import compose
from hub.words.dates import day_in_words

# The oldest by name; all of them stand in the inbox.
NAMED: Final = 5


def tell_moderators() -> int:
    """Send today's mails, once; return how many."""
    today = timezone.localdate()
    with transaction.atomic():
        _row, is_first = Digest.objects.get_or_create(day=today)
        waiting_count, unseen_count = waiting().count(), unseen().count()
        if not is_first or not waiting_count + unseen_count:
            return 0
        Digest.objects.filter(day__lt=today).delete()
        late_count = waiting().filter(moved_at__date__lt=late_before()).count()
        people = told_today(is_late=late_count > 0)
        for user, absences in people:
            with translation.override(_language(user)):
                _send(user, absences, waiting_count, unseen_count, late_count)
    return len(people)


def _language(user: Any) -> str:
    profile = getattr(user, "wagtail_userprofile", None) or UserProfile()
    return profile.preferred_language or settings.LANGUAGE_CODE


def _send(
    user: Any, absences: Sequence[Absence], waiting_count: int, unseen_count: int, late_count: int
) -> None:
    labels = kinds()
    subject = ngettext(
        "%(count)d matter waits for you", "%(count)d matters wait for you", waiting_count
    )
    late = ngettext(
        "%(count)d waits for more than three working days.",
        "%(count)d wait for more than three working days.",
        late_count,
    )
    look = ngettext(
        "%(count)d was published at once by a trusted sender: please look at it.",
        "%(count)d were published at once by trusted senders: please look at them.",
        unseen_count,
    )
    subject = subject % {"count": waiting_count} if waiting_count else _("Please look at it")
    context = {
        "subject": subject,
        "count_sentence": f"{subject}.",
        "late_sentence": late % {"count": late_count} if late_count else "",
        "unseen_sentence": look % {"count": unseen_count} if unseen_count else "",
        "matters": [
            {
                "title": one.title or one.reference,
                "kind": labels.get(one.kind, one.kind),
                "age": age_of(one.moved_at),
            }
            for one in waiting()[:NAMED]
        ],
        "absences": [
            {"name": name_of(one.user), "until": day_in_words(one.ends_on, weekday=True)}
            for one in absences
        ],
        "inbox": f"{settings.WAGTAILADMIN_BASE_URL}{reverse('hub_submissions')}",
    }
    compose(
        "intake/mail/digest.html", context, site_id=None, locale=_language(user), to=user.email
    ).send()
