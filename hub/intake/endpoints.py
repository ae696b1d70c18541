"""The same road by API: a line with its sender is taken by the checks of the form."""

import hashlib
import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from django.core.exceptions import ValidationError as FieldError
from django.db import transaction
from django.http import Http404, HttpRequest
from django.utils import translation
from ninja import Router, Schema
from ninja.errors import HttpError, ValidationError
from wagtail.models import Site

from hub.intake.forms import lines
from hub.intake.forms.line_form import email_of
from hub.intake.guard import quarantine, senders
from hub.intake.models import FormSettings, Submission, Upload
from hub.intake.submissions import receiving
from hub.intake.submissions.links import form_for
from hub.kernel.contract import visits
from hub.kernel.contract.parts import IntakeForm, Owned
from hub.kernel.documents.texts import writable
from hub.kernel.networks import address_of
from hub.publication.models import PublicationSite

router = Router()

# Ten pages of text, as a form of the portal may have; a picture comes besides.
TEXT_MAXIMUM_BYTES: Final = 64 * 1024
NAME_MAXIMUM: Final = 120
KEY_MAXIMUM: Final = 200
DESCRIBED: Final = ("alt", "credit", "licence")
EXAMPLE: Final = {
    "locale": "de",
    "title": "Sommerfest",
    "sender": {"name": "Kim Beispiel", "email": "kim@verein.example"},
}
_BODY: Final = {
    "type": "object",
    "required": ["locale", "title", "sender"],
    "description": "A line: the document in the shape of `/api/v1/schemas/`, of which it may say"
    f" {', '.join(lines.ALLOWED)} and the object of its kind.",
    "properties": {
        "sender": {
            "type": "object",
            "required": ["name", "email"],
            "properties": {
                "name": {"type": "string", "maxLength": NAME_MAXIMUM},
                "email": {"type": "string", "format": "email"},
                "organisation": {"type": "string"},
            },
        }
    },
    "example": EXAMPLE,
}
_MULTIPART: Final = {
    "type": "object",
    "required": ["line"],
    "properties": {
        "line": {"type": "string", "description": "the JSON, with `image` {alt, credit, licence}"},
        "image": {"type": "string", "format": "binary", "description": "at most 10 MB"},
    },
}
_PROBLEM: Final = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
DESCRIPTION: Final[dict[str, Any]] = {
    "parameters": [
        {
            "in": "header",
            "name": "Idempotency-Key",
            "schema": {"type": "string", "maxLength": KEY_MAXIMUM},
            "description": "the same key gets the same answer, however often it is sent",
        }
    ],
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": _BODY},
            "multipart/form-data": {"schema": _MULTIPART},
        },
    },
    "responses": {
        400: {"description": "`errors` name each field and what is wrong", "content": _PROBLEM},
        404: {"description": "This website takes none of this kind", "content": _PROBLEM},
        410: {"description": "The form is closed at the moment", "content": _PROBLEM},
        422: {"description": "This Idempotency-Key came with another body", "content": _PROBLEM},
        429: {"description": "Too many of this sender today", "content": _PROBLEM},
    },
}


class Receipt(Schema):
    """What was made of it. The sender confirms by a link in an e-mail; then it waits."""

    reference: str
    status: str


@router.post(
    "/{kind}",
    response={202: Receipt},
    summary="Send something for publication",
    description="A moderator looks at it once its sender has confirmed by the link in an e-mail.",
    openapi_extra=DESCRIPTION,
)
def submit(request: HttpRequest, kind: str) -> tuple[int, Receipt]:
    """Take a line with its sender."""
    # Problems are English here, as everywhere in the API.
    with translation.override("en"):
        site, owned = _form_of(request, kind)
        body = _read(request)
        digest = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
        key = _key(request, site, kind)
        found = _standing(key, digest) or _taken(request, site, owned, body, key, digest)
    return HTTPStatus.ACCEPTED, Receipt(reference=found.reference, status=found.state)


def _form_of(request: HttpRequest, kind: str) -> tuple[PublicationSite, Owned[IntakeForm]]:
    here = Site.find_for_request(request)
    site = PublicationSite.objects.filter(site_id=here.pk).first() if here else None
    owned = form_for(kind)
    if site is None or owned is None or owned.owner.label in site.facts["off"]:
        raise Http404("This website takes no submissions of this kind.")
    if FormSettings.objects.filter(site_id=site.site_id, closed__contains=[owned.key]).exists():
        raise HttpError(HTTPStatus.GONE, "This form is closed at the moment.")
    return site, owned


