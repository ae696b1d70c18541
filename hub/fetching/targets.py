"""An address as somebody wrote it, read strictly: what could be read in two ways is refused.

The request is made from the parts read here, never from the text again.
"""

import re
from dataclasses import dataclass
from typing import Final, Self
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import idna
from django.conf import settings
from django.utils.translation import gettext as _

from hub.fetching.problems import Refused

LONGEST: Final = 2048
LONGEST_NAME: Final = 253
PORTS: Final = {"http": 80, "https": 443}

_NOT_PRINTED: Final = re.compile(
    r"[\x00-\x20\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]"
)
_NAME: Final = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(\.(?!-)[a-z0-9_-]{1,63}(?<!-))*")
_NUMBER: Final = re.compile(r"0x[0-9a-f]*|[0-9]+")
_FOUR_NUMBERS: Final = re.compile(r"(0|[1-9][0-9]{0,2})(\.(0|[1-9][0-9]{0,2})){3}")
_IN_BRACKETS: Final = re.compile(r"[0-9a-f:.]{2,45}")
_KEPT_IN_PATHS: Final = "/%:@!$&'()*+,;=~-._"
_KEPT_IN_QUERIES: Final = _KEPT_IN_PATHS + "?"


@dataclass(frozen=True)
class Target:
    """Where a request goes. `host` is in ASCII, an IPv6 address without brackets; `path` begins
    with a slash and ends with the query."""

    scheme: str
    host: str
    port: int
    path: str

    @classmethod
    def read(cls, address: str) -> Self:
        """Read an address.

        Raises:
            Refused: the hub does not ask such an address.
        """
        text = address.strip(" ")
        if not text or len(text) > LONGEST:
            raise Refused(_("This is no address of a website, or one that is too long."))
        if _NOT_PRINTED.search(text) or "\\" in text:
            raise Refused(_("The address holds a blank, a backslash or an invisible character."))
        try:
            parts = urlsplit(text)
            port = parts.port
        except ValueError:
            raise Refused(_("This is no address of a website.")) from None
        scheme = parts.scheme.lower()
        if scheme not in PORTS or not text[len(scheme) :].startswith("://"):
            raise Refused(_("The address has to begin with https:// or http://."))
        if "@" in parts.netloc or "%" in parts.netloc:
            raise Refused(_("The address holds a user name or hidden characters before its path."))
        host = _host(parts.hostname or "", is_bracketed="[" in parts.netloc)
        target = cls(scheme, host, PORTS[scheme] if port is None else port, _path(parts))
        if target.port not in PORTS.values() and not target.is_allowed:
            raise Refused(_("The hub asks websites at their usual ports only (80 and 443)."))
        return target

    def follow(self, location: str) -> "Target":
        """Read where an answer sends us.

        Raises:
            Refused: to an address that the hub does not ask, or away from https.
        """
        target = Target.read(urljoin(self.address, location))
        if self.scheme == "https" and target.scheme != "https":
            raise Refused(_("The server sends us from an encrypted address to an open one."))
        return target

    @property
    def origin(self) -> str:
        """Scheme, host and port as one writes them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = self.port == PORTS[self.scheme]
        return f"{self.scheme}://{host}" if usual else f"{self.scheme}://{host}:{self.port}"

    @property
    def address(self) -> str:
        """The whole address."""
        return self.origin + self.path

    @property
    def is_allowed(self) -> bool:
        """Whether those who run the hub opened this host and port, wherever it lies."""
        return f"{self.host}:{self.port}" in settings.HUB_FETCH_ALLOW


def _host(host: str, *, is_bracketed: bool) -> str:
    host = host.lower()
    if is_bracketed:
        if not _IN_BRACKETS.fullmatch(host):
            raise Refused(_("This is no address of a website."))
        return host
    try:
        name = idna.encode(host.removesuffix("."), uts46=True).decode() if host else ""
    except (idna.IDNAError, UnicodeError):
        name = host.removesuffix(".") if host.isascii() else ""
    if not _NAME.fullmatch(name) or len(name) > LONGEST_NAME:
        raise Refused(_("The name of the server is spelled wrongly."))
    last = name.rpartition(".")[2]
    # 2130706433, 0x7f.1 and 0177.0.0.1 are 127.0.0.1 to some programs.
    if not _FOUR_NUMBERS.fullmatch(name) and _NUMBER.fullmatch(last):
        raise Refused(_("The name of the server is spelled wrongly."))
    if "." not in name and name != "localhost":
        raise Refused(_("The name of the server has no ending such as .de."))
    return name


def _path(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe=_KEPT_IN_PATHS)
    return f"{path}?{quote(parts.query, safe=_KEPT_IN_QUERIES)}" if parts.query else path
