"""System checks: mails can be sent at all."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from hub.mail.addresses import MailError, ascii_address


@register("hub")
def check_senders(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Every sender is an address that mail servers take."""
    found: list[CheckMessage] = []
    for one in settings.HUB_MAIL_FROM:
        try:
            ascii_address(one)
        except MailError as error:
            found.append(
                Error(
                    f"HUB_MAIL_FROM names “{one}”: {error}",
                    hint="Name bare addresses, separated by commas: post@engagiert.example",
                    id="hub.E601",
                )
            )
    return found


@register("hub", deploy=True)
def check_mailbox(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Nobody's mails are shown to everybody."""
    if not settings.HUB_MAILBOX:
        return []
    return [
        Error(
            "HUB_MAILBOX is set: /-/mailbox/ shows everybody the mails in that folder.",
            hint="Leave it out in production; it is for the demo alone.",
            id="hub.E602",
        )
    ]
