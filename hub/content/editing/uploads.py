"""The form of an image: messages that say what is wrong with a file and what to do."""

import re
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

MEGA = 1_000_000


# What may stand before the first element of an SVG (XML 1.0 §2.8).
SVG: Final = re.compile(
    rb"\s*(<\?xml.*?\?>|<!--.*?-->|<!DOCTYPE\s+svg[^>]*>|\s)*<(\w+:)?svg[\s/>]", re.DOTALL
)
HEAD_BYTES: Final = 10_000


def _is_svg(file: Any) -> bool:
    file.seek(0)
    return SVG.match(file.read(HEAD_BYTES).removeprefix(b"\xef\xbb\xbf")) is not None


class PictureField(WagtailImageField):
    """Wagtail's checks (content, size, pixels) in our words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.error_messages |= {
            "invalid_image": _(
                "This file is no picture, or it is damaged. "
                "Open it on your computer, save it again as JPG or PNG and upload that."
            ),
            "invalid_image_extension": _(
                "Pictures of this kind cannot be shown everywhere. Use JPG, PNG, WebP, GIF or AVIF."
            ),
            "invalid_image_known_format": _(
                "The file's name ends in .%(extension)s, but its content is %(image_format)s. "
                "Open it on your computer, save it as JPG or PNG and upload that."
            ),
            "file_too_large": _(
                "This file has %(file_size)s. Pictures may have at most %(max_filesize)s. "
                "Make the picture smaller or use another one."
            ),
        }

    def check_image_file_format(self, f: Any) -> None:
        """Refuse what is not what its name says; a web page looks like SVG and is no picture."""
        try:
            super().check_image_file_format(f)
        except ValidationError:
            if f.image.format_name == "svg" and not _is_svg(f):
                raise ValidationError(
                    self.error_messages["invalid_image"], code="invalid_image"
                ) from None
            raise

    def check_image_pixel_size(self, f: Any) -> None:
        """Refuse pictures, animations and bombs of too many pixels before they are drawn."""
        try:
            super().check_image_pixel_size(f)
        except ValidationError as error:
            message = _(
                "This picture has more than %(megapixels)d million pixels. "
                "Make it smaller, about 2000 pixels wide is enough."
            )
            raise ValidationError(
                message,
                code="file_too_many_pixels",
                params={"megapixels": (self.max_image_pixels or 0) // MEGA},
            ) from error
        except Exception as error:  # the libraries raise what they like on a broken file
            raise ValidationError(
                self.error_messages["invalid_image"], code="invalid_image"
            ) from error


class HubImageForm(BaseImageForm):
    """Used for uploads, in the library and in choosers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = self.fields.get("file")
        if given is not None:
            field = PictureField(required=given.required, label=given.label, widget=given.widget)
            self.fields["file"] = field

    class Meta(BaseImageForm.Meta):
        widgets = {**BaseImageForm.Meta.widgets, "alt": forms.Textarea(attrs={"rows": 2})}
