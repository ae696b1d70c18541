"""The office works on reports: list, deadline, desk, rights, and what is forgotten."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hub.content.roles import EDITOR, MANAGER, MODERATOR, TRANSLATOR
from hub.desk.panel import shown_to
from hub.privacy.expiring import expire
from plugins.accessibility.models import BarrierReport
from plugins.accessibility.tests.samples import SENDER, make_report

pytestmark = pytest.mark.django_db
LIST = reverse("accessibility_reports:index")
QUERIES = 11


def days_ago(count: int):
    return timezone.now() - timedelta(days=count)


def panel_of(user) -> list:
    found = [one for one in shown_to(user) if one.key == "accessibility.reports"]
    return found[0].entries if found else []


def role(django_user_model, name: str):
    user = django_user_model.objects.create_user(name, f"{name}@example.org", "x")
    user.groups.add(Group.objects.get(name=name))
    return user


def test_the_list_says_in_words_how_urgent_each_is(admin_client, city):
    make_report(city.site, received_at=days_ago(40), page="Startseite")
    make_report(city.site, received_at=days_ago(27))
    make_report(city.site, state="answered")

    text = admin_client.get(LIST).content.decode()

    assert "überfällig)" in text
    assert "(noch " in text
    for heading in ("Eingegangen", "Beantworten bis", "Seite", "Stand", "Startseite"):
        assert heading in text
    assert SENDER not in text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("due=overdue", {"overdue"}),
        ("due=soon", {"soon"}),
        ("state=answered", {"answered"}),
        ("language=ar", {"arabic"}),
    ],
)
def test_each_filter_keeps_what_it_names(admin_client, city, query, expected):
    make_report(city.site, received_at=days_ago(40), page="overdue")
    make_report(city.site, received_at=days_ago(27), page="soon")
    make_report(city.site, received_at=days_ago(40), state="answered", page="answered")
    make_report(city.site, language="ar", page="arabic")

    response = admin_client.get(f"{LIST}?{query}")

    assert {one.page for one in response.context["object_list"]} == expected


def test_the_queries_of_the_list_do_not_grow(admin_client, city, django_assert_max_num_queries):
    make_report(city.site)
    admin_client.get(LIST)
    for _number in range(9):
        make_report(city.site)
    with django_assert_max_num_queries(QUERIES):
        admin_client.get(LIST)


def test_the_office_answers_and_cannot_change_what_was_said(admin_client, city):
    report = make_report(city.site)
    address = reverse("accessibility_reports:edit", args=[report.pk])
    text = admin_client.get(address).content.decode()
    assert f"mailto:{SENDER}" in text
    assert report.reference in text

    response = admin_client.post(
        address, {"state": "answered", "note": "Menü repariert", "description": "anders"}
    )

    report.refresh_from_db()
    assert response.status_code == 302
    assert (report.state, report.note) == ("answered", "Menü repariert")
    assert report.answered_at is not None
    assert report.description == "Das Menü klappt nicht auf."


def test_a_barrier_told_on_the_phone_gets_the_same_month(admin_client, city):
    response = admin_client.post(
        reverse("accessibility_reports:add"),
        {
            "state": "new",
            "description": "Am Telefon: Schrift zu klein",
            "received_at": "20.11.2026 10:00",
            "language": "de",
            "site": city.site.pk,
        },
    )

    assert response.status_code == 302
    assert f"{BarrierReport.objects.get().due_on:%d.%m.%Y}" == "20.12.2026"


def test_a_report_that_is_taken_up_again_is_not_answered_any_more(city):
    report = make_report(city.site, state="answered")
    assert report.answered_at is not None

    report.state = "working"
    report.save()

    assert report.answered_at is None


def test_the_desk_shows_what_is_overdue_or_due_in_a_week_and_what_is_new(city, admin_user):
    assert panel_of(admin_user) == []
    overdue = make_report(city.site, received_at=days_ago(40), state="working")
    soon = make_report(city.site, received_at=days_ago(27))
    fresh = make_report(city.site)
    make_report(city.site, received_at=days_ago(40), state="answered")
    make_report(city.site, state="working")

    entries = panel_of(admin_user)

    assert [one.title for one in entries] == [each.reference for each in (overdue, soon, fresh)]
    assert "überfällig" in entries[0].detail
    assert "neu, bis" in entries[2].detail


def test_only_who_answers_sees_reports(city, django_user_model):
    report = make_report(city.site, received_at=days_ago(40))
    address = reverse("accessibility_reports:edit", args=[report.pk])
    for name, may in (
        (MODERATOR.name, True),
        (MANAGER.name, True),
        (EDITOR.name, False),
        (TRANSLATOR.name, False),
    ):
        user = role(django_user_model, name)
        client = Client()
        client.force_login(user)
        assert (client.get(LIST).status_code == 200) is may, name
        assert (client.get(address).status_code == 200) is may, name
        assert bool(panel_of(user)) is may, name
        assert ("barrier-reports" in client.get("/admin/").content.decode()) is may, name


def test_long_after_the_answer_only_reference_page_and_days_are_left(city):
    old = make_report(city.site, state="answered", page="Startseite", note="intern")
    BarrierReport.objects.filter(pk=old.pk).update(answered_at=days_ago(181))
    recent = make_report(city.site, state="answered")
    waiting = make_report(city.site, received_at=days_ago(400))

    assert expire()["accessibility.reports"] == 1
    assert expire()["accessibility.reports"] == 0

    old.refresh_from_db()
    assert (old.name, old.email, old.description, old.wish, old.note) == ("",) * 5
    assert old.page == "Startseite"
    for one in (recent, waiting):
        one.refresh_from_db()
        assert one.email == SENDER


def test_an_erased_report_can_still_be_opened_and_saved(admin_client, city):
    report = make_report(city.site, state="answered")
    BarrierReport.objects.filter(pk=report.pk).update(answered_at=days_ago(181))
    expire()
    address = reverse("accessibility_reports:edit", args=[report.pk])

    assert "gelöscht" in admin_client.get(address).content.decode()
    assert admin_client.post(address, {"state": "working", "note": ""}).status_code == 302
