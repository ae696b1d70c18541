"""What editors' browsers say about our policy: the admin works under it."""

import re

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from tests.factories.content import UserFactory


def signed_in(visit, **options):
    """Return the window of an editor whose session has begun."""
    client = Client()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    one = visit(**options)
    name = settings.SESSION_COOKIE_NAME
    one.context.add_cookies(
        [{"name": name, "value": client.cookies[name].value, "url": one.base}],
    )
    return one


def refused(one) -> list[str]:
    """Return what the policy kept from working."""
    return [said for said in one.errors if "Content Security Policy" in said]


def test_the_admin_works_under_its_policy(visit, city):
    UserFactory(username="redaktion", is_superuser=True, is_staff=True)
    one = visit()
    page = one.go("/admin/login/")
    page.fill("input[name=username]", "redaktion")
    page.fill("input[name=password]", "only-for-tests")
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")
    for path in (
        f"/admin/pages/{city.site.root_page_id}/",
        f"/admin/pages/{city.weekly.pk}/edit/",
        "/admin/images/",
        "/admin/reports/locked/",
    ):
        one.go(path).wait_for_load_state("networkidle")
    assert refused(one) == []
    assert one.hosts == {"localhost"}


@pytest.mark.parametrize(
    ("kind", "size"), [("news", "tablet"), ("weekly", "desktop"), ("organisation", "mobile")]
)
def test_the_preview_panel_shows_the_page_in_the_theme(visit, city, kind, size):
    one = signed_in(visit, width=1600)
    shown = getattr(city, kind)
    page = one.go(f"/admin/pages/{shown.pk}/edit/")
    page.locator("[data-side-panel-toggle=preview]").click()
    page.wait_for_function("window.frames.length > 0")
    # The panel chooses a size itself while it opens.
    page.wait_for_load_state("networkidle")
    page.locator(f"input[name=preview-size][value={size}]").check(force=True)
    frame = page.frame_locator("iframe").last
    frame.locator("h1", has_text=shown.title).wait_for()
    expect(frame.locator(".notice").first).to_be_visible()
    assert frame.locator("main").evaluate("one => one.scrollWidth <= window.innerWidth")
    expect(frame.locator("[data-wagtail-userbar]")).to_be_hidden()
    page.locator("[data-side-panel-toggle=checks]").click()
    words = page.locator("[data-content-word-count]")
    expect(words).to_have_text(re.compile(r"^\d+$"))
    assert refused(one) == []


def test_a_draft_in_its_own_window_has_nothing_of_the_admin_in_it(visit, city):
    one = signed_in(visit)
    page = one.go(f"/admin/pages/{city.weekly.pk}/view_draft/")
    expect(page.locator("h1", has_text=city.weekly.title)).to_be_visible()
    assert page.locator("wagtail-userbar").count() == 0
    assert refused(one) == []
