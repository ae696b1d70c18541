"""Mail: everything goes into the outbox (hub.mail); EMAIL_URL is the server that workers hand it
to."""

from urllib.parse import parse_qsl, unquote, urlsplit

from hub.settings import environment
from hub.settings.hub import HUB_BASE_URL

EMAIL_BACKEND = "hub.mail.outbox.Outbox"

_URL = environment.text("EMAIL_URL", "")
_url = urlsplit(_URL)
_SCHEMES = {"smtp": "none", "smtp+tls": "starttls", "smtps": "implicit", "": "none"}
_options = dict(parse_qsl(_url.query))
_tls = _options.get("tls", _SCHEMES.get(_url.scheme, ""))
if _tls not in _SCHEMES.values() or _url.scheme not in _SCHEMES or set(_options) - {"tls"}:
    raise environment.BadVariable(
        "EMAIL_URL cannot be understood. It is smtp://user:password@host:587/?tls=starttls, where"
        " tls is starttls, implicit (port 465) or none."
    )

# Empty: mails wait in the outbox.
EMAIL_HOST = _url.hostname or ""
EMAIL_PORT = _url.port or {"none": 25, "starttls": 587, "implicit": 465}[_tls]
EMAIL_HOST_USER = unquote(_url.username or "")
EMAIL_HOST_PASSWORD = unquote(_url.password or "")
EMAIL_USE_TLS = _tls == "starttls"
EMAIL_USE_SSL = _tls == "implicit"
EMAIL_TIMEOUT = 10

_host = urlsplit(HUB_BASE_URL).hostname or ""
_domain = _host if _host[-1:].isalpha() and ":" not in _host else "localhost"
HUB_MAIL_FROM = environment.names("HUB_MAIL_FROM", f"noreply@{_domain}")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = HUB_MAIL_FROM[0]
EMAIL_SUBJECT_PREFIX = ""
# Where the demo's mail server lays what it was given; shown at /-/mailbox/. Never in production.
HUB_MAILBOX = environment.text("HUB_MAILBOX", "")
