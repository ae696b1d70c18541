"""Drawing: every size of a picture exists before a document names it; no reader waits for one.

An image that is saved rings a worker's bell. `drawn_as` in PostgreSQL is the memory: what no bell
announced, beat finds.
"""

import errno
from typing import Any, Final

import structlog
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import F, Q, TextField, Value
from django.db.models.functions import Concat
from PIL import ExifTags
from PIL import Image as Pillow
from wagtail.images import get_image_model
from wagtail.images.models import Filter
from willow.plugins.pillow import PillowImage

from hub.content.files.pictures import specs
from hub.kernel.wake import wake

log = structlog.get_logger(__name__)

TASK: Final = "hub.draw"
# Drawn by the editor's own process where no broker hears the bell; beat sees to the rest.
WITHOUT_WORKER_MAXIMUM: Final = 3
# EXIF 2.32 §4.6.4: the picture lies on its left or right side.
ON_ITS_SIDE: Final = {5, 6, 7, 8}
# 16 bits hold so many steps of grey for each one of 8 bits.
STEPS_OF_GREY: Final = 257
BESIDE_THE_PICTURE: Final = ("exif", "xmp", "comment")


def ring_after_commit() -> None:
    """Have a worker draw what waits then; without a broker draw a few here. Once a transaction."""
    if not any(entry[1] is _ring for entry in connection.run_on_commit):
        transaction.on_commit(_ring)


def _ring() -> None:
    if not wake(TASK):
        draw_waiting(WITHOUT_WORKER_MAXIMUM)


def draw_waiting(maximum: int | None = None) -> int:
    """Draw the images that wait, oldest first; return how many. Safe beside other workers.

    Documents that show one of them are settled by the hint of its save. A file that is missing, or
    no picture, is marked and left alone until another one is uploaded.
    """
    done, after = 0, 0
    while maximum is None or done < maximum:
        with transaction.atomic():
            images = get_image_model().objects
            waiting = images.select_for_update(skip_locked=True, no_key=True)
            image = waiting.filter(~_is_looked_at(), pk__gt=after).order_by("pk").first()
            if image is None:
                return done
            after = image.pk
            draw(image)
            done += 1
    return done


def is_broken() -> Q:
    """Whether the present file is known to be no picture (HubImage.broken_drawing)."""
    return Q(drawn_as=_of_file(f"{get_image_model().DRAWING} ! "))


def _is_looked_at() -> Q:
    return Q(drawn_as=_of_file(f"{get_image_model().DRAWING} ")) | is_broken()


def _of_file(before: str) -> Concat:
    return Concat(Value(before), F("file"), output_field=TextField())


def draw(image: Any) -> bool:
    """Make every size of an image exist and say so in its row; return whether it could be drawn.

    Raises DatabaseError, and OSError of a full or failing disk: then it is not the file's fault.
    """
    try:
        with transaction.atomic():
            _draw(image)
    except DatabaseError:
        raise
    except Exception as error:  # the libraries raise what they like on a broken file
        if isinstance(error, OSError) and error.errno not in {None, errno.ENOENT}:
            raise
        log.warning("content.picture_broken", image=image.pk, exc_info=True)
        image.drawn_as = image.broken_drawing
        image.save(update_fields=["drawn_as"])
        return False
    image.drawn_as = image.drawing
    image.save(update_fields=["drawn_as", "width", "height"])
    return True


def _draw(image: Any) -> None:
    with image.open_file() as file, Pillow.open(file) as opened:
        wide, high = opened.size
        is_turned = opened.getexif().get(ExifTags.Base.Orientation, 1) in ON_ITS_SIDE
    if wide * high > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise ValueError("more pixels than an upload may have")
    # The size that people see, else pages would reserve the wrong room for a camera's turned photo.
    image.width, image.height = (high, wide) if is_turned else (wide, high)
    wanted = specs(image)
    image.renditions.filter(filter_spec__in=wanted).delete()
    # Not `get_renditions`: another process may have deleted what this one's cache still holds.
    image.create_renditions(*(_Bare(spec) for spec in wanted))


def in_eight_bits(picture: Pillow.Image) -> Pillow.Image:
    """Return the picture in grey, RGB or RGBA of 8 bits, which every format can hold.

    Pillow cuts deeper grey off at 255 instead of scaling it: a picture of 16 bits would be white.
    CMYK with a colour profile is left to Willow, which follows the profile.
    """
    if picture.mode == "CMYK" and "icc_profile" in picture.info:
        return picture
    if picture.mode.startswith("I"):
        picture = _grey(picture)
    wanted = "L" if picture.mode in {"1", "L"} else "RGB"
    if picture.has_transparency_data:
        wanted = "RGBA"
    return picture if picture.mode == wanted else picture.convert(wanted)


def _grey(picture: Pillow.Image) -> Pillow.Image:
    grey = picture.convert("I").point([value // STEPS_OF_GREY for value in range(1 << 16)], "L")
    clear = picture.info.get("transparency")
    if isinstance(clear, int):
        grey.info["transparency"] = clear // STEPS_OF_GREY
    return grey


class _EightBits:
    def run(self, willow: Any, image: Any, env: dict[str, Any]) -> PillowImage:
        return PillowImage(in_eight_bits(willow.image))


class _Strip:
    def run(self, willow: Any, image: Any, env: dict[str, Any]) -> None:
        for name in BESIDE_THE_PICTURE:
            willow.image.info.pop(name, None)


class _Bare(Filter):
    """A filter whose pictures say nothing of where, when and with what a photo was taken."""

    @property
    def filter_operations(self) -> list[Any]:
        return [_EightBits(), *super().filter_operations, _Strip()]
