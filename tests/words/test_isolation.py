"""Left-to-right parts of Arabic texts stand apart; all else comes back as written."""

import pytest

from hub.words.isolation import isolate_in_html


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        (
            "<p>اتصل 0340 204-1401 الآن</p>",
            '<p><span>اتصل <bdi dir="ltr">0340 204-1401</bdi> الآن</span></p>',
        ),
        ("<b> 0340 204-1401 </b>", '<b> <bdi dir="ltr">0340 204-1401</bdi> </b>'),
        ("(0340) 204 1401", '<bdi dir="ltr">(0340) 204 1401</bdi>'),
        (
            " في Zerbster Straße 4، 06844",
            ' <span>في <bdi dir="ltr">Zerbster Straße 4</bdi>، 06844</span>',
        ),
        ("Kultur &amp; Kino e. V.", '<bdi dir="ltr">Kultur &amp; Kino e. V.</bdi>'),
        ("<b>ب</b> Kino. ", '<b>ب</b> <span><bdi dir="ltr">Kino</bdi>.</span> '),
        (
            "(نادي Kino e. V.) و(Kino نادي)",
            '<span>(نادي <bdi dir="ltr">Kino e. V.</bdi>) و(<bdi dir="ltr">Kino</bdi> نادي)</span>',
        ),
        (
            "(e. V.) و„K² – Netze“ و Kino (Ost)",
            '<span><bdi dir="ltr">(e. V.)</bdi> و<bdi dir="ltr">„K² – Netze“</bdi>'
            ' و <bdi dir="ltr">Kino (Ost)</bdi></span>',
        ),
        ("18 نوفمبر 2026 – 11 فبراير 2027", None),
        (
            "10:00 – 12:30",
            '<span><bdi dir="ltr">10:00</bdi> – <bdi dir="ltr">12:30</bdi></span>',
        ),
        ("ب &lt;x&gt; ج", '<span>ب &lt;<bdi dir="ltr">x</bdi>&gt; ج</span>'),
        ('<a href="https://a.de/?a=1&amp;b=2" title="x > y">هنا</a>', None),
        ("عام 2026 و&nbsp;2027", None),
        ("info@dessau.de", '<bdi dir="ltr">info@dessau.de</bdi>'),
        ("", None),
        ("<title>الأخبار 3-4</title><script>var a = 'b 1-2';</script>", None),
        ("<select><option>غرفة A 1-2</option></select><!-- c d -->", None),
        # A drawing in a drawing does not end it.
        (
            "<svg><svg><path/></svg><text>Nord 1-2</text></svg> ه e 5",
            "<svg><svg><path/></svg><text>Nord 1-2</text></svg>"
            ' <span>ه <bdi dir="ltr">e 5</bdi></span>',
        ),
        ('<bdi dir="ltr">0340 2-1</bdi> من \u206610–12\u2069', None),
        ('<p lang="de" dir="ltr">Tor 1-2 <b>und</b></p>', None),
        (
            '<div dir="ltr"><div>a 1</div> b 2 <p dir="rtl">ج c 3</p> d 4</div> ه e 5',
            '<div dir="ltr"><div>a 1</div> b 2 <p dir="rtl"><span>ج <bdi dir="ltr">c 3</bdi></span>'
            '</p> d 4</div> <span>ه <bdi dir="ltr">e 5</bdi></span>',
        ),
        ('<input dir="ltr"> ه e 5', '<input dir="ltr"> <span>ه <bdi dir="ltr">e 5</bdi></span>'),
    ],
)
def test_arabic_text_sets_numbers_addresses_and_names_apart(html: str, shown: str | None) -> None:
    assert isolate_in_html(html, "ar") == (html if shown is None else shown)


def test_what_stands_apart_already_is_not_set_apart_again() -> None:
    once = isolate_in_html("<h1>نادي e. V. 1-2</h1>", "ar")
    assert "<bdi" in once
    assert isolate_in_html(once, "ar") == once


@pytest.mark.parametrize("locale", ["de", "uk", "de-x-ls"])
def test_text_from_left_to_right_stays(locale: str) -> None:
    assert isolate_in_html("<p>0340 204-1401</p>", locale) == "<p>0340 204-1401</p>"
