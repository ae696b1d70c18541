"""A moderator decides in the browser, wide and on a phone, by keyboard."""

from io import BytesIO

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from hub.intake.models import State, Submission, Upload
from plugins.events.models import EventPage
from tests.journeys.quality import probes
from tests.journeys.test_editors import refused, signed_in

LINE = {
    "kind": "event",
    "locale": "de",
    "title": "Nähcafé",
    "summary": "Wir nähen zusammen und trinken Tee.",
    "body_html": "<p>Maschinen sind da.</p>",
    "place": {"name": "Stadtteilhaus Süd", "street": "Ringstraße 5"},
    "event": {
        "first_starts_at": "2027-06-05T15:00:00+02:00",
        "first_ends_at": "2027-06-05T17:00:00+02:00",
        "organiser_name": "Nadel & Faden e. V.",
    },
}


def sent(city):
    now = timezone.now()
    facts = {"sender_name": "Kim", "sender_email": "kim@verein.de", "organisation": "Nadel & Faden"}
    made = Submission.objects.create(
        site=city.site, kind="event", locale="de", lines=[LINE], state=State.WAITING,
        confirmed_at=now, **facts,
    )  # fmt: skip
    stream = BytesIO()
    Image.new("RGB", (900, 600), "red").save(stream, "JPEG")
    upload = Upload(submission=made, field="image", name="tuch", width=900, height=600, alt="Tuch")
    upload.file.save("tuch.jpg", ContentFile(stream.getvalue()))
    return made


def test_a_moderator_takes_an_event_over_on_a_phone_by_keyboard(visit, city, settings, tmp_path):
    settings.HUB_QUARANTINE = tmp_path
    made = sent(city)
    one = signed_in(visit, width=390)
    page = one.go("/admin/submissions/")
    assert (probes.barriers(page), probes.too_wide(page)) == ([], [])
    page.click("text=Nähcafé")
    page.wait_for_selector(".side-by-side")
    assert (probes.barriers(page), probes.too_wide(page)) == ([], [])
    page.focus("input[name=take][value='0-summary']")
    page.keyboard.press("Space")
    page.focus("button[value=refuse]")
    page.keyboard.press("Enter")

    # What is missing has the cursor, and the box stays empty.
    page.wait_for_selector("[role=alert] a[href='#id_message']")
    assert page.evaluate("document.activeElement.id") == "id_message"
    assert not page.is_checked("input[name=take][value='0-summary']")
    page.focus("button[value=accept]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/submissions/")
    event = EventPage.objects.get(translation_key=made.document_id)
    assert (event.live, event.summary, event.image.alt) == (True, "", "Tuch")
    assert refused(one) == []
