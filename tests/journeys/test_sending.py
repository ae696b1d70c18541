"""Somebody sends an event: on a phone in Arabic, at a desk in German without script."""

import re
from urllib.parse import parse_qs

import pytest
from django.core import mail
from playwright.sync_api import expect

from hub.intake.models import State, Submission
from tests.journeys.quality import probes

SHOWN = 12
FORM = {"de": "/de/termin-melden/", "ar": "/ar/iblagh-an-mawid/"}


@pytest.fixture(autouse=True)
def _patient(settings, monkeypatch, tmp_path):
    """Let a test be quicker than a person, and strangers' files lie in a folder of its own."""
    settings.HUB_QUARANTINE = tmp_path
    monkeypatch.setattr("hub.intake.guard.senders._is_quick", lambda ticket, limits: False)


@pytest.mark.parametrize(
    ("locale", "width", "has_script"), [("de", 1280, False), ("ar", 390, True)]
)
def test_an_event_is_sent_mended_and_confirmed(visit, city, locale, width, has_script):
    one = visit(width=width, java_script_enabled=has_script)
    page = one.go(FORM[locale])
    page.fill("#title", "Nähcafé")
    page.fill("#starts", "15:00")
    page.fill("#ends", "17:00")
    page.fill("#organiser", "Nadel & Faden")
    page.fill("#place", "Stadtteilhaus Süd")
    if has_script:
        # A closed window loses nothing.
        page.wait_for_timeout(600)
        page.reload()
        assert page.locator("#place").input_value() == "Stadtteilhaus Süd"
        expect(page.locator("[data-draft-said]")).to_be_visible()
    page.fill("#sender_name", "Kim")
    page.fill("#sender_email", "kim@verein.de")
    page.click(".button--go")

    # The summary leads to what is wrong, and all that was typed is there.
    page.wait_for_selector(".problem")
    assert page.locator(".problem a").count() == 2
    assert page.locator("#title").input_value() == "Nähcafé"
    if has_script:
        assert page.evaluate("document.activeElement.matches('.problem')")
        assert (probes.barriers(page), probes.too_wide(page)) == ([], [])
    page.fill("#day", "2027-06-05")
    page.fill("#street", "Ringstraße 5")
    page.click("details:has(#repeats) > summary")
    page.select_option("#repeats", "weekly")
    if not has_script:
        page.click("[data-coming] button")
    # Script asks once for the day that is there, and again for the repetition.
    page.wait_for_selector(f".coming__dates li:nth-child({SHOWN})")
    assert page.locator(".coming__dates li").count() == SHOWN
    if has_script:
        assert page.locator("[data-coming] button").is_hidden()
        assert (probes.barriers(page), probes.too_wide(page)) == ([], [])

    # The Enter key leads on to the preview, not to the dates; the way back keeps all.
    page.press("#title", "Enter")
    page.wait_for_selector(".preview")
    assert page.locator("h1").inner_text() == "Nähcafé"
    if has_script:
        assert (probes.barriers(page), probes.too_wide(page)) == ([], [])
    page.locator(".before button[value=back]").first.click()
    assert page.locator("#place").input_value() == "Stadtteilhaus Süd"
    page.click(".button--go")
    page.wait_for_selector(".preview")
    with page.expect_request(lambda request: request.method == "POST") as posted:
        page.locator(".button--go").first.click()
    page.wait_for_url("**received=**", timeout=8000)
    # With script the browser has done its sum meanwhile; without, the mail is enough.
    sent = parse_qs(posted.value.post_data).get("proof", [""])[0]
    assert bool(sent) is has_script

    if has_script:
        assert page.evaluate("Object.keys(localStorage).length") == 0
    link = re.search(r"http://[^/]+(/\S+)", str(mail.outbox[-1].body))[1]
    one.go(link)
    if has_script:
        assert (probes.barriers(page), probes.too_wide(page)) == ([], [])
    assert Submission.objects.get().state == State.UNCONFIRMED
    page.click("main button[type=submit]")
    page.wait_for_load_state()
    assert Submission.objects.get().state == State.WAITING
    assert one.context.cookies() == []
