"""Versions that could not go live when their time came, and who sees how followers fare."""

import django.db.models.deletion
from django.db import migrations, models

from hub.content.roles import MANAGER, grant

FOLLOWERS = (("publication.cursor", "change_cursor"),)


def give_rights(apps, schema_editor):
    grant(apps, MANAGER.name, FOLLOWERS)


def take_rights(apps, schema_editor):
    permissions = apps.get_model("auth", "Permission").objects
    for group in apps.get_model("auth", "Group").objects.filter(name=MANAGER.name):
        group.permissions.remove(*permissions.filter(codename="change_cursor"))


class Migration(migrations.Migration):
    dependencies = [
        ("publication", "0009_statistics_of_numbers"),
        ("content", "0002_roles"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            "LateRevision",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("document_id", models.UUIDField(null=True)),
                ("title", models.CharField(max_length=255)),
                ("error", models.TextField()),
                ("since", models.DateTimeField(auto_now_add=True)),
                ("tried_at", models.DateTimeField(auto_now=True)),
                (
                    "revision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.revision",
                    ),
                ),
            ],
        ),
        migrations.RunPython(give_rights, take_rights),
    ]
