"""A row knows when it ends."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column that may be empty, and an index of the rows that have it."""

    dependencies = [("publication", "0002_hint")]
    operations = [
        migrations.AddField("publication", "ends_at", models.DateTimeField(null=True)),
        migrations.AddIndex(
            "publication",
            models.Index(
                fields=["ends_at"],
                condition=models.Q(ends_at__isnull=False),
                name="publication_ends",
            ),
        ),
    ]
