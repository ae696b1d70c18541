"""The one renderer of mails: a template of the site's theme becomes subject, HTML and text.

A template extends `mail/letter.html` and fills `subject` and `letter`. The text part is made of the
HTML, so that it cannot lack anything. Whoever wants bidirectional text kept apart writes `<bdi>`.
"""

import re
from collections.abc import Mapping
from email.utils import parseaddr
from functools import cache
from typing import Any, Final

from css_inline import CSSInliner
from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.utils import translation
from wagtail.users.models import UserProfile

from hub.looks import schemes
from hub.looks.engines import template as theme_template
from hub.looks.themes import chosen
from hub.mail.addresses import sender_of
from hub.mail.plain import line_of, text_of
from hub.publication.reading.sites import site_by_id, site_of
from hub.words.dates import RIGHT_TO_LEFT, base
from hub.words.isolation import isolate_in_html

TITLE: Final = re.compile(r"<title>(.*?)</title>", re.DOTALL)
HTML: Final = "text/html"


def compose(
    template: str,
    context: Mapping[str, Any],
    *,
    site_id: int | None,
    locale: str,
    to: str,
    reply_to: str = "",
) -> EmailMultiAlternatives:
    """Return a mail in the site's look and the reader's language; `.send()` puts it in the outbox.

    `template` is a name like `accessibility/mail/received.html`; without a site the mail is the
    default site's. Answers go to `reply_to`, else to the site's contact. One or two queries.
    """
    facts = _facts(site_id)
    html = _html(template, context, facts, locale)
    answers = reply_to or (facts.get("contact") or {}).get("email", "")
    message = EmailMultiAlternatives(
        subject=_subject(html, locale),
        body=text_of(html),
        from_email=sender_of(facts),
        to=[to],
        reply_to=[answers] if answers else None,
        headers={"Content-Language": locale},
    )
    message.attach_alternative(html, HTML)
    return message


def dress(message: EmailMessage) -> None:
    """Give a mail of Django or Wagtail, which has text alone, the default site's look and name."""
    is_bare = not getattr(message, "alternatives", True) and message.content_subtype == "plain"
    is_nameless = message.from_email == settings.DEFAULT_FROM_EMAIL
    if not (is_bare or is_nameless):
        return
    facts = _facts(None)
    if is_nameless:
        message.from_email = sender_of(facts)
    if is_bare and isinstance(message, EmailMultiAlternatives):
        locale = _language_of(message)
        words = {"subject": message.subject, "text": message.body}
        message.extra_headers.setdefault("Content-Language", locale)
        html = _html("mail/plain.html", words, facts, locale)
        message.body = text_of(html)
        message.attach_alternative(html, HTML)


def _language_of(message: EmailMessage) -> str:
    """Return the language that a text of Django or Wagtail is in.

    Wagtail writes its notices, the only ones it marks, in their recipient's language and sends them
    in that of whoever caused them.
    """
    if message.extra_headers.get("Auto-Submitted") and len(message.to) == 1:
        rows = UserProfile.objects.filter(user__email__iexact=parseaddr(message.to[0])[1])
        if profile := rows.first():
            return str(profile.get_preferred_language())
    return translation.get_language() or settings.LANGUAGE_CODE


def _facts(site_id: int | None) -> Mapping[str, Any]:
    """Return the public facts of a site, of the default one, or those of a hub without a site."""
    site = site_by_id(site_id) if site_id is not None else site_of("", 0)
    if site is not None:
        return site.facts
    return {
        "name": settings.WAGTAIL_SITE_NAME,
        "url": settings.HUB_BASE_URL,
        "host": settings.HUB_BASE_URL.partition("://")[2],
        "theme": "",
    }


def _html(template: str, context: Mapping[str, Any], facts: Mapping[str, Any], locale: str) -> str:
    theme = chosen(facts["theme"])
    shown = {
        **context,
        "site": facts,
        "locale": locale,
        "direction": "rtl" if base(locale) in RIGHT_TO_LEFT else "ltr",
        "light": _named(schemes.light(theme, facts.get("colours") or {})),
        "dark": _named(schemes.dark(theme, facts.get("colours") or {})),
    }
    with translation.override(locale):
        html: str = theme_template(theme.key, [template]).render(shown)
    return _inliner().inline(isolate_in_html(html, locale))


def _named(scheme: Mapping[str, str]) -> dict[str, str]:
    """Return colours under names that a template can say."""
    return {name.replace("-", "_"): colour for name, colour in scheme.items()}


@cache
def _inliner() -> CSSInliner:
    # Media queries stay in the head; nothing is ever read from a network or a disk.
    return CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)


def _subject(html: str, locale: str) -> str:
    """Return the page's title as one line: no line break of a reader's text gets into a header."""
    found = TITLE.search(html)
    return line_of(isolate_in_html(found[1].strip(), locale)) if found else ""
