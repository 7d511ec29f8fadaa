"""Makes accounts: members and providers, and staff with their role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction

from avowal.website.office import roles


class Role(StrEnum):
    """What an account is for."""

    MEMBER = "member"
    PROVIDER = "provider"
    COMMUNICATIONS = "communications"
    PRIVACY_OFFICE = "privacy_office"
    OPERATIONS = "operations"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class Credentials:
    """An account to make: who it is for, its user name and its password."""

    role: Role
    user_name: str
    password: str


_GROUPS = {
    Role.COMMUNICATIONS: roles.COMMUNICATIONS,
    Role.PRIVACY_OFFICE: roles.PRIVACY_OFFICE,
    Role.OPERATIONS: roles.OPERATIONS,
}


@transaction.atomic
def make_accounts(accounts: Sequence[Credentials]) -> int:
    """Make the accounts that do not exist yet; returns how many. An existing account keeps its password."""
    roles.make_roles()
    return sum(_make(account) for account in accounts)


def _make(account: Credentials) -> bool:
    users = get_user_model().objects
    if users.filter(username=account.user_name).exists():
        return False
    made = users.create_user(
        account.user_name, password=account.password, is_superuser=account.role is Role.ADMINISTRATOR
    )
    if account.role in _GROUPS:
        made.groups.add(Group.objects.get(name=_GROUPS[account.role]))
    return True
