"""Left-to-right parts of Arabic texts stand apart; all else comes back as written."""

import pytest

from hub.words.isolation import isolate_in_html


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>اتصل 0340 204-1401 الآن</p>", '<p>اتصل <bdi dir="ltr">0340 204-1401</bdi> الآن</p>'),
        ("(0340) 204 1401", '<bdi dir="ltr">(0340) 204 1401</bdi>'),
        ("في Zerbster Straße 4، 06844", 'في <bdi dir="ltr">Zerbster Straße 4</bdi>، 06844'),
        ("نادي Kultur &amp; Kino e. V.", 'نادي <bdi dir="ltr">Kultur &amp; Kino e. V</bdi>.'),
        ("ب &lt;x&gt; ج", 'ب &lt;<bdi dir="ltr">x</bdi>&gt; ج'),
        ('<a href="https://a.de/?a=1&amp;b=2" title="x > y">هنا</a>', None),
        ("عام 2026 و&nbsp;2027", None),
        ("info@dessau.de", '<bdi dir="ltr">info@dessau.de</bdi>'),
        ("", None),
        ("<title>الأخبار 3-4</title><script>var a = 'b 1-2';</script>", None),
        ("<select><option>غرفة A 1-2</option></select><!-- c d -->", None),
        ('<bdi dir="ltr">0340 2-1</bdi> من \u206610–12\u2069', None),
        ('<p lang="de" dir="ltr">Tor 1-2 <b>und</b></p>', None),
        (
            '<div dir="ltr"><div>a 1</div> b 2 <p dir="rtl">ج c 3</p> d 4</div> ه e 5',
            '<div dir="ltr"><div>a 1</div> b 2 <p dir="rtl">ج <bdi dir="ltr">c 3</bdi></p>'
            ' d 4</div> ه <bdi dir="ltr">e 5</bdi>',
        ),
        ('<input dir="ltr"> ه e 5', '<input dir="ltr"> ه <bdi dir="ltr">e 5</bdi>'),
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
