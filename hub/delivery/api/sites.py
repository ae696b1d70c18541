"""Which site a request is for, and which kinds it offers."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.http.request import split_domain_port

from hub.delivery.api.problems import ProblemError, unknown
from hub.kernel.contract import registry
from hub.kernel.contract.parts import Kind
from hub.publication.query import SiteFacts
from hub.publication.reading.sites import site_of


def site_for(request: HttpRequest) -> SiteFacts:
    """Return the site of the request's host. Raises ProblemError 503 while no site is published.

    Asked before anything is read: what is answered is good until the site's edition ends.
    """
    host, port = split_domain_port(request.get_host())
    default_port = 443 if request.is_secure() else 80
    site = site_of(host, int(port) if port else default_port)
    if site is None:
        raise ProblemError(503, "No website is published here yet.", headers={"Retry-After": "60"})
    request.hub_ends_at = site.ends_at  # type: ignore[attr-defined]
    return site


def is_on(site: SiteFacts, capability: str) -> bool:
    """Whether the site's editors have left a capability switched on."""
    return capability not in site.facts["off"]


def require(site: SiteFacts, kind: Kind) -> None:
    """Raise ProblemError 404 where the kind's capability is switched off."""
    if not is_on(site, registry.capability_of(kind.name)):
        raise unknown(f"This website does not offer {kind.plural}.")


def kinds_on(site: SiteFacts) -> Sequence[Kind]:
    """Return the kinds that the site offers, in their order."""
    return [one for one in registry.kinds() if is_on(site, registry.capability_of(one.name))]


def api_url(site: SiteFacts) -> str:
    """Return the public address of the API, without a slash at the end."""
    return f"{site.facts['url']}/api/v1"
