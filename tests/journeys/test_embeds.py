"""The hub's lists in another website: strict policies, hostile styles, no script, no hub."""

import urllib.parse
import urllib.request

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import expect

from tests.journeys import foreign as others
from tests.journeys.foreign import element, shown
from tests.journeys.quality import probes

NOTHING = "default-src 'none';"
TRUSTED = "require-trusted-types-for 'script'; trusted-types 'none';"
EVENT = "Reparieren statt wegwerfen"


@pytest.fixture
def printed(city, live_server):
    """Return what the generator prints: `lines, policy = printed("element", kind="events")`."""

    def ask(way: str, **query: str) -> tuple[str, str]:
        address = f"{live_server.url}/de/einbinden/?{urllib.parse.urlencode(query)}"
        with urllib.request.urlopen(address) as answer:
            page = BeautifulSoup(answer.read().decode(), "html.parser")
        policy = page.select_one(f"#{way}-policy code")
        return page.select_one(f"#{way}-lines code").get_text(), policy.get_text() if policy else ""

    return ask


@pytest.mark.parametrize("way", ["element", "division"])
def test_pasted_lines_work_under_the_strictest_policy(
    visit, foreign, heard, printed, live_server, way
):
    lines, policy = printed(way, kind="events", topic="climate")
    address = foreign.page(lines, policy=f"{NOTHING} {policy} {TRUSTED}")
    heard.requests.clear()
    one = visit()
    one.page.goto(address)
    shown(one.page)
    assert one.page.get_by_role("heading", level=3).all_inner_texts() == [EVENT]
    assert one.page.locator("hub-events time").first.inner_text().endswith("15–18 Uhr")
    assert one.errors == []
    assert one.hosts == {"127.0.0.1", "localhost"}
    assert one.context.cookies() == []
    assert one.page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert set(heard.paths()) >= {"/api/v1/events"}
    assert heard.is_discreet()
    one.page.get_by_role("link", name=EVENT).click()
    one.page.wait_for_url(f"{live_server.url}/de/**")
    assert one.page.locator("h1").inner_text() == EVENT


def test_pictures_need_the_printed_line_and_no_more(visit, foreign, printed):
    lines, policy = printed("element", kind="events", pictures="true", look="cards")
    one = visit()
    one.page.goto(foreign.page(lines, policy=f"{NOTHING} {policy} {TRUSTED}"))
    shown(one.page)
    assert [said for said in one.errors if "Content Security Policy" in said] == []


def test_without_the_printed_lines_the_policy_bites(visit, foreign, printed):
    lines, _policy = printed("element", kind="events")
    one = visit()
    one.page.goto(foreign.page(lines, policy=NOTHING))
    others.eventually(lambda: any("Content Security Policy" in said for said in one.errors))
    expect(one.page.get_by_role("link", name="Veranstaltungen")).to_be_visible()


def test_a_pasted_frame_shows_the_list(visit, foreign, heard, printed):
    lines, policy = printed("frame", kind="events", topic="climate")
    address = foreign.page(lines, policy=f"{NOTHING} {policy}")
    heard.requests.clear()
    one = visit(java_script_enabled=False)
    one.page.goto(address)
    inner = one.page.frame_locator("iframe")
    expect(inner.get_by_role("link", name=EVENT)).to_be_visible()
    assert inner.locator("time").first.inner_text().endswith("15–18 Uhr")
    # The frame's own style sheet is asked for by the hub's own page, on the hub.
    assert [one for one in heard.requests if one[1] and "localhost" not in one[1]] == []
    inner.get_by_role("link", name=EVENT).click()
    one.page.wait_for_url("http://localhost*/de/**")


def test_an_included_list_needs_the_printed_policy_only(visit, foreign, printed, live_server):
    lines, policy = printed("include", kind="events", topic="climate")
    path = lines.partition('virtual="')[2].partition('"')[0]
    with urllib.request.urlopen(f"{live_server.url}{path}") as answer:
        fragment = answer.read().decode()
    one = visit(java_script_enabled=False)
    one.page.goto(foreign.page(fragment, policy=f"{NOTHING} {policy}"))
    expect(one.page.get_by_role("link", name=EVENT)).to_be_visible()
    assert one.page.locator(".hub-item").first.evaluate("one => getComputedStyle(one).display")
    assert one.errors == []


