"""The four roles and the least rights with which each can work. Given once, by migration.

| role | may |
|---|---|
| Redaktion (editor) | write and submit pages, upload files, keep places and contacts |
| Moderation (moderator) | all that, publish and take down, keep topics, order translations |
| Übersetzung (translator) | translate what was ordered; originals stay untouched (`guard.py`) |
| Leitung (manager) | all that of Moderation, website settings, redirects, collections, workflows |

Nobody but a superuser changes users, groups and sites.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

# Wagtail asks for the rights of its own image model, whichever model a project uses.
PAGE, IMAGE, DOCUMENT, COLLECTION = (
    "wagtailcore.page",
    "wagtailimages.image",
    "wagtaildocs.document",
    "wagtailcore.collection",
)
FILES: Final[dict[str, tuple[str, ...]]] = {
    IMAGE: ("add", "change", "choose"),
    DOCUMENT: ("add", "change", "choose"),
}
ORDER_TRANSLATIONS: Final = ("wagtail_localize.translation", "submit_translation")


def _all(model: str, *actions: str) -> tuple[tuple[str, str], ...]:
    name = model.split(".")[1]
    return tuple((model, f"{action}_{name}") for action in actions)


@dataclass(frozen=True, eq=False)
class Role:
    """A group: rights on all pages, on all files, and on models."""

    name: str
    pages: tuple[str, ...]
    files: Mapping[str, tuple[str, ...]]
    models: tuple[tuple[str, str], ...]


EDITOR: Final = Role(
    "Redaktion",
    ("add", "change"),
    FILES,
    (
        *_all("content.topic", "view"),
        *_all("content.district", "view"),
        *_all("content.place", "view", "add", "change"),
        *_all("content.contact", "view", "add", "change"),
    ),
)
MODERATOR: Final = Role(
    "Moderation",
    ("add", "change", "publish", "lock", "unlock"),
    FILES,
    (
        *EDITOR.models,
        *_all("content.topic", "add", "change"),
        *_all("content.district", "add", "change"),
        ORDER_TRANSLATIONS,
    ),
)
TRANSLATOR: Final = Role(
    "Übersetzung",
    ("change",),
    {IMAGE: ("choose",), DOCUMENT: ("choose",)},
    (ORDER_TRANSLATIONS,),
)
MANAGER: Final = Role(
    "Leitung",
    (*MODERATOR.pages, "bulk_delete"),
    {**FILES, COLLECTION: ("add", "change", "delete")},
    (
        *MODERATOR.models,
        *_all("content.topic", "delete"),
        *_all("content.district", "delete"),
        *_all("content.place", "delete"),
        *_all("content.contact", "delete"),
        *_all("content.sitesettings", "change"),
        *_all("wagtailredirects.redirect", "view", "add", "change", "delete"),
        *_all("wagtailcore.workflow", "view", "add", "change", "delete"),
        *_all("wagtailcore.task", "view", "add", "change", "delete"),
    ),
)
ROLES: Final = (EDITOR, MODERATOR, TRANSLATOR, MANAGER)
# Wagtail's own groups become ours, so that its workflow keeps its approvers.
WAGTAIL_GROUPS: Final = {"Editors": EDITOR.name, "Moderators": MODERATOR.name}


def create(apps: Any) -> None:
    """Make the roles exist with exactly these rights. `apps`: a migration's, or Django's own."""
    group_model = apps.get_model("auth", "Group")
    for old, new in WAGTAIL_GROUPS.items():
        if not group_model.objects.filter(name=new).exists():
            group_model.objects.filter(name=old).update(name=new)
    for role in ROLES:
        group, _created = group_model.objects.get_or_create(name=role.name)
        group.permissions.clear()
        apps.get_model("wagtailcore", "GroupPagePermission").objects.filter(group=group).delete()
        apps.get_model("wagtailcore", "GroupCollectionPermission").objects.filter(
            group=group
        ).delete()
        grant(apps, role.name, (("wagtailadmin.admin", "access_admin"), *role.models))
        _grant_pages(apps, group, role)
        _grant_files(apps, group, role)


def grant(apps: Any, role_name: str, rights: tuple[tuple[str, str], ...]) -> None:
    """Give a role rights on models; a capability calls it in a migration of its own.

    A right is `("events.eventtype", "change_eventtype")`: the model and the permission's codename.
    """
    group = apps.get_model("auth", "Group").objects.filter(name=role_name).first()
    if group:
        group.permissions.add(*(_permission(apps, model, codename) for model, codename in rights))


def _grant_pages(apps: Any, group: Any, role: Role) -> None:
    root = apps.get_model("wagtailcore", "Page").objects.filter(depth=1).first()
    rights = apps.get_model("wagtailcore", "GroupPagePermission")
    for action in role.pages if root else ():
        permission = _permission(apps, PAGE, f"{action}_page")
        rights.objects.create(group=group, page=root, permission=permission)


def _grant_files(apps: Any, group: Any, role: Role) -> None:
    root = apps.get_model("wagtailcore", "Collection").objects.filter(depth=1).first()
    rights = apps.get_model("wagtailcore", "GroupCollectionPermission")
    for model, actions in role.files.items() if root else ():
        for action in actions:
            permission = _permission(apps, model, f"{action}_{model.split('.')[1]}")
            rights.objects.create(group=group, collection=root, permission=permission)


def _permission(apps: Any, model: str, codename: str) -> Any:
    # Django makes permissions after all migrations; ours are needed in between.
    app_label, model_name = model.split(".")
    types = apps.get_model("contenttypes", "ContentType")
    content_type, _created = types.objects.get_or_create(app_label=app_label, model=model_name)
    permissions = apps.get_model("auth", "Permission")
    permission, _created = permissions.objects.get_or_create(
        content_type=content_type,
        codename=codename,
        defaults={"name": f"Can {codename.replace('_', ' ')}"},
    )
    return permission
