"""Declares what the editorial team's capability brings: pages, news and alerts."""

from django.utils.translation import gettext_lazy as _

from hub.kernel.contract.capability import Capability
from hub.kernel.contract.parts import Kind, Part


class EditorialConfig(Capability):
    """Home, sections, standard pages, news and alert banners."""

    name = "plugins.editorial"
    label = "editorial"
    verbose_name = _("Editorial")
    title = _("Pages and news")
    summary = _("Home page, sections, standard pages, news and alert banners.")

    def provides(self) -> tuple[Part, ...]:
        """Return the kinds `page`, `news` and `alert`."""
        from hub.content.models import HubPage
        from plugins.editorial import document
        from plugins.editorial.models import AlertPage, NewsIndexPage, NewsPage

        return (
            # Every HubPage that has no kind of its own is a page, index pages of others included.
            Kind(
                name="page",
                plural="pages",
                title=_("page"),
                title_plural=_("pages"),
                model=HubPage,
                order="title",
                build_document=document.build_page,
                read_line=document.read_page,
                schema=document.PAGE_SCHEMA,
                schema_org=document.web_page,
            ),
            Kind(
                name="news",
                plural="news",
                title=_("news item"),
                title_plural=_("News"),
                model=NewsPage,
                index_page=NewsIndexPage,
                order="newest",
                build_document=document.build_news,
                read_line=document.read_news,
                schema=document.NEWS_SCHEMA,
                facets=("topic", "district"),
                schema_org=document.news_article,
            ),
            Kind(
                name="alert",
                plural="alerts",
                title=_("alert"),
                title_plural=_("alerts"),
                model=AlertPage,
                order="newest",
                build_document=document.build_alert,
                read_line=document.read_alert,
                schema=document.ALERT_SCHEMA,
                schema_org=document.web_page,
            ),
        )
