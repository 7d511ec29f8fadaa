"""The checks, by ledger id: each a pure function of (policy version, evidence).

A new check is a module here, its entry in `CHECKS`, and a fault in `auditor.faults` that turns it red.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from avowal.auditor.checks import (
    beacon_contents,
    beacon_inventory,
    cookie_inventory,
    cookie_values,
    every_request,
    first_response,
    guessing,
    hosts_served,
    looking_elsewhere,
    mail_pixels,
    member_lines,
    outgoing_links,
    people_counted,
    persistent_life,
    policy_contact,
    policy_date,
    policy_organisation,
    policy_versions,
    purpose_reads,
    refusals,
    retention,
    session_cookies,
    small_cells,
    spyware,
    third_parties,
    vendor_cookies,
    weblog_columns,
)
from avowal.auditor.verdicts import Check

CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        check.promise: check
        for check in (
            policy_organisation.CHECK,
            hosts_served.CHECK,
            first_response.CHECK,
            beacon_contents.PERSONS,
            people_counted.CHECK,
            purpose_reads.REPORTS_NAME_A_PURPOSE,
            small_cells.IN_EXPORTS,
            every_request.CHECK,
            retention.RETENTION,
            purpose_reads.POPULARITY,
            weblog_columns.CHECK,
            member_lines.CHECK,
            cookie_inventory.CHECK,
            session_cookies.CHECK,
            persistent_life.CHECK,
            cookie_values.CHECK,
            looking_elsewhere.CHECK,
            beacon_inventory.CHECK,
            mail_pixels.CHECK,
            beacon_contents.CONDITIONS,
            refusals.CHECK,
            retention.FULL_ADDRESSES,
            purpose_reads.ADDRESS_READERS,
            spyware.CHECK,
            vendor_cookies.CHECK,
            outgoing_links.CHECK,
            third_parties.CHECK,
            small_cells.IN_TRENDS,
            guessing.CHECK,
            policy_contact.CHECK,
            policy_versions.CHECK,
            policy_date.CHECK,
        )
    }
)
"""Ledger id → check; the names that a policy may use in a promise's `checks`."""
