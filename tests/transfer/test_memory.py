"""What is remembered of sources goes with the page, and with the person who asks for it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hub.privacy.expiring import expire
from hub.privacy.register import erase
from hub.transfer.incoming import write
from hub.transfer.models import LastWord, Proposal
from hub.transfer.report import Options
from plugins.editorial.models import NewsPage
from tests.factories.transfer import event_line, news_line
from tests.publication.conftest import commit
from tests.transfer.test_records import note_line

pytestmark = pytest.mark.django_db

KEEP = Options(on_conflict="keep")


def test_words_about_a_deleted_page_are_forgotten_a_day_later(site):
    write([news_line(1), news_line(2), note_line(3)], KEEP)
    page = NewsPage.objects.get(slug="nachricht-1")
    page.title = "Vom Amt"
    with commit():
        page.save_revision().publish()
    write([news_line(1, title="Von der Quelle")], KEEP)
    assert Proposal.objects.exists()
    NewsPage.objects.get(slug="nachricht-1").delete()
    expire()
    assert LastWord.objects.count() == 3
    long_ago = timezone.now() - timedelta(days=2)
    LastWord.objects.update(read_at=long_ago)
    Proposal.objects.update(made_at=long_ago)
    expire()
    assert set(LastWord.objects.values_list("said__title", flat=True)) == {
        "Nachricht 2",
        "Zettel 3",
    }
    assert not Proposal.objects.exists()


def test_an_erased_address_is_not_remembered(site):
    line = event_line(1)
    line["event"]["registration"] = {"email": "Anna@example.org"}
    write([line, event_line(2)], KEEP)
    word = LastWord.objects.get(source_key="1")
    Proposal.objects.create(
        document_id=word.document_id,
        locale="de",
        field="registration_email",
        here="",
        proposed="anna@example.org",
        made_at=timezone.now(),
    )
    erase("anna@example.org")
    assert list(LastWord.objects.values_list("source_key", flat=True)) == ["2"]
    assert not Proposal.objects.exists()
