"""The views of the formats: the same filter words, paging, validators and errors as the lists."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated
from urllib.parse import unquote, urlsplit

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.http import content_disposition_header
from ninja import Path

from hub.delivery.api.endpoints.details import DESCRIPTION_OF_ID, by_id, start
from hub.delivery.api.endpoints.lists import Asked, ask, kinds_for
from hub.delivery.api.freshness import newest_change
from hub.delivery.api.parameters import Parameters, single
from hub.delivery.api.problems import refused, unknown
from hub.delivery.api.respond import Content, respond, tag_of_bytes
from hub.delivery.api.sites import api_url
from hub.delivery.feeds import FORMATS, FeedContext, Format
from hub.delivery.feeds.single import only_on
from hub.kernel.contract import registry
from hub.kernel.contract.parts import Kind
from hub.publication.query import Problem, Row, SiteFacts, run


def feed_view(kind: Kind | None, feed_format: Format) -> Callable[[HttpRequest], HttpResponse]:
    """Return the view of a list in one format."""

    def kinds(site: SiteFacts, wanted: Kind | None) -> Sequence[Kind]:
        offered = kinds_for(site, wanted)
        if wanted is not None:
            return offered
        # All kinds together, as far as they have this format: a calendar is made of dates.
        return [each for each in offered if feed_format.serves(each)] or offered

    def view(request: HttpRequest) -> HttpResponse:
        asked = ask(
            request,
            kind,
            suffix=feed_format.suffix,
            defaults={"limit": str(feed_format.limit_default)},
            limit_maximum=feed_format.limit_maximum,
            kinds=kinds,
        )
        result = run(asked.selection)
        next_url = asked.next_url(result)
        context = _context(asked, kind, next_url)
        body = feed_format.render(result.rows, context)
        headers = {"Link": f'<{next_url}>; rel="next"'} if next_url else {}
        return _respond(
            request, feed_format, body, asked.path.replace("/", "-"), headers, is_list=True
        )

    return view


def feed_detail_view(kind: Kind | None, feed_format: Format) -> Callable[..., HttpResponse]:
    """Return the view of one document in one format."""

    def view(
        request: HttpRequest,
        document_id: Annotated[str, Path(**DESCRIPTION_OF_ID)],
    ) -> HttpResponse:
        known = ("locale", "fallback", *(["date"] if feed_format.has_single_dates else []))
        site, parameters = start(request, kind, known)
        row = by_id(site, kind, document_id, parameters)
        if "date" in parameters:
            row = _of_day(row, single(parameters, "date", ""))
        own = registry.kind(row.kind)
        if not feed_format.serves(own):
            raise unknown(f"This document has no dates. It comes as {formats_of(own)}.")
        path = f"{kind.plural if kind else 'documents'}/{row.document_id}{feed_format.suffix}"
        context = FeedContext(
            name=site.facts["name"],
            title=row.title,
            locale=row.locale,
            kind=own,
            self_url=f"{api_url(site)}/{path}",
            home_url=row.url,
            next_url=None,
            licence=site.facts["licence"],
        )
        body = feed_format.render([row], context)
        name = f"{_file_name(row, parameters)}{feed_format.suffix}"
        return _respond(request, feed_format, body, name, {}, is_list=False)

    return view


def _of_day(row: Row, text: str) -> Row:
    """Return the row with its date of that day alone. Raises ProblemError 400 or 404."""
    try:
        found = only_on(row, date.fromisoformat(text) if len(text) == len("2026-03-14") else None)
    except ValueError:
        found = None
    if found is None:
        message = f"'{text[:80]}' is not a day on which this document has a date, like 2026-03-14"
        raise refused(Problem("date", message.replace("\x00", "\\0")))
    return found


def _file_name(row: Row, parameters: Parameters) -> str:
    """Return what people find again in their downloads: `repair-cafe-2026-03-14`."""
    slug = urlsplit(row.url).path.rstrip("/").rpartition("/")[2]
    return "-".join([unquote(slug) or row.document_id, *parameters.get("date", [])])


def formats_of(kind: Kind | None) -> str:
    """Return the suffixes that a kind's lists have, for a message."""
    return ", ".join(["JSON", *(one.suffix for one in FORMATS if one.serves(kind))])


def _context(asked: Asked, kind: Kind | None, next_url: str | None) -> FeedContext:
    site, locale = asked.site, asked.selection.locale
    title = site.facts["name"]
    if kind is not None:
        with translation.override(locale):
            title = f"{title}: {kind.title_plural}"
    return FeedContext(
        name=site.facts["name"],
        title=title,
        locale=locale,
        kind=kind,
        self_url=asked.url(),
        home_url=f"{site.facts['url']}/{locale}/",
        next_url=next_url,
        licence=site.facts["licence"],
    )


def _respond(
    request: HttpRequest,
    feed_format: Format,
    body: bytes,
    filename: str,
    headers: dict[str, str],
    *,
    is_list: bool,
) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=False, filename=filename)
    content = Content(
        body=body,
        tag=tag_of_bytes(body),
        media_type=feed_format.media_type,
        changed_at=newest_change() if is_list else None,
        headers={**headers, "Content-Disposition": disposition or ""},
    )
    return respond(request, content)
