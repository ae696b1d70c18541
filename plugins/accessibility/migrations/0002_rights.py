"""Who sees reports of barriers: those who answer them. Editors and translators do not."""

from django.db import migrations

from hub.content.roles import MANAGER, MODERATOR, grant

REPORT = "accessibility.barrierreport"
ANSWERING = tuple((REPORT, f"{action}_barrierreport") for action in ("view", "add", "change"))


def forwards(apps, schema_editor):
    grant(apps, MODERATOR.name, ANSWERING)
    grant(apps, MANAGER.name, (*ANSWERING, (REPORT, "delete_barrierreport")))


def backwards(apps, schema_editor):
    permissions = apps.get_model("auth", "Permission").objects
    for group in apps.get_model("auth", "Group").objects.all():
        group.permissions.remove(*permissions.filter(content_type__app_label="accessibility"))


class Migration(migrations.Migration):
    dependencies = [("accessibility", "0001_initial"), ("content", "0002_roles")]

    operations = [migrations.RunPython(forwards, backwards)]
