"""Static files: named by their content, compressed once, kept by readers for ever."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import brotli
import structlog
from django.core.files.base import ContentFile
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

log = structlog.get_logger(__name__)

# What readers load is small and worth the effort; Wagtail's bundles would take a minute for 5 %.
SMALL_BYTES: Final = 150_000
BEST: Final = 11
GOOD: Final = 6
# What explains a style sheet to who reads its source; `/*!` is kept, it may be a licence.
COMMENT: Final = re.compile(rb"/\*(?!!).*?\*/", re.DOTALL)
INDENT: Final = re.compile(rb"\n\s+")
# Lines of a script that are nothing but a remark; `//#` is an order to the browser, `@preserve` a
# licence.
REMARK: Final = re.compile(
    rb"^[ \t]*(?:// [^\n]*|/\*(?!!|\s*@preserve)(?:(?!\*/).)*\*/)[ \t]*\n", re.MULTILINE | re.DOTALL
)


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Storage of `collectstatic`: `base.css` becomes `base.9f2c….css`, `….css.br`, `….css.gz`.

    A second run compresses what is new. Names without a hash are kept uncompressed. Before a first
    run pages name files as they are called, and a log line says what is missing.
    """

    # The manifest's names that the addresses were made of, and {name: address}.
    _urls: tuple[dict[str, str], dict[str, str]] = ({}, {})

    def url(self, name: str, force: bool = False) -> str:
        """Return a file's address; worked out once, since a page names some thirty."""
        if not self.hashed_files:
            return str(super().url(name, force))
        if self._urls[0] is not self.hashed_files:
            self._urls = (self.hashed_files, {})
        known = self._urls[1]
        if name not in known:
            known[name] = str(super().url(name, force))
        return known[name]

    def stored_name(self, name: str) -> str:
        """Return the name with its hash; raises ValueError for a file that was not collected."""
        if self.hashed_files:
            return str(super().stored_name(name))
        log.error("static.not_collected", remedy="manage.py collectstatic --noinput", name=name)
        return name

    def _save(self, name: str, content: Any) -> str:
        """Write a file; style sheets without comments and indentation, scripts without remarks."""
        if name.endswith((".css", ".js")):
            whole = b"".join(content.chunks())
            is_script = name.endswith(".js")
            short = (
                REMARK.sub(b"", whole) if is_script else INDENT.sub(b"\n", COMMENT.sub(b"", whole))
            )
            content = ContentFile(short)
        return str(super()._save(name, content))

    def create_compressor(self, **options: Any) -> Compressor:
        """Return the compressor below."""
        return _Once(**options)

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield (name, compressed name) of the files with a hash in their name."""
        hashed = set(self.hashed_files.values())
        yield from super().compress_files(path for path in paths if path in hashed)


class _Once(Compressor):
    def compress(self, path: str) -> list[str]:
        """Return the names of the compressed files; equal names have equal content."""
        present = [name for name in (f"{path}.br", f"{path}.gz") if Path(name).exists()]
        return present or list(super().compress(path))

    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        """Return the content in Brotli."""
        quality = BEST if len(data) <= SMALL_BYTES else GOOD
        return bytes(brotli.compress(data, quality=quality))
