"""Django app of the kernel: system checks of the capability contract."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """Registers the checks of `hub.kernel.checks`."""

    name = "hub.kernel"
    label = "kernel"

    def ready(self) -> None:
        """Load the system checks."""
        from hub.kernel import checks  # noqa: F401
