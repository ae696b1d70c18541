"""What a form's lines will look like: the document that they would make, though nothing of it is
written, and its picture though nobody is served from the quarantine."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any, Final
from uuid import UUID

from PIL import Image as Pillow

from hub.intake.forms.lines import OPTIONS, identified
from hub.intake.models import Upload
from hub.publication.building.preview import draft_of
from hub.transfer.compare import Change
from hub.transfer.incoming import compare

# It travels inside the page, once.
WIDEST: Final = 800
QUALITY: Final = 75


def document_of(
    lines: Sequence[Mapping[str, Any]],
    document_id: UUID,
    uploads: Mapping[str, Upload],
    words: Mapping[str, Any],
) -> dict[str, Any] | None:
    """Return the document of the first line as it would be public; None for what would not be.

    `words` are what the form says of its pictures.
    """
    found: list[dict[str, Any]] = []

    def look(change: Change) -> None:
        draft = draft_of(change.source) if change.source is not None else None
        if draft:
            found.append(draft.document)

    compare(identified(lines[:1], document_id), OPTIONS, look)
    if not found:
        return None
    picture = uploads.get("image")
    return {**found[0], "image": _drawn(picture, words)} if picture else found[0]


def _drawn(upload: Upload, words: Mapping[str, Any]) -> dict[str, Any]:
    """Return a picture as documents have one, but with all of it in its address."""
    stream = BytesIO()
    with upload.file.open("rb") as stored, Pillow.open(stored) as picture:
        picture.draft("RGB", (WIDEST, WIDEST))
        picture.thumbnail((WIDEST, WIDEST))
        form = "PNG" if picture.mode == "RGBA" else "JPEG"
        picture.save(stream, form, quality=QUALITY)
        width, height = picture.size
    content = b64encode(stream.getvalue()).decode()
    return {
        "url": f"data:image/{form.lower()};base64,{content}",
        "width": width,
        "height": height,
        **{name: str(words.get(f"image_{name}") or "") for name in ("alt", "credit", "licence")},
        "renditions": [],
    }