@pytest.mark.parametrize("way", ["element", "division"])
def test_without_script_the_link_leads_to_the_same_list(visit, foreign, printed, way):
    lines, policy = printed(way, kind="events", topic="climate")
    one = visit(java_script_enabled=False)
    one.page.goto(foreign.page(lines, policy=f"{NOTHING} {policy}"))
    one.page.get_by_role("link", name="Veranstaltungen").click()
    assert "topic=climate" in one.page.url
    assert one.page.locator("#results").inner_text() == "1 Eintrag"


@pytest.mark.parametrize(
    ("lang", "scheme"), [("de", "light"), ("ar", "dark"), ("de-x-ls", "light")]
)
def test_axe_finds_nothing(visit, foreign, printed, live_server, lang, scheme):
    hub = live_server.url
    frame, _policy = printed("frame", kind="events", locale=lang)
    body = (
        element(hub, 'look="cards" level="3"')
        + element(hub, 'look="short"', plural="news")
        + element(hub, plural="organisations")
        + element(hub, 'topic="nothing-of-this-kind"')
        + element(hub, 'limit="100000"')
        + frame
    )
    one = visit(bypass_csp=True, color_scheme=scheme, reduced_motion="reduce")
    one.page.goto(foreign.page(body, lang=lang))
    shown(one.page)
    shown(one.page, plural="organisations")
    shown(one.page, "failed")
    assert probes.barriers(one.page) == []


HOSTILE = (
    "* { all: unset !important; }",
    "* { font-size: 1px !important; line-height: 0 !important; letter-spacing: 2em !important; }",
    "* { visibility: hidden !important; text-indent: -9999px !important; }",
    "* { writing-mode: vertical-rl !important; direction: rtl !important; }",
    "* { word-spacing: 9em !important; white-space: nowrap !important; cursor: none !important; }",
    "* { text-transform: uppercase !important; text-align: right !important; float: left; }",
    "a, li, ul, h3, time, p { display: none !important; } .hub-item { color: transparent }",
)


def test_a_page_that_styles_everything_leaves_it_readable(visit, foreign, live_server):
    one = visit()
    for style in HOSTILE:
        head = f"<style>{style}</style>"
        one.page.goto(foreign.page(element(live_server.url), head=head))
        shown(one.page)
        title = one.page.locator("hub-events h3 a", has_text=EVENT)
        assert title.is_visible(), style
        box = title.bounding_box()
        assert box["width"] > 100, style
        assert 12 < box["height"] < 80, style
        size = title.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
        assert size >= 14, style
        assert title.inner_text() == EVENT, style
        expect(one.page.locator("hub-events .hub-more a")).to_be_visible()


def test_arabic_reads_from_right_to_left(visit, foreign, live_server):
    one = visit()
    one.page.goto(foreign.page(element(live_server.url), lang="ar"))
    found = shown(one.page)
    frame = found.locator(".hub-embed")
    assert frame.evaluate("one => getComputedStyle(one).direction") == "rtl"
    assert "15:00–\u206018:00" in found.locator("time").first.inner_text()
    title = found.locator("h3 a", has_text=EVENT)
    assert (title.get_attribute("lang"), title.get_attribute("dir")) == ("de", "ltr")
    outer, inner = frame.bounding_box(), found.locator("time").first.bounding_box()
    assert abs(outer["x"] + outer["width"] - inner["x"] - inner["width"]) < 2
    assert title.get_attribute("href").startswith(f"{live_server.url}/ar/")


def test_the_language_is_the_elements_then_the_pages_then_the_hubs(visit, foreign, live_server):
    hub = live_server.url
    body = (
        element(hub, 'lang="en" id="own"')
        + f'<div lang="uk-UA">{element(hub, "id=around")}</div>'
        + element(hub, 'id="hubs"')
    )
    one = visit()
    one.page.goto(foreign.page(body, lang="nl"))
    shown(one.page)
    others.eventually(lambda: one.page.locator("hub-events[data-state=full]").count() == 3)
    said = {
        key: one.page.locator(f"#{key} .hub-embed").get_attribute("lang")
        for key in ("own", "around", "hubs")
    }
    assert said == {"own": "en", "around": "uk", "hubs": "de"}


def test_with_the_hub_down_a_message_and_the_link_stay(visit, foreign, live_server):
    one = visit()
    nobody = "http://127.0.0.1:9"
    one.page.goto(foreign.page(element(live_server.url, src=nobody)))
    found = shown(one.page, "failed")
    assert "lässt sich gerade nicht zeigen" in found.get_by_role("status").inner_text()
    link = found.locator(".hub-more a")
    assert link.inner_text() == "Alle Termine beim Hub"
    assert link.get_attribute("href") == f"{live_server.url}/de/events/"


