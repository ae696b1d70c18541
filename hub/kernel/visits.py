"""A page of the portal that a capability answers itself: what it is asked and what it answers.

Plain values on both sides: a capability never sees the request, and never draws the frame.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One request for a capability's own page.

    `site` are the site's public facts: `name`, `url`, `contact` … `path` is the page's own address,
    e.g. `/de/barriere-melden/`. `form` are the fields that were sent, None where the page is only
    read. `address` is where the reader comes from in the network: count by it, never keep it.
    """

    site_id: int
    site: Mapping[str, Any]
    locale: str
    path: str
    query: Mapping[str, str]
    form: Mapping[str, str] | None
    address: str


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A page in the theme's frame. `template` extends `base.html`; it has `context` besides."""

    template: str
    heading: str
    context: Mapping[str, Any] = field(default_factory=dict)
    description: str = ""
    status: int = 200


@dataclass(frozen=True)
class Elsewhere:
    """Go on at `url`, an address of this site; a page that was sent can be loaded again there."""

    url: str
