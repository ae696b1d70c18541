"""One submission: what stands here, what is proposed, whose it is, and what a moderator does."""

from collections.abc import Set
from typing import Any, Final
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder

from hub.intake.forms import duplicates
from hub.intake.models import Submission, Upload, What
from hub.intake.moderation import choosing, deciding, trusted
from hub.intake.moderation.forms import AnswerForm
from hub.intake.moderation.inbox import kinds, language_of
from hub.intake.moderation.rights import may_moderate
from hub.intake.moderation.working_days import age_of
from hub.intake.submissions import moving
from hub.intake.submissions.accepting import AcceptError
from hub.intake.submissions.links import part_of
from hub.intake.submissions.moving import MoveError
from hub.mail.bounces import comes_back
from hub.transfer.proposals import sources_of

CONFLICT: Final = 409
UNPROCESSABLE: Final = 422
EARLIER_SHOWN: Final = 20
# What each button does.
MOVES: Final = {
    "ask": What.ASKED,
    "refuse": What.REFUSED,
    "spam": What.SPAM,
    "reopen": What.REOPENED,
    "seen": What.SEEN,
    "down": What.TAKEN_DOWN,
}
TAKES: Final = {"accept": What.ACCEPTED, "draft": What.DRAFTED}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@may_moderate
def matter(request: HttpRequest, submission_id: UUID) -> HttpResponse:
    """Answer one submission's screen; do what a button says. Whatever is wrong, words and ticks
    stay."""
    seen = get_object_or_404(Submission, pk=submission_id)
    if request.method != "POST":
        return _shown(request, seen, AnswerForm(submission=seen))
    do, chosen = request.POST.get("do", ""), set(request.POST.getlist("take"))
    form = AnswerForm(request.POST, submission=seen, do=do)
    if not form.is_valid():
        return _shown(request, seen, form, chosen, status=UNPROCESSABLE)
    if do not in {**MOVES, **TAKES}:
        longer = AnswerForm(initial={"message": form.with_block()}, submission=seen)
        return _shown(request, seen, longer, chosen)
    try:
        if do not in _possible(seen):
            raise MoveError(seen)
        return _done(request, seen, do, form.cleaned_data["message"], chosen)
    except MoveError as error:
        note = _("Somebody was faster: below you see how far it is now. Nothing was done twice.")
        notes = [note, _last_step(error.submission)]
        return _shown(request, error.submission, form, chosen, notes, CONFLICT)
    except choosing.ChoiceError as error:
        return _shown(request, seen, form, chosen, [str(error)], UNPROCESSABLE)
    except AcceptError as error:
        notes = [_("It cannot be written like this:"), *choosing.in_words(error.problems)]
        return _shown(request, seen, form, chosen, notes, UNPROCESSABLE)


def _done(
    request: HttpRequest, seen: Submission, do: str, message: str, chosen: Set[str]
) -> HttpResponse:
    given = request.POST.get("version", "")
    version = int(given) if given.isascii() and given.isdigit() else -1
    if do in MOVES:
        words = message if do in {"ask", "refuse", "down"} else ""
        facts: dict[str, Any] = {"user": request.user, "message": words, "version": version}
        if do == "down":
            deciding.take_down(seen, **facts)
        else:
            moving.move(seen.pk, MOVES[do], **facts)
        messages.success(request, _said(do) % {"title": seen.title})
        return redirect("hub_submissions")
    is_draft = do == "draft"
    sources = deciding.take_over(
        request.user, seen, chosen, version=version, message=message, is_draft=is_draft
    )
    messages.success(request, _said(do) % {"title": seen.title})
    address = AdminURLFinder(request.user).get_edit_url(sources[0]) if is_draft and sources else ""
    return redirect(address or "hub_submissions")


def _last_step(seen: Submission) -> str:
    """Return who did what last, with which words."""
    last = moving.last_decision(seen)
    if last is None:
        return ""
    who = str(last.user.get_full_name() or last.user) if last.user else _("the sender, or the hub")
    return ": ".join(one for one in (who, str(last.get_what_display()), last.message) if one)


