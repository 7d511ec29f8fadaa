"""The privacy choices of an account (R37); going back drops them."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        migrations.CreateModel(
            name="AccountChoices",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("choices", models.JSONField(default=dict, verbose_name="privacy choices made")),
                ("signal_since", models.DateTimeField(blank=True, null=True, verbose_name="privacy signal since")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=models.deletion.CASCADE,
                        related_name="privacy_choices",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "privacy choices of an account",
                "verbose_name_plural": "privacy choices of accounts",
                "default_permissions": (),
            },
        ),
    ]
