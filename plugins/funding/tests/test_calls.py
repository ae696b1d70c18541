"""A call as document, in lists by deadline and amount, and behind the four questions."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hub.publication.settle import settle
from hub.publication.sweep import sweep
from plugins.funding.document import read_funding
from plugins.funding.models import FundingDeadline, FundingIndexPage, FundingPage
from tests.factories.content import add_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def calls(site):
    """Five calls: closed, in ten days, in forty days, at any time, announced."""
    index = add_page(site.root_page, FundingIndexPage, title="Förderung", slug="foerderung")
    today = timezone.localdate()

    def call(title, days=None, timing="dated", most=None, **more):
        dates = [FundingDeadline(day=today + timedelta(days=days))] if days is not None else []
        return add_page(
            index,
            FundingPage,
            title=title,
            slug=title.lower(),
            funder="Land",
            timing=timing,
            deadlines=dates,
            amount_to_euros=most,
            checked_on=today,
            **more,
        )

    made = [
        call("Spaet", 40, most=50_000, applicants=["association"], purposes=["premises"]),
        call("Zu", -1, most=900),
        call("Immer", timing="rolling", most=300, applicants=["initiative"]),
        call("Bald", 10, most=5_000, applicants=["initiative"], purposes=["project"]),
        call("Kommt", timing="announced", most=2_000),
    ]
    sweep()
    return {page.title: page for page in made}


def titles(client, query: str) -> list[str]:
    answer = client.get(f"/api/v1/funding?{query}")
    assert answer.status_code == 200, answer.json()
    return [one["title"] for one in answer.json()["items"]]


def test_lists_go_by_deadline_and_by_amount(client, calls):
    assert titles(client, "")[:2] == ["Bald", "Spaet"]
    assert set(titles(client, "")) == {"Bald", "Spaet", "Immer", "Kommt"}
    assert titles(client, "open=false") == ["Zu"]
    assert titles(client, "sort=-amount") == ["Spaet", "Bald", "Kommt", "Immer"]
    assert titles(client, "amount_min=3000&sort=amount") == ["Bald", "Spaet"]
    assert titles(client, "state=closing_soon") == ["Bald"]
    assert titles(client, "applicant=initiative&purpose=project") == ["Bald"]
    assert set(titles(client, "apply=in_a_month")) == {"Spaet", "Immer"}
    assert titles(client, "apply=announced") == ["Kommt"]
    last = timezone.localdate() + timedelta(days=12)
    assert titles(client, f"deadline_to={last}") == ["Bald"]
    assert client.get("/api/v1/funding?state=offen").status_code == 400


def test_deadlines_are_a_calendar(client, calls):
    calendar = client.get("/api/v1/funding.ics")
    assert calendar.status_code == 200
    text = calendar.content.decode()
    assert text.count("BEGIN:VEVENT") == 2
    day = timezone.localdate() + timedelta(days=10)
    assert f"DTSTART;VALUE=DATE:{day:%Y%m%d}" in text
    assert "Letzter Tag für den Antrag" in text


def test_the_questions_lead_to_the_list(client, calls):
    page = client.get("/de/foerderung-finden/").content.decode()
    assert "Welche Förderung passt zu uns?" in page
    assert 'action="/de/foerderung/"' in page
    found = client.get(
        "/de/foerderung/?open=true&applicant=initiative&purpose=&amount_min=1&apply=now"
    )
    text = found.content.decode()
    assert "Bald" in text
    assert "Immer" in text
    assert "Spaet" not in text


def test_the_page_says_what_counts(client, calls):
    page = client.get("/de/foerderung/bald/").content.decode()
    for words in ("bis 5.000", "Gruppen ohne Rechtsform", "noch 10 Tage", "Geprüft am"):
        assert words in page
    calls["Bald"].checked_on = None
    calls["Bald"].save()
    settle([calls["Bald"].translation_key])
    assert "lange nicht geprüft" in client.get("/de/foerderung/bald/").content.decode()
    assert "Dieser Aufruf ist beendet." in client.get("/de/foerderung/zu/").content.decode()


def test_a_line_is_read_and_what_is_wrong_is_named(calls):
    page = calls["Bald"]
    facts = {
        "amount_max_cents": 70_000,
        "applicants": ["school", {"key": "person", "label": "…"}],
        "deadlines": ["2027-03-14T18:00:00+01:00", "2027-09-14T23:59:00+02:00"],
        "attachments": [{"title": "Regeln", "url": "https://example.org/r"}],
    }
    assert read_funding(page, facts) == {}
    assert (page.amount_to_euros, page.applicants) == (700, ["school", "person"])
    assert [(str(one.day), str(one.at)) for one in page.deadlines.all()] == [
        ("2027-03-14", "18:00:00"),
        ("2027-09-14", "None"),
    ]
    wrong = {
        "applicants": ["kings"],
        "deadlines": ["soon"],
        "amount_min_cents": -1,
        "region": "moon",
    }
    assert set(read_funding(page, wrong)) == set(wrong)
