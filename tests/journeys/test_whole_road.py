"""A weekly event from a phone to everywhere, and one date of it cancelled.

Sent with a photo in Ukrainian, confirmed by mail, asked back, corrected by link, accepted without
its summary: then it stands in the API, the calendar file, the portal and an embed.

`HUB_PICTURES=1` writes what is seen to docs/screenshots/.
"""

import json
import os
import urllib.request
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone
from PIL import Image, ImageDraw
from playwright.sync_api import expect

from hub.content.files.drawing import draw_waiting
from hub.intake.models import State, Submission
from hub.mail.sending import send_waiting
from hub.publication.models import Publication
from hub.publication.sweep import sweep
from services.mailbox import Letterbox
from services.ports import free_port
from tests.factories.content import PlaceFactory, translated
from tests.factories.portal import fresh
from tests.journeys.foreign import element, shown
from tests.journeys.hands import Hands
from tests.journeys.test_editors import signed_in

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"
FORM = "/uk/povidomyty-pro-podiiu/"
TITLE = "Розмовне кафе"
SUMMARY = "Говоримо українською та німецькою за чаєм."
DESCRIPTION = "Приходьте з друзями. Діти мають свій куточок для гри."
CORRECTED = "Приходьте з друзями. Діти від трьох років мають свій куточок."
ALT = "Біла чашка на столі"
# What the form promises.
MINUTES = 3
# Whether the sign of every mark, e.g. of "cancelled", stands in the mark.
INSIDE = """[...document.querySelectorAll(".status .icon")].every(one =>
    one.getBoundingClientRect().left >= one.closest(".status").getBoundingClientRect().left)"""


@pytest.fixture
def post(settings, monkeypatch, tmp_path, transactional_db):
    """Return a function that has the hub's mails delivered to the demo's mailbox."""
    settings.HUB_QUARANTINE = tmp_path / "quarantine"
    settings.HUB_MAILBOX = str(tmp_path)
    settings.EMAIL_BACKEND = "hub.mail.outbox.Outbox"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    monkeypatch.setattr("hub.intake.guard.senders._is_quick", lambda ticket, limits: False)
    server = Controller(Letterbox(tmp_path), hostname="127.0.0.1", port=settings.EMAIL_PORT)
    server.start()
    yield send_waiting
    server.stop()


def photo() -> dict:
    stream = BytesIO()
    picture = Image.new("RGB", (1200, 800), "#c9d8c5")
    drawing = ImageDraw.Draw(picture)
    drawing.ellipse((380, 300, 820, 620), fill="#7a4a2a")
    drawing.rectangle((440, 180, 760, 460), fill="#f4efe6")
    picture.save(stream, "JPEG")
    return {"name": "IMG_2041.jpg", "mimeType": "image/jpeg", "buffer": stream.getvalue()}


def picture_of(page, name: str) -> None:
    """Write what is seen, where that was asked for."""
    if os.environ.get("HUB_PICTURES"):
        height = min(1700, int(page.evaluate("document.documentElement.scrollHeight")))
        shot = page.screenshot(full_page=True, clip={
            "x": 0, "y": 0, "width": page.viewport_size["width"], "height": height,
        })  # fmt: skip
        Image.open(BytesIO(shot)).convert("RGB").save(
            FOLDER / f"whole-road-{name}.webp", quality=60
        )


def open_newest_mail(one, post, name: str = "") -> None:
    """Have mails delivered, read the newest on the mailbox page and open its link."""
    post()
    page = one.go("/-/mailbox/")
    if name:
        picture_of(page, name)
    link = page.locator("article pre a").first.get_attribute("href")
    page.goto(link)


def onward(page, button: str) -> None:
    """Press a button and be on the page that answers: only then has the hub done it. A moderator
    who looks earlier sees an older version, and is rightly told that somebody was faster."""
    with page.expect_navigation():
        page.click(button)


def fill_in(page, day) -> Hands:
    hands = Hands(page)
    hands.write("#title", TITLE)
    hands.write("#day", day.isoformat())
    hands.write("#starts", "17:00")
    hands.write("#ends", "19:00")
    hands.write("#place", "Stadtteilhaus Süd")
    hands.write("#organiser", "Repair-Café Törten")
    hands.unfold("#summary")
    hands.write("#summary", SUMMARY)
    hands.write("#description", DESCRIPTION)
    hands.unfold("#repeats")
    hands.choose("#repeats", "weekly")
    hands.write("#until", (day + timedelta(days=21)).isoformat())
    hands.unfold("#image")
    hands.attach("#image", photo())
    hands.write("#image_alt", ALT)
    hands.write("#sender_name", "Оксана Коваль")
    hands.write("#sender_email", "oksana@verein.de")
    return hands


