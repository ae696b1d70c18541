"""Mail: SMTP where EMAIL_URL is set, else files in HUB_HOME/mail."""

from urllib.parse import unquote, urlsplit

from hub.settings import environment
from hub.settings.hub import HUB_HOME

# After the commit, by the backend below.
EMAIL_BACKEND = "hub.kernel.mailing.AfterCommit"

_url = urlsplit(environment.text("EMAIL_URL", ""))
if _url.scheme:
    HUB_MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _url.hostname or "127.0.0.1"
    EMAIL_PORT = _url.port or 25
    EMAIL_HOST_USER = unquote(_url.username or "")
    EMAIL_HOST_PASSWORD = unquote(_url.password or "")
    EMAIL_USE_TLS = _url.scheme == "smtp+tls"
    EMAIL_USE_SSL = _url.scheme == "smtps"
    EMAIL_TIMEOUT = 10
else:
    HUB_MAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = HUB_HOME / "mail"
