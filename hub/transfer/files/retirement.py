"""Takes a capability out for good: its content goes into files, its rows become tombstones."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import transaction
from wagtail.models import Page, Site

from hub.content.models import HubPage, Record, SiteSettings
from hub.kernel.contract import registry
from hub.kernel.contract.capability import Capability
from hub.publication.deciding.sites import settle_sites
from hub.publication.deciding.tree import read_tree
from hub.publication.models import Cursor, Publication
from hub.publication.settle import settle


class RetirementError(Exception):
    """The capability cannot be taken out yet. The text says what stands in the way."""


@dataclass(frozen=True)
class Farewell:
    """What will go: how many pages and records, and of these what no export may contain."""

    pages_count: int
    records_count: int
    restricted_count: int


def survey(capability: Capability) -> Farewell:
    """Return what will go. Raises RetirementError where something else needs it."""
    needing = [other.key for other in registry.capabilities() if capability.key in other.requires]
    if needing:
        raise RetirementError(
            f"{capability.key} is required by {', '.join(needing)}: retire that first."
        )
    pages = list(_pages(capability))
    own = {page.pk for page in pages}
    for site in Site.objects.filter(root_page__in=own):
        raise RetirementError(f"The home page of {site} is one of its pages: choose another first.")
    strangers = [
        below.title for page in pages for below in page.get_descendants().exclude(pk__in=own)[:1]
    ]
    if strangers:
        titles = ", ".join(repr(title) for title in strangers[:5])
        raise RetirementError(f"Other pages stand below its pages: move {titles} first.")
    tree = read_tree()
    hidden = [page for page in pages if tree.is_closed(page)]
    records = sum(model._base_manager.count() for model in _models(capability, Record))
    return Farewell(len(pages), records, len(hidden))


def export(capability: Capability, folder: Path, say: Callable[[str], None]) -> list[Path]:
    """Write one file for each site that has any of its public content or drafts; return them.

    Raises TransferError where a file cannot be written. Restricted pages are never exported.
    """
    from hub.transfer.files.outgoing import ExportScope, export_file

    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for site in Site.objects.select_related("root_page"):
        path = folder / f"{capability.key}-{site.hostname}-{site.port}.jsonl"
        export_file(path, ExportScope(has_drafts=True), site, say)
        if _keep_own(path, capability.key):
            files.append(path)
        else:
            path.unlink()
    return files


def _keep_own(path: Path, key: str) -> int:
    count = 0
    part = path.with_name(f"{path.name}.part")
    with path.open(encoding="utf-8") as whole, part.open("w", encoding="utf-8") as own:
        for line in whole:
            content = json.loads(line)
            model = content.get("rebuild", {}).get("model", "")
            is_own = model.lower().startswith(f"{key}.")
            count += is_own
            if is_own or "vocabulary" in content:
                own.write(line)
    part.replace(path)
    return count


def retire(capability: Capability) -> int:
    """Delete content, rows' content, cursors and tables; return how many rows became tombstones.

    Safe to repeat after a failure. Afterwards the capability has to leave `HUB_CAPABILITIES`.
    """
    kinds = [
        kind.name
        for kind in registry.kinds()
        if registry.capability_of(kind.name) == capability.key
    ]
    ids: set[UUID] = set()
    with transaction.atomic():
        for page in sorted(_pages(capability), key=lambda page: page.path, reverse=True):
            ids.add(page.translation_key)
            Page.objects.get(pk=page.pk).specific.delete()
        for model in _models(capability, Record):
            ids |= set(model._base_manager.values_list("translation_key", flat=True))
            model._base_manager.all().delete()
        for chosen in SiteSettings.objects.filter(disabled_capabilities__contains=[capability.key]):
            chosen.disabled_capabilities.remove(capability.key)
            chosen.save()
        Cursor.objects.filter(name__startswith=f"{capability.key}.").delete()
    rows = Publication.objects.filter(kind__in=kinds, is_deleted=False)
    ids |= set(rows.values_list("document_id", flat=True))
    settle_sites()
    buried = settle(ids).buried_count
    call_command("migrate", capability.label, "zero", verbosity=0, skip_checks=True)
    ContentType.objects.filter(app_label=capability.label).delete()
    ContentType.objects.clear_cache()
    return buried


def _models(capability: Capability, base: type[Any]) -> Iterable[Any]:
    return [model for model in capability.get_models() if issubclass(model, base)]


def _pages(capability: Capability) -> Iterable[Any]:
    for model in _models(capability, HubPage):
        yield from model._base_manager.order_by("path")
