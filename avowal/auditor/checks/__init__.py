"""The checks, by ledger id: each a pure function of (policy version, evidence).

A new check is a module here with a `CHECK`, its entry in `CHECKS`, and a fault in `auditor.faults` that turns it red.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from avowal.auditor.checks import (
    cookie_inventory,
    looking_elsewhere,
    outgoing_links,
    persistent_life,
    policy_contact,
    policy_date,
    policy_organisation,
    policy_versions,
    session_cookies,
    spyware,
    third_parties,
    weblog_columns,
)
from avowal.auditor.verdicts import Check

CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        module.CHECK.promise: module.CHECK
        for module in (
            weblog_columns,
            cookie_inventory,
            session_cookies,
            persistent_life,
            looking_elsewhere,
            spyware,
            outgoing_links,
            third_parties,
            policy_date,
            policy_versions,
            policy_contact,
            policy_organisation,
        )
    }
)
"""Ledger id → check; the names that a policy may use in a promise's `checks`."""
