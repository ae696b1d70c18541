"""The statement: fields that agree with each other, and the page that the law asks for."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from hub.publication.sweep import sweep
from plugins.accessibility.desk import statement_entries, statements
from plugins.accessibility.tests.samples import GAPS
from tests.factories.content import add_page, site_settings, translated
from tests.factories.portal import fresh

pytestmark = pytest.mark.django_db


def shown(city, page, locale: str = "de") -> str:
    sweep()
    fresh()
    return Client().get(city.path(page, locale), follow=True).content.decode()


def test_the_page_says_all_that_the_model_statement_asks_for(city, statement):
    text = shown(city, statement)

    for words in (
        "teilweise vereinbar",
        "<bdi>EN 301 549 V3.2.1</bdi>",
        "§§ 16 bis 16f BGG LSA",
        "Unvereinbar: erfüllt die Norm noch nicht",
        "Wäre eine unverhältnismäßige Belastung",
        "Behoben bis 30. Juni 2027.",
        "Wir haben die Website am",
        "Zuletzt überprüft am",
        "innerhalb eines Monats",
        "Ombudsstelle",
        'href="mailto:ombudsstelle@example.org"',
        'href="/de/barriere-melden/?page=',
    ):
        assert words in text
    assert text.index("Alte PDF-Dateien") < text.index("Ein Stadtplan")


def test_the_explanations_are_linked_from_it_and_from_every_footer(city, statement):
    easy = add_page(city.site.root_page, type(city.page), title="Diese Seite in Leichter Sprache")
    site_settings(city.site, easy_page=easy, accessibility_page=statement)

    text = shown(city, statement)

    assert text.count(">Diese Seite in Leichter Sprache<") == 2
    assert "Diese Seite in Leichter Sprache" in shown(city, city.page)


def test_a_reader_of_another_language_gets_the_frame_in_it_and_the_texts_marked(city, statement):
    text = shown(city, statement, "ar")

    assert "متوافق جزئيًا" in text
    assert '<strong lang="de" dir="ltr">Alte PDF-Dateien</strong>' in text


def test_machines_read_the_same(city, statement, client):
    sweep()
    fresh()
    found = client.get(f"/api/v1/accessibility-statements/{statement.document_id}").json()

    facts = found["accessibility_statement"]
    assert facts["conformity"] == "partial"
    assert [one["reason"] for one in facts["gaps"]] == ["non_compliant", "burden"]
    assert facts["report_url"] == "http://testserver/de/barriere-melden/"


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"conformity": "full"}, "conformity"),
        ({"conformity": "partial", "gaps": []}, "gaps"),
        ({"conformity": "none", "gaps": []}, "gaps"),
        ({"assessed_on": timezone.localdate() + timedelta(days=1)}, "assessed_on"),
        ({"reviewed_on": timezone.localdate() - timedelta(days=9)}, "reviewed_on"),
    ],
)
def test_fields_that_contradict_each_other_are_named(statement, fields, wrong):
    statement.full_clean()
    for name, value in fields.items():
        setattr(statement, name, value)

    with pytest.raises(ValidationError) as caught:
        statement.full_clean()
    assert list(caught.value.message_dict) == [wrong]


def test_what_the_law_does_not_cover_leaves_a_website_fully_compliant(statement):
    value = {**GAPS[0]["value"], "reason": "out_of_scope"}
    statement.conformity, statement.gaps = "full", [{"type": "gap", "value": value}]

    statement.full_clean()


def test_after_a_year_the_desk_asks_for_a_review(statement, admin_user, django_user_model):
    assert list(statements(admin_user)) == []

    statement.reviewed_on = statement.created_on = timezone.localdate() - timedelta(days=366)
    statement.save_revision().publish()

    [entry] = statement_entries(statements(admin_user))
    assert entry.title == statement.title
    assert "zuletzt überprüft am" in entry.detail
    other = django_user_model.objects.create_user("other", "other@example.org", "x")
    assert list(statements(other)) == []


def test_a_translation_keeps_the_days_and_has_words_of_its_own(city, statement):
    copy = translated(statement, "en", title="Accessibility statement", slug="accessibility")

    sweep()
    assert copy.reviewed_on == statement.reviewed_on
    assert "in part" in shown(city, statement, "en")
