"""What follows from a saved page for the admin: what the page refers to, and what finds it.

Wagtail has a task for either, and each reads the page by itself.
"""

from typing import Any, Final

from django.apps import apps
from django.db import transaction
from django_tasks import task
from modelsearch.backends import get_search_backends_with_name
from wagtail.models import ReferenceIndex

from hub.content.models import HubPage
from hub.content.shelf import by_keys

# Wagtail's two tasks of a saved row: (app label, name of the model, key).
OF_A_SAVED_ROW: Final = frozenset(
    {
        "modelsearch.tasks.insert_or_update_object_task",
        "wagtail.tasks.update_reference_index_task",
    }
)


@task()
def index_page(app_label: str, model_name: str, key: str) -> None:
    """Make both say what the page says now; nothing where it is gone. Safe to repeat."""
    for page in by_keys(apps.get_model(app_label, model_name), [int(key)]):
        try:
            with transaction.atomic():
                ReferenceIndex.create_or_update_for_object(page.specific)
        finally:
            for _name, backend in get_search_backends_with_name(with_auto_update=True):
                backend.add(page.specific)


def for_row(one: Any, *arguments: Any) -> Any:
    """Return the task that is to run in a task's place: for pages one instead of Wagtail's two."""
    is_of_a_page = one.module_path in OF_A_SAVED_ROW and issubclass(
        apps.get_model(*arguments[:2]), HubPage
    )
    return index_page if is_of_a_page else one
