"""What a downloaded file is called: people find it again in their downloads."""

from tests.factories.documents import a_date, publish_event


def test_a_calendar_file_is_called_after_the_event(site, get):
    listed = [a_date(f"2026-12-{day}T18:00", f"2026-12-{day}T19:00") for day in ("01", "08")]
    row = publish_event(site, "Chor", dates=listed, slug="offene-chorprobe")
    address = f"/events/{row.document_id}.ics"

    assert 'filename="offene-chorprobe.ics"' in get(address)["Content-Disposition"]
    single = get(address, date="2026-12-08")["Content-Disposition"]
    assert 'filename="offene-chorprobe-2026-12-08.ics"' in single
