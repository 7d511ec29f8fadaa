"""The statements of a weblog import, compiled from the weblog that the policy declares.

Only what a line can give and the policy declares about everybody stands in them; so nothing else can be stored.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import UTC, datetime, timedelta

from avowal.events.rows import LATEST, shorter_period, until
from avowal.events.statements import Sql, joined, statement
from avowal.policy.model import Audience, Collection, Door, Policy
from avowal.policy.period import Period

FROM_LINES = (
    *("seen_at", "site", "method", "path", "status", "bytes", "referrer_origin", "browser", "system"),
    *("ip_address", "ip_network", "network_owner", "relayed", "visitor_key", "automated", "duration"),
)
"""The elements that a log line can give; a duration only in some formats, the two of networks only from files."""
OF_NETWORKS = frozenset({"network_owner", "relayed"})
METHODS = [
    *("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"),
    *("PROPFIND", "PROPPATCH", "MKCOL", "COPY", "MOVE", "LOCK", "UNLOCK", "REPORT", "SEARCH"),
]
"""Request methods that are kept; another first word is somebody's text, not a method."""


class ImportRefused(Exception):
    """The policy in force, or what was asked for, leaves nothing to import; the message says why."""


def declared_elements(collection: Collection) -> tuple[str, ...]:
    """The elements of a weblog that a log line gives and that are collected about everybody."""
    everybody = {Audience.EVERYONE, Audience.ADULTS}
    return tuple(key for key in collection.elements if key in FROM_LINES and collection.audience_of(key) in everybody)


def weblog_of(policy: Policy, site: str) -> tuple[str, Collection]:
    """Key and declaration of the weblog of `site`. Raises ImportRefused."""
    if site not in policy.sites:
        raise ImportRefused(f"The policy in force has no site “{site}”; its sites are {', '.join(policy.sites)}.")
    for key, collection in policy.collections_by(Door.WEBLOG).items():
        if (not collection.sites or site in collection.sites) and declared_elements(collection):
            return key, collection
    raise ImportRefused(f"The policy in force declares no weblog for “{site}”, so nothing of a server log may be kept.")


def oldest(period: Period, now: datetime) -> int:
    """The Unix time since when what happened is still within `period`; whatever is older is past it."""
    whole = now.replace(microsecond=0)
    everything = range(int(LATEST.timestamp()))
    return bisect_left(everything, True, key=lambda at: until(datetime.fromtimestamp(at, UTC), period) > whole)  # noqa: FBT003 - what is looked for


def _lines(collection: Collection, *, networks: bool) -> Sql:
    """All that the parsed lines can give, with the time until which each may be kept."""
    months, seconds = _calendar(collection.keep)
    return statement(
        "import_rows",
        keep_until=statement("import_until", months=months, seconds=seconds),
        networks=statement("import_networks_known" if networks else "import_networks_unknown"),
        join=statement("import_networks_join") if networks else Sql(""),
    )


def insertion(collection: Collection, database: str, table: str, token: str, *, networks: bool) -> Sql:
    """The insert of the declared elements of the lines that are within retention; `token` tells a repeated one.

    Since when they are is bound as `oldest_moved`, and as `oldest_NAME` for an element that is kept shorter. `networks`
    says whether owners and relays of the lines' addresses were looked up.
    """
    columns = [pair for name in declared_elements(collection) for pair in _element(collection, name)]
    columns += [(name, statement("import_value", name=name)) for name in ("policy_version", "keep_until")]
    return statement(
        "import_insert",
        database=database,
        table=table,
        columns=joined(name for name, _ in columns),
        values=joined(value for _, value in columns),
        rows=_lines(collection, networks=networks),
        token=Sql(token),
    )


def _element(collection: Collection, name: str) -> list[tuple[str, Sql]]:
    """Column and value of one element; where it is kept shorter, empty once that is over, and with its own time."""
    period = shorter_period(collection, name)
    if period is None:
        return [(name, statement("import_value", name=name))]
    months, seconds = _calendar(period)
    own = statement("import_until", months=months, seconds=seconds)
    return [
        (name, statement("import_value_kept_shorter", name=name)),
        (f"{name}_until", statement("import_value_until", until=own)),
    ]


def _calendar(period: Period) -> tuple[int, int]:
    """A period as whole months and further seconds."""
    if period.unit in ("month", "year"):
        return period.count * (12 if period.unit == "year" else 1), 0
    return 0, int(timedelta(**{f"{period.unit}s": period.count}).total_seconds())
