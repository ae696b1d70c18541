"""Who decides on what is sent in: Moderation and Leitung; Leitung words the text blocks."""

from django.db import migrations

from hub.content.roles import MANAGER, MODERATOR, grant

SUBMISSION, TEXT = "intake.submission", "intake.replytext"
DECIDING = tuple((SUBMISSION, f"{action}_submission") for action in ("view", "change"))
WORDING = tuple((TEXT, f"{action}_replytext") for action in ("view", "add", "change", "delete"))


def forwards(apps, schema_editor):
    grant(apps, MODERATOR.name, (*DECIDING, (TEXT, "view_replytext")))
    grant(apps, MANAGER.name, (*DECIDING, *WORDING))


class Migration(migrations.Migration):
    dependencies = [("intake", "0003_answers"), ("content", "0002_roles")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
