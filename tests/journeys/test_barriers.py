"""Somebody cannot use a page and says so: by keyboard, without script, in Arabic, at 320 pixels."""

import pytest

from hub.kernel.contract.visits import word_in
from hub.publication.sweep import sweep
from plugins.accessibility.document import FORM_PATHS
from plugins.accessibility.models import BarrierReport
from plugins.accessibility.tests.samples import make_statement
from tests.factories.content import site_settings
from tests.factories.portal import fresh
from tests.journeys.quality import probes

FORM = "/de/barriere-melden/"


@pytest.fixture(autouse=True)
def _patient(settings):
    """Let a test be quicker than a person."""
    settings.HUB_CAPABILITY_SETTINGS = {"accessibility": {"quickest_seconds": 0}}


@pytest.fixture
def statement(city):
    page = make_statement(city.site)
    site_settings(city.site, accessibility_page=page)
    sweep()
    fresh()
    return page


def tab_to(page, name: str) -> None:
    """Press Tab until the thing of that id or text has the focus."""
    for _press in range(80):
        page.keyboard.press("Tab")
        here = page.evaluate("[document.activeElement.id, document.activeElement.innerText]")
        if name in here:
            return
    raise AssertionError(f"the keyboard never reaches {name}")


@pytest.mark.parametrize("has_script", [True, False])
def test_a_report_by_keyboard_from_the_footer_to_the_receipt(visit, city, has_script):
    one = visit(java_script_enabled=has_script)
    page = one.go(city.path(city.page))
    if has_script:
        tab_to(page, "Barriere melden")
        page.keyboard.press("Enter")
        page.wait_for_url("**/barriere-melden/**")
        tab_to(page, "description")
    else:
        page.get_by_role("link", name="Barriere melden").click()
        page.locator("#description").focus()
    assert page.locator("#page").input_value().endswith(city.path(city.page))
    page.keyboard.type("Die Tabelle ist nicht lesbar.")
    page.locator("#email").focus()
    page.keyboard.type("kim@example.org")
    page.keyboard.press("Enter")
    page.wait_for_url("**received=**")

    report = BarrierReport.objects.get()
    assert page.locator("h1").inner_text() == "Ihre Meldung ist eingegangen"
    assert report.reference in page.locator("main").inner_text()
    page.reload()
    assert BarrierReport.objects.count() == 1
    assert one.is_clean()


@pytest.mark.parametrize("has_script", [True, False])
def test_the_summary_of_errors_has_the_focus_and_leads_to_the_field(visit, city, has_script):
    # Without script nobody can ask for the focus: the keyboard tells where it is.
    page = visit(java_script_enabled=has_script).go(FORM)
    page.locator("#wish").fill("Größere Schrift")
    page.locator("#email").fill("kim@")
    page.get_by_role("button", name="Meldung absenden").click()
    page.get_by_text("Noch nicht abgesendet").wait_for()
    if has_script:
        assert page.evaluate("document.activeElement.matches('.problem')")
        assert page.title().startswith("Fehler: ")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.type("Zu klein.")
    assert page.locator("#description").input_value() == "Zu klein."
    assert page.locator("#wish").input_value() == "Größere Schrift"
    assert page.locator("#email").input_value() == "kim@"


def states(one, locale: str, statement_path: str):
    """Open each page of the way, yield its name and the page."""
    form = f"/{locale}/{word_in(FORM_PATHS, locale)}/"
    yield "form", one.go(form)
    one.page.locator("form.form button[type=submit]").click()
    # A browser with script sends it once its work is done.
    one.page.locator(".problem").first.wait_for()
    yield "errors", one.page
    one.page.locator("#description").fill("Zu klein.")
    one.page.locator("form.form button[type=submit]").click()
    one.page.wait_for_url("**received=**")
    yield "receipt", one.page
    yield "statement", one.go(statement_path)


@pytest.mark.parametrize(
    ("locale", "width", "scheme"),
    [("de", 1280, "dark"), ("ar", 320, "light"), ("de-x-ls", 390, "dark")],
)
def test_the_way_has_no_barrier_of_its_own(visit, city, statement, locale, width, scheme):
    one = visit(width=width, color_scheme=scheme, **probes.WATCHED)
    for name, page in states(one, locale, city.path(statement, locale)):
        assert probes.barriers(page) == [], (name, locale)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, (name, locale, wide)
