"""System checks: no field that looks like personal data stays undeclared."""

import re
from typing import Any, Final

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from django.db import models

from hub.kernel.contract import registry
from hub.privacy.register import declared_fields, registered

LOOKS_PERSONAL: Final = re.compile(
    r"(.*_)?(e_?mail|phone|telephone|mobile|fax|first_name|last_name|full_name|surname|birth.*"
    r"|date_of_birth|ip_address|user_agent|iban)"
)


def looks_personal(field: Any) -> bool:
    """Whether a field's type or name says that it holds something about a person."""
    if not isinstance(field, models.Field) or field.is_relation:
        return False
    return isinstance(field, models.EmailField) or bool(LOOKS_PERSONAL.fullmatch(field.name))


def watched_models() -> list[Any]:
    """Return the models of the machinery and of all capabilities."""
    labels = {one.key for one in registry.capabilities()}
    return [
        model
        for model in apps.get_models()
        if model._meta.app_label in labels or model.__module__.startswith("hub.")
    ]


@register("hub")
def check_declared(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Every field that looks personal is declared as PersonalData."""
    declared = declared_fields()
    return [
        Error(
            f"{model._meta.label}.{field.name} looks like personal data and is not declared.",
            hint="Name it in a PersonalData part of the capability, with an eraser.",
            obj=model,
            id="hub.E301",
        )
        for model in watched_models()
        for field in model._meta.local_fields
        if looks_personal(field) and field.name not in declared.get(model._meta.label_lower, set())
    ]


@register("hub")
def check_declarations(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Every declaration names a model and fields that exist."""
    problems: list[CheckMessage] = []
    for declared in registered():
        part = declared.part
        try:
            model = apps.get_model(part.model)
            names = {field.name for field in model._meta.get_fields()}
        except (LookupError, ValueError):
            names = set()
        wanted = [*part.fields, *([part.counts_from] if part.counts_from else [])]
        missing = [name for name in wanted if name not in names]
        if missing:
            problems.append(
                Error(
                    f"{declared.key} declares {part.model} with {', '.join(missing)}, which is not"
                    " there.",
                    hint="Correct the model (app_label.Model) or the fields of that PersonalData.",
                    id="hub.E302",
                )
            )
    return problems


@register("hub")
def check_retention(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Every retention names the field from which it counts, or nothing would ever end it."""
    return [
        Error(
            f"{one.key} declares a retention and does not say from when it counts.",
            hint="Name the model's date or time in `counts_from` of that PersonalData.",
            id="hub.E303",
        )
        for one in registered()
        if one.part.retention is not None and not one.part.counts_from
    ]
