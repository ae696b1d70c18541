"""Personal data is registered, and its eraser leaves nothing of it anywhere in the database."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone
from wagtail.models import RevisionMixin
from wagtail_localize.models import TranslationSource

from hub.content.models import HubPage
from hub.kernel.contract import registry
from hub.kernel.contract.parts import PersonalData
from hub.privacy.expiring import expire
from hub.privacy.register import erase_part, export
from hub.publication.models import Publication
from hub.publication.sweep import sweep

pytestmark = pytest.mark.django_db


def registered(capability) -> list[PersonalData]:
    return [one.part for one in registry.owned(PersonalData) if one.owner is capability]


def tables_with(text: str) -> list[str]:
    """Return the tables in which any row contains the text in any column."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(
                f'SELECT EXISTS (SELECT 1 FROM "{table}" t WHERE t::text ILIKE %s)', [f"%{text}%"]
            )
            if cursor.fetchone()[0]:
                found.append(table)
    return found


def keep_versions(part: PersonalData) -> None:
    """Have every page or record of a declaration's model an old version, as editing leaves one."""
    model = apps.get_model(part.model)
    if issubclass(model, RevisionMixin):
        for one in model._base_manager.all():
            one.save_revision()


@pytest.mark.brings(part=PersonalData)
def test_what_is_registered_exists_and_says_why_it_is_kept(capability):
    for part in registered(capability):
        model = apps.get_model(part.model)
        for name in part.fields:
            model._meta.get_field(name)
        assert str(part.purpose)
        assert part.legal_basis.startswith("Art.")


@pytest.mark.brings(part=PersonalData)
def test_an_eraser_leaves_nothing(capability, samples, site):
    parts = {part.name: part for part in registered(capability)}
    stored = samples(capability).personal_data(site)
    for part in parts.values():
        keep_versions(part)
    sweep()
    assert set(stored) == set(parts)

    for name, email in stored.items():
        assert tables_with(email) != []
        public = Publication.objects.filter(document__icontains=email).exists()
        assert not public or parts[name].is_public, f"{name} is published but not declared so"
        assert any(email in str(row) for row in export(email)[f"{capability.key}.{name}"])
        assert erase_part(parts[name], email) >= 1
        sweep()
        assert tables_with(email) == []
        assert [row for rows in parts[name].find(email) for row in rows] == []
        assert erase_part(parts[name], email) == 0


@pytest.mark.brings(part=PersonalData)
def test_nobody_else_is_found(capability, samples, site):
    samples(capability).personal_data(site)
    for part in registered(capability):
        rows = [row for found in part.find("nobody@elsewhere.example") for row in found]
        assert rows == [], part.name


@pytest.mark.brings(part=PersonalData)
def test_an_eraser_finds_what_translators_worked_from_after_its_page_is_gone(
    capability, samples, site
):
    parts = {part.name: part for part in registered(capability)}
    for name, email in samples(capability).personal_data(site).items():
        model = apps.get_model(parts[name].model)
        if not issubclass(model, HubPage):
            continue
        for page in model.objects.all():
            setattr(page, parts[name].fields[0], email)
            page.save()
            TranslationSource.update_or_create_from_instance(page)
            page.delete()
        sweep()
        assert "wagtail_localize_translationsource" in tables_with(email)
        assert erase_part(parts[name], email) >= 1
        assert tables_with(email) == []
        assert erase_part(parts[name], email) == 0


@pytest.mark.brings(part=PersonalData)
def test_when_a_retention_has_ended_nothing_is_left(capability, samples, site):
    parts = {part.name: part for part in registered(capability) if part.retention is not None}
    stored = samples(capability).personal_data(site)
    for name, part in parts.items():
        keep_versions(part)
        before = timezone.now() - part.retention
        rows = apps.get_model(part.model)._base_manager
        rows.update(**{part.counts_from: before + timedelta(days=1)})
        assert expire().get(f"{capability.key}.{name}") == 0
        assert tables_with(stored[name]) != []

        rows.update(**{part.counts_from: before - timedelta(days=1)})
        assert expire()[f"{capability.key}.{name}"] >= 1
        sweep()
        assert tables_with(stored[name]) == []
        assert expire()[f"{capability.key}.{name}"] == 0
