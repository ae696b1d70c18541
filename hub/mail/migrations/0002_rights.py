"""Who sees which mails wait or failed, and may send them again: the managers."""

from django.db import migrations

from hub.content.roles import MANAGER, grant

MAIL = "mail.mail"


def forwards(apps, schema_editor):
    grant(apps, MANAGER.name, ((MAIL, "view_mail"), (MAIL, "change_mail")))


def backwards(apps, schema_editor):
    permissions = apps.get_model("auth", "Permission").objects
    for group in apps.get_model("auth", "Group").objects.all():
        group.permissions.remove(*permissions.filter(content_type__app_label="mail"))


class Migration(migrations.Migration):
    dependencies = [("mail", "0001_outbox"), ("content", "0002_roles")]

    operations = [migrations.RunPython(forwards, backwards)]
