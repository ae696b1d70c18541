"""A picture as documents show it: addresses of sizes that exist (hub.content.files.drawing)."""

from typing import Any, Final
from urllib.parse import urljoin

from django.utils import timezone
from wagtail.images.views.serve import generate_image_url

from hub.content.context import BuildContext
from hub.content.shelf import Shelf

# A phone's width, twice that, a page's text, a page's whole width on a good screen.
WIDTHS: Final = (320, 640, 1024, 1600)
FORMATS: Final = (("avif", "image/avif"), ("webp", "image/webp"))
# For old browsers, shared links and mails; drawings stay PNG, all else becomes JPEG.
SHOWN_WIDTH: Final = 1280
LOGO_WIDTH: Final = 400
DRAWINGS: Final = (".png", ".gif")


def is_usable(image: Any, shelf: Shelf | None = None) -> bool:
    """Whether the picture may be shown: in a public collection, its rights not ended, drawn."""
    if image is None or not image.is_drawn or has_ended(image):
        return False
    return (shelf or Shelf()).is_public(image)


def has_ended(image: Any) -> bool:
    """Whether the picture's rights have ended."""
    return bool(image.expires_on) and image.expires_on < timezone.localdate()


def specs(image: Any) -> list[str]:
    """Return Wagtail's filter specs of every size that documents and sites may name."""
    widths = sorted({_size(image, one)[0] for one in WIDTHS})
    found = [f"width-{wide}|format-{name}" for name, _type in FORMATS for wide in widths]
    found += [_still(image, width) for width in (SHOWN_WIDTH, LOGO_WIDTH)]
    return list(dict.fromkeys(found))


def picture(image: Any, context: BuildContext, alt: str | None = None) -> dict[str, Any] | None:
    """Return the picture with its renditions, or None where it may not be shown.

    `alt` replaces the image's own text; an empty one says that it is decorative here.
    """
    if not is_usable(image, context.shelf):
        return None
    width, height = _size(image, SHOWN_WIDTH)
    return {
        "url": _address(image, _still(image, SHOWN_WIDTH), context),
        "alt": image.default_alt_text if alt is None else alt,
        "width": width,
        "height": height,
        "credit": image.credit,
        "licence": image.licence,
        "renditions": [
            {
                "url": _address(image, f"width-{wide}|format-{name}", context),
                "width": wide,
                "height": high,
                "type": media_type,
            }
            for name, media_type in FORMATS
            for wide, high in sorted({_size(image, one) for one in WIDTHS})
        ],
    }


def logo(image: Any, site_url: str) -> dict[str, Any] | None:
    """Return {url, width, height} of a website's logo, or None where it may not be shown."""
    if not is_usable(image):
        return None
    width, height = _size(image, LOGO_WIDTH)
    url = urljoin(site_url, generate_image_url(image, _still(image, LOGO_WIDTH), "image"))
    return {"url": url, "width": width, "height": height}


def sources(one: dict[str, Any]) -> list[dict[str, str]]:
    """Return [{type, srcset}] of a picture, for `<source>` elements, best format first."""
    return [
        {
            "type": media_type,
            "srcset": ", ".join(
                f"{rendition['url']} {rendition['width']}w"
                for rendition in one["renditions"]
                if rendition["type"] == media_type
            ),
        }
        for _name, media_type in FORMATS
    ]


def _size(image: Any, width: int) -> tuple[int, int]:
    """Return (width, height) as Wagtail's `width-` makes them."""
    if image.width <= width:
        return image.width, image.height
    return width, max(1, int(image.height * (width / image.width)))


def _still(image: Any, width: int) -> str:
    name = "png" if image.file.name.lower().endswith(DRAWINGS) else "jpeg"
    return f"width-{_size(image, width)[0]}|format-{name}"


def _address(image: Any, filter_spec: str, context: BuildContext) -> str:
    return urljoin(context.site_url, generate_image_url(image, filter_spec, "image"))
