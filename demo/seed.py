"""An empty hub becomes the demonstration: pages, events, users. Safe to repeat."""

import os
import secrets
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import CommandError
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from demo import events
from hub.content.files.drawing import draw_waiting
from hub.content.models import Contact, HubPage, SiteSettings
from hub.content.roles import EDITOR, MANAGER, MODERATOR, TRANSLATOR
from hub.publication.deciding.sites import settle_sites
from hub.publication.hinting.everything import all_ids
from hub.publication.hinting.hints import held
from hub.publication.settle import settle
from hub.transfer.incoming import import_file
from hub.transfer.report import Options

# Ids of the demonstration's own pages: demo/content.jsonl.
HOME: Final = "01900000-0000-7000-8000-000000000001"
LEGAL: Final = {
    "imprint_page": "01900000-0000-7000-8000-000000000017",
    "privacy_page": "01900000-0000-7000-8000-000000000018",
    "accessibility_page": "01900000-0000-7000-8000-000000000019",
    "easy_page": "01900000-0000-7000-8000-000000000091",
    "sign_language_page": "01900000-0000-7000-8000-000000000092",
}
OFFICE: Final = "Koordination Engagierte Stadt"
# Name: the role's group ("" for a superuser), and what the printed login may do.
USERS: Final = {
    "redaktion": (EDITOR.name, "schreibt Seiten und reicht sie ein"),
    "moderation": (MODERATOR.name, "prüft, veröffentlicht, bestellt Übersetzungen"),
    "uebersetzung": (TRANSLATOR.name, "übersetzt, was bestellt ist"),
    "leitung": (MANAGER.name, "dazu Website-Einstellungen und Weiterleitungen"),
    "admin": ("", "darf alles, auch Konten anlegen"),
}
PASSWORD_BYTES: Final = 12

Write = Callable[[str], None]


def seed(say: Write) -> None:
    """Write what is missing, once; what editors changed or deleted stays so.

    A second run only follows a changed address. Raises CommandError in a hub with content of its
    own.
    """
    with held():
        is_moved = _name_site()
    if Page.objects.filter(translation_key=HOME).exists():
        say("The demonstration is here already; its content stays as it is.")
    else:
        _import(say)
        with held():
            draw_waiting()
        _write_settings()
        is_moved = True
    if is_moved:
        settle_sites()
        settle(all_ids())
    _make_users(say)


def _name_site() -> bool:
    """Give the default site the hub's address; return whether it had another."""
    for code, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return False
    root = site.root_page.specific
    if isinstance(root, HubPage) and str(root.translation_key) != HOME:
        raise CommandError(
            "This hub has content of its own. The demonstration is for an empty hub."
        )
    address = urlsplit(settings.HUB_BASE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    if (site.hostname, site.port) == (address.hostname, port):
        return False
    site.hostname, site.port = address.hostname or "localhost", port
    site.save()
    return True


def _import(say: Write) -> None:
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as stream:
        stream.writelines(f"{line}\n" for line in events.lines(timezone.localdate()))
        stream.flush()
        wishes = Options(adds_only=True)
        report = import_file(Path(stream.name), wishes, say, events.FOLDER)
    if report.problems:
        problems = "\n".join(str(one) for one in report.problems)
        raise CommandError(f"The demonstration's content is refused:\n{problems}")
    say(report.summary())


def _write_settings() -> None:
    site = Site.objects.get(is_default_site=True)
    Site.objects.filter(pk=site.pk).update(site_name=settings.WAGTAIL_SITE_NAME)
    pages = Page.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    SiteSettings.objects.get_or_create(
        site=site,
        defaults={
            "name": settings.WAGTAIL_SITE_NAME,
            "claim": "Vereine, Termine und Unterstützung für alle, die sich einsetzen",
            "contact": Contact.objects.filter(name=OFFICE).first(),
            **{name: pages.filter(translation_key=key).first() for name, key in LEGAL.items()},
        },
    )


def _make_users(say: Write) -> None:
    users = get_user_model().objects
    logins = []
    for name, (role, may) in USERS.items():
        if users.filter(username=name).exists():
            continue
        password = secrets.token_urlsafe(PASSWORD_BYTES)
        email = f"{name}@engagiert.example"
        if role:
            user = users.create_user(name, email, password)
            user.groups.add(Group.objects.get(name=role))
        else:
            users.create_superuser(name, email, password)
        logins.append(f"{name:<13} {password}  {role or 'Administration'}: {may}")
    if logins:
        _write_logins(logins, say)


def _write_logins(logins: list[str], say: Write) -> None:
    path = Path(settings.HUB_HOME) / "logins.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    # Nobody else on this machine may read it, from its first byte on.
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(f"Logins for {settings.HUB_BASE_URL}/admin/\n")
        stream.writelines(f"  {login}\n" for login in logins)
    say(path.read_text(encoding="utf-8"))
