"""What a phone shows before anybody scrolls."""

PHONE = {"width": 390, "height": 844}


def test_an_event_says_when_where_how_much_and_how_to_get_in_on_the_first_screen(visit, city):
    page = visit(width=390).go(city.path(city.weekly))
    page.set_viewport_size(PHONE)
    facts = page.locator(".key-facts dd")
    said = " ".join(" ".join(facts.all_inner_texts()).split())
    for words in ("15–18 Uhr", "Alte Schule Törten", "Roßlau", "kostenlos", "stufenlos erreichbar"):
        assert words in said
    last = facts.last.bounding_box()
    assert last["y"] + last["height"] <= PHONE["height"]


def test_the_dates_after_the_first_three_are_folded(visit, city):
    page = visit(width=390).go(city.path(city.weekly))
    shown = page.locator("#dates ~ .dates > li")
    assert shown.count() == 3
    folded = page.locator("#dates ~ details .dates > li")
    assert folded.count() in {2, 3}  # today's may be over
    assert not folded.first.is_visible()
    page.locator("#dates ~ details > summary").click()
    assert folded.first.is_visible()
