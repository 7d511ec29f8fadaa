"""What a policy need not declare and reports still ask for: it counts as none, and no report is refused for it.

The views of a purpose hold what the purpose may open and nothing else (3.3); what stands in for an undeclared element
is put around them, in the text of a query. An element that is declared and kept from a purpose is refused as ever.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from avowal.events.schema import event_collections
from avowal.events.statements import Sql, statement
from avowal.policy.model import Door, Policy

_FROM = re.compile(r"\bFROM (\w+)\b")
NONE: Mapping[Door, Mapping[str, str]] = MappingProxyType(
    {
        Door.WEBLOG: {"relayed": "false", "network_owner": "''"},
        Door.CLOSED_DAY: {"relayed_count": "toNullable(toUInt64(0))"},
    }
)
"""By door: elements that a policy need not declare, and what they are then."""

Undeclared = Mapping[str, Mapping[str, str]]
"""Collection → element that it does not declare → what stands in for it."""


def undeclared(policy: Policy) -> Undeclared:
    """What the event collections of `policy` do not declare of NONE."""
    found = {
        key: {name: none for name, none in NONE.get(collection.door, {}).items() if name not in collection.elements}
        for key, collection in event_collections(policy).items()
    }
    return {key: names for key, names in found.items() if names}


def stand_ins(missing: Mapping[str, str]) -> Sql:
    """The columns that stand in for what is `missing`, each after a comma."""
    return Sql("".join(f", {none} AS {name}" for name, none in missing.items()))


def filled(text: str, missing: Undeclared) -> str:
    """`text` reading collections as if they declared what is `missing`."""

    def around(named: re.Match[str]) -> str:
        more = missing.get(named[1])
        return statement("filled", more=stand_ins(more), table=named[1]) if more else named[0]

    return _FROM.sub(around, text)
