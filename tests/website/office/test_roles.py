"""Roles get what is new in a version once, and never again what an administrator took away."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group

from avowal.website.office.models import OfferedPermission
from avowal.website.office.roles import COMMUNICATIONS, OPERATIONS, PRIVACY_OFFICE, make_roles

EARLIER = import_module("avowal.website.office.migrations.0003_what_roles_were_offered")


def codenames(role):
    return set(Group.objects.get(name=role).permissions.values_list("codename", flat=True))


@pytest.fixture
def an_earlier_version(db):
    """The roles as an earlier version left them; an administrator took Traffic away from one of them."""
    Group.objects.filter(name=OPERATIONS).delete()
    OfferedPermission.objects.all().delete()
    make_roles()
    for role, permissions in EARLIER.GIVEN.items():
        group = Group.objects.get(name=role)
        kept = {name.partition(".")[2] for name in permissions}
        group.permissions.set(group.permissions.filter(codename__in=kept))
    OfferedPermission.objects.all().delete()
    Group.objects.filter(name=OPERATIONS).delete()
    group = Group.objects.get(name=PRIVACY_OFFICE)
    group.permissions.remove(group.permissions.get(codename="view_traffic"))
    EARLIER.record(apps, None)


def test_a_role_of_an_earlier_version_gains_what_is_new_and_not_what_was_taken_away(an_earlier_version):
    assert "view_pages" not in codenames(COMMUNICATIONS)

    make_roles()

    assert {"view_traffic", "view_pages", "view_mail", "view_live"} <= codenames(COMMUNICATIONS)
    assert {"view_server", "view_security"} <= codenames(PRIVACY_OFFICE)
    assert "view_traffic" not in codenames(PRIVACY_OFFICE), "what an administrator took away came back"
    assert codenames(OPERATIONS) == {"access_admin", "view_server", "view_security", "view_live", "block_networks"}


def test_what_is_taken_away_from_a_new_role_stays_away(an_earlier_version):
    make_roles()
    group = Group.objects.get(name=OPERATIONS)
    group.permissions.remove(group.permissions.get(codename="block_networks"))

    make_roles()

    assert "block_networks" not in codenames(OPERATIONS)


def test_nobody_but_operations_and_administrators_blocks(an_earlier_version):
    make_roles()

    assert {role for role in (COMMUNICATIONS, PRIVACY_OFFICE, OPERATIONS) if "block_networks" in codenames(role)} == {
        OPERATIONS
    }


def test_each_migration_of_the_office_can_be_undone():
    from django.db.migrations.loader import MigrationLoader

    migrations = [one for (app, _name), one in MigrationLoader(None).disk_migrations.items() if app == "office"]

    assert len(migrations) >= 3
    assert all(step.reversible for migration in migrations for step in migration.operations)
