"""A reader reports a barrier: without account, cookie and script; nothing typed is lost."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from hub.intake.models import Count, DaySalt
from hub.kernel.contract.visits import word_in
from plugins.accessibility.deadline import a_month_after
from plugins.accessibility.document import FORM_PATHS
from plugins.accessibility.models import BarrierReport
from plugins.accessibility.tests.conftest import ADDRESS, ticket_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)


def address_in(locale: str) -> str:
    return f"/{locale}/{word_in(FORM_PATHS, locale)}/"


def text_of(response) -> str:
    return response.content.decode()


def test_a_report_is_stored_once_with_a_reference_and_a_month_to_answer(city, reader, send):
    with time_machine.travel(NOW, tick=True):
        response = send(description="Das Menü geht nicht auf.", page="Startseite", email="a@b.de")

    report = BarrierReport.objects.get()
    assert response.status_code == 303
    assert (report.description, report.page, report.email) == (
        "Das Menü geht nicht auf.",
        "Startseite",
        "a@b.de",
    )
    assert report.due_on == date(2026, 12, 26)
    assert re.fullmatch(r"B\d\d-[A-Z0-9]{5}", report.reference)
    receipt = reader.get(response["Location"])
    assert report.reference in text_of(receipt)
    assert "Wir antworten Ihnen bis 26. Dezember 2026 per E-Mail." in text_of(receipt)
    assert 'content="noindex"' in text_of(receipt)
    assert not receipt.cookies


def test_who_gives_no_address_is_told_that_nobody_can_answer(city, reader, send):
    response = send(description="Zu klein.")

    assert "deshalb können wir Ihnen nicht schreiben" in text_of(reader.get(response["Location"]))


def test_a_made_up_receipt_shows_the_form(city, reader):
    BarrierReport.objects.create(site=city.site, description="x", reference="B26-AAAAA")
    for value in ("B26-AAAAA", "B26-AAAAA:falsch", "", "%00"):
        assert "Ihre Meldung ist eingegangen" not in text_of(
            reader.get(f"{ADDRESS}?received={value}")
        )


def test_errors_stand_at_their_field_and_in_a_summary_that_takes_focus(city, send):
    response = send(description=" ", name="Kim", email="kim@", wish="Größere Schrift")

    text = text_of(response)
    assert response.status_code == 400
    assert "<title>Fehler: Barriere melden" in text
    assert "autofocus" in text
    assert 'href="#description"' in text
    assert 'href="#email"' in text
    assert 'id="email-error"' in text
    assert 'aria-describedby="email-hint email-error"' in text
    assert "Ein Satz genügt." in text
    assert "name@beispiel.de" in text
    for typed in ('value="Kim"', 'value="kim@"', "Größere Schrift</textarea>"):
        assert typed in text
    assert BarrierReport.objects.count() == 0


def test_too_long_a_text_is_kept_and_its_length_named(city, send):
    response = send(description="ä" * 4001)

    assert "Das sind 4001 Zeichen. Höchstens 4000 passen hinein." in text_of(response)
    assert "ä" * 4001 in text_of(response)


def test_what_was_typed_is_shown_as_text_never_as_markup(city, send):
    text = text_of(send(description="", name='"><script>alert(1)</script>'))

    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text


@pytest.mark.parametrize(
    ("named", "shown"),
    [
        ("/de/events/", "http://testserver/de/events/"),
        ("http://testserver/de/events/?topic=sport", "http://testserver/de/events/?topic=sport"),
        ("https://evil.example/", ""),
        ("//evil.example/", ""),
        ("/\\evil.example", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_only_a_page_of_this_website_is_filled_in(city, reader, named, shown):
    text = text_of(reader.get(ADDRESS, {"page": named}))
    found = re.search(r'id="page"[^>]*value="([^"]*)"', text, re.DOTALL)

    assert found[1] == shown


def test_the_footer_of_every_page_leads_to_the_form_with_its_address(city, reader):
    for path in ("/de/", city.path(city.page), city.path(city.events), "/de/nirgends/"):
        assert "Barriere melden</a>" in text_of(reader.get(path))
    page = city.path(city.page, "ar")
    assert f"/ar/iblagh-an-aiq/?page={page.replace('/', '%2F')}" in text_of(reader.get(page))


def test_sent_twice_it_is_one_report(city, reader, send):
    ticket = ticket_of(reader.get(ADDRESS))
    first = send(description="Zweimal geklickt", again=ticket)
    second = send(description="Zweimal geklickt", again=ticket)

    assert BarrierReport.objects.count() == 1
    assert first["Location"] == second["Location"]


def test_going_back_and_writing_more_is_a_report_of_its_own(city, reader, send):
    ticket = ticket_of(reader.get(ADDRESS))
    send(description="Kurz", again=ticket)
    send(description="Kurz, und noch etwas", again=ticket)

    assert BarrierReport.objects.count() == 2


def test_a_machine_is_asked_again_and_a_person_loses_nothing(city, reader):
    ticket = ticket_of(reader.get(ADDRESS))
    quick = reader.post(ADDRESS, {"ticket": ticket, "description": "Sofort"})
    later = timezone.now() + timedelta(minutes=1)
    with time_machine.travel(later, tick=True):
        trapped = reader.post(
            ADDRESS, {"ticket": ticket, "description": "Falle", "nickname": "bot"}
        )
        forged = reader.post(ADDRESS, {"ticket": ticket[:-2] + "xx", "description": "Gefälscht"})
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=True):
        old = reader.post(ADDRESS, {"ticket": ticket, "description": "Gestern"})

    assert BarrierReport.objects.count() == 0
    for response, word in ((quick, "sehr schnell"), (trapped, "nicht sehen"), (old, "lange offen")):
        assert response.status_code == 400
        assert word in text_of(response)
    assert "Falle</textarea>" in text_of(trapped)
    assert "lange offen" in text_of(forged)
    # The same form works once the time is right; an old one has got a new ticket.
    assert ticket_of(quick) == ticket
    with time_machine.travel(later, tick=True):
        assert reader.post(ADDRESS, {"ticket": ticket, "description": "x"}).status_code == 303
    assert ticket_of(old) != ticket


def test_a_flood_from_one_address_is_stopped_and_no_address_is_stored(city, settings, send):
    settings.HUB_CAPABILITY_SETTINGS = {"accessibility": {"reports_a_day": 2}}
    answers = [send(description=f"Nummer {number}").status_code for number in range(3)]

    assert answers == [303, 303, 429]
    assert BarrierReport.objects.count() == 2
    stored = [*Count.objects.values_list(), *DaySalt.objects.values_list()]
    assert "127.0.0.1" not in str(stored)
    # Of the network, of those without a proof, of the form and of the website.
    assert [one.count for one in Count.objects.all()] == [2, 2, 2, 2]


def test_the_flood_of_one_address_stops_nobody_else(city, settings, send):
    settings.HUB_CAPABILITY_SETTINGS = {"accessibility": {"reports_a_day": 1}}
    send(description="Eins")
    refused = send(description="Zwei")
    other = Client(REMOTE_ADDR="203.0.113.7")
    ticket = ticket_of(other.get(ADDRESS))
    with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=True):
        taken = other.post(ADDRESS, {"ticket": ticket, "description": "Drei"})

    assert (refused.status_code, taken.status_code) == (429, 303)
    assert "Zwei</textarea>" in text_of(refused)
    assert "morgen noch einmal" in text_of(refused)


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 11, 26), date(2026, 12, 26)),
        (date(2026, 12, 31), date(2027, 1, 31)),
        (date(2027, 1, 31), date(2027, 2, 28)),
        (date(2028, 1, 30), date(2028, 2, 29)),
    ],
)
def test_a_month_ends_on_the_same_day_or_the_last(day, due):
    assert a_month_after(day) == due


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en", "Report a barrier"),
        ("uk", "Повідомити про перешкоду"),
        ("ar", "الإبلاغ عن عائق"),
        ("de-x-ls", "Eine Barriere melden"),
    ],
)
def test_the_form_speaks_the_readers_language(city, send, locale, words):
    response = send(address_in(locale), description="")

    assert words in text_of(response)
    assert (BarrierReport.objects.count(), response.status_code) == (0, 400)
    send(address_in(locale), description="x")
    assert BarrierReport.objects.get().language == locale
