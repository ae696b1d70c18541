"""Every theme shows every page of every kind: short, long, with nothing optional, in every state.

A theme of another package passes this suite too: install it, and it is found.
"""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.checks import run_checks
from django.test import RequestFactory
from django.utils import translation

from hub.delivery.patterns import view as patterns
from hub.delivery.portal import metadata
from hub.delivery.portal.pages.rendering import text
from hub.looks import themes
from hub.publication.query import SiteFacts
from tests.factories.rows import a_site

KEYS = list(themes.installed())
LOCALES = ("de", "ar")
ITSELF = {"503", "password"}
EMPTY = metadata.Metadata(title="", description="", canonical="", is_indexed=False)


def page(site: SiteFacts, key: str, locale: str, show: str) -> str:
    asked = patterns.Asked(theme=key, locale=locale, scheme="", show=show)
    dressed = SiteFacts(site.site_id, {**site.facts, "theme": key})
    with translation.override(locale):
        names, context = patterns.content(dressed, asked)
    request = RequestFactory().get("/-/patterns/")
    request.user = AnonymousUser()
    context = {"meta": EMPTY, "asked": asked, **context}
    return text(names, dressed, locale, context, request=request)


def problems(html: str, locale: str, show: str) -> list[str]:
    """Return what is wrong with a page whatever it says."""
    ids = re.findall(r'\sid="([^"]*)"', html)
    found = [f"id {one} twice" for one in sorted(set(ids)) if ids.count(one) > 1]
    if len(re.findall(r"<h1[ >]", html)) != 1:
        found.append("not one h1")
    way = "rtl" if locale == "ar" else "ltr"
    if not re.search(rf'<html lang="{locale}"\s+dir="{way}"', html):
        found.append("no language")
    if re.search(r'\sstyle="|<script(?! type="(?:module|application/ld\+json)")|\son\w+="', html):
        found.append("something inline")
    if re.search(r">\s*None\s*<|\bNone\b(?=</)", html):
        found.append("None")
    if "{{" in html or "{%" in html:
        found.append("a template's own signs")
    # To try again is to ask for the same address; the password's form has none without a page.
    if re.search(r'<(?:a|link|form)[^>]*\s(?:href|action)=""', html) and show not in ITSELF:
        found.append("a link to nowhere")
    return found


@pytest.fixture
def site(db: None) -> SiteFacts:
    return a_site()


def test_more_than_one_theme_is_looked_at():
    assert {"stadt", "kern"} <= set(KEYS)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("locale", LOCALES)
def test_every_page_of_every_kind_is_shown(site, key, locale):
    shown = list(patterns.shows(site, locale))
    assert {"event/long", "event/missing", "news/list/problem", "page/template: section"} <= set(
        shown
    )
    wrong = {}
    for show in ["", *shown]:
        found = problems(page(site, key, locale, show), locale, show)
        # The page for what went wrong stands alone and knows no address of its own.
        if found:
            wrong[show] = found
    assert wrong == {}


@pytest.mark.parametrize("key", KEYS)
def test_the_system_checks_find_nothing(key):
    found = [one for one in run_checks(tags=["hub"]) if f"heme {key}" in one.msg]
    assert found == []


@pytest.mark.parametrize("key", KEYS)
def test_a_title_in_another_language_says_so(site, key):
    html = page(site, key, "ar", "event/translation: fallback")
    assert re.search(r'<h1[^>]* lang="de" dir="ltr"', html)


def test_what_would_be_wrong_is_found():
    html = '<html lang="de" dir="ltr"><h1>A</h1><p id="a" style="x"></p><p id="a">None</p>{{ a }}'
    assert problems(html, "de", "") == [
        "id a twice",
        "something inline",
        "None",
        "a template's own signs",
    ]
