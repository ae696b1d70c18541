"""Django app of the shared content."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    """Shared content models; what they mean for the public is publication's business."""

    name = "hub.content"
    label = "content"
    verbose_name = _("Content")

    def ready(self) -> None:
        """Load the system checks."""
        from hub.content import checks  # noqa: F401
