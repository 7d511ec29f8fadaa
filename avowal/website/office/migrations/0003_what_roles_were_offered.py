"""Records what the two roles of earlier versions were given when they were made, so that it is not given twice."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_PAGE_FRAME = tuple(
    f"pages.{action}_{model}" for model in ("alert", "navigation") for action in ("add", "change", "delete")
)
GIVEN = {
    "Communications": (
        "wagtailadmin.access_admin",
        "office.view_traffic",
        *_PAGE_FRAME,
        "privacy.edit_policy",
        "privacy.submit_policy",
    ),
    "Privacy office": (
        "wagtailadmin.access_admin",
        "office.view_traffic",
        "privacy.edit_policy",
        "privacy.submit_policy",
        "privacy.approve_policy",
    ),
}


def record(apps: Apps, _schema: BaseDatabaseSchemaEditor) -> None:
    offered = apps.get_model("office", "OfferedPermission").objects
    groups = apps.get_model("auth", "Group").objects
    for role, permissions in GIVEN.items():
        if groups.filter(name=role).exists():
            for permission in permissions:
                offered.get_or_create(role=role, permission=permission)


class Migration(migrations.Migration):
    dependencies = [
        ("office", "0002_reports_blocks_and_offers"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(record, migrations.RunPython.noop)]
