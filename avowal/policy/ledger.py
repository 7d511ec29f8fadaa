"""The ledger: the rows that the privacy policy of a public health plan's sites answers to, and the kind of each.

Ids are stable: bundle, code, tests and audit report all use them. A bundle must speak to every row.
"""

from __future__ import annotations

from collections.abc import Mapping

from avowal.policy.model import PromiseKind

_ROWS = """
0.1:informs 0.2:informs 0.3:never 0.4:informs 0.5:informs 0.6:informs 0.7:informs 0.8:informs 0.9:choice
1.1:never 1.2:informs 1.3:collects 1.4:uses 1.5:never 1.6:shares
2.1:collects 2.2:uses 2.3:shares
3.1:collects 3.2:duty 3.3:uses 3.4:collects 3.5:collects
4.1:collects 4.2:duty 4.3:informs 4.4:uses 4.5:uses 4.6:never 4.7:never 4.8:collects 4.9:collects 4.10:uses 4.11:never
4.12:choice
5.1:collects 5.2:uses
6.1:never
7.1:collects 7.2:collects 7.3:choice 7.4:uses
8.1:informs 8.2:never 8.3:choice 8.4:duty 8.5:choice
9.1:collects 9.2:choice
10.1:informs 10.2:collects 10.3:informs 10.4:informs 10.5:collects 10.6:informs
11.1:shares 11.2:shares 11.3:collects 11.4:uses 11.5:duty 11.6:shares
12.1:informs 12.2:informs 12.3:informs 12.4:informs
13.1:duty 13.2:duty 13.3:duty
14.1:informs 14.2:collects 14.3:uses 14.4:informs 14.5:informs 14.6:informs
U.1:uses U.2:uses U.3:uses U.4:uses U.5:uses U.6:uses U.7:uses U.8:uses U.9:uses U.10:uses U.11:uses U.12:uses
15.1:duty
16.1:duty 16.2:informs
R.1:informs
H.1:informs H.2:informs H.3:informs H.4:informs H.5:informs
"""

LEDGER: Mapping[str, PromiseKind] = {
    row: PromiseKind(kind) for row, kind in (entry.split(":") for entry in _ROWS.split())
}
