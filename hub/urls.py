"""All addresses. Every one has a line in `tests/security/permissions.tsv`."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.utils.text import format_lazy
from django.views.decorators.http import require_POST
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.views.account import LogoutView
from wagtail.documents import urls as wagtaildocs_urls

from hub.content.files.serving import image
from hub.delivery.embeds.page import embedding, former
from hub.delivery.patterns.view import patterns
from hub.delivery.portal.own import WORDS
from hub.delivery.portal.urls import pages
from hub.desk.media import media

urlpatterns = [
    # Wagtail's view takes the session away from whoever a link or a picture brings there.
    path("admin/logout/", require_POST(LogoutView.as_view())),
    path("admin/", include(wagtailadmin_urls)),
    # Answered before all middleware by hub.delivery.shortcut; here for `reverse` and for the list.
    path("api/v1/", include("hub.delivery.api.urls")),
    path("", include("hub.delivery.embeds.urls")),
    path("documents/", include(wagtaildocs_urls)),
    # The file's name at the end is for people who save the picture.
    re_path(
        r"^images/(?P<signature>[^/]+)/(?P<image_id>\d+)/(?P<filter_spec>[^/]+)/[^/]*$",
        image,
        name="image",
    ),
    # The admin's previews of uploads; in front of it nobody serves this folder.
    path("media/<path:path>", media, name="media"),
    path("-/patterns/", patterns, name="patterns"),
    path("", include("hub.mail.urls")),
    path("", include("hub.delivery.portal.urls")),
    # Wagtail's own stay for the password of restricted pages; `pages` answers all others.
    *i18n_patterns(
        path(format_lazy("{}/", WORDS["embed"]), embedding, name="embedding"),
        path("einbinden/", former, name="embedding_formerly"),
        *pages,
        path("", include(wagtail_urls)),
    ),
]

handler404 = "hub.delivery.portal.pages.errors.not_found"
handler500 = "hub.delivery.portal.pages.errors.failed"
handler403 = "hub.delivery.portal.pages.errors.forbidden"
handler400 = "hub.delivery.portal.pages.errors.refused"
