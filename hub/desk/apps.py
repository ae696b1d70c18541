"""Django app of this room."""

from django.apps import AppConfig

from hub.kernel.contract.parts import Part


class DeskConfig(AppConfig):
    """See the package's docstring."""

    name = "hub.desk"
    label = "desk"

    def provides(self) -> tuple[Part, ...]:
        """Return the hub's own panels of the desk."""
        from hub.desk.matters import PANELS

        return PANELS
