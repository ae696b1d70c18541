"""A cursor says how its follower fares. Cursors stay where they are."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publication", "0005_former_addresses")]

    operations = [
        migrations.AddField("cursor", "failed_count", models.PositiveIntegerField(default=0)),
        migrations.AddField("cursor", "failed_since", models.DateTimeField(null=True)),
        migrations.AddField("cursor", "error", models.TextField(default="")),
        migrations.AddField("cursor", "not_before", models.DateTimeField(null=True)),
        migrations.AddField("cursor", "worker", models.CharField(default="", max_length=200)),
        migrations.AddField("cursor", "worked_since", models.DateTimeField(null=True)),
    ]
