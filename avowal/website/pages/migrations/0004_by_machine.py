"""A page says of itself whether a machine translated it (R60)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0003_page_types"),
    ]

    operations = [
        migrations.AddField(
            model_name="documentlistpage",
            name="by_machine",
            field=models.BooleanField(
                default=False,
                help_text="Visitors are told so, until a qualified translator has reviewed the page.",
                verbose_name="translated by a machine",
            ),
        ),
        migrations.AddField(
            model_name="eventindexpage",
            name="by_machine",
            field=models.BooleanField(
                default=False,
                help_text="Visitors are told so, until a qualified translator has reviewed the page.",
                verbose_name="translated by a machine",
            ),
        ),
        migrations.AddField(
            model_name="eventpage",
            name="by_machine",
            field=models.BooleanField(
                default=False,
                help_text="Visitors are told so, until a qualified translator has reviewed the page.",
                verbose_name="translated by a machine",
            ),
        ),
        migrations.AddField(
            model_name="glossarypage",
            name="by_machine",
            field=models.BooleanField(
                default=False,
                help_text="Visitors are told so, until a qualified translator has reviewed the page.",
                verbose_name="translated by a machine",
            ),
        ),
        migrations.AddField(
            model_name="homepage",
            name="by_machine",
            field=models.BooleanField(
                default=False,
                help_text="Visitors are told so, until a qualified translator has reviewed the page.",
                verbose_name="translated by a machine",
            ),
        ),
        migrations.AddField(
            model_name="landingpage",
            name="by_machine",
            field=models.BooleanField(
                default=False,
                help_text="Visitors are told so, until a qualified translator has reviewed the page.",
                verbose_name="translated by a machine",
            ),
        ),
        migrations.AddField(
            model_name="locationpage",
            name="by_machine",
            field=models.BooleanField(
                default=False,
                help_text="Visitors are told so, until a qualified translator has reviewed the page.",
                verbose_name="translated by a machine",
            ),
        ),
        migrations.AddField(
            model_name="newsindexpage",
            name="by_machine",
            field=models.BooleanField(
                default=False,
                help_text="Visitors are told so, until a qualified translator has reviewed the page.",
                verbose_name="translated by a machine",
            ),
        ),
        migrations.AddField(
            model_name="newspage",
            name="by_machine",
            field=models.BooleanField(
                default=False,
                help_text="Visitors are told so, until a qualified translator has reviewed the page.",
                verbose_name="translated by a machine",
            ),
        ),
        migrations.AddField(
            model_name="programpage",
            name="by_machine",
            field=models.BooleanField(
                default=False,
                help_text="Visitors are told so, until a qualified translator has reviewed the page.",
                verbose_name="translated by a machine",
            ),
        ),
        migrations.AddField(
            model_name="questionspage",
            name="by_machine",
            field=models.BooleanField(
                default=False,
                help_text="Visitors are told so, until a qualified translator has reviewed the page.",
                verbose_name="translated by a machine",
            ),
        ),
        migrations.AddField(
            model_name="standardpage",
            name="by_machine",
            field=models.BooleanField(
                default=False,
                help_text="Visitors are told so, until a qualified translator has reviewed the page.",
                verbose_name="translated by a machine",
            ),
        ),
    ]
