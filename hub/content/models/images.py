"""Images: each says what it shows or that it is decorative, who made it, under which licence."""

from typing import Any, ClassVar, Final

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition


class HubImage(AbstractImage):
    """An image with alternative text, credit, licence and, where rights end, an expiry date.

    `drawn_as` says which file its sizes were drawn from; hub.content.files.drawing writes it.
    """

    # One more whenever hub.content.files.pictures asks for other sizes: all are then drawn anew.
    DRAWING: Final = 1

    alt = models.CharField(
        _("alternative text"),
        max_length=300,
        blank=True,
        help_text=_(
            "What the picture shows, in one sentence, for people who do not see it, "
            "e.g. “Four people plant a tree in the Georgium park”."
        ),
    )
    is_decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_("The picture adds no information. Screen readers then skip it."),
    )
    credit = models.CharField(
        _("credit"),
        max_length=200,
        blank=True,
        help_text=_("Who made it, e.g. “City of Dessau-Roßlau”."),
    )
    licence = models.CharField(
        _("licence"), max_length=80, blank=True, help_text=_("For example CC BY 4.0")
    )
    expires_on = models.DateField(
        _("usable until"),
        null=True,
        blank=True,
        help_text=_("After this day the picture is no longer shown anywhere."),
    )
    drawn_as = models.CharField(max_length=120, default="", blank=True, editable=False)

    admin_form_fields: ClassVar[tuple[str, ...]] = (
        "title",
        "file",
        "alt",
        "is_decorative",
        "credit",
        "licence",
        "expires_on",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=~models.Q(alt="") | models.Q(is_decorative=True),
                name="image_has_alt_or_is_decorative",
                violation_error_message=_("Describe the picture, or mark it as decorative."),
            )
        ]

    def clean(self) -> None:
        """Ask for the alternative text at its own field."""
        super().clean()
        if not self.alt and not self.is_decorative:
            raise ValidationError({"alt": _("Describe the picture, or mark it as decorative.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; its sizes are drawn after the commit."""
        from hub.content.files.drawing import ring_after_commit

        super().save(*args, **kwargs)
        if self.drawn_as not in {self.drawing, self.broken_drawing}:
            ring_after_commit()

    @property
    def drawing(self) -> str:
        """Return what `drawn_as` is once every size of the present file exists."""
        return f"{self.DRAWING} {self.file.name}"

    @property
    def broken_drawing(self) -> str:
        """Return what `drawn_as` is once the present file has turned out to be no picture."""
        return f"{self.DRAWING} ! {self.file.name}"

    @property
    def is_drawn(self) -> bool:
        """Whether every size of the present file exists; nothing shows a picture before."""
        return self.drawn_as == self.drawing

    @property
    def default_alt_text(self) -> str:
        """Return the text for `alt`: empty for a decorative picture."""
        return "" if self.is_decorative else self.alt


class HubRendition(AbstractRendition):
    """A stored size of an image."""

    image = models.ForeignKey(HubImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
