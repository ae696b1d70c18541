"""The four roles with their rights, and the workflow under the name that editors read."""

from django.db import migrations

from hub.content.roles import ROLES, create


def forwards(apps, schema_editor):
    create(apps)
    for model in ("Workflow", "Task"):
        apps.get_model("wagtailcore", model).objects.filter(name="Moderators approval").update(
            name="Vier-Augen-Prüfung"
        )


def backwards(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=[one.name for one in ROLES]).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0001_initial"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailredirects", "0001_initial"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
    ]

    operations = [migrations.RunPython(forwards, backwards)]
