"""Pictures and documents beside a file: named by a relative path, known by their content."""

import hashlib
import shutil
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Final

from django.conf import settings
from django.core.files import File
from django.core.files.images import get_image_dimensions
from PIL import Image as Pillow
from wagtail.documents import get_document_model
from wagtail.models import Collection

from hub.content.models import HubImage
from hub.transfer.lines.vocabulary import Refusal

FORMATS: Final = {
    "avif": "AVIF",
    "gif": "GIF",
    "jpg": "JPEG",
    "jpeg": "JPEG",
    "png": "PNG",
    "webp": "WEBP",
}
# How much of a content's SHA-1 stands in the name of an exported file: two files never meet.
NAMED_DIGITS: Final = 12
CREDITS: Final = ("credit", "licence")


class Incoming:
    """Finds or makes the images and documents that lines name; `folder` is where the file lies.

    The same content with the same alternative text is the same picture. `forget_new` removes what
    was written to storage when the transaction around it is rolled back.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._known: dict[tuple[str, str, str], Any] = {}
        self._new: list[Any] = []

    def image(self, given: Mapping[str, Any]) -> HubImage | None:
        """Return the picture; None where only an address is given. Raises Refusal."""
        if not given.get("file"):
            return None
        path = self._path(given["file"], settings.WAGTAILIMAGES_EXTENSIONS)
        alt = str(given.get("alt") or "").strip()
        is_decorative = bool(given.get("is_decorative"))
        if not alt and not is_decorative:
            raise Refusal("say in `alt` what the picture shows, or set `is_decorative`", "alt")
        sign = ("image", str(path), alt)
        if sign in self._known:
            return self._known[sign]
        digest = _digest(path)
        found = HubImage.objects.filter(file_hash=digest, alt=alt).order_by("pk").first()
        if found is None:
            _check_picture(path)
            found = self._new_image(path, given, alt, is_decorative)
        self._known[sign] = found
        return found

    def document(self, given: Mapping[str, Any]) -> Any:
        """Return the document (a file to download). Raises Refusal."""
        path = self._path(given.get("file"), settings.WAGTAILDOCS_EXTENSIONS)
        sign = ("document", str(path), str(given.get("title") or ""))
        if sign in self._known:
            return self._known[sign]
        model = get_document_model()
        title = sign[2] or path.stem
        found = model.objects.filter(file_hash=_digest(path), title=title).order_by("pk").first()
        if found is None:
            found = model(title=title, collection=Collection.get_first_root_node())
            with path.open("rb") as stream:
                found.file = File(stream, name=_storage_name(path))
                found._set_document_file_metadata()
                found.save()
            self._new.append(found)
        self._known[sign] = found
        return found

    def forget_new(self) -> None:
        """Remove from storage what this import wrote there: its rows were rolled back."""
        for one in self._new:
            one.file.delete(save=False)
        self._new.clear()
        self._known.clear()

    def _new_image(
        self, path: Path, given: Mapping[str, Any], alt: str, is_decorative: bool
    ) -> HubImage:
        image = HubImage(
            title=str(given.get("title") or path.stem)[:255],
            alt=alt,
            is_decorative=is_decorative,
            expires_on=given.get("expires_on") or None,
            collection=Collection.get_first_root_node(),
            **{key: str(given.get(key) or "") for key in CREDITS},
        )
        for key in ("x", "y", "width", "height"):
            setattr(image, f"focal_point_{key}", (given.get("focal_point") or {}).get(key))
        with path.open("rb") as stream:
            image.file = File(stream, name=_storage_name(path))
            image._set_image_file_metadata()
            image.save()
        self._new.append(image)
        return image

    def _path(self, given: Any, extensions: list[str]) -> Path:
        if not isinstance(given, str) or not given:
            raise Refusal(f"{given!r} is not a relative path such as images/name.png", "file")
        parts = PurePosixPath(given).parts
        if given.startswith("/") or "\\" in given or ":" in given or ".." in parts or "\0" in given:
            raise Refusal(f"{given!r} leaves the folder of this file; give a path below it", "file")
        if Path(given).suffix.lower().lstrip(".") not in extensions:
            raise Refusal(f"{given!r} is none of {', '.join(extensions)}", "file")
        path = (self._folder / given).resolve()
        if not path.is_relative_to(self._folder):
            raise Refusal(f"{given!r} leaves the folder of this file; give a path below it", "file")
        if not path.is_file():
            raise Refusal(f"{given!r} is not there", "file")
        return path


class Outgoing:
    """Copies the files that exported lines name into folders beside the export."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[tuple[str, int], dict[str, Any]] = {}

    def image(self, image: HubImage) -> dict[str, Any]:
        """Return what rebuilds a picture, its file copied to `images/`."""
        if ("image", image.pk) not in self._known:
            facts = {
                "file": self._copy(image, "images"),
                "title": image.title,
                "alt": image.alt,
                "is_decorative": image.is_decorative,
                "credit": image.credit,
                "licence": image.licence,
                "expires_on": image.expires_on.isoformat() if image.expires_on else None,
            }
            if image.has_focal_point():
                keys = ("x", "y", "width", "height")
                facts["focal_point"] = {key: getattr(image, f"focal_point_{key}") for key in keys}
            self._known["image", image.pk] = facts
        return self._known["image", image.pk]

    def document(self, document: Any) -> dict[str, Any]:
        """Return what rebuilds a document, its file copied to `documents/`."""
        if ("document", document.pk) not in self._known:
            facts = {"file": self._copy(document, "documents"), "title": document.title}
            self._known["document", document.pk] = facts
        return self._known["document", document.pk]

    def _copy(self, one: Any, folder: str) -> str:
        name = Path(one.file.name).name
        target = self._folder / folder / f"{one.get_file_hash()[:NAMED_DIGITS]}-{name}"
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            with one.file.open("rb") as source, target.open("wb") as copy:
                shutil.copyfileobj(source, copy)
        return f"{folder}/{target.name}"


def _digest(path: Path) -> str:
    # SHA-1 as Wagtail keeps it in `file_hash`; it tells files apart and protects nothing.
    return hashlib.sha1(path.read_bytes(), usedforsecurity=False).hexdigest()


def _storage_name(path: Path) -> str:
    """Return the file's name without the digits an export put before it."""
    start, _dash, rest = path.name.partition("-")
    is_digest = len(start) == NAMED_DIGITS and all(one in "0123456789abcdef" for one in start)
    return rest if is_digest and rest else path.name


def _check_picture(path: Path) -> None:
    if path.stat().st_size > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
        most = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE // 1024 // 1024
        raise Refusal(f"{path.name} is larger than {most} MB", "file")
    wanted = FORMATS[path.suffix.lower().lstrip(".")]
    try:
        with path.open("rb") as stream:
            width, height = get_image_dimensions(stream) or (None, None)
        with Pillow.open(path, formats=[wanted]) as picture:
            picture.verify()
    except Exception:  # noqa: BLE001  a picture's decoder raises whatever it meets
        raise Refusal(f"{path.name} is no {wanted} picture", "file") from None
    if not width or not height or width * height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise Refusal(f"{path.name} has more pixels than allowed", "file")
