"""The public facts of each site: written by `settle_sites`, read by delivery."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Page, Site

from hub.content.files.pictures import logo
from hub.content.models import SiteSettings
from hub.publication.deciding.tree import Tree, read_tree
from hub.publication.models import PublicationSite
from hub.publication.writing.lock import take_lock
from hub.publication.writing.write import next_sequences


def settle_sites(patience_seconds: float | None = None) -> bool:
    """Make the sites' facts say what is true now; return whether something changed. Safe to
    repeat. Raises OperationalError where a lock was not free within the patience."""
    with transaction.atomic():
        take_lock(patience_seconds)
        tree = read_tree()
        wanted = {site.pk: _row(site, tree) for site in Site.objects.all()}
        present = {row.site_id: row for row in PublicationSite.objects.all()}
        gone = set(present) - set(wanted)
        changed = [row for key, row in wanted.items() if _differs(row, present.get(key))]
        if not gone and not changed:
            return False
        PublicationSite.objects.filter(pk__in=gone).delete()
        for row in changed:
            row.save()
        next_sequences(1)
        return True


def _differs(row: PublicationSite, old: PublicationSite | None) -> bool:
    names = ("hostname", "port", "is_default", "facts")
    return old is None or any(getattr(row, name) != getattr(old, name) for name in names)


def _row(site: Site, tree: Tree) -> PublicationSite:
    chosen = SiteSettings.objects.filter(site=site).first() or SiteSettings(site=site)
    return PublicationSite(
        site_id=site.pk,
        hostname=site.hostname,
        port=site.port,
        is_default=site.is_default_site,
        facts=_facts(site, chosen, tree),
    )


def _facts(site: Site, chosen: SiteSettings, tree: Tree) -> dict[str, Any]:
    languages = dict(settings.LANGUAGES)
    locales = [one.locale for one in tree.roots if one.site_id == site.pk]
    in_order = [code for code in languages if code in chosen.languages]
    return {
        "name": chosen.name or site.site_name or settings.WAGTAIL_SITE_NAME,
        "claim": chosen.claim,
        "licence": chosen.licence,
        "url": site.root_url,
        "host": urlsplit(site.root_url).netloc,
        "default_locale": settings.LANGUAGE_CODE,
        "locales": [{"code": code, "name": languages[code]} for code in in_order],
        "home_locales": [code for code in in_order if code in locales],
        "theme": chosen.theme,
        "colours": chosen.colours,
        "logo": logo(chosen.logo, site.root_url),
        "contact": _contact(chosen),
        "legal": {
            key: _page_id(page)
            for key, page in (
                ("imprint", chosen.imprint_page),
                ("privacy", chosen.privacy_page),
                ("accessibility", chosen.accessibility_page),
                ("easy", chosen.easy_page),
                ("sign_language", chosen.sign_language_page),
            )
        },
        "off": sorted(chosen.disabled_capabilities),
    }


def _page_id(page: Page | None) -> str | None:
    return str(page.translation_key) if page else None


def _contact(chosen: SiteSettings) -> dict[str, str] | None:
    if chosen.contact is None:
        return None
    return {key: getattr(chosen.contact, key) for key in ("name", "role", "email", "phone", "url")}
