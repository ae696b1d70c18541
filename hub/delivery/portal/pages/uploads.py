"""Files that readers send with a form of a capability: taken, or refused in words."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any, Final

from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from hub.kernel.contract.visits import Upload, Uploads

# Ten pages of text; a form of words needs no more, and nothing longer is read at all.
TEXT_MAXIMUM_BYTES: Final = 64 * 1024

Files = Mapping[str, tuple[Upload, ...]]


def most_bytes(uploads: Uploads | None) -> int:
    """Return how long a form may be with the files that its page takes."""
    files = uploads.most_count * uploads.most_bytes if uploads else 0
    return TEXT_MAXIMUM_BYTES + files


def files_of(request: HttpRequest, uploads: Uploads) -> tuple[Files, Mapping[str, str]]:
    """Return the files by field, and what is wrong with those that are not taken, by field."""
    files: dict[str, tuple[Upload, ...]] = {}
    refused: dict[str, str] = {}
    count = 0
    for name, given in request.FILES.lists():
        for one in given:
            count += 1
            problem = _problem(one, uploads, count)
            if problem:
                refused[name] = problem
            else:
                upload = Upload(name=one.name or "", size_bytes=one.size or 0, read=one.read)
                files[name] = (*files.get(name, ()), upload)
    return files, refused


def _problem(upload: Any, uploads: Uploads, count: int) -> str:
    given = {"name": upload.name, "most": filesizeformat(uploads.most_bytes)}
    if count > uploads.most_count:
        return _("Send %(count)s files at most.") % {"count": uploads.most_count}
    if PurePath(upload.name or "").suffix.lower() not in uploads.endings:
        endings = ", ".join(uploads.endings)
        return _("“%(name)s” cannot be taken. Send one of these: %(endings)s.") % {
            **given,
            "endings": endings,
        }
    if not upload.size:
        return _("“%(name)s” is empty. Choose another file.") % given
    if upload.size > uploads.most_bytes:
        return _("“%(name)s” is too large. At most %(most)s fit.") % given
    return ""
