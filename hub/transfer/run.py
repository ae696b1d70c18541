"""One reading of one file: plan every line, then write what is new or different."""

from collections.abc import Callable, Mapping
from typing import Any, BinaryIO, Final
from uuid import UUID

import structlog
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone
from wagtail.models import Locale, Page

from hub.transfer import bulk, change, strings
from hub.transfer.checking import check
from hub.transfer.fields import child_relations, state_of
from hub.transfer.files import Incoming
from hub.transfer.fill import Filler
from hub.transfer.lines import Line, read_line, read_lines
from hub.transfer.plan import MADE, Entry, Plan
from hub.transfer.problems import Problems, TransferError
from hub.transfer.progress import Progress
from hub.transfer.report import Options, Report
from hub.transfer.standing import Standing
from hub.transfer.vocabulary import Refusal, Vocabulary

log = structlog.get_logger(__name__)

CHUNK: Final = 250
TRANSLATED: Final = ("human", "machine")
Say = Callable[[str], None]


class Run:
    """Plans and writes; `written_ids` are the documents it wrote, in their order."""

    def __init__(
        self, stream: BinaryIO, options: Options, report: Report, files: Incoming, say: Say
    ) -> None:
        self._stream, self._options, self._report, self._say = stream, options, report, say
        self._problems = report.problems
        self._plan = Plan(report.problems)
        self._vocabulary = Vocabulary(may_create=options.creates_missing)
        self._filler = Filler(self._plan, self._vocabulary, files)
        self._standing: Standing | None = None
        self._translated: list[tuple[Entry, Mapping[str, Any]]] = []
        self.written_ids: dict[UUID, None] = {}

    def plan_all(self) -> None:
        """Read every line once: structure, identity, place in the tree; write the vocabulary."""
        self._make_locales()
        self._stream.seek(0, 2)
        size = self._stream.tell()
        self._stream.seek(0)
        words: list[Line] = []
        waiting: list[Line] = []
        for line in read_lines(self._stream, self._problems):
            self._report.line_count += 1
            (words if line.vocabulary else waiting).append(line)
            if len(waiting) == CHUNK:
                self._plan_chunk(waiting)
        self._plan_chunk(waiting)
        log.info("transfer.import_planned", lines_count=self._report.line_count, bytes=size)
        self._plan.find_known()
        if self._options.creates_missing:
            self._plan.make_missing_organisations()
        self._standing = Standing(self._plan)
        self._standing.allocate()
        self._define(words)

    def write_all(self) -> None:
        """Read every line again and write what is new or different."""
        assert self._standing is not None  # noqa: S101  plan_all() comes first
        if self._standing.new_root and not self._options.is_dry:
            self._standing.take_site()
        entries = self._plan.in_order()
        progress = Progress(self._say, "read", len(entries))
        for start in range(0, len(entries), CHUNK):
            self._write_chunk(entries[start : start + CHUNK])
            progress(min(start + CHUNK, len(entries)))
        self._standing.count_children()
        self._join_translations()
        self._report.words_count = self._vocabulary.written_count
        self._report.lost_links_count = self._filler.inward.lost_count
        root = self._standing.new_root
        if root and root.number in self._problems.lines and self._options.is_partial:
            raise TransferError("the home page is refused, so there is no place for the rest")

    def _plan_chunk(self, lines: list[Line]) -> None:
        self._plan.know_sources(lines)
        for line in lines:
            self._plan.add(line)
        lines.clear()

    def _make_locales(self) -> None:
        for code, _name in settings.LANGUAGES:
            Locale.objects.get_or_create(language_code=code)

    def _define(self, words: list[Line]) -> None:
        # Main topics before those below them, districts before the places that lie there.
        rank = {"topic": 0, "district": 1, "place": 2, "contact": 3}
        for line in sorted(
            words, key=lambda one: (rank[one.vocabulary], bool(one.content.get("parent")))
        ):
            try:
                with transaction.atomic():
                    self._vocabulary.define(
                        line.vocabulary, line.content, only_new=self._options.adds_only
                    )
            except Refusal as refusal:
                self._problems.add(line.number, refusal.field or line.vocabulary, str(refusal))
            except (ValueError, TypeError, AttributeError) as error:
                self._problems.add(line.number, line.vocabulary, f"is not understood ({error})")

    def _write_chunk(self, entries: list[Entry]) -> None:
        now = timezone.now()
        present = self._read_present([one for one in entries if one.is_known])
        fresh: list[Any] = []
        for entry in entries:
            if entry.number in self._problems.lines:
                continue
            line = self._line(entry)
            known = present.get((entry.model, entry.pk)) if entry.is_known else None
            if line.is_tombstone:
                self._take_down(known)
            elif known is not None:
                self._change(known, entry, line)
            elif self._is_parent_refused(entry):
                message = "its parent is refused"
                self._problems.add(entry.number, "rebuild.parent", message)
            else:
                source = self._filler.blank(entry)
                is_good = self._filler.fill(source, entry, line)
                if is_good and check(source, entry, self._problems):
                    self._add(source, entry, line, fresh, now)
        if fresh and not self._options.is_dry:
            bulk.insert_pages(fresh, now)

    def _add(self, source: Any, entry: Entry, line: Line, fresh: list[Any], now: Any) -> None:
        self._report.new_count += 1
        self._note(entry, line)
        if self._options.is_dry:
            return
        if not entry.is_page:
            self._write_record(source, entry, line)
            return
        assert self._standing is not None  # noqa: S101
        bulk.make_ready(source, line, now)
        self._standing.written(entry)
        fresh.append(source)

    def _write_record(self, record: Any, entry: Entry, line: Line) -> None:
        change.write_record(record, is_live=line.rebuild.get("live", True) is not False)
        change.write_published(record, line.rebuild)

    def _change(self, source: Any, entry: Entry, line: Line) -> None:
        is_alias = entry.is_page and source.alias_of_id is not None
        if self._options.adds_only or is_alias:
            self._report.same_count += 1
            return
        before = state_of(source)
        if not self._filler.fill(source, entry, line):
            return
        after = state_of(source)
        if after != before:
            if not check(source, entry, self._problems):
                return
            # The model's checks put some values into their usual form.
            after = state_of(source)
        is_edited = after != before or self._liveness_differs(source, line)
        if not is_edited and not change.published_differs(source, line.rebuild):
            self._report.same_count += 1
            return
        self._report.changed_count += 1
        self._note(entry, line)
        if not self._options.is_dry:
            self._write_change(source, entry, line, is_edited=is_edited)

    def _write_change(self, source: Any, entry: Entry, line: Line, *, is_edited: bool) -> None:
        try:
            with transaction.atomic():
                if is_edited and entry.is_page:
                    change.refuse_if_in_use(source)
                    change.write_page(source, line)
                elif is_edited:
                    is_live = line.rebuild.get("live", True) is not False
                    change.write_record(source, is_live=is_live)
                change.write_published(source, line.rebuild)
        except Refusal as refusal:
            self._problems.add(entry.number, refusal.field, str(refusal))
        except ValidationError as error:
            self._problems.add(entry.number, "", "; ".join(error.messages))

    def _liveness_differs(self, source: Any, line: Line) -> bool:
        wanted = line.rebuild.get("live", True) is not False
        waits = bool(getattr(source, "go_live_at", None) and source.go_live_at > timezone.now())
        return bool(source.live != wanted and not waits and not getattr(source, "expired", False))

    def _take_down(self, source: Any) -> None:
        if source is None or not source.live:
            return
        self._report.gone_count += 1
        if not self._options.is_dry:
            change.take_down(source)

    def _is_parent_refused(self, entry: Entry) -> bool:
        parent = self._plan.by_path.get(entry.parent_path)
        return parent is not None and parent.number in self._problems.lines

    def _note(self, entry: Entry, line: Line) -> None:
        self.written_ids[entry.id] = None
        facts = line.content.get("translation") or {}
        is_translated = facts.get("source_locale") and facts.get("status") in TRANSLATED
        if entry.is_page and is_translated:
            self._translated.append((entry, facts))

    def _join_translations(self) -> None:
        if self._options.is_dry:
            return
        progress = Progress(self._say, "translations joined", len(self._translated))
        for done, (entry, facts) in enumerate(self._translated, 1):
            if entry.number in self._problems.lines:
                continue
            original = Page.objects.filter(
                translation_key=entry.id, locale=self._plan.locales.get(facts["source_locale"])
            ).first()
            if original is not None and original.pk != entry.pk:
                translated = Page.objects.get(pk=entry.pk)
                strings.join(original.specific, translated.specific, facts)
            progress(done)

    def _read_present(self, entries: list[Entry]) -> dict[tuple[type[Any], int], Any]:
        present: dict[tuple[type[Any], int], Any] = {}
        for model in {one.model for one in entries}:
            keys = [one.pk for one in entries if one.model is model]
            found = list(model._default_manager.filter(pk__in=keys))
            own = [relation.get_accessor_name() for relation in child_relations(model)]
            prefetch_related_objects(found, "topics", *own)
            present.update({(model, source.pk): source for source in found})
        return present

    def _line(self, entry: Entry) -> Line:
        if entry.offset == MADE:
            content = {"kind": entry.kind, "locale": entry.locale, "title": entry.title}
            return Line(entry.number, MADE, content, id=entry.id)
        self._stream.seek(entry.offset)
        line = read_line(self._stream.readline(), entry.number, entry.offset, Problems())
        if line is None:
            raise TransferError(f"line {entry.number} changed while it was read; import it again")
        return line
