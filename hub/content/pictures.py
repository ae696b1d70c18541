"""A picture as documents show it: sizes are addresses, drawn when somebody first asks for them."""

from typing import Any, Final
from urllib.parse import urljoin

from django.utils import timezone
from wagtail.images.views.serve import generate_image_url

from hub.content.shelf import Shelf

WIDTHS: Final = (320, 640, 1280)
LOGO_WIDTH: Final = 400
FORMATS: Final = (("avif", "image/avif"), ("webp", "image/webp"))


def is_usable(image: Any, shelf: Shelf | None = None) -> bool:
    """Whether the picture may be shown: in a public collection, and its rights have not ended."""
    if image is None or (image.expires_on and image.expires_on < timezone.localdate()):
        return False
    return (shelf or Shelf()).is_public(image)


def picture(image: Any, context: Any, alt: str | None = None) -> dict[str, Any] | None:
    """Return the picture with its renditions, or None where it may not be shown.

    `alt` replaces the image's own text; an empty one says that it is decorative here.
    """
    if not is_usable(image, context.shelf):
        return None
    width, height = _size(image, WIDTHS[-1])
    return {
        "url": _address(image, f"width-{width}", context),
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
    url = urljoin(site_url, generate_image_url(image, f"width-{width}", "image"))
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
    wide = min(width, image.width)
    return wide, max(1, round(image.height * wide / image.width))


def _address(image: Any, filter_spec: str, context: Any) -> str:
    return urljoin(context.site_url, generate_image_url(image, filter_spec, "image"))
