"""What `hostile` throws at forms: texts, addresses, names, headers, tokens and files."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any, Final

from PIL import Image

from tests.intake.conftest import NOTE

EVENT: Final = {
    "title": "Basar",
    "day": "2027-06-05",
    "starts": "15:00",
    "place": "Basarplatz",
    "street": "Ringstraße 5",
    "organiser": "Bazaar Ltd.",
    "sender_name": "Kim",
}
WELL_FORMED: Final[Mapping[str, Mapping[str, str]]] = {"note": NOTE, "event": EVENT}
TEXTS: Final = (
    "<script>alert(1)</script>",
    "\"><img src=x onerror='alert(1)'>",
    "'; DROP TABLE intake_submission; --",
    "{{ settings.SECRET_KEY }}{% debug %}",
    "%(name)s %s {0.__class__} ${7*7}",
    "a\r\nBcc: alle@verein.de\r\n\r\nx",
    "\x00\x01\x1f",
    "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    "\u202egpj.exe\u200b\ufeff",
    "../../../../etc/passwd",
    "javascript:alert(1)",
    "http://169.254.169.254/latest/meta-data/",
    "https://[::1",
    "Cheap pills http://spam.example " * 40,
    "Ä" * 40_000,
    "",
    " ",
    "null",
    "-1",
    "1e400",
    "NaN",
    "99999999999999999999",
    "٣",
    "0001-01-01",
    "9999-12-31",
    "2027-02-30",
    "24:61",
    "2027-06-05T15:00:00+99:00",
    "FREQ=SECONDLY;COUNT=999999999",
    "1.1.1\n" * 3000,
)
MOMENTS: Final = ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2027-06-05", "1e9")
VALUES: Final[tuple[Any, ...]] = (
    None, [], {}, [[]], {"a": {"b": []}}, True, 10**30, -1, 1.5, "x" * 70_000, *MOMENTS, *TEXTS,
)  # fmt: skip
DOMAINS: Final = ("verein.de", "VEREIN.de", "bücher.example", "xn--bcher-kva.example")
EMAILS: Final = (
    "kim@verein.de\nBcc: x@y.de",
    '"kim x"@verein.de',
    "kim@[127.0.0.1]",
    "kïm@verein.de",
    "postmaster@verein.de",
    "@",
    "a" * 65 + "@verein.de",
    "kim@" + "verein." * 60 + "de",
    "kim@verein.de,uwe@verein.de",
)
PARTS: Final = ("title", "note", "event", "place", "topics", "body_html", "dates", "image",
                "rebuild", "sender", "locale", "summary", "organisation", "district", "id", "kind",
                "online_url", "deleted", "source", "x")  # fmt: skip
INNER: Final = ("first_starts_at", "first_ends_at", "recurrence", "timezone", "all_day", "colour",
                "price", "registration", "accessibility", "name", "street", "email")  # fmt: skip
NAMES: Final = (
    "rad.jpg", "../../rad.png", "..\\..\\rad.png", "rad.php\x00.png", "rad.svg", "CON.png", "rad",
    "\u202egnp.exe", "ä" * 300 + ".png", 'a"; name="title', "/etc/cron.d/rad.png",
)  # fmt: skip
TYPES: Final = (
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=utf-16",
    "application/x-www-form-urlencoded; charset=nonsense",
    "application/json",
    "application/json; charset=latin-1",
    "multipart/form-data",
    "multipart/form-data; boundary=other",
    f"multipart/form-data; boundary={'x' * 300}",
    "text/plain",
    "application/xml",
    "",
    "ä/ö; ü",
)
HEADERS: Final[tuple[dict[str, str], ...]] = (
    {"Sec-Fetch-Site": "cross-site"},
    {"Origin": "https://attacker.example"},
    {"Origin": "http://[::1"},
    {"X-Forwarded-For": "127.0.0.1, ' OR 1=1"},
    {"Accept-Language": "x" * 5000},
    {"Cookie": "sessionid=forged; hub_language=../../x"},
    {"Content-Encoding": "gzip"},
    {"Idempotency-Key": "a"},
    {"Idempotency-Key": "ä\u0080"},
    {"Idempotency-Key": "b" * 300},
    {"Accept": "application/xml"},
)
TOKENS: Final = ("..", "%00", "x" * 900, "a:b", "%ff%fe", "%2e%2e%2f", "made-up", "token;x=1")
ACTS: Final = ("confirm", "answer", "withdraw", "cancel", "change", "copy", "", "publish", "accept")


def picture(kind: str = "PNG", side: int = 60) -> bytes:
    """Return a small picture."""
    stream = BytesIO()
    Image.new("RGB", (side, side), "green").save(stream, kind)
    return stream.getvalue()


def bomb() -> bytes:
    """Return a picture of few bytes and 81 million pixels."""
    stream = BytesIO()
    Image.new("1", (9000, 9000)).save(stream, "PNG")
    return stream.getvalue()


FILES: Final = (
    b"",
    b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    b"GIF89a" + b"\xff" * 300,
    b"%PDF-1.7\n<html><script>alert(1)</script>",
    b"#!/bin/sh\nid",
    picture()[:50],
    picture("JPEG")[:-40],
    picture("WEBP")[:40] + b"<?php" * 100,
    picture("TIFF"),
    picture("PNG", 2),
    bomb(),
)
# Pictures that are something else, too.
DOUBLE: Final = (
    picture() + b"PK\x03\x04<?php system('id'); ?>",
    picture("JPEG") + b"<?php system('id'); ?><script>alert(1)</script>",
    picture("GIF") + b"/*php*/=1;alert(1)",
)
