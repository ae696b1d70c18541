"""Filtering as readers do it: taps in a sheet on a phone, the list beside it on a desk."""

import re

import pytest
from playwright.sync_api import expect

WEEKLY, ONLINE = "Reparieren statt wegwerfen", "Fördermittel beantragen"


def panel(page):
    """Return the panel, opened."""
    page.get_by_role("button", name="Filter", exact=True).click()
    return page.get_by_role("dialog", name="Filter")


@pytest.mark.parametrize("width", [390, 1280])
def test_the_panel_stays_open_and_the_list_follows_each_choice(visit, city, width):
    one = visit(width=width)
    page = one.go(city.path(city.events))
    # The first screen shows the list, not a wall of fields.
    assert page.locator("#results").bounding_box()["y"] < 900
    page.evaluate("window.isSame = true")
    sheet = panel(page)
    show = sheet.get_by_role("button", name="Einträge zeigen")
    assert show.inner_text() == "2 Einträge zeigen"
    sheet.get_by_label("Klima und Natur").check()
    expect(sheet.get_by_role("button", name="1 Eintrag zeigen")).to_be_in_viewport()
    expect(sheet.get_by_role("status").last).to_have_text("1 Eintrag")
    assert page.url.endswith("?topic=climate")
    expect(page.get_by_text(ONLINE)).to_have_count(0)
    assert page.locator('header a[lang="en"]').get_attribute("href").endswith("?topic=climate")
    sheet.get_by_role("button", name="1 Eintrag zeigen").click()
    expect(sheet).to_be_hidden()
    expect(page.locator("#results")).to_be_focused()
    expect(page.locator("#results")).to_be_in_viewport()
    page.get_by_role("link", name="Klima und Natur").click()
    expect(page.get_by_role("link", name=ONLINE)).to_be_visible()
    assert not panel(page).get_by_label("Klima und Natur").is_checked()
    page.keyboard.press("Escape")
    page.go_back()
    expect(page.get_by_text(ONLINE)).to_have_count(0)
    page.go_back()
    expect(page.get_by_role("link", name=ONLINE)).to_be_visible()
    assert page.evaluate("window.isSame"), "no page was loaded anew"
    assert one.is_clean()


def test_the_device_is_asked_where_it_is_only_after_a_tap(visit, city):
    one = visit(
        width=390,
        permissions=["geolocation"],
        geolocation={"latitude": 51.83214, "longitude": 12.24321},
    )
    page = one.go(city.path(city.events))
    sheet = panel(page)
    sheet.get_by_role("button", name="In meiner Nähe").click()
    page.wait_for_url("**near=51.83%2C12.24")
    assert page.evaluate("Object.keys(localStorage).length") == 0
    page.keyboard.press("Escape")
    page.get_by_role("link", name="im Umkreis von 5 km").click()
    page.wait_for_url(re.compile(r"/$"))
    assert one.is_clean()


def test_without_script_the_form_is_sent(visit, city):
    page = visit(width=390, java_script_enabled=False).go(city.path(city.events))
    page.get_by_text("Filter", exact=True).first.click()
    page.get_by_label("Klima und Natur").check()
    page.get_by_role("button", name="Anzeigen").click()
    assert "topic=climate" in page.url
    assert page.locator("#results").inner_text() == "1 Eintrag"
