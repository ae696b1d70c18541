"""What a source says of a field that editors changed too: an editor sees both and decides."""

import re
from itertools import pairwise

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.log_actions import registry as log_registry
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from hub.content.models import HubPage
from hub.content.roles import EDITOR, MODERATOR, TRANSLATOR, create
from hub.desk.panel import shown_to
from hub.publication.models import Publication
from hub.transfer.compare import Difference
from hub.transfer.fields.values import values_of, write_value
from hub.transfer.incoming import write
from hub.transfer.models import Proposal
from hub.transfer.report import Options
from hub.transfer.side_by_side import side_by_side, text_of
from plugins.editorial.models import NewsPage
from plugins.example.models import Note
from tests.factories.content import UserFactory
from tests.factories.transfer import news_line, page_of
from tests.factories.translations import translate
from tests.publication.conftest import commit
from tests.transfer.test_records import note_line

pytestmark = pytest.mark.django_db

KEEP = Options(on_conflict="keep")
FORM = r'name="proposal" value="(\d+)">\s*<input[^>]*name="seen" value="(\w+)"'
CALENDAR = {"source": {"name": "Vereinskalender", "key": "1"}}


def user_of(role, name):
    create(apps)
    user = UserFactory(is_staff=False, first_name=name, last_name="Muster")
    user.groups.add(Group.objects.get(name=role.name))
    return user


def browser(user):
    client = Client(headers={"accept-language": "de"})
    client.force_login(user)
    return client


@pytest.fixture
def news(site):
    """News of which title and summary were changed here and at the source."""
    write([news_line(1, summary="Erstens.", **CALENDAR)], KEEP)
    page = page_of(1)
    page.title, page.summary = "Vom Amt", "Zweitens, vom Amt."
    with commit():
        page.save_revision().publish()
    write([news_line(1, title="<b>Von der</b> Quelle", summary="Drittens.", **CALENDAR)], KEEP)
    return page_of(1)


def address(source):
    return reverse("hub_proposals", args=[source.translation_key, source.locale.language_code])


def asked(client, source):
    """Return {field: what its form sends} of the page that shows both sides."""
    html = client.get(address(source)).content.decode()
    forms = re.findall(FORM, html)
    fields = dict(Proposal.objects.values_list("pk", "field"))
    return {fields[int(key)]: {"proposal": key, "seen": seen} for key, seen in forms}


def decide(client, source, form, decision):
    """Send a form; return what the next page says."""
    with commit():
        response = client.post(address(source), {**form, "decision": decision}, follow=True)
    return response.content.decode()


def history(source):
    return {
        (str(one.user_display_name), one.message)
        for one in log_registry.get_logs_for_instance(source).filter(action__startswith="hub.")
    }


def test_an_editor_sees_both_sides_and_decides_field_by_field(news):
    anna = browser(user_of(MODERATOR, "Anna"))
    form = anna.get(reverse("wagtailadmin_pages:edit", args=[news.pk])).content.decode()
    assert "Vereinskalender: Dort steht jetzt etwas anderes" in form
    assert address(news) in form
    [panel] = [one for one in shown_to(UserFactory(is_superuser=True)) if "proposals" in one.key]
    assert [(one.url, one.title) for one in panel.entries] == [(address(news), "Vom Amt")]
    both = anna.get(address(news)).content.decode()
    assert "Drittens" in both
    assert "Zweitens" in both
    assert "<b>Von" not in both
    forms = asked(anna, news)

    assert "übernommen" in decide(anna, news, forms["summary"], "take_over")
    assert "bleibt, wie" in decide(anna, news, forms["title"], "refuse")

    page = page_of(1)
    assert (page.title, page.summary) == ("Vom Amt", "Drittens.")
    assert Publication.objects.get(document_id=page.document_id).document.count("Drittens.")
    assert page.latest_revision.user.first_name == "Anna"
    assert history(page) == {
        ("Anna Muster", "„Zusammenfassung“ von Vereinskalender übernommen"),
        ("Anna Muster", "„Titel“ gelassen, wie es war, gegen Vereinskalender"),
    }
    # What was refused is not proposed again until the source says something else.
    write([news_line(1, title="<b>Von der</b> Quelle", summary="Drittens.", **CALENDAR)], KEEP)
    assert not Proposal.objects.exists()
    write([news_line(1, title="Neues", summary="Drittens.", **CALENDAR)], KEEP)
    assert Proposal.objects.get().proposed == "Neues"


def test_who_comes_second_sees_what_the_first_has_decided(news):
    anna, berta = browser(user_of(MODERATOR, "Anna")), browser(user_of(MODERATOR, "Berta"))
    seen_by_berta = asked(berta, news)
    forms = asked(anna, news)
    decide(anna, news, forms["summary"], "take_over")
    decide(anna, news, forms["title"], "refuse")

    told = decide(berta, news, seen_by_berta["summary"], "refuse")
    assert "Anna Muster hat „Zusammenfassung“ inzwischen übernommen" in told
    told = decide(berta, news, seen_by_berta["title"], "take_over")
    assert "Anna Muster hat „Titel“ inzwischen gelassen, wie es war" in told
    assert (page_of(1).title, page_of(1).summary) == ("Vom Amt", "Drittens.")


