"""The editors' list of news and its export."""

import csv
import io
from datetime import date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail_localize.fields import TranslatableField, get_translatable_fields

from plugins.editorial.models import AlertPage, NewsPage
from tests.factories.content import DistrictFactory, TopicFactory
from tests.factories.kinds import add_alert, add_news, small_site

pytestmark = pytest.mark.django_db

LIST = reverse("news:index")
QUERIES = 21
# wagtail-localize asks twice a row whether a page can be translated.
LOCALIZE = 2


@pytest.fixture
def site():
    return small_site()


def titles(response) -> list[str]:
    return [page.title for page in response.context["pages"]]


def test_the_newest_day_stands_first(admin_client, site):
    add_news(site, title="Alt", published_on=date(2026, 1, 5))
    add_news(site, title="Neu", published_on=date(2026, 3, 5), live=False)

    response = admin_client.get(LIST)

    assert titles(response) == ["Neu", "Alt"]
    assert "05.03.2026" in response.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "published_on_from=2026-03-01&published_on_to=2026-03-31",
        "topics={topic}",
        "district={district}",
        "status=live",
    ],
)
def test_each_filter_keeps_what_it_names(admin_client, site, query):
    topic, district = TopicFactory(), DistrictFactory()
    add_news(
        site,
        title="Treffer",
        published_on=date(2026, 3, 5),
        district=district,
        topics=[topic],
    )
    add_news(site, title="Andere", published_on=date(2026, 5, 1), live=query != "status=live")

    response = admin_client.get(f"{LIST}?{query.format(topic=topic.pk, district=district.pk)}")

    assert titles(response) == ["Treffer"]


def test_only_the_translate_button_costs_queries_by_row(
    admin_client, site, django_assert_num_queries
):
    add_news(site, title="Erste", district=DistrictFactory())
    admin_client.get(LIST)  # fills Django's and Wagtail's caches of content types and sites
    with django_assert_num_queries(QUERIES + LOCALIZE):
        admin_client.get(LIST)
    for number in range(8):
        add_news(site, title=f"Meldung {number}", district=DistrictFactory())
    with django_assert_num_queries(QUERIES + 9 * LOCALIZE):
        admin_client.get(LIST)


def test_the_export_speaks_german_and_holds_no_formula(admin_client, site):
    add_news(site, title="+1 für alle", summary="=1+1", published_on=date(2026, 3, 5))

    text = admin_client.get(f"{LIST}?export=csv").getvalue().decode("utf-8-sig")

    heading, row = csv.reader(io.StringIO(text))
    assert heading[:3] == ["Titel", "Datum", "Geschrieben von"]
    assert row[0] == "'+1 für alle"
    assert "'=1+1" in row
    assert "2026-03-05" in row


def test_the_severity_and_times_of_an_alert_follow_the_original():
    def translated(model) -> set[str]:
        found = get_translatable_fields(model)
        return {one.field_name for one in found if isinstance(one, TranslatableField)}

    assert {"title", "summary"} <= translated(AlertPage)
    assert not {"severity", "starts_at", "ends_at", "link"} & translated(AlertPage)
    assert {"title", "body", "author_role"} <= translated(NewsPage)
    assert "published_on" not in translated(NewsPage)


def test_banners_have_a_list_of_their_own_with_severity_and_times(admin_client, site):
    ends_at = timezone.make_aware(datetime(2099, 5, 4, 18))
    add_alert(site, "Bombenfund", severity="major", ends_at=ends_at)
    add_alert(site, "Rathaus zu", severity="announcement")

    menu = admin_client.get(reverse("wagtailadmin_home")).content.decode()
    everything = admin_client.get(reverse("alerts:index"))
    urgent = admin_client.get(reverse("alerts:index"), {"severity": "major"})

    assert reverse("alerts:index") in menu
    assert set(titles(everything)) == {"Bombenfund", "Rathaus zu"}
    assert titles(urgent) == ["Bombenfund"]
    html = urgent.content.decode()
    assert "dringend" in html
    assert "2099" in html
