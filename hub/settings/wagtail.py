"""Wagtail: names, images, the admin's own search, what it must not do by itself."""

from hub.settings.hub import HUB_BASE_URL

WAGTAIL_SITE_NAME = "Dessau-Roßlau engagiert"
WAGTAILADMIN_BASE_URL = HUB_BASE_URL
WAGTAILSEARCH_BACKENDS = {
    "default": {
        "BACKEND": "hub.content.editing.searching",
        "SEARCH_CONFIG": "german",
    }
}
WAGTAILIMAGES_IMAGE_MODEL = "content.HubImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "hub.content.editing.uploads.HubImageForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_EXTENSIONS = [
    *("pdf", "odt", "ods", "docx", "xlsx", "csv", "txt", "ics"),
    *("mp4", "webm", "vtt"),
]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# As editors write dates; hub.words.formats reads them in the English admin too.
WAGTAIL_DATE_FORMAT = "%d.%m.%Y"
WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y %H:%M"
# The hub itself leads from former addresses to present ones, in every language.
WAGTAILREDIRECTS_AUTO_CREATE = False