def test_nobody_decides_on_what_has_changed_since_it_was_shown(news):
    anna = browser(user_of(MODERATOR, "Anna"))
    form = asked(anna, news)["title"]
    write([news_line(1, title="Noch neuer", summary="Drittens.", **CALENDAR)], KEEP)
    assert "inzwischen geändert" in decide(anna, news, form, "take_over")
    news = page_of(1)
    assert news.title == "Vom Amt"
    form = asked(anna, news)["title"]
    news.title = "Ganz vom Amt"
    news.save_revision()
    assert "inzwischen geändert" in decide(anna, news, form, "take_over")
    assert page_of(1).get_latest_revision_as_object().title == "Ganz vom Amt"


def test_who_may_not_publish_takes_over_into_the_draft_and_who_may_not_edit_nothing(news):
    translator, editor = (browser(user_of(role, "Anna")) for role in (TRANSLATOR, EDITOR))
    assert "Drittens" not in translator.get(address(news), follow=True).content.decode()
    form = asked(editor, news)["title"]
    decide(translator, news, form, "refuse")
    assert Proposal.objects.count() == 2
    Page.objects.filter(pk=news.pk).update(locked=True)
    assert "gesperrt" in decide(editor, news, form, "take_over")
    Page.objects.filter(pk=news.pk).update(locked=False)
    assert "in den Entwurf" in decide(editor, news, form, "take_over")
    page = page_of(1)
    assert (page.title, page.has_unpublished_changes) == ("Vom Amt", True)
    assert page.get_latest_revision_as_object().title == "<b>Von der</b> Quelle"


def test_what_the_model_refuses_stays_proposed(news):
    Proposal.objects.filter(field="title").update(proposed="")
    anna = browser(user_of(MODERATOR, "Anna"))
    assert "nicht übernommen" in decide(anna, news, asked(anna, news)["title"], "take_over")
    assert (page_of(1).title, Proposal.objects.count()) == ("Vom Amt", 2)


def test_the_translation_editor_keeps_what_was_taken_over(site):
    write([news_line(1)], KEEP)
    with commit():
        translate(page_of(1), "en")
    write([news_line(1, locale="en", title="From the source")], KEEP)
    page = page_of(1, "en")
    chief = browser(UserFactory(is_superuser=True))
    decide(chief, page, asked(chief, page)["title"], "take_over")
    assert page_of(1, "en").title == "From the source"
    words = StringTranslation.objects.filter(locale__language_code="en", context__path="title")
    assert words.get().data == "From the source"


def test_records_are_decided_on_like_pages(site):
    write([note_line(1)], KEEP)
    note = Note.objects.get()
    note.title = "Vom Amt"
    with commit():
        note.save_revision().publish()
    write([note_line(1, title="Vom Brett")], KEEP)
    chief = browser(UserFactory(is_superuser=True))
    edit = reverse("wagtailsnippets_example_note:edit", args=[note.pk])
    assert address(note) in chief.get(edit).content.decode()
    assert "übernommen" in decide(chief, note, asked(chief, note)["title"], "take_over")
    note.refresh_from_db()
    assert note.title == "Vom Brett"
    [(_name, message)] = history(note)
    assert message == "„Titel“ von Brett übernommen"


def test_publishing_may_be_proposed_too(news):
    Proposal.objects.filter(field="title").update(field="live", here=True, proposed=False)
    anna = browser(user_of(MODERATOR, "Anna"))
    assert "übernommen" in decide(anna, news, asked(anna, news)["live"], "take_over")
    assert not page_of(1).live


def test_every_field_of_every_kind_can_be_taken_over_and_shown(demonstration):
    by_class = {}
    for page in HubPage.objects.filter(locale__language_code="de").specific():
        by_class.setdefault(type(page), []).append(page)
    seen_fields = set()
    for model, pages in by_class.items():
        for page, other in pairwise(pages):
            for name, value in values_of(other).items():
                if name != "live":
                    write_value(page, name, value)
                    assert values_of(page)[name] == value, (model, name)
                    text_of(model, name, value)
                    seen_fields.add((model, name))
    assert (NewsPage, "body") in seen_fields


def test_nothing_of_a_line_is_taken_for_markup():
    evil = "<script>alert(1)</script>Neu"
    [row] = side_by_side(NewsPage, [Difference("summary", "Alt", evil)])
    assert (row.label, row.here) == ("Zusammenfassung", "<del>Alt</del>")
    assert "<script" not in row.line
    before, after = "Umzug < Herbst", "Umzug < Herbst & Winter"
    [row] = side_by_side(NewsPage, [Difference("title", before, after)])
    assert row.here == "Umzug &lt; Herbst"
    assert row.line == "Umzug &lt; Herbst<ins> &amp; Winter</ins>"
