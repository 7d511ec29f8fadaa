"""Keeping privacy choices with an account, and carrying them into the browsers in which its person signs in (R37).

An account only narrows what a browser allows: its refusals are carried over, its permissions are not, since somebody
else may use the same browser.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from avowal.policy.model import Policy
from avowal.website.people.models import AccountChoices
from avowal.website.privacy import choosing


def of(account: AbstractBaseUser) -> AccountChoices | None:
    """What is kept with `account`; None when nothing is."""
    return AccountChoices.objects.filter(user_id=account.pk).first()


@transaction.atomic
def keep(account: AbstractBaseUser, made: Mapping[str, bool], *, signal: bool, now: datetime) -> None:
    """Keep what the person chose herself. A signal that came before is settled by it, one that comes now is not."""
    kept = _locked(account)
    kept.choices = dict(made)
    kept.signal_since = (kept.signal_since or now) if signal else None
    kept.save()


@transaction.atomic
def signal_came(account: AbstractBaseUser, policy: Policy, now: datetime) -> AccountChoices:
    """Refuse what a privacy signal refuses from now on, in every browser of this account."""
    kept, refused = _locked(account), choosing.refused_by_signal(policy)
    if kept.signal_since is None or not refused <= kept.refused:
        kept.signal_since = kept.signal_since or now
        kept.choices = {**kept.choices, **dict.fromkeys(sorted(refused), False)}
        kept.save()
    return kept


def narrowed(made: Mapping[str, bool], kept: AccountChoices | None, policy: Policy) -> dict[str, bool]:
    """What a browser in which `made` was chosen keeps once the account's refusals are carried into it."""
    refused = [name for name in policy.choices if kept is not None and name in kept.refused]
    return {**made, **dict.fromkeys(refused, False)}


def _locked(account: AbstractBaseUser) -> AccountChoices:
    AccountChoices.objects.get_or_create(user_id=account.pk)
    return AccountChoices.objects.select_for_update().get(user_id=account.pk)
