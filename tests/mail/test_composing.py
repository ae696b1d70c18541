"""A mail is rendered once: in the reader's language and direction, complete as text too."""

import pytest
from django.core.mail import BadHeaderError, EmailMultiAlternatives, send_mail
from django.utils import translation

from hub.mail.addresses import MailError, ascii_address, sender_of, shown
from hub.mail.composing import compose
from hub.mail.models import Mail
from hub.mail.plain import text_of
from plugins.editorial.models import HomePage
from tests.factories.content import hub_site

pytestmark = pytest.mark.django_db


def html_of(message) -> str:
    return message.get_body(("html",)).get_content()


def text_part(message) -> str:
    return message.get_body(("plain",)).get_content()


def test_text_has_all_that_the_page_says():
    page = """<html><head><title>Betreff</title><style>p{}</style></head><body>
        <h1>Guten  Tag</h1><p>Wir prüfen <strong>Ihre</strong> Veranstaltung
        bis <a href="https://hub.example/de/">Freitag</a>.</p>
        <p><a class="button" href="https://hub.example/t/?a=1&amp;b=2">Ansehen</a></p>
        <ul><li>Titel</li><li>Ort</li></ul>
        <dl><dt>Beginn</dt><dd>18 Uhr</dd><dt>Ort</dt><dd><bdi>دار</bdi></dd></dl>
        <p><a href="mailto:amt@stadt.example">amt@stadt.example</a><br>
        <a href="https://stadt.example/">stadt.example</a></p></body></html>"""
    assert text_of(page) == (
        "Guten Tag\n\nWir prüfen Ihre Veranstaltung bis Freitag (https://hub.example/de/).\n\n"
        "Ansehen:\nhttps://hub.example/t/?a=1&b=2\n\n- Titel\n- Ort\n\n"
        "Beginn: 18 Uhr\nOrt: \u2068دار\u2069\n\n"
        "amt@stadt.example\nhttps://stadt.example/\n"
    )


@pytest.mark.parametrize(
    ("locale", "direction", "name"),
    [("de", "ltr", "Sommerfest am Tor"), ("ar", "rtl", "Sommerfest am Tor")],
)
def test_a_mail_says_its_language_and_direction_and_is_whole_as_text(
    outbox, locale, direction, name
):
    site = hub_site(HomePage)
    words = {"subject": f"A <b> & {name}\nBcc: x@y.example", "text": "Seite: https://hub.example/a"}
    compose(
        "mail/plain.html", words, site_id=site.pk, locale=locale, to="ina@bücher.example"
    ).send()

    (message,) = outbox()
    html = html_of(message)
    assert f'<html lang="{locale}" dir="{direction}">' in html
    for attribute in (f'lang="{locale}"', f'dir="{direction}"'):
        assert attribute in html.partition('class="sheet"')[2].partition(">")[0]
    assert message["Content-Language"] == locale
    plain = "".join(sign for sign in message["Subject"] if sign not in "\u2066\u2069")
    assert plain.strip() == f"A <b> & {name} Bcc: x@y.example"
    assert ("\u2066" in message["Subject"]) == (locale == "ar")
    assert "https://hub.example/a" in text_part(message).split()
    assert "prefers-color-scheme: dark" in html
    assert "background: #" in html.partition("</head>")[2]
    assert "<link" not in html
    assert "src=" not in html
    assert message["To"] == "ina@xn--bcher-kva.example"
    assert message["Auto-Submitted"] == "auto-generated"
    assert "Bcc" not in message


def test_a_mail_of_django_gets_the_sites_name_and_look(outbox):
    with translation.override("de"):
        send_mail("Freigabe", "<Jetzt>:\n\nhttps://hub.example/admin/", None, ["a@b.example"])
    (message,) = outbox()
    assert "&lt;Jetzt&gt;" in html_of(message)
    assert 'href="https://hub.example/admin/"' in html_of(message)
    lines = text_part(message).split("\n")
    assert [one.strip() for one in lines if one.strip()][1:3] == [
        "<Jetzt>:",
        "https://hub.example/admin/",
    ]
    # The signature, as in the HTML.
    assert lines[-1].strip() or lines[-2].strip()
    assert message["From"].addresses[0].display_name != ""
    assert all(len(line) <= 78 for line in bytes(Mail.objects.get().content).split(b"\r\n"))


def test_each_recipient_has_a_mail_of_their_own(outbox):
    message = EmailMultiAlternatives(
        "Betreff", "Text", to=["Ina Ö <a@b.example>"], cc=["c@d.example"], bcc=["e@f.example"]
    )
    assert message.send() == 3
    assert [one["To"] for one in outbox()] == ["Ina Ö <a@b.example>", "c@d.example", "e@f.example"]
    assert {one["Cc"] for one in outbox()} == {None}
    assert Mail.objects.values("message_id").distinct().count() == 3
    assert message.to == ["Ina Ö <a@b.example>"]


HOSTILE = ("a@b.example\nBcc: c@d.example", "a@b.example, c@d.example", "a", "@", "ü@b.example")


def test_no_line_break_gets_into_a_header(outbox):
    for header in ("Betreff\nBcc: c@d.example", "Betreff\r\n\r\nText"):
        with pytest.raises(BadHeaderError):
            send_mail(header, "Text", None, ["a@b.example"])
    with pytest.raises(MailError):
        send_mail("Betreff", "Text", "Ina\nBcc: c@d.example <a@b.example>", ["a@b.example"])
    for recipient in HOSTILE:
        with pytest.raises(MailError):
            send_mail("Betreff", "Text", None, [recipient])
    assert Mail.objects.count() == 0


def test_both_ways_of_writing_a_domain_are_one_recipient():
    assert ascii_address("Ina <Ina.B@BÜCHER.example>") == "Ina.B@xn--bcher-kva.example"
    # What is quoted may have a space in it (RFC 5321 §4.1.2).
    assert ascii_address('"ina b"@BÜCHER.example') == '"ina b"@xn--bcher-kva.example'
    assert ascii_address("ina@XN--BCHER-KVA.example") == "ina@xn--bcher-kva.example"
    # IDNA 2008 keeps the ß, IDNA 2003 led to somebody else's strasse.
    assert ascii_address("ina@straße.example") == "ina@xn--strae-oqa.example"
    assert shown("ina@xn--strae-oqa.example") == "ina@straße.example"


def test_each_site_writes_from_its_own_domain(settings):
    settings.HUB_MAIL_FROM = ["post@stadt.example", "hub@land.example"]
    city = {"name": "Stadt, engagiert", "url": "https://www.stadt.example"}
    assert sender_of(city) == '"Stadt, engagiert" <post@stadt.example>'
    assert sender_of({"name": "Land", "url": "https://land.example"}) == "Land <hub@land.example>"
    assert sender_of({"name": "X", "url": "https://island.example"}) == "X <post@stadt.example>"
