"""Schedules, parts of other documents, slots: what each promises the machinery."""

import re

import pytest
from celery import current_app
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.kernel.contract import registry
from hub.kernel.contract.parts import DocumentPart, Schedule, Slot
from hub.looks.engines import engine
from hub.looks.themes import chosen, installed
from tests.contract.test_followers import kept

pytestmark = pytest.mark.django_db
GAP = re.compile(r'{% slot "(\w+)"')


def of(capability, part) -> list:
    return [one.part for one in registry.owned(part) if one.owner is capability]


@pytest.mark.brings(part=Schedule)
def test_a_scheduled_task_that_runs_twice_has_run_once(capability, everything):
    current_app.loader.import_default_modules()
    for part in of(capability, Schedule):
        current_app.tasks[part.task]()
        before = kept(capability)
        current_app.tasks[part.task]()
        assert kept(capability) == before, part.name


@pytest.mark.brings(part=DocumentPart)
def test_a_document_part_reads_ahead_in_a_fixed_number_of_queries(capability, everything):
    for part in of(capability, DocumentPart):
        sources = list(registry.kind(part.kind).model._default_manager.all()[:3])
        assert len(sources) > 1
        counts = []
        for batch in (sources[:1], sources) if part.prefetch else ():
            with CaptureQueriesContext(connection) as queries:
                part.prefetch(batch)
            counts.append(len(queries))
        assert len(set(counts)) <= 1, part.name


@pytest.mark.brings(part=Slot)
def test_a_slot_fills_a_gap_of_the_theme_and_its_template_is_there_in_all(capability):
    folder = chosen("stadt").templates
    gaps = {gap for path in folder.rglob("*.html") for gap in GAP.findall(path.read_text())}
    for part in of(capability, Slot):
        assert part.gap in gaps
        assert all(engine(key).get_template(part.template) for key in installed()), part.name
