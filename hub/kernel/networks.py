"""Where a request comes from, as the proxies that the operator trusts report it."""

import ipaddress
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.http import HttpRequest

log = structlog.get_logger(__name__)

# A household or an office gets at least so many bits of IPv6 (RFC 6177).
IPV6_NETWORK: Final = 64
UNKNOWN: Final = "unknown"
# What the machine itself asks, as `network_of` says it.
LOOPBACK: Final = ("127.", "::/64")


def address_of(request: HttpRequest) -> str:
    """Return the sender's address as text; what an untrusted proxy or the sender says is not
    believed."""
    count: int = settings.AXES_IPWARE_PROXY_COUNT
    chain = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    reported = chain[-count] if 0 < count <= len(chain) else ""
    return reported or str(request.META.get("REMOTE_ADDR", ""))


def network_of(request: HttpRequest) -> str:
    """Return the sender's IPv4 address or IPv6 /64; `unknown` where it is no address."""
    return network(address_of(request))


@lru_cache(maxsize=4096)
def network(text: str) -> str:
    """Return the network that an address counts as: IPv4 itself, IPv6 its /64; else `unknown`."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return UNKNOWN
    if address.version == 4:  # noqa: PLR2004
        return str(address)
    return str(ipaddress.ip_network((address, IPV6_NETWORK), strict=False))


def client_address(request: HttpRequest) -> str | None:
    """Return the address for django-axes, whose own way needs a package that is not installed."""
    try:
        return str(ipaddress.ip_address(address_of(request)))
    except ValueError:
        return None


def _is_here(host: str) -> bool:
    return network(host).startswith(LOOPBACK)


def say_who_is_in_front() -> None:
    """Warn at the start of a web server that strangers reach without a proxy in front."""
    host = urlsplit(settings.HUB_BASE_URL).hostname or ""
    if settings.AXES_IPWARE_PROXY_COUNT or host == "localhost" or _is_here(host):
        return
    log.warning(
        "kernel.no_proxy",
        hint="Readers must reach the hub through a proxy that reads whole bodies: clients that send"
        " slowly hold all its threads otherwise. Set HUB_TRUSTED_PROXIES_COUNT to how many stand"
        " in front (docs/operations.md).",
    )
