"""The desk: what needs attention, for those who may see it, in few queries, in words."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, GroupPagePermission, Locale, Workflow, WorkflowTask
from wagtail_localize.operations import translate_object

from hub.content.files.drawing import draw_waiting
from hub.content.models import TranslationJob
from hub.content.roles import EDITOR, TRANSLATOR, create
from hub.content.translating.jobs import ATTEMPTS_MAXIMUM
from hub.desk.panel import shown_to
from hub.kernel.contract.desk import DeskEntry
from hub.kernel.contract.parts import DeskPanel
from hub.publication.models import Failure
from plugins.editorial.models import HomePage, SectionPage, StandardPage
from tests.factories.content import ImageFactory, UserFactory, add_page, hub_site
from tests.kernel.capabilities import capability, installed

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> Any:
    return hub_site(HomePage)


@pytest.fixture
def chief() -> Any:
    return UserFactory(is_superuser=True)


@pytest.fixture
def client(chief: Any) -> Client:
    client = Client()
    client.force_login(chief)
    return client


def home(client: Client) -> str:
    return client.get(
        reverse("wagtailadmin_home"), headers={"accept-language": "en"}
    ).content.decode()


def pages(site: Any, count: int = 1, **fields: Any) -> list[Any]:
    return [
        add_page(site.root_page, StandardPage, title=f"Seite {number}", **fields)
        for number in range(count)
    ]


def failing(page: Any) -> Failure:
    return Failure.objects.create(
        document_id=page.translation_key, title=page.title, error="KeyError: 'place'"
    )


def submitted(page: Any, user: Any) -> None:
    create(apps)
    workflow = Workflow.objects.first()
    if workflow is None:
        task = GroupApprovalTask.objects.create(name="Prüfung")
        task.groups.set([Group.objects.get(name="Moderation")])
        workflow = Workflow.objects.create(name="Prüfung")
        WorkflowTask.objects.create(workflow=workflow, task=task)
    page.title = f"{page.title} neu"
    page.save_revision()
    workflow.start(page, user)


def everything(site: Any, user: Any, count: int) -> None:
    soon = timezone.now() + timedelta(days=3)
    for page in pages(site, count, expire_at=soon):
        failing(page)
        submitted(page, user)
        translate_object(page, [Locale.objects.get(language_code="en")])
        ImageFactory(expires_on=timezone.localdate() + timedelta(days=3))
        TranslationJob.objects.create(function="x", attempts_count=ATTEMPTS_MAXIMUM, error="E")


def keys(user: Any) -> list[str]:
    return [one.key.removeprefix("desk.") for one in shown_to(user)]


def retry(page: Any) -> str:
    return reverse("hub_desk_act", args=["desk.failures", page.translation_key])


def test_an_empty_desk_says_so_in_german(site: Any, client: Client) -> None:
    html = home(client)
    assert "Was Aufmerksamkeit braucht" in html
    assert "kein Entwurf ist zu prüfen" in html


def test_each_matter_has_its_section_in_their_order(site: Any, chief: Any, client: Client) -> None:
    everything(site, chief, 1)
    assert keys(chief) == ["failures", "reviews", "expiring", "images", "translations", "jobs"]
    html = home(client)
    for words in ("Seite 0", "KeyError", "Jetzt noch einmal versuchen", "Wartet auf Prüfung"):
        assert words in html


def test_what_is_not_due_is_not_shown(site: Any, chief: Any) -> None:
    pages(site, expire_at=timezone.now() + timedelta(days=15))
    ImageFactory(expires_on=timezone.localdate() + timedelta(days=31))
    TranslationJob.objects.create(function="x", attempts_count=1)
    assert keys(chief) == []


def test_a_picture_whose_file_is_damaged_is_named(site: Any, chief: Any, client: Client) -> None:
    image = ImageFactory(is_drawn=False, title="Sommerfest")
    Path(image.file.path).write_bytes(b"broken")
    draw_waiting()
    html = home(client)
    assert "Sommerfest" in html
    assert "Die Datei ist beschädigt oder fehlt" in html


def test_ten_are_shown_and_the_rest_is_linked(site: Any, chief: Any, client: Client) -> None:
    for page in pages(site, 12):
        failing(page)
    [shown] = shown_to(chief)
    assert (len(shown.entries), shown.total, shown.more_count) == (10, 12, 2)
    address = reverse("hub_desk_panel", args=["desk.failures"])
    assert address in home(client)
    whole = client.get(address).content.decode()
    assert whole.count("KeyError") == 12


def test_the_desk_takes_as_many_queries_for_twenty_matters_as_for_two(
    site: Any, chief: Any
) -> None:
    everything(site, chief, 2)
    shown_to(chief)
    with CaptureQueriesContext(connection) as few:
        shown_to(chief)
    everything_more = [add_page(site.root_page, StandardPage, title=f"Mehr {n}") for n in range(7)]
    for page in everything_more:
        failing(page)
        submitted(page, chief)
        ImageFactory(expires_on=timezone.localdate())
    with CaptureQueriesContext(connection) as many:
        shown_to(chief)
    assert len(many) == len(few)
    assert len(few) <= 22


def test_trying_again_heals_and_says_so(site: Any, client: Client) -> None:
    [page] = pages(site)
    failing(page)
    answer = client.post(retry(page), follow=True)
    assert "ist jetzt auf der Website aktuell" in answer.content.decode()
    assert not Failure.objects.exists()


def test_trying_again_in_vain_says_so(
    site: Any, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    [page] = pages(site)
    failing(page)
    monkeypatch.setattr("hub.desk.matters.failures.settle", lambda ids: None)
    answer = client.post(retry(page), follow=True)
    assert "lässt sich noch immer nicht veröffentlichen" in answer.content.decode()


def test_reading_never_tries_again(site: Any, client: Client) -> None:
    [page] = pages(site)
    failing(page)
    assert client.get(retry(page)).status_code == 405


def test_an_editor_of_one_section_sees_nothing_of_another(site: Any) -> None:
    create(apps)
    own = add_page(site.root_page, SectionPage, title="Eigenes")
    other = add_page(site.root_page, SectionPage, title="Anderes")
    mine = add_page(own, StandardPage, title="Meine")
    foreign = add_page(other, StandardPage, title="Fremde")
    failing(mine)
    failing(foreign)
    group = Group.objects.create(name="Quartier")
    rights = Group.objects.get(name=EDITOR.name)
    group.permissions.set(rights.permissions.all())
    change = GroupPagePermission.objects.filter(group=rights).first().permission
    GroupPagePermission.objects.create(group=group, page=own, permission=change)
    user = UserFactory()
    user.groups.add(group)
    [shown] = shown_to(user)
    assert [one.title for one in shown.entries] == ["Meine"]
    client = Client()
    client.force_login(user)
    for page in (mine, foreign):
        client.post(retry(page))
    assert [one.title for one in Failure.objects.all()] == ["Fremde"]


def test_failed_orders_are_shown_to_those_who_may_order(site: Any) -> None:
    create(apps)
    TranslationJob.objects.create(function="x", attempts_count=ATTEMPTS_MAXIMUM)
    for role, expected in ((EDITOR, []), (TRANSLATOR, ["jobs"])):
        user = UserFactory()
        user.groups.add(Group.objects.get(name=role.name))
        assert keys(user) == expected


def panel(name: str, rows: Any, order: int) -> DeskPanel:
    return DeskPanel(
        name=name,
        title=name,
        rows=rows,
        entries=lambda found: [DeskEntry(title=f"{name} {one.title}") for one in found],
        order=order,
    )


def test_panels_of_capabilities_stand_in_one_order_with_ours_and_fail_alone(
    site: Any, client: Client
) -> None:
    def broken(user: Any) -> Any:
        raise RuntimeError("no")

    def all_pages(user: Any) -> Any:
        return StandardPage.objects.order_by("pk")

    for page in pages(site, expire_at=timezone.now() + timedelta(days=3)):
        failing(page)
    parts = (
        panel("late", all_pages, 200),
        panel("broken", broken, 150),
        panel("between", all_pages, 30),
    )
    with installed(capability(parts=parts)):
        html = home(client)
    words = ("Seite 0</a>", "between Seite 0", "Läuft in", "ließ sich nicht anzeigen", "late Seite")
    places = [html.index(one) for one in words]
    assert places == sorted(places)


def test_what_is_no_panel_and_no_entry_is_not_found(site: Any, client: Client) -> None:
    for key, entry in (
        ("desk.nothing", "1"),
        ("desk.failures", "no-id"),
        ("desk.expiring", "1"),
        ("desk.followers", "gone.reader"),
    ):
        assert client.post(reverse("hub_desk_act", args=[key, entry])).status_code == 404
    assert client.get(reverse("hub_desk_panel", args=["desk.nothing"])).status_code == 404


def test_the_admin_speaks_german_whatever_the_browser_says(site: Any, client: Client) -> None:
    login = Client().get("/admin/login/", headers={"accept-language": "en"}).content.decode()
    assert "Anmelden" in login
    assert 'lang="de"' in home(client)
