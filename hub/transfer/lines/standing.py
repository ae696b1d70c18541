"""Where new pages will stand: parent, path in the tree, address; a new site's home page."""

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import F, Max
from django.utils.text import slugify
from wagtail.models import Locale, Page, Site

from hub.content.models import HubPage
from hub.kernel.contract import registry
from hub.transfer.lines.plan import MADE, Plan, PlannedLine

# Steps left free below a parent that exists: an editor who adds a page there while a long import
# runs takes the next step and meets nobody.
FREE_STEPS: Final = 16
# A path has 255 characters, four a level.
DEPTH_MAXIMUM: Final = 60


class Standing:
    """Gives each new page of a plan its parent, path and address."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._problems = plan.problems
        self._steps: dict[str, int] = {}
        self._slugs: dict[str, set[str]] = {}
        self._parents: dict[tuple[UUID, str], Page | None] = {}
        self._lists: dict[tuple[type[Any], str], UUID | None] = {}
        self._root = Page.objects.filter(depth=1).order_by("path").first()
        self._site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        self.new_root: PlannedLine | None = None

    def allocate(self) -> None:
        """Give every new page its place; note those that have none."""
        new = [one for one in self._plan.entries if one.is_page and not one.is_known]
        self._find_root(new)
        self._allocate_keys([one for one in new if not one.is_tombstone])
        for entry in new:
            if not entry.is_tombstone and entry.number not in self._problems.lines:
                self._place(entry, set())

    def count_children(self, children: Mapping[str, int]) -> None:
        """Write how many children more the parents have now, by their path."""
        for parent_path, count in children.items():
            Page.objects.filter(path=parent_path).update(numchild=F("numchild") + count)

    def take_site(self) -> None:
        """Make the new home page the default site's, in place of Wagtail's page of welcome."""
        if self.new_root is None:
            return
        if self._site is None:
            address = urlsplit(settings.HUB_BASE_URL)
            Site.objects.bulk_create(
                [
                    Site(
                        hostname=address.hostname or "localhost",
                        port=address.port or (443 if address.scheme == "https" else 80),
                        root_page_id=self.new_root.pk,
                        is_default_site=True,
                    )
                ]
            )
            return
        welcome = self._site.root_page
        # The page is written later in this transaction; the constraint waits for its end.
        Site.objects.filter(pk=self._site.pk).update(root_page_id=self.new_root.pk)
        if type(welcome.specific) is Page and not welcome.get_children().exists():
            Page.objects.get(pk=welcome.pk).delete()

    def _find_root(self, new: list[PlannedLine]) -> None:
        roots = [one for one in new if one.is_site_root]
        present = self._site.root_page if self._site else None
        is_hub = present is not None and isinstance(present.specific, HubPage)
        for entry in roots:
            if present is not None and is_hub and present.translation_key != entry.id:
                message = f"this hub has a home page already ({present.translation_key})"
                self._problems.add(entry.number, "rebuild.is_site_root", message)
        if roots and not is_hub:
            in_order = sorted(roots, key=lambda one: one.locale != settings.LANGUAGE_CODE)
            self.new_root = in_order[0]

    def _allocate_keys(self, new: list[PlannedLine]) -> None:
        if not new:
            return
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence('wagtailcore_page', 'id'))"
                " FROM generate_series(1, %s)",
                [len(new)],
            )
            for entry, (pk,) in zip(new, cursor.fetchall(), strict=True):
                entry.pk = pk

    def _place(self, entry: PlannedLine, below: set[int]) -> bool:
        if entry.path:
            return True
        if entry.number in below or len(below) > DEPTH_MAXIMUM:
            self._problems.add(entry.number, "rebuild.parent", "stands below itself, or too deep")
        if entry.number in self._problems.lines:
            return False
        parent = self._parent(entry, below | {entry.number})
        if parent is None:
            return False
        parent_path, parent_url, parent_class = parent
        if not _may_stand(entry.model, parent_class):
            message = f"a {entry.model.__name__} cannot stand below a {parent_class.__name__}"
            self._problems.add(entry.number, "rebuild.parent", message)
            return False
        slug = self._slug(entry, parent_path)
        if slug is None:
            return False
        depth = len(parent_path) // Page.steplen + 1
        entry.slug, entry.parent_path = slug, parent_path
        entry.path = Page._get_path(parent_path, depth, self._step(parent_path))
        entry.url_path = f"{parent_url}{slug}/"
        self._plan.by_path[entry.path] = entry
        return True

    def _parent(self, entry: PlannedLine, below: set[int]) -> tuple[str, str, type[Any]] | None:
        if entry.is_site_root:
            if self._root is None:
                self._root = Page.add_root(title="Root", slug="root", locale=Locale.get_default())
            return self._root.path, "/", Page
        wanted = entry.parent or self._default_parent(entry)
        if wanted is None:
            message = f"is missing, and there is no list of this kind in {entry.locale}"
            self._problems.add(entry.number, "rebuild.parent", message)
            return None
        inside = self._plan.by_key.get((wanted, entry.locale))
        if inside and not inside.is_known:
            if not self._place(inside, below):
                message = f"its parent in line {inside.number} is refused"
                self._problems.add(entry.number, "rebuild.parent", message)
                return None
            return inside.path, inside.url_path, inside.model
        page = self._here(wanted, entry.locale)
        if page is None:
            message = f"there is no page {wanted} in {entry.locale}, neither here nor in the file"
            self._problems.add(entry.number, "rebuild.parent", message)
            return None
        return page.path, page.url_path, page.specific_class or Page

    def _default_parent(self, entry: PlannedLine) -> UUID | None:
        kind = registry.kind(entry.kind)
        index = kind.index_page if kind else None
        if index is None:
            if self.new_root is not None:
                return self.new_root.id
            return self._site.root_page.translation_key if self._site else None
        key = (index, entry.locale)
        if key not in self._lists:
            self._lists[key] = self._list_of(*key)
        return self._lists[key]

    def _list_of(self, index: type[Any], code: str) -> UUID | None:
        found = index._default_manager.filter(locale=self._plan.locales.get(code))
        here = found.order_by("-live", "path").values_list("translation_key", flat=True).first()
        entries = self._plan.entries
        inside = (one.id for one in entries if one.model is index and one.locale == code)
        return here or next(inside, None)

    def _here(self, document_id: UUID, locale: str) -> Page | None:
        key = (document_id, locale)
        if key not in self._parents:
            found = Page.objects.filter(
                translation_key=document_id, locale__language_code=locale
            ).first()
            self._parents[key] = found
        return self._parents[key]

    def _step(self, parent_path: str) -> int:
        if parent_path not in self._steps:
            depth = len(parent_path) // Page.steplen + 1
            below = Page.objects.filter(path__startswith=parent_path, depth=depth)
            last = below.aggregate(last=Max("path"))["last"]
            taken = Page._str2int(last[-Page.steplen :]) + FREE_STEPS if last else 0
            self._steps[parent_path] = taken
        self._steps[parent_path] += 1
        return self._steps[parent_path]

    def _slug(self, entry: PlannedLine, parent_path: str) -> str | None:
        taken = self._taken(parent_path)
        if entry.slug and entry.slug in taken:
            message = f"another page has the address {entry.slug!r} at this place"
            self._problems.add(entry.number, "rebuild.fields.slug", message)
            return None
        base = entry.slug or slugify(entry.title)[:200] or f"{entry.kind}-{str(entry.id)[-8:]}"
        slug, count = base, 1
        while slug in taken:
            count += 1
            slug = f"{base}-{count}"
        taken.add(slug)
        if entry.offset != MADE:
            # Long files: the title stands in the line.
            entry.title = ""
        return slug

    def _taken(self, parent_path: str) -> set[str]:
        if parent_path not in self._slugs:
            depth = len(parent_path) // Page.steplen + 1
            below = Page.objects.filter(path__startswith=parent_path, depth=depth)
            if self.new_root is not None and self._site is not None:
                below = below.exclude(pk=self._site.root_page_id)
            self._slugs[parent_path] = set(below.values_list("slug", flat=True))
        return self._slugs[parent_path]


def _may_stand(model: type[Any], parent: type[Any]) -> bool:
    return model in parent.allowed_subpage_models()
