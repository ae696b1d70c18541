"""Personal data is registered, and its eraser leaves nothing of it anywhere in the database."""

import pytest
from django.apps import apps
from django.db import connection, models

from hub.kernel import registry
from hub.kernel.parts import PersonalData
from hub.publication.models import Publication
from hub.publication.sweep import sweep

pytestmark = pytest.mark.django_db


def registered(capability) -> list[PersonalData]:
    return [one.part for one in registry.owned(PersonalData) if one.capability is capability]


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


def test_every_e_mail_field_is_registered(capability):
    fields = {
        (model._meta.label, field.name)
        for model in capability.get_models()
        for field in model._meta.local_fields
        if isinstance(field, models.EmailField)
    }
    known = {(part.model, name) for part in registered(capability) for name in part.fields}

    assert fields - known == set()


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
    sweep()
    assert set(stored) == set(parts)

    for name, email in stored.items():
        assert tables_with(email) != []
        public = Publication.objects.filter(document__icontains=email).exists()
        assert not public or parts[name].is_public, f"{name} is published but not declared so"
        assert parts[name].eraser(email) >= 1
        sweep()
        assert tables_with(email) == []
        assert parts[name].eraser(email) == 0