def _said(do: str) -> str:
    return {
        "ask": _("The question about “%(title)s” is on its way."),
        "refuse": _("“%(title)s” is refused. The sender reads why."),
        "spam": _("“%(title)s” is marked as spam. Nobody gets a mail."),
        "reopen": _("“%(title)s” is looked at again."),
        "seen": _("You have looked at “%(title)s”. It stays public."),
        "down": _("“%(title)s” is no longer public. The sender gets a mail."),
        "accept": _("“%(title)s” is accepted. The sender gets a mail."),
        "draft": _("“%(title)s” is a draft now. Finish it, then publish it."),
    }[do]


def _shown(
    request: HttpRequest,
    seen: Submission,
    form: AnswerForm,
    chosen: Set[str] | None = None,
    notes: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    can = _possible(seen)
    tables = choosing.tables(seen, chosen) if "accept" in can else []
    context = {
        "submission": seen,
        "kind": kinds().get(seen.kind, seen.kind),
        "form": form,
        "notes": notes or [],
        "tables": [{**one, "language": language_of(one["locale"])} for one in tables],
        "is_gone": _is_gone(seen),
        "uploads": [(one, chosen is None or str(one.key) in chosen) for one in seen.uploads.all()],
        "can": can,
        "history": seen.decisions.select_related("user"),
        "earlier": _earlier(seen),
        "alike": _alike(seen),
        "pages": _pages(seen, request),
        "trust": trusted.offered(seen),
        "comes_back": bool(seen.sender_email) and comes_back(seen.sender_email),
        "age": age_of(seen.moved_at),
    }
    return render(request, "intake/admin/matter.html", context, status=status)


def _possible(seen: Submission) -> set[str]:
    """Return the buttons that there are."""
    can = {name for name, what in {**MOVES, **TAKES}.items() if what in moving.NEXT[seen.state]}
    if seen.unseen_since is None:
        can -= {"seen", "down"}
    # Of what is forgotten there is nothing to look at.
    if seen.confirmed_at is None or not seen.lines:
        can -= {"reopen", *TAKES}
    # A picture comes with what is new, or published at once.
    if _is_gone(seen) or (seen.is_change and seen.uploads.exists()):
        can -= {"draft"}
    return can


def _is_gone(seen: Submission) -> bool:
    """Whether the sender wants it to be taken down."""
    return bool(seen.lines) and bool(seen.lines[0].get("deleted"))


def _earlier(seen: Submission) -> list[Submission]:
    if not seen.sender_email:
        return []
    rows = Submission.objects.filter(sender_email=seen.sender_email).exclude(pk=seen.pk)
    return list(rows.order_by("-sent_at")[:EARLIER_SHOWN])


def _alike(seen: Submission) -> list[tuple[str, str]]:
    """Return (title, address) of what is public and may be the same."""
    owned = part_of(seen)
    if owned is None or not seen.lines:
        return []
    rows = duplicates.likely(seen.lines, owned.part, seen.site_id, seen.document_id)
    return [(one.title, one.url) for one in rows]


def _pages(seen: Submission, request: HttpRequest) -> list[tuple[str, str]]:
    """Return (title, where it is edited) of what it has made or changes."""
    finder = AdminURLFinder(request.user)
    keys = [(seen.document_id, str(one["locale"])) for one in seen.lines]
    found = [(one.title, finder.get_edit_url(one)) for one in sources_of(keys).values()]
    return [(title, address) for title, address in found if address]


@require_safe
@never_cache
@may_moderate
def upload(request: HttpRequest, submission_id: UUID, key: UUID) -> FileResponse:
    """Answer a picture in quarantine, to moderators alone."""
    found = get_object_or_404(Upload, key=key, submission_id=submission_id)
    response = FileResponse(found.file.open("rb"))
    response["X-Content-Type-Options"] = "nosniff"
    return response
