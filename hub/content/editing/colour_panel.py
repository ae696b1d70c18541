"""The panel of a website's colours: fields, and below them how they look and can be read."""

from typing import Any, cast

from django.forms import Media
from django.forms.widgets import Script
from wagtail.admin.panels import MultiFieldPanel


class ColoursPanel(MultiFieldPanel):
    """A group of colour fields with a live preview. Without script the fields work alone."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        """The panel of one form."""

        template_name = "hub/content/colours_panel.html"

        @property
        def media(self) -> Media:
            """Return the fields' media and the preview's."""
            own = Media(
                js=[cast(Any, Script("hub/content/colours.js", type="module"))],
                css={"all": ["hub/content/colours.css"]},
            )
            found: Any = super().media
            return found + own  # type: ignore[no-any-return]
