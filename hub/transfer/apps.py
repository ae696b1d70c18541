"""Django app of this room."""

from django.apps import AppConfig

from hub.kernel.contract.parts import Part


class TransferConfig(AppConfig):
    """See the package's docstring."""

    name = "hub.transfer"
    label = "transfer"

    def provides(self) -> tuple[Part, ...]:
        """Return what the memory of sources holds about people."""
        from hub.transfer.privacy import REGISTERED

        return REGISTERED
