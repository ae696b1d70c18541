"""A list as HTML of its own: for server-side includes, and as a whole page for frames."""

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from hub.delivery.api.endpoints.lists import Asked, ask
from hub.delivery.api.freshness import newest_change
from hub.delivery.api.parameters import Parameters, read_parameters
from hub.delivery.api.problems import ProblemError, refused, unknown
from hub.delivery.api.respond import Content, respond, tag_of_bytes
from hub.delivery.api.sites import require, site_for
from hub.delivery.embeds.entries import entry
from hub.delivery.embeds.setting import NOT_HERE, OWN, Setting, read_setting
from hub.delivery.embeds.words import title_of
from hub.delivery.portal.frame import frame
from hub.delivery.portal.lists.items import item_of
from hub.delivery.portal.sites import direction
from hub.kernel.contract import registry
from hub.kernel.contract.parts import Kind
from hub.publication.query import Problem, SiteFacts, run
from hub.words.isolation import isolate_in_html

HTML: Final = "text/html; charset=utf-8"
# The only addresses of the hub that any website may show in a frame.
POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors *"
)


@dataclass(frozen=True)
class Around:
    """What stands around the entries: where the list is found, what it is called."""

    site: SiteFacts
    kind: Kind | None
    locale: str
    parameters: Parameters
    setting: Setting

    def context(self) -> dict[str, Any]:
        """Return what the templates have in any case."""
        return {
            "site": self.site.facts,
            "title": title_of(self.kind) if self.kind else self.site.facts["name"],
            "locale": self.locale,
            "direction": direction(self.locale),
            "setting": self.setting,
            "more_url": self.list_url(),
        }

    def list_url(self) -> str:
        """Return the hub's own page of this list, with the same filter."""
        return list_url(self.site, self.kind, self.locale, self.parameters)


def list_url(site: SiteFacts, kind: Kind | None, locale: str, parameters: Parameters) -> str:
    """Return the portal's page of a list, filtered alike; the home page where it has none."""
    home = f"{site.facts['url']}/{locale}/"
    # The frame is kept with the words of the language it is read in.
    with translation.override(locale):
        index = frame(site, locale).indexes.get(kind.name) if kind else None
    if index is None:
        return home
    left_out = {*OWN, *NOT_HERE, "locale", "limit", "fallback"}
    kept = {name: parameters[name] for name in sorted(parameters) if name not in left_out}
    query = urlencode(kept, doseq=True)
    return f"{site.facts['url']}{index.url}" + (f"?{query}" if query else "")


def fragment_view(request: HttpRequest, plural: str) -> HttpResponse:
    """Answer a kind's list as HTML; what is not understood as HTML that leads to the list."""
    site = site_for(request)
    kind = registry.kind_by_plural(plural)
    try:
        parameters = read_parameters(request)
        setting = read_setting(parameters)
        if kind is None:
            raise unknown(f"There is no list of {plural}.")
        require(site, kind)
        _refuse_paging(parameters)
        asked = ask(request, kind, reserved=OWN)
    except ProblemError as error:
        return _refused(request, site, kind, error)
    return _answer(request, Around(site, kind, asked.selection.locale, parameters, setting), asked)


def _refuse_paging(parameters: Parameters) -> None:
    problems = [Problem(one, "is not for embeds") for one in NOT_HERE if one in parameters]
    if problems:
        raise refused(*problems)


def _answer(request: HttpRequest, around: Around, asked: Asked) -> HttpResponse:
    assert around.kind is not None  # noqa: S101  an unknown kind was refused
    site, locale = around.site, around.locale
    with translation.override(locale):
        found = [item_of(row, site, locale) for row in run(asked.selection).rows]
        entries = [entry(one, around.kind, site, around.setting) for one in found]
        html = _html({**around.context(), "entries": entries})
    content = Content(
        body=html,
        tag=tag_of_bytes(html),
        media_type=HTML,
        changed_at=newest_change(),
        headers={"Content-Security-Policy": POLICY, "Content-Language": locale},
    )
    return respond(request, content)


def _html(context: dict[str, Any]) -> bytes:
    name = "page" if context["setting"].is_frame else "fragment"
    html = isolate_in_html(render_to_string(f"embeds/{name}.html", context), context["locale"])
    lines = html.splitlines()
    return "\n".join(line.strip() for line in lines if line.strip()).encode()


def _refused(
    request: HttpRequest, site: SiteFacts, kind: Kind | None, error: ProblemError
) -> HttpResponse:
    """Answer what was not understood, and the way to the list. Names every parameter."""
    given = request.GET
    locale = given.get("locale", "")
    around = Around(
        site,
        kind,
        locale if locale in site.locales else site.default_locale,
        {},
        Setting(is_frame=given.get("frame") == "true"),
    )
    with translation.override(around.locale):
        html = _html({**around.context(), "problems": error.problems})
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store", **error.headers}
    return HttpResponse(html, status=error.status, content_type=HTML, headers=headers)
