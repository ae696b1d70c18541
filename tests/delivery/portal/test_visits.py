"""Pages that capabilities answer themselves: who may send, where the sender is, what is shown."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from hub.delivery.portal.pages.visits import is_from_here
from hub.kernel.checks import check_portal_pages
from hub.kernel.contract.parts import PortalPage
from hub.kernel.contract.visits import Uploads, Values
from plugins.example.models import Note

pytestmark = pytest.mark.django_db
ADDRESS = "/de/zettel-vorschlagen/"


@pytest.fixture
def reader() -> Client:
    """Return a browser without cookies that Django's own check would turn away."""
    return Client(enforce_csrf_checks=True)


def test_a_form_without_any_cookie_is_taken_and_can_be_loaded_again(city, reader):
    response = reader.post(
        ADDRESS, {"title": "Rad gefunden"}, headers={"Origin": "http://testserver"}
    )

    assert response.status_code == 303
    assert not Note.objects.get(title="Rad gefunden").live
    again = reader.get(response["Location"])
    assert "bevor er aushängt" in again.content.decode()
    assert not again.cookies


def test_what_is_refused_is_shown_again_with_the_menu_around_it(city, reader):
    response = reader.post(ADDRESS, {"title": "Ä" * 81})

    text = response.content.decode()
    assert response.status_code == 400
    assert "Ä" * 81 in text
    assert "Schreiben Sie 1 bis 80 Zeichen." in text
    assert "Veranstaltungen" in text
    assert '<meta name="robots" content="noindex">' in text


def test_other_methods_are_refused(city, reader):
    for method in ("put", "patch", "delete"):
        assert getattr(reader, method)(ADDRESS).status_code == 405


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, True),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, True),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Origin": "http://testserver"}, True),
        ({"Origin": "http://testserver.example"}, False),
        ({"Origin": "null"}, False),
    ],
)
def test_the_browser_says_where_a_form_was_sent_from(headers, expected):
    assert is_from_here(RequestFactory().post("/", headers=headers)) is expected


@pytest.mark.parametrize("path", ["events", "Suggest", "a/b", "", "a_b"])
def test_a_page_in_the_way_of_another_is_a_fault_of_the_start(monkeypatch, path):
    from hub.kernel import checks
    from hub.kernel.contract.registry import owned

    mine = owned(PortalPage)[0]
    bad = type(mine)(
        mine.owner, PortalPage(name="bad", paths={"de": path}, answer=mine.part.answer)
    )
    monkeypatch.setattr(checks.registry, "owned", lambda part: [bad])

    assert [one.id for one in check_portal_pages()] == ["hub.E010"]


def test_words_of_other_alphabets_are_words(monkeypatch):
    from hub.kernel import checks
    from hub.kernel.contract.registry import owned

    mine = owned(PortalPage)[0]
    paths = {"uk": "запропонувати-записку", "ar": "اقتراح-ملاحظة"}
    page = type(mine)(mine.owner, PortalPage(name="p", paths=paths, answer=mine.part.answer))
    monkeypatch.setattr(checks.registry, "owned", lambda part: [page])

    assert check_portal_pages() == []


def test_a_field_says_its_last_value_and_all_of_them():
    values = Values({"day": ["mo", "tu"], "none": []})

    assert values["day"] == "tu"
    assert values.all("day") == ("mo", "tu")
    assert values.all("none") == values.all("other") == ()
    assert dict(values) == {"day": "tu"}


def test_who_sent_something_comes_back_to_it_by_a_token(city, reader):
    sent = reader.post(ADDRESS, {"title": "Rad gefunden"})
    own = sent["Location"].partition("?")[0]

    shown = reader.get(own)
    assert 'value="Rad gefunden"' in shown.content.decode()
    assert f'action="{own}"' in shown.content.decode()
    assert f'<link rel="canonical" href="http://testserver{ADDRESS}">' in shown.content.decode()

    again = reader.post(own, {"title": "Rad abgeholt"})
    assert again.status_code == 303
    assert [one.title for one in Note.objects.filter(live=False)] == ["Rad abgeholt"]
    assert reader.get(f"{ADDRESS}forged:token/").status_code == 404


def test_a_file_is_taken_or_refused_in_words(city, reader):
    def send(name: str, content: bytes):
        return reader.post(ADDRESS, {"title": "", "text": SimpleUploadedFile(name, content)})

    assert send("zettel.txt", b"Aus der Datei\nmehr").status_code == 303
    assert Note.objects.filter(title="Aus der Datei").exists()
    for name, content, words in (
        ("bild.exe", b"x", "Senden Sie eine dieser Arten: .txt."),
        ("zettel.txt", b"x" * 100_001, "ist zu groß"),
        ("zettel.txt", b"", "ist leer"),
    ):
        response = send(name, content)
        assert response.status_code == 400
        assert words in response.content.decode()
    assert Note.objects.filter(live=False).count() == 1


def test_more_files_than_a_page_takes_are_refused(rf):
    from hub.delivery.portal.pages.uploads import files_of

    sent = [SimpleUploadedFile(f"{n}.txt", b"x") for n in range(3)]
    uploads = Uploads(most_count=2, most_bytes=10, endings=(".txt",))

    files, refused = files_of(rf.post("/", {"a": sent}), uploads)

    assert [one.name for one in files["a"]] == ["0.txt", "1.txt"]
    assert "2" in refused["a"]
