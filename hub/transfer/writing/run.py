"""One reading of one file: plan every line, then write what is new or different.

A line that its source said already, of a document that is as it was then, is not even parsed.
"""

from collections.abc import Callable
from typing import BinaryIO, Final
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page

from hub.transfer import memory
from hub.transfer.fields.attachments import Incoming
from hub.transfer.fields.filling import Filler
from hub.transfer.lines.line import Line, Raw, raw_lines, read_line
from hub.transfer.lines.plan import MADE, Plan, PlannedLine
from hub.transfer.lines.standing import Standing
from hub.transfer.lines.vocabulary import Refusal, Vocabulary
from hub.transfer.problems import Problems, TransferError
from hub.transfer.progress import Progress
from hub.transfer.report import Options, Report
from hub.transfer.writing import strings
from hub.transfer.writing.writer import Tell, Writer

log = structlog.get_logger(__name__)

CHUNK: Final = 250
Say = Callable[[str], None]


class Run:
    """Plans, then writes; tells each change to `tell`."""

    def __init__(
        self,
        stream: BinaryIO,
        options: Options,
        report: Report,
        files: Incoming,
        say: Say,
        tell: Tell | None = None,
    ) -> None:
        self._stream, self._options, self._report = stream, options, report
        self._say = say
        self._problems = report.problems
        self._plan = Plan(report.problems, options.ladder)
        self._vocabulary = Vocabulary(may_create=options.creates_missing)
        self._filler = Filler(self._plan, self._vocabulary, files)
        self._standing: Standing | None = None
        self._writer = Writer(self._plan, self._filler, options, report, tell)

    @property
    def written_ids(self) -> dict[UUID, None]:
        """The documents it wrote, in their order."""
        return self._writer.written_ids

    @property
    def remembered_ids(self) -> dict[UUID, None]:
        """The documents of which it kept what a source said."""
        return self._writer.remembered_ids

    def plan_all(self) -> None:
        """Read every line once: structure, identity, place in the tree; write the vocabulary."""
        self._make_locales()
        self._stream.seek(0, 2)
        size = self._stream.tell()
        self._stream.seek(0)
        words: list[Line] = []
        waiting: list[Raw] = []
        for raw in raw_lines(self._stream, self._problems):
            self._report.line_count += 1
            if not raw.raw:
                continue
            waiting.append(raw)
            if len(waiting) == memory.CHUNK:
                self._plan_chunk(waiting, words)
        self._plan_chunk(waiting, words)
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
            chunk = entries[start : start + CHUNK]
            self._writer.write([(one, self._line(one)) for one in chunk if self._is_good(one)])
            progress(min(start + CHUNK, len(entries)))
        self._standing.count_children(self._writer.children)
        self._join_translations()
        self._report.words_count = self._vocabulary.written_count + self._writer.made_count
        self._report.lost_links_count = self._filler.inward.lost_count
        root = self._standing.new_root
        if root and root.number in self._problems.lines and self._options.is_partial:
            raise TransferError("the home page is refused, so there is no place for the rest")

    def _is_good(self, entry: PlannedLine) -> bool:
        return entry.number not in self._problems.lines

    def _plan_chunk(self, waiting: list[Raw], words: list[Line]) -> None:
        digests = {raw.number: memory.digest_of(raw.raw) for raw in waiting}
        silent = memory.unchanged(digests.values())
        lines: list[Line] = []
        for raw in waiting:
            if (key := silent.get(digests[raw.number])) is not None:
                self._report.same_count += 1
                self._plan.pass_over(raw.number, key)
                continue
            is_nameless = self._options.may_be_nameless
            line = read_line(raw, self._problems, may_be_nameless=is_nameless)
            if line is None:
                continue
            (words if line.vocabulary else lines).append(line)
            if b'"file"' in raw.raw:
                # What lies beside the line may have changed.
                digests[raw.number] = ""
        self._plan.know_sources(lines)
        for line in lines:
            self._plan.add(line, digests[line.number])
        waiting.clear()

    def _make_locales(self) -> None:
        for code, _name in settings.LANGUAGES:
            Locale.objects.get_or_create(language_code=code)

    def _define(self, words: list[Line]) -> None:
        # Main topics before those below them, districts before the places that lie there.
        rank = {"topic": 0, "district": 1, "place": 2, "contact": 3}
        for line in sorted(
            words, key=lambda one: (rank[one.vocabulary], bool(one.content.get("parent")))
        ):
            count = self._vocabulary.written_count
            try:
                with transaction.atomic():
                    is_new = self._vocabulary.define(
                        line.vocabulary, line.content, only_new=self._options.adds_only
                    )
            except Refusal as refusal:
                self._problems.add(line.number, refusal.field or line.vocabulary, str(refusal))
            except (ValueError, TypeError, AttributeError) as error:
                self._problems.add(line.number, line.vocabulary, f"is not understood ({error})")
            else:
                is_written = self._vocabulary.written_count > count
                self._report.count("new" if is_new else "changed" if is_written else "unchanged")

    def _join_translations(self) -> None:
        if self._options.is_dry:
            return
        progress = Progress(self._say, "translations joined", len(self._writer.translated))
        for done, (entry, facts) in enumerate(self._writer.translated, 1):
            if entry.number in self._problems.lines:
                continue
            original = Page.objects.filter(
                translation_key=entry.id, locale=self._plan.locales.get(facts["source_locale"])
            ).first()
            if original is not None and original.pk != entry.pk:
                translated = Page.objects.get(pk=entry.pk)
                strings.join(original.specific, translated.specific, facts)
            progress(done)

    def _line(self, entry: PlannedLine) -> Line:
        if entry.offset == MADE:
            content = {"kind": entry.kind, "locale": entry.locale, "title": entry.title}
            return Line(entry.number, MADE, content, id=entry.id)
        self._stream.seek(entry.offset)
        raw = Raw(entry.number, entry.offset, self._stream.readline())
        line = read_line(raw, Problems(), may_be_nameless=True)
        if line is None:
            raise TransferError(f"line {entry.number} changed while it was read; import it again")
        return line
