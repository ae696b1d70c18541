"""Where a request comes from, as the proxies that the operator trusts report it."""

import ipaddress
from typing import Final

from django.conf import settings
from django.http import HttpRequest

# A household or an office gets at least so many bits of IPv6 (RFC 6177).
IPV6_NETWORK: Final = 64
UNKNOWN: Final = "unknown"


def address_of(request: HttpRequest) -> str:
    """Return the sender's address as text; what an untrusted proxy or the sender says is not
    believed."""
    count: int = settings.AXES_IPWARE_PROXY_COUNT
    chain = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    reported = chain[-count] if 0 < count <= len(chain) else ""
    return reported or str(request.META.get("REMOTE_ADDR", ""))


def network_of(request: HttpRequest) -> str:
    """Return the sender's IPv4 address or IPv6 /64; `unknown` where it is no address."""
    try:
        address = ipaddress.ip_address(address_of(request))
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
