"""Languages and time zone. `de-x-ls` is Leichte Sprache, a private-use tag (BCP 47)."""

from hub.settings import environment

NAMES = {
    "de": "Deutsch",
    "en": "English",
    "uk": "українська",
    "ar": "العربية",
    "de-x-ls": "Leichte Sprache",
    "fr": "français",
    "fa": "فارسی",
    "ru": "русский",
    "tr": "Türkçe",
    "vi": "Tiếng Việt",
    "pl": "polski",
}
CODES = environment.names("HUB_LANGUAGES", "de,en,uk,ar,de-x-ls")

LANGUAGES = [(code, NAMES.get(code, code)) for code in CODES]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
LANGUAGE_CODE = environment.text("HUB_DEFAULT_LANGUAGE", CODES[0])
LOCALE_PATHS = [environment.PROJECT / "hub" / "locale"]
FORMAT_MODULE_PATH = "hub.words.formats"
USE_I18N = True
USE_TZ = True
TIME_ZONE = environment.text("HUB_TIME_ZONE", "Europe/Berlin")
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = [("de", "Deutsch"), ("en", "English")]
# A translation starts as a draft: otherwise the target is live at once, with German text in it.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
# Who the original was has to be known after it was deleted: its translations go with it.
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True
WAGTAILLOCALIZE_JOBS = {"BACKEND": "celery_app.backends.LocalizeJobs"}
