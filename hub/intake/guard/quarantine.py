"""Pictures that strangers send: known by content, drawn anew, kept where nobody serves them.

Nothing of the file survives but its pixels: no place it was taken at, no second file in it.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Final
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _
from PIL import Image as Pillow
from PIL import ImageCms, ImageOps

from hub.intake.models import Submission, Upload
from hub.intake.models.submissions import quarantine
from hub.kernel.contract import visits
from hub.kernel.documents.texts import writable

FORMATS: Final = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
ENDINGS: Final = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif")
MOST_BYTES: Final = 10 * 1024 * 1024
MOST_PIXELS: Final = 40_000_000
# Twice as wide as any page shows it; a phone's camera takes more than that.
LONGEST_SIDE: Final = 3200
SMALLEST_SIDE: Final = 40
QUALITY: Final = 88
PICTURES: Final = visits.Uploads(most_count=1, most_bytes=MOST_BYTES, endings=ENDINGS)
_signer = Signer(salt="intake.upload")


class UploadError(Exception):
    """A file that is not taken; the text says why and what to do, in the sender's language."""


def take(given: visits.Upload, field: str) -> Upload:
    """Return the picture, drawn anew and stored; raises UploadError."""
    content, ending, size = _drawn(given)
    upload = Upload(
        field=field, name=writable(Path(given.name).stem)[:100], width=size[0], height=size[1]
    )
    upload.file.save(f"picture.{ending}", ContentFile(content), save=False)
    upload.save()
    return upload


def token_of(upload: Upload) -> str:
    """Return what a form that is shown again names the picture by."""
    return _signer.sign(str(upload.key))


def upload_of(token: str) -> Upload | None:
    """Return the picture that a shown form has kept, while it is there."""
    try:
        key = UUID(_signer.unsign(token))
    except (BadSignature, ValueError):
        return None
    return Upload.objects.filter(key=key).first()


def attach(submission: Submission, uploads: Sequence[Upload], words: Mapping[str, Any]) -> None:
    """Have these pictures be the submission's, described as its form says."""
    for one in uploads:
        one.submission = submission
        one.alt = str(words.get(f"{one.field}_alt") or "")[:300]
        one.credit = str(words.get(f"{one.field}_credit") or "")[:200]
        one.licence = str(words.get(f"{one.field}_licence") or "")[:80]
        one.save()


def copied_to_folder(uploads: Sequence[Upload]) -> tuple[Path, dict[str, dict[str, str]]]:
    """Return a new folder with the pictures, and {field: what a line says of it}.

    For `hub.transfer.incoming.write`, once a moderator accepts; the caller removes the folder.
    """
    folder = Path(mkdtemp(prefix="hub-accepted-"))
    facts = {}
    for one in uploads:
        name = Path(one.file.name or "").name
        with one.file.open("rb") as stream:
            (folder / name).write_bytes(stream.read())
        described = {"alt": one.alt, "credit": one.credit, "licence": one.licence}
        facts[one.field] = {"file": name, "title": one.name, **described}
    return folder, facts


def forget_strays(before: datetime) -> int:
    """Delete files that no row names: what was sent with them was taken back. Return how many."""
    storage = quarantine()
    names = storage.listdir("")[1] if storage.exists("") else []
    known = set(Upload.objects.filter(file__in=names).values_list("file", flat=True))
    strays = [
        name for name in names if name not in known and storage.get_modified_time(name) < before
    ]
    for name in strays:
        storage.delete(name)
    return len(strays)


def _drawn(given: visits.Upload) -> tuple[bytes, str, tuple[int, int]]:
    try:
        with Pillow.open(BytesIO(given.read()), formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise UploadError(
                    _("“%(name)s” has too many pixels. At most 40 million fit. Make it smaller.")
                    % {"name": given.name}
                )
            if min(picture.size) < SMALLEST_SIDE:
                raise UploadError(
                    _("“%(name)s” is too small to be seen. Choose a larger picture.")
                    % {"name": given.name}
                )
            return _anew(picture)
    except UploadError:
        raise
    except Exception:  # noqa: BLE001  a picture's decoder raises whatever it meets
        raise UploadError(
            _("“%(name)s” is no picture that can be opened. Send a JPEG, PNG or WebP.")
            % {"name": given.name}
        ) from None


def _anew(picture: Any) -> tuple[bytes, str, tuple[int, int]]:
    is_drawing = picture.format in {"PNG", "GIF"}
    # A JPEG is not even decoded larger than it is needed.
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    mode = "RGBA" if upright.has_transparency_data else "RGB"
    pixels = _in_srgb(upright).convert(mode)
    bare = Pillow.new(mode, pixels.size)
    bare.paste(pixels)
    stream = BytesIO()
    if is_drawing or mode == "RGBA":
        bare.save(stream, "PNG", optimize=False)
        return stream.getvalue(), "png", bare.size
    bare.save(stream, "JPEG", quality=QUALITY)
    return stream.getvalue(), "jpg", bare.size


def _in_srgb(picture: Any) -> Any:
    """Return the picture in the colours that screens expect of one without a profile."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in {"RGB", "RGBA", "L", "CMYK"}:
        return picture
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(
            picture, source, ImageCms.createProfile("sRGB"), outputMode=mode
        )
    except (ImageCms.PyCMSError, OSError):
        # A profile that is none says nothing of the colours.
        return picture
