"""Mail addresses as servers write them, and the one a site writes from."""

from collections.abc import Mapping
from email.utils import formataddr, getaddresses, parseaddr
from typing import Any
from urllib.parse import urlsplit

import idna
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email


class MailError(Exception):
    """A mail cannot be written as it stands. The text names what has to be corrected."""


def ascii_address(address: str) -> str:
    """Return the bare address as servers write it: `Ina <ina@bücher.example>` has the domain
    `xn--bcher-kva.example` (IDNA 2008), in small letters.

    Both ways of writing it are one recipient. Raises MailError for what is no single address, and
    for letters before the `@` that most servers do not take (RFC 6531).
    """
    local, at, domain = parseaddr(address)[1].rpartition("@")
    if set("\r\n") & set(address) or len(getaddresses([address])) != 1 or not at:
        raise MailError("A recipient has to be one mail address: name@domain, without a line break")
    try:
        written = domain if domain.isascii() else idna.encode(domain, uts46=True).decode("ascii")
        # Django takes a quoted local part, but no space in it; mail servers do (RFC 5321 §4.1.2).
        known = local.replace(" ", "_") if local.startswith('"') else local
        validate_email(f"{known}@{written}")
    except (UnicodeError, ValidationError) as error:
        raise MailError(f"No mail server takes this address of a recipient: {error}") from error
    return f"{local}@{written.lower()}"


def shown(address: str) -> str:
    """Return an address as people write it, with the letters of its domain."""
    local, _at, domain = address.rpartition("@")
    try:
        return f"{local}@{idna.decode(domain)}" if "xn--" in domain else address
    except idna.IDNAError:
        return address


def sender_of(facts: Mapping[str, Any]) -> str:
    """Return the `From` of a site with its name: of the addresses in HUB_MAIL_FROM the one in the
    site's domain, else the first.

    The domain has to let the mail server send (SPF, DKIM), so that IT chooses it and not an editor.
    """
    given: list[str] = settings.HUB_MAIL_FROM
    host = urlsplit(facts["url"]).hostname or ""
    own = (one for one in given if f".{host}".endswith(f".{one.rpartition('@')[2]}"))
    return formataddr((facts["name"], next(own, given[0])))
