"""A picture as documents show it: sizes are addresses, drawn when somebody first asks for them."""

from typing import Any, Final
from urllib.parse import urljoin

from django.utils import timezone
from wagtail.images.views.serve import generate_image_url

WIDTHS: Final = (320, 640, 1280)
FORMATS: Final = (("avif", "image/avif"), ("webp", "image/webp"))


def is_usable(image: Any) -> bool:
    """Whether the picture may be shown: in a public collection, and its rights have not ended."""
    if image is None or (image.expires_on and image.expires_on < timezone.localdate()):
        return False
    return not image.collection.get_view_restrictions()


def picture(image: Any, context: Any) -> dict[str, Any] | None:
    """Return the picture with its renditions, or None where it may not be shown."""
    if not is_usable(image):
        return None
    width, height = _size(image, WIDTHS[-1])
    return {
        "url": _address(image, f"width-{width}", context),
        "alt": image.default_alt_text,
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


def _size(image: Any, width: int) -> tuple[int, int]:
    wide = min(width, image.width)
    return wide, max(1, round(image.height * wide / image.width))


def _address(image: Any, filter_spec: str, context: Any) -> str:
    return urljoin(context.site_url, generate_image_url(image, filter_spec, "image"))