def decide(desk, button: str, leave: str = "", say: str = "", name: str = "") -> None:
    """Open the matter from the inbox and press a button."""
    page = desk.go("/admin/submissions/")
    page.click(f"main >> text={TITLE}")
    page.wait_for_selector(".side-by-side")
    if leave:
        page.uncheck(f"input[name=take][value='{leave}']")
    if say:
        page.fill("#id_message", say)
    if name:
        picture_of(page, name)
    page.click(f"button[value={button}]")
    page.wait_for_url("**/admin/submissions/")


def asked(live_server, path: str) -> str:
    with urllib.request.urlopen(f"{live_server.url}{path}") as answer:
        return answer.read().decode()


def everywhere(live_server, foreign, visit, submission, name: str = "") -> dict[str, str]:
    """Return what stands at each place where the event is public."""
    own = f"/api/v1/events/{submission.document_id}"
    row = Publication.objects.get(document_id=submission.document_id, locale="uk")
    reader = visit(width=390).page
    reader.goto(row.url)
    guest = visit().page
    # More than the few that an embed shows unasked: the small website has events, too.
    guest.goto(foreign.page(element(live_server.url, 'limit="50"'), lang="uk"))
    entry = shown(guest).locator("[part~=item]").filter(has_text=TITLE).first
    expect(entry).to_be_visible(timeout=30_000)
    assert reader.evaluate(INSIDE)
    if name:
        picture_of(reader, name)
    return {
        "api": asked(live_server, f"{own}?locale=uk"),
        "ics": asked(live_server, f"{own}.ics?locale=uk"),
        "portal": reader.locator("main").inner_text(),
        "embed": entry.inner_text(),
    }


def send(phone, day) -> None:
    """Fill the form in on a phone, look at the preview and send."""
    page = phone.go(FORM)
    picture_of(page, "1-form")
    hands = fill_in(page, day)
    picture_of(page, "2-filled")
    hands.tap("main .buttons .button--go")
    page.wait_for_selector(".preview")
    picture_of(page, "3-preview")
    hands.tap(".before .button--go >> nth=0")
    page.wait_for_url("**received=**")
    picture_of(page, "4-received")
    print(hands)
    assert hands.seconds < MINUTES * 60


def correct(page) -> None:
    """Correct the description on the page of the link."""
    picture_of(page, "7-question")
    page.click("a[href='?do=change']")
    page.click("details.fold:has(#description) > summary")
    page.fill("#description", CORRECTED)
    onward(page, "main .buttons .button--go")


def cancel_first_date(page) -> None:
    """Cancel the first date on the page of the link."""
    page.click("details.fold:has(input[name=date]) > summary")
    page.click("input[name=date] >> nth=0")
    picture_of(page, "9-cancel")
    onward(page, "form:has(input[name=date]) button")


def test_a_weekly_event_goes_from_a_phone_to_everywhere_and_loses_a_date(
    visit, city, live_server, foreign, post
):
    PlaceFactory(name="Stadtteilhaus Süd")
    translated(city.events, "uk", title="Події", slug="podii")
    sweep()
    fresh()
    phone = visit(width=390)
    send(phone, timezone.localdate() + timedelta(days=14))
    open_newest_mail(phone, post, "5-mailbox")
    onward(phone.page, "main button[type=submit]")
    submission = Submission.objects.get()
    assert (submission.state, submission.locale) == (State.WAITING, "uk")

    desk = signed_in(visit)
    decide(desk, "ask", say="Ab welchem Alter ist die Spielecke?", name="6-asked-back")
    open_newest_mail(phone, post)
    correct(phone.page)
    decide(desk, "accept", leave="0-summary", name="8-all-but-one")
    # A worker's part: until the sizes of a picture are drawn no document names it.
    draw_waiting()
    sweep()
    places = everywhere(live_server, foreign, visit, submission)
    assert [name for name, text in places.items() if TITLE not in text] == []
    assert [name for name, text in places.items() if SUMMARY in text] == []
    assert CORRECTED in places["portal"]
    event = json.loads(places["api"])
    assert event["image"]["alt"] == ALT
    assert [one["status"] for one in event["dates"]] == ["scheduled"] * 4

    open_newest_mail(phone, post)
    cancel_first_date(phone.page)
    decide(desk, "accept")
    places = everywhere(live_server, foreign, visit, submission, "10-cancelled")
    event = json.loads(places["api"])
    assert [one["status"] for one in event["dates"]] == ["cancelled", *["scheduled"] * 3]
    assert places["ics"].count("STATUS:CANCELLED") == 1
    assert "скасован" in places["portal"].casefold()
    assert "скасован" in places["embed"].casefold()
