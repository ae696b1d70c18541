"""System checks: every public form says what becomes of what is sent."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from hub.kernel.contract import registry
from hub.kernel.contract.parts import ANY_KIND, IntakeForm


@register("hub")
def check_forms(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """A form makes lines of a kind that exists, or its capability receives what was sent."""
    return [
        Error(
            f"The form {one.key} makes lines of {one.part.kind!r}, and receives or does neither.",
            hint="Give it the `kind` of an installed capability, or `receive` and `receipt`.",
            id="hub.E016",
        )
        for one in registry.owned(IntakeForm)
        if one.part.kind != ANY_KIND
        and (registry.kind(one.part.kind) is None) == (one.part.receive is None)
    ]
