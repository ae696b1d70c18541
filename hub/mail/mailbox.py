"""The demo's mailbox: what its mail server was given, as people see it and as text.

Only where HUB_MAILBOX names a folder; elsewhere there is no such page. What a mail says is shown in
a frame that runs nothing and loads nothing from elsewhere.
"""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Final

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp, csp_update
from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

PER_PAGE: Final = 20


@dataclass(frozen=True)
class Letter:
    """One mail; `key` is its file's name without the ending."""

    key: str
    message: EmailMessage

    @property
    def moment(self) -> datetime | None:
        """Return when it was written."""
        date = self.message["Date"]
        return timezone.localtime(parsedate_to_datetime(date)) if date else None

    @property
    def text(self) -> str:
        """Return its text part."""
        return self._part("plain")

    @property
    def html(self) -> str:
        """Return its HTML part."""
        return self._part("html")

    @property
    def headers(self) -> dict[str, str]:
        """Return what its receiver sees above it."""
        return {name.lower(): str(self.message[name] or "") for name in ("From", "To", "Subject")}

    def _part(self, kind: str) -> str:
        part = self.message.get_body((kind,))
        return str(part.get_content()) if part is not None else ""


@require_safe
@never_cache
@csp_update({"frame-src": [SELF]})
def mailbox(request: HttpRequest) -> HttpResponse:
    """Answer the mails, the newest first."""
    page: Page[Path] = Paginator(_files(), PER_PAGE).get_page(request.GET.get("p"))
    letters = [_read(path) for path in page]
    return render(request, "mail/mailbox.html", {"letters": letters, "page": page})


@require_safe
@never_cache
@xframe_options_sameorigin
@csp(
    {
        "default-src": [NONE],
        "style-src": [UNSAFE_INLINE],
        "img-src": ["data:"],
        "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox"],
        "frame-ancestors": [SELF],
    }
)
def letter(request: HttpRequest, key: str) -> HttpResponse:
    """Answer the HTML of one mail as its sender wrote it, for the frame beside its text."""
    found = next((path for path in _files() if path.stem == key), None)
    if found is None:
        raise Http404
    # Links leave the frame, which shows nothing but this.
    html = _read(found).html.replace("<head>", '<head><base target="_blank">', 1)
    return HttpResponse(html)


def _files() -> list[Path]:
    """Return the files of all mails, the newest first; raises Http404 where there is no mailbox."""
    if not settings.HUB_MAILBOX:
        raise Http404
    return sorted(Path(settings.HUB_MAILBOX).glob("*.eml"), reverse=True)


def _read(path: Path) -> Letter:
    # `policy.default` gives EmailMessage; the stubs say Message.
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    return Letter(path.stem, message)
