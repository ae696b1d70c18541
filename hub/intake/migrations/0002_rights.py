"""Who closes public forms: those who set up the website."""

from django.db import migrations

from hub.content.roles import MANAGER, grant


def forwards(apps, schema_editor):
    grant(apps, MANAGER.name, (("intake.formsettings", "change_formsettings"),))


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_submissions"), ("content", "0002_roles")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
