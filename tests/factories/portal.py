"""A small website as a reader finds it: home, section, events, organisations, news, legal pages.

city = portal_site()          # rows are settled; city.event, city.news, … are its pages
"""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Site

from hub.publication.models import Publication
from hub.publication.reading.sites import forget_sites
from hub.publication.sweep import sweep
from plugins.editorial.models import AlertPage, NewsPage, SectionPage, StandardPage
from plugins.events.models import EventPage
from plugins.organisations.models import OrganisationPage
from tests.factories.content import (
    ContactFactory,
    DistrictFactory,
    PlaceFactory,
    TopicFactory,
    TopicLabelFactory,
    site_settings,
    translated,
)
from tests.factories.events import change, event, event_index
from tests.factories.kinds import (
    add_alert,
    add_news,
    add_organisation,
    add_section,
    add_standard,
    below_home,
    small_site,
)


@dataclass(frozen=True)
class City:
    """The pages of the small website that tests name."""

    site: Site
    section: SectionPage
    page: StandardPage
    imprint: StandardPage
    news: NewsPage
    organisation: OrganisationPage
    events: Any
    weekly: EventPage
    online: EventPage
    alert: AlertPage

    def path(self, page: Any, locale: str = "de") -> str:
        """Return a page's address as its row says it."""
        row = Publication.objects.get(document_id=page.translation_key, locale="de")
        return f"/{locale}/{row.path}"


def monday() -> date:
    """Return the Monday of the current week."""
    today = timezone.localdate()
    return today - timedelta(days=today.weekday())


def fresh() -> None:
    """Forget what was kept of a database that has been rolled back since."""
    forget_sites()


def portal_site(hostname: str = "testserver", port: int = 80) -> City:
    """Return a website with one or two pages of every kind, in German and partly in English."""
    site = small_site(hostname=hostname, port=port, summary="Was los ist und wer Hilfe sucht.")
    today = timezone.localdate()
    culture = TopicFactory(key="culture", label="Kultur")
    TopicLabelFactory(topic=culture, locale="en", label="Culture")
    climate = TopicFactory(key="climate", label="Klima und Natur")
    rosslau = DistrictFactory(key="rosslau", name="Roßlau")
    contact = ContactFactory(name="Büro Engagierte Stadt", role="Bürgerservice")
    place = PlaceFactory(
        name="Alte Schule Törten", district=rosslau, step_free="yes", induction_loop="no"
    )
    section = add_section(site, summary="Wer mitmacht und wie wir arbeiten.")
    page = add_standard(section, "Die Ehrenamtskarte", summary="Wer sie bekommt.", contact=contact)
    imprint = add_standard(site.root_page, "Impressum")
    for one in (section,):
        one.show_in_menus = True
        one.save_revision().publish()
    organisation = add_organisation(
        site, "Repair-Café Törten", summary="Kaputtes gemeinsam reparieren.", district=rosslau
    )
    add_organisation(site, "Ökologischer Garten e. V.", summary="Beete für alle.")
    news = add_news(site, "Die Ehrenamtskarte bekommt Zuwachs", summary="Ab Januar neue Partner.")
    add_news(site, "Zweite Runde für gute Ideen")
    site.root_page.refresh_from_db()
    events = event_index(site.root_page)
    weekly = event(
        events,
        title="Reparieren statt wegwerfen",
        summary="Kaputtes mitbringen, gemeinsam reparieren.",
        first_day=today,
        start_time=time(15),
        end_time=time(18),
        rrule="FREQ=WEEKLY;COUNT=6",
        changes=(
            change(today + timedelta(days=7)),
            change(
                today + timedelta(days=14),
                status="moved",
                first_day=today + timedelta(days=15),
                note="weil die Schule feiert",
            ),
        ),
        place=place,
        organisation=organisation,
        topics=[climate],
        is_free=True,
    )
    online = event(
        events,
        title="Fördermittel beantragen",
        first_day=today + timedelta(days=3),
        start_time=time(17),
        end_time=time(19, 30),
        format="online",
        online_url="https://treffen.example.org/",
        topics=[culture],
        price_cents=500,
        reduced_cents=300,
    )
    alert = add_alert(site, summary="Wegen des Umzugs.", severity="minor")
    translated(news, "en", title="More partners for the volunteer card", slug="volunteer-card")
    for index in (events, below_home(site, type(news.get_parent().specific), "")):
        index.refresh_from_db()
        index.show_in_menus = True
        index.save_revision().publish()
    site_settings(site, name="Dessau-Roßlau engagiert", contact=contact, imprint_page=imprint)
    sweep()
    fresh()
    return City(site, section, page, imprint, news, organisation, events, weekly, online, alert)
