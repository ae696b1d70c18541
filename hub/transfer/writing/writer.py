"""Writes chunks of planned lines: pages and records, new ones and changed ones, and what their
sources said."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from hub.transfer import memory
from hub.transfer.compare import Change, Difference, Outcome, differences
from hub.transfer.fields.checking import check
from hub.transfer.fields.filling import Filler
from hub.transfer.fields.values import child_relations, values_of
from hub.transfer.lines.line import Line
from hub.transfer.lines.plan import MADE, Plan, PlannedLine
from hub.transfer.memory import Word
from hub.transfer.merging import Merged, Merger
from hub.transfer.problems import Problem
from hub.transfer.report import Options, Report
from hub.transfer.writing import bulk, change

TRANSLATED: Final = ("human", "machine")
Tell = Callable[[Change], None]


class Writer:
    """Writes lines, counts them in the report and tells each change to `tell`.

    `written_ids` are the documents it wrote, in their order; `remembered_ids` those whose sources'
    words it kept; `children` how many pages it wrote below a path;
    `made_count` how many documents no line describes; `translated` the pages whose
    line says whose translation they are.
    """

    def __init__(
        self, plan: Plan, filler: Filler, options: Options, report: Report, tell: Tell | None
    ) -> None:
        self._plan, self._filler, self._options = plan, filler, options
        self._report, self._tell, self._problems = report, tell, report.problems
        self._merger = Merger(filler, options.on_conflict, report.problems)
        self._pages: list[Any] = []
        self._records: list[Any] = []
        self._words: list[Word] = []
        self.written_ids: dict[UUID, None] = {}
        self.remembered_ids: dict[UUID, None] = {}
        self.children: Counter[str] = Counter()
        self.made_count = 0
        self.translated: list[tuple[PlannedLine, Mapping[str, Any]]] = []

    def write(self, chunk: Sequence[tuple[PlannedLine, Line]]) -> None:
        """Write what is new or different of a chunk of good lines, in a few statements."""
        now = timezone.now()
        known = [(entry, line) for entry, line in chunk if entry.is_known]
        present = _read_present([entry for entry, _line in known])
        said = memory.last_words([spoken(entry, line) for entry, line in known])
        self._filler.know_slugs([entry for entry, _line in chunk])
        for entry, line in chunk:
            source = present.get((entry.model, entry.pk)) if entry.is_known else None
            if entry.number in self._problems.lines:
                continue
            if line.is_tombstone:
                self._take_down(source, entry, line)
            elif source is not None:
                self._change(source, entry, line, said.get(spoken(entry, line)))
            elif self._is_parent_refused(entry):
                message = "its parent is refused"
                self._problems.add(entry.number, "rebuild.parent", message)
            else:
                self._add(entry, line, now)
        if not self._options.is_dry:
            self._write(now)
        for written in (self._pages, self._records, self._words):
            written.clear()

    def _write(self, now: datetime) -> None:
        bulk.insert_pages(self._pages, now)
        bulk.write_records(self._records)
        memory.keep(self._words, now)
        self.remembered_ids |= dict.fromkeys(word.document_id for word in self._words)

    def _add(self, entry: PlannedLine, line: Line, now: datetime) -> None:
        lost_count = self._filler.inward.lost_count
        source = self._filler.blank(entry)
        blank = values_of(source) if self._tell else {}
        if not self._filler.fill(source, entry, line) or not check(source, entry, self._problems):
            return
        if entry.is_page:
            bulk.make_ready(source, line, now)
            self.children[entry.parent_path] += 1
            self._pages.append(source)
        else:
            bulk.make_record_ready(source, line, now, wants_live=line.wants_live)
            self._records.append(source)
        self._note(entry, line)
        if entry.offset == MADE:
            self.made_count += 1
            return
        said = values_of(source)
        self._done(entry, line, "new", differences(blank, said, None), source)
        self._remember(entry, line, Merged(said, (), (), line.wants_live), lost_count)

    def _change(self, source: Any, entry: PlannedLine, line: Line, base: Any) -> None:
        is_alias = entry.is_page and source.alias_of_id is not None
        if self._options.adds_only or is_alias:
            self._done(entry, line, "unchanged")
            return
        lost_count = self._filler.inward.lost_count
        merged = self._merger.merge(source, entry, line, base)
        if merged is None:
            return
        is_edited = bool(merged.written)
        if is_edited or change.published_differs(source, line.rebuild):
            if is_edited and not self._is_free(source, entry, line, merged):
                return
            self._note(entry, line)
            if not self._options.is_dry:
                self._write_change(source, entry, line, merged)
            if entry.number in self._problems.lines:
                return
            self._done(entry, line, "changed", merged.written, source)
        else:
            self._done(entry, line, "unchanged")
        if self._options.into_draft:
            # Nothing of it is public: the same line has as much to say the next time.
            return
        self._report.proposals_count += len(merged.proposed)
        self._remember(entry, line, merged, lost_count)

    def _is_free(self, source: Any, entry: PlannedLine, line: Line, merged: Merged) -> bool:
        """Whether nobody works on it; else it is told what the line would have changed."""
        reason = change.in_use(source, into_draft=self._options.into_draft)
        if not reason:
            return True
        problem = self._problems.add(entry.number, "", reason)
        self._tell_change(entry, line, "refused", merged.written, (problem,))
        return False

    def _write_change(self, source: Any, entry: PlannedLine, line: Line, merged: Merged) -> None:
        options = self._options
        if not entry.is_page and source.latest_revision_id is None and not options.into_draft:
            # No editor ever touched it: its history is that of what its source brought.
            wants_live = merged.wants_live
            bulk.make_record_ready(source, line, timezone.now(), wants_live=wants_live)
            self._records.append(source)
            return
        try:
            with transaction.atomic():
                if options.into_draft:
                    change.write_draft(source, merged.written, options.editor)
                    return
                if merged.written:
                    change.write_page(source, merged.written, wants_live=merged.wants_live)
                change.write_published(source, line.rebuild)
        except ValidationError as error:
            self._problems.add(entry.number, "", "; ".join(error.messages))

    def _remember(self, entry: PlannedLine, line: Line, merged: Merged, lost_count: int) -> None:
        """Keep what the source said; a link that found no target may find one the next time."""
        is_whole = self._filler.inward.lost_count == lost_count
        self._words.append(
            Word(
                spoken(entry, line),
                entry.id,
                entry.digest if is_whole else "",
                merged.said,
                merged.proposed,
                merged.agreed_fields,
            )
        )

    def _take_down(self, source: Any, entry: PlannedLine, line: Line) -> None:
        if source is None or not source.live or self._options.into_draft:
            self._done(entry, line, "unchanged")
            return
        if not self._options.is_dry:
            change.take_down(source)
        self._done(entry, line, "gone")

    def _done(
        self,
        entry: PlannedLine,
        line: Line,
        outcome: Outcome,
        written: tuple[Difference, ...] = (),
        source: Any = None,
    ) -> None:
        self._report.count(outcome)
        self._tell_change(entry, line, outcome, written, source=source)

    def _tell_change(
        self,
        entry: PlannedLine,
        line: Line,
        outcome: Outcome,
        written: tuple[Difference, ...],
        problems: tuple[Problem, ...] = (),
        source: Any = None,
    ) -> None:
        if self._tell:
            title = line.title or entry.title
            facts = (entry.number, entry.kind, entry.locale, title, outcome, entry.id)
            self._tell(Change(*facts, written, problems, source))

    def _is_parent_refused(self, entry: PlannedLine) -> bool:
        parent = self._plan.by_path.get(entry.parent_path)
        return parent is not None and parent.number in self._problems.lines

    def _note(self, entry: PlannedLine, line: Line) -> None:
        self.written_ids[entry.id] = None
        facts = line.content.get("translation") or {}
        is_translated = facts.get("source_locale") and facts.get("status") in TRANSLATED
        if entry.is_page and is_translated:
            self.translated.append((entry, facts))


def spoken(entry: PlannedLine, line: Line) -> memory.Spoken:
    """Return whose word a line is: a source's, or that of a file which names documents by id."""
    name, key = line.source if all(line.source) else ("", str(entry.id))
    return name, key, entry.locale


def _read_present(entries: list[PlannedLine]) -> dict[tuple[type[Any], int], Any]:
    present: dict[tuple[type[Any], int], Any] = {}
    for model in {one.model for one in entries}:
        keys = [one.pk for one in entries if one.model is model]
        found = list(model._default_manager.filter(pk__in=keys))
        own = [relation.get_accessor_name() for relation in child_relations(model)]
        prefetch_related_objects(found, "topics", *own)
        present.update({(model, source.pk): source for source in found})
    return present
