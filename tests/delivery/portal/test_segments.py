"""A text cut into sections: by its own headings, whatever stands inside of its blocks."""

from hub.delivery.portal.pages.segments import Segment, segments

ACCORDION = "<div><details><summary><h2>Innen</h2></summary><p>a &gt; b<br>c</p></details></div>"


def test_headings_and_calls_cut_a_text():
    call = '<aside class="call-to-action"><p>Los</p></aside>'
    heading = '<h2 id="eins">Eins &amp; <em>zwei</em></h2>'
    html = f"<p>Anfang</p>\n{heading}\n{ACCORDION}\n{call}<p>Ende</p>"
    assert segments(html) == [
        Segment("<p>Anfang</p>"),
        Segment(ACCORDION, "Eins &amp; <em>zwei</em>", "eins"),
        Segment(call, is_call=True),
        Segment("<p>Ende</p>"),
    ]


def test_a_text_without_headings_is_one_section_and_none_is_none():
    assert segments(ACCORDION) == [Segment(ACCORDION)]
    assert segments("") == []


def test_an_angle_in_an_attribute_does_not_cut():
    html = '<p title="a > b">x</p><h2 id="t">T</h2><p>y</p>'
    assert [one.html for one in segments(html)] == ['<p title="a > b">x</p>', "<p>y</p>"]