def _read(request: HttpRequest) -> dict[str, Any]:
    is_multipart = request.content_type == "multipart/form-data"
    raw = request.POST.get("line", "").encode(errors="replace") if is_multipart else request.body
    if len(raw) > TEXT_MAXIMUM_BYTES:
        raise HttpError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The line is longer than 64 KB.")
    try:
        body = json.loads(raw.decode("utf-8"))
        # Half characters and numbers that are none cannot be stored.
        json.dumps(body, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):
        where = "The part `line`" if is_multipart else "The body"
        raise HttpError(HTTPStatus.BAD_REQUEST, f"{where} is no JSON in UTF-8.") from None
    if not isinstance(body, dict):
        raise HttpError(HTTPStatus.BAD_REQUEST, "The body is no JSON object.")
    return body


def _key(request: HttpRequest, site: PublicationSite, kind: str) -> UUID:
    given = request.headers.get("Idempotency-Key", "")
    if not given:
        return uuid4()
    if len(given) > KEY_MAXIMUM:
        raise _wrong("Idempotency-Key", f"longer than {KEY_MAXIMUM} characters")
    return uuid5(NAMESPACE_URL, f"hub:submission:{site.site_id}:{kind}:{given}")


def _standing(key: UUID, digest: str) -> Submission | None:
    found = Submission.objects.filter(key=key).first()
    if found and found.digest not in {digest, ""}:
        raise HttpError(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "This Idempotency-Key was used for another body. Take a new one.",
        )
    return found


def _taken(
    request: HttpRequest,
    site: PublicationSite,
    owned: Owned[IntakeForm],
    body: Mapping[str, Any],
    key: UUID,
    digest: str,
) -> Submission:
    sender = _sender(body.get("sender"))
    line, described = _line(body, owned.part.kind, site)
    problems = lines.problems([line], Submission().document_id)
    if problems:
        raise ValidationError(
            [{"loc": ["body", one.field], "msg": one.message} for one in problems]
        )
    pictures = _pictures(request)
    if pictures and not described.get("image_alt"):
        raise _wrong("image.alt", "say in one sentence what the picture shows")
    limits = owned.part.limits()
    address = address_of(request)
    with transaction.atomic():
        made, is_new = receiving.receive(
            key,
            lines=[line],
            sender=sender,
            uploads=pictures,
            described=described,
            form=owned.key,
            site_id=site.site_id,
            digest=digest,
        )
        form, email = owned.key, sender["email"]
        if is_new and not senders.may_send(
            limits, site_id=site.site_id, form=form, address=address, email=email
        ):
            raise HttpError(HTTPStatus.TOO_MANY_REQUESTS, "Too many today. Try again tomorrow.")
    return made if is_new else _standing(key, digest) or made


def _sender(given: Any) -> dict[str, str]:
    facts = given if isinstance(given, dict) else {}
    found = {}
    for name in ("name", "email", "organisation"):
        value = facts.get(name)
        if value is not None and (not isinstance(value, str) or "\0" in value):
            raise _wrong(f"sender.{name}", "is not text")
        found[name] = (value or "").strip()
    if not found["name"] or len(found["name"]) > NAME_MAXIMUM:
        raise _wrong("sender.name", f"give a name of 1 to {NAME_MAXIMUM} characters")
    try:
        return {**found, "email": email_of(found["email"])}
    except FieldError:
        raise _wrong("sender.email", "is no e-mail address such as name@example.org") from None


def _line(
    body: Mapping[str, Any], kind: str, site: PublicationSite
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the line, and what it says of the picture that comes with it."""
    line = {name: value for name, value in body.items() if name not in {"sender", "image"}}
    if line.setdefault("kind", kind) != kind:
        raise _wrong("kind", f"is not {kind!r}, as the address says")
    locales = [one["code"] for one in site.facts["locales"]]
    if line.get("locale") not in locales:
        raise _wrong("locale", f"is none of {', '.join(locales)}")
    image = body.get("image")
    if image is None:
        return line, {}
    if not isinstance(image, dict) or not {*image} <= {*DESCRIBED}:
        raise _wrong("image", "says alt, credit and licence; send the file as multipart/form-data")
    said = {name: writable(str(image.get(name) or "")) for name in DESCRIBED}
    return line, {f"image_{name}": value for name, value in said.items()}


def _pictures(request: HttpRequest) -> list[Upload]:
    given = request.FILES.get("image")
    if given is None:
        return []
    if (given.size or 0) > quarantine.MOST_BYTES:
        raise _wrong("image", "is larger than 10 MB")
    upload = visits.Upload(name=given.name or "", size_bytes=given.size or 0, read=given.read)
    try:
        return [quarantine.take(upload, "image")]
    except quarantine.UploadError as error:
        raise _wrong("image", str(error)) from None


def _wrong(field: str, message: str) -> ValidationError:
    return ValidationError([{"loc": ["body", *field.split(".")], "msg": message}])
