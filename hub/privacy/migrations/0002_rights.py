from django.db import migrations

from hub.content.roles import MANAGER, grant

ANSWERING = tuple(("privacy.act", f"{action}_act") for action in ("view", "answer"))


def forwards(apps, schema_editor):
    grant(apps, MANAGER.name, ANSWERING)


class Migration(migrations.Migration):
    dependencies = [("privacy", "0001_protocol"), ("content", "0002_roles")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
