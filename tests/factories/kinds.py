"""A small website of editorial pages, news and organisations.

site = small_site()
news = add_news(site, title="Neue Förderung")
"""

from typing import Any

from wagtail.models import Site

from plugins.editorial.models import (
    AlertPage,
    HomePage,
    NewsIndexPage,
    NewsPage,
    SectionPage,
    StandardPage,
)
from plugins.organisations.models import OrganisationIndexPage, OrganisationPage
from tests.factories.content import add_page, hub_site


def small_site(**fields: Any) -> Site:
    """Return a site with a home page; `fields` as for hub_site."""
    return hub_site(HomePage, **fields)


def below_home(site: Site, page_class: type[Any], title: str) -> Any:
    """Return the page of that class below the home page, new if need be."""
    found = page_class.objects.child_of(site.root_page).first()
    site.root_page.refresh_from_db()
    return found or add_page(site.root_page, page_class, title=title)


def add_section(site: Site, title: str = "Das Netzwerk", **fields: Any) -> SectionPage:
    """Return a new section below the home page."""
    site.root_page.refresh_from_db()
    return add_page(site.root_page, SectionPage, title=title, **fields)


def add_standard(parent: Any, title: str = "Impressum", **fields: Any) -> StandardPage:
    """Return a new standard page below a page."""
    parent.refresh_from_db()
    return add_page(parent, StandardPage, title=title, **fields)


def add_news(site: Site, title: str = "Neue Förderung für Vereine", **fields: Any) -> NewsPage:
    """Return a new news item in the site's list of news."""
    return add_page(below_home(site, NewsIndexPage, "Aktuelles"), NewsPage, title=title, **fields)


def add_alert(site: Site, title: str = "Rathaus am Freitag zu", **fields: Any) -> AlertPage:
    """Return a new alert below the home page."""
    site.root_page.refresh_from_db()
    return add_page(site.root_page, AlertPage, title=title, **fields)


def add_organisation(
    site: Site, title: str = "Förderverein Stadtpark e. V.", **fields: Any
) -> OrganisationPage:
    """Return a new organisation in the site's directory."""
    index = below_home(site, OrganisationIndexPage, "Organisationen")
    return add_page(index, OrganisationPage, title=title, **fields)