def test_a_hub_that_does_not_answer_is_given_up_after_ten_seconds(visit, foreign, live_server):
    one = visit()
    one.page.clock.install()
    with others.silent_hub() as silent:
        one.page.goto(foreign.page(element(live_server.url, src=silent)))
        waiting = shown(one.page, "loading")
        assert waiting.locator(".hub-embed").get_attribute("aria-busy") == "true"
        expect(waiting.locator(".hub-more a")).to_be_visible()
        one.page.clock.run_for(10_500)
        expect(shown(one.page, "failed").locator(".hub-more a")).to_be_visible()


def test_what_was_shown_stays_with_its_time_while_the_hub_is_down(visit, foreign, live_server):
    one = visit()
    one.page.goto(foreign.page(element(live_server.url)))
    shown(one.page)
    one.page.route("**/api/v1/**", lambda route: route.abort())
    one.page.evaluate("document.querySelector('hub-events').reload()")
    found = shown(one.page, "stale")
    assert found.locator("h3").first.inner_text() == EVENT
    assert found.get_by_role("status").inner_text().startswith("Stand: ")
    one.page.unroute("**/api/v1/**")
    one.page.evaluate("document.querySelector('hub-events').reload()")
    shown(one.page)


REFUSED = (
    ('limit="100000"', "limit"),
    ('limit="-1"', "limit"),
    (f'topic="{"x" * 200}"', "topic"),
    ('lang="xx"', "locale"),
    ('lang="&lt;script&gt;"', "locale"),
    ('from="someday"', "from"),
)


def test_what_the_api_refuses_becomes_the_link(visit, foreign, live_server):
    one = visit()
    warnings: list[str] = []
    one.page.on("console", lambda said: warnings.append(said.text) if said.type == "warning" else 0)
    for given, named in REFUSED:
        warnings.clear()
        one.page.goto(foreign.page(element(live_server.url, given)))
        found = shown(one.page, "failed")
        assert found.locator(".hub-more a").inner_text() == "Alle Termine beim Hub", given
        start = f"hub-events: {named}: "
        others.eventually(lambda start=start: any(text.startswith(start) for text in warnings))


def test_unknown_attributes_are_ignored_with_one_warning(visit, foreign, live_server):
    one = visit()
    warnings: list[str] = []
    one.page.on("console", lambda said: warnings.append(said.text) if said.type == "warning" else 0)
    more = 'colour="red" theme="dark" class="x" id="y" data-z="1" aria-label="Termine" slot="a"'
    one.page.goto(foreign.page(element(live_server.url, more)))
    shown(one.page)
    one.page.evaluate("document.querySelector('hub-events').setAttribute('limit', '1')")
    others.eventually(lambda: one.page.locator("hub-events li").count() == 1)
    others.eventually(lambda: warnings)
    assert len(warnings) == 1
    assert warnings[0].startswith("hub-events: ignored: colour, theme. Known: src, ")


def test_two_elements_ask_once_and_each_follows_its_own_attributes(
    visit, foreign, heard, live_server
):
    hub = live_server.url
    heard.requests.clear()
    one = visit()
    one.page.goto(
        foreign.page(element(hub, "id=first") + element(hub) + element(hub, plural="notes"))
    )
    others.eventually(lambda: one.page.locator("hub-events[data-state=full]").count() == 2)
    shown(one.page, "empty", plural="notes")
    assert heard.paths().count("/api/v1/events") == 1
    one.page.evaluate("document.querySelector('#first').setAttribute('topic', 'culture')")
    others.eventually(
        lambda: one.page.locator("#first h3").all_inner_texts() == ["Fördermittel beantragen"]
    )
    assert one.page.locator("hub-events:not(#first) h3").count() == 2


def test_the_hub_may_call_its_things_what_it_likes(visit, foreign, city, live_server):
    city.weekly.title = "<img src=x onerror=alert(1)>"
    city.weekly.save_revision().publish()
    one = visit()
    one.page.goto(foreign.page(element(live_server.url), policy=""))
    found = shown(one.page)
    assert found.locator("h3").first.inner_text() == "<img src=x onerror=alert(1)>"
    assert found.locator("img").count() == 0
