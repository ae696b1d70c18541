"""What a capability says of itself."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from celery import current_app
from django.utils import translation

from hub.content.catalogues import ROOMS, Problem, check
from hub.content.models.site_form import SiteSettingsForm
from hub.kernel.contract import registry
from hub.kernel.contract.parts import Endpoints, Kind, Part, Schedule

PROJECT = Path(__file__).resolve().parents[2]


@cache
def problems(project: Path, rooms: tuple[str, ...]) -> list[Problem]:
    """Return what is wrong in the catalogues; reading all sources takes a second."""
    return list(check(project, rooms))


def test_its_name_is_its_package_and_its_key_its_last_word(capability):
    assert capability.name.split(".")[-1] == capability.key
    assert Path(capability.path, "apps.py").is_file()


def test_editors_read_its_title_and_summary_in_german(capability):
    with translation.override("de"):
        german = str(capability.title), str(capability.summary)
    with translation.override("en"):
        english = str(capability.title), str(capability.summary)

    assert all(german)
    assert german[1] != english[1]


def test_its_keys_are_its_own():
    # Of rooms too: there is no second list.
    keys = Counter((type(one.part).__name__, one.key) for one in registry.owned(Part))
    assert [key for key, count in keys.items() if count > 1] == []


def test_rooms_name_what_they_bring_as_the_hubs_own():
    keys = {one.key for one in registry.capabilities()}
    rooms = [one for one in registry.owned(Part) if one.owner.label not in keys]
    assert {"publication", "content", "privacy"} <= {one.owner.label for one in rooms}
    for one in rooms:
        assert one.owner.name.split(".")[0] in {"hub", "search", "celery_app"}, one.key
        if isinstance(one.part, Schedule):
            assert one.part.task.startswith("hub."), one.key


def test_no_room_can_be_switched_off():
    field = SiteSettingsForm.base_fields["disabled_capabilities"]
    offered = {key for key, _words in field.choices}
    assert offered == {one.key for one in registry.capabilities()}


def test_what_it_names_beyond_its_parts_begins_with_its_key(capability):
    mine = [one.part for one in registry.owned(Part) if one.owner is capability]
    names = [part.prefix for part in mine if isinstance(part, Endpoints)]
    names += [part.task for part in mine if isinstance(part, Schedule)]
    names += [model._meta.db_table for model in capability.get_models()]

    foreign = [one for one in names if not one.startswith(capability.key)]
    assert foreign == []


@pytest.mark.brings(part=Schedule)
def test_every_scheduled_task_exists(capability):
    current_app.loader.import_default_modules()
    wanted = [one.part.task for one in registry.owned(Schedule) if one.owner is capability]

    missing = [task for task in wanted if task not in current_app.tasks]
    assert missing == []


def test_every_kind_can_be_imported_and_is_described_for_search_engines(capability):
    for one in registry.owned(Kind):
        if one.owner is capability:
            assert one.part.read_line is not None, one.key
            assert one.part.schema_org is not None, one.key


def test_its_german_catalogue_is_complete(capability):
    folder = Path(capability.path)
    # Who stands in the tree shares words with the machinery.
    is_ours = PROJECT in folder.parents
    project, rooms = (PROJECT, ROOMS) if is_ours else (folder.parent, (folder.name,))
    mine = f"{folder.relative_to(project)}/"

    assert [str(one) for one in problems(project, rooms) if one.where.startswith(mine)] == []


@pytest.mark.parametrize("name", ["apps.py", "models.py", "document.py", "tests/samples.py"])
def test_it_has_the_files_that_every_capability_has(capability, name):
    folder = Path(capability.path)
    package = folder / name.removesuffix(".py") / "__init__.py"
    assert (folder / name).is_file() or package.is_file()
