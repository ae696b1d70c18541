"""Which Django apps run: the machinery, the enabled capabilities, Wagtail and Django."""

from importlib.metadata import entry_points

from hub.settings import environment

HUB_CAPABILITIES = environment.names(
    "HUB_CAPABILITIES",
    "plugins.editorial,plugins.organisations,plugins.events,plugins.funding,plugins.accessibility",
)
# Installed packages come after those that are named, in the order of their names.
HUB_CAPABILITIES += [
    point.value
    for point in sorted(entry_points(group="hub.capabilities"))
    if point.value not in HUB_CAPABILITIES
]
HUB_CAPABILITY_SETTINGS = environment.mapping("HUB_CAPABILITY_SETTINGS")

INSTALLED_APPS = [
    "celery_app",
    "hub.desk",
    "hub.delivery",
    "hub.intake",
    "hub.mail",
    "hub.privacy",
    "hub.transfer",
    "hub.publication",
    "hub.content",
    "hub.fetching",
    "hub.kernel",
    "search",
    *HUB_CAPABILITIES,
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "axes",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
]

MIDDLEWARE = [
    "hub.delivery.door.Door",
    "hub.delivery.ceiling.Ceiling",
    "hub.kernel.patience.Patience",
    "django.middleware.security.SecurityMiddleware",
    # A static file has a policy of its own, a short one: a page asks for six of them.
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # The API brings its own, stricter headers and needs nothing of what follows.
    "hub.delivery.shortcut.PublicReads",
    "hub.delivery.policy.Policy",
    "hub.delivery.policy.Features",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "hub.desk.language.AdminLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "hub.content.attempts.Attempts",
    "hub.content.editing.typed.Typed",
    "hub.publication.hinting.editing.AtomicEditing",
    "hub.content.files.partial.PartialContent",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "hub.urls"
WSGI_APPLICATION = "hub.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
