"""Texts in another language are found in what a page shows of them."""

import pytest

from hub.content.translating.untranslated import key_of_html, mark


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("<p>Hallo</p><p>Welt</p>", '<p lang="de" dir="ltr">Hallo</p><p>Welt</p>'),
        (
            "<div><p>Hallo &amp; willkommen</p> x</div>",
            '<div><p lang="de" dir="ltr">Hallo &amp; willkommen</p> x</div>',
        ),
        ("<p>Hallo<b> Welt</b></p>", '<p><span lang="de" dir="ltr">Hallo</span><b> Welt</b></p>'),
        (
            "<p><b>Welt</b> Hallo <i>x</i></p>",
            '<p><b>Welt</b><span lang="de" dir="ltr"> Hallo </span><i>x</i></p>',
        ),
        ('<p lang="en">Hallo</p>', '<p lang="en">Hallo</p>'),
        ('<img alt="Hallo" src="/x">', '<img alt="Hallo" src="/x" lang="de" dir="ltr">'),
        ("Hallo", '<span lang="de" dir="ltr">Hallo</span>'),
        (
            "<table><tr><td>Hallo</td><td>9</td></tr></table>",
            '<table><tr><td lang="de" dir="ltr">Hallo</td><td>9</td></tr></table>',
        ),
    ],
)
def test_each_text_gets_its_language(shown: str, expected: str) -> None:
    keys = {key_of_html("<b>Hal</b>lo"), key_of_html("Hallo &amp; willkommen")}
    assert mark(shown, keys, "de") == expected


def test_what_has_no_letters_needs_no_translation() -> None:
    assert key_of_html("9–12, <b>0340</b> 204-1401") == ""
