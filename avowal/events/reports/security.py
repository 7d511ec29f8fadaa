"""Signals of attack, from the weblog, for the purpose `security` alone (ledger U.9).

A signal says what it looks like, from where, how often, and which number it had to reach; a person decides what it is.
It is told of one host: an address, or of IPv6 the /64 within which a host chooses its addresses at will. What each kind
means:

- `guessing`: GUESSES failed sign-ins in a run, with none between that worked and no pause of PAUSE. A member who
  mistypes makes no such run; nor does an office of 200 behind one address, where most sign-ins work.
- `guessing_slowly`: SLOW_GUESSES failed sign-ins in one day, more than twice as many as worked.
- `probing`: PROBES different paths in one day that these sites never had and attackers look for (PROBED).
- `scanning`: MISSING different paths in one day that there are not, and no less than MISSING_SHARE of all it asked.
- `flood`: FLOOD requests in one minute, parts of pages not counted.
- `forged_crawler`: FORGED requests under a crawler's name from a network that is not its maker's.

Signals are made of raw rows, so a longer period is told by its last ROWS_DAYS days, and a caution says so.

Where the whole address is kept no more, no host can be told: what many people of a network do together would look like
one attacker. Such rows are left out, and a caution says so; only forged crawlers are told there, by their network.

A sign-in is what was sent to the form's own address. It worked when it led on as the form does (302, 303), and failed
when it was answered or refused; other redirects are neither, for they only name the form's address. One host that
guesses little, among thousands that do the same, is not found here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from ipaddress import ip_network
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from avowal.events.addresses import parse
from avowal.events.crawlers import CRAWLERS, is_forged
from avowal.events.reports.asking import Asked, begin_of, end_of, last_days, stamp
from avowal.events.reports.kinds import REPORTS
from avowal.events.reports.reading import (
    figure,
    instant,
    open_day,
    parameters,
    read_busy,
    read_if_open,
    report,
    table,
    with_before,
)
from avowal.events.reports.shape import Line, Report, Series
from avowal.events.together import together

if TYPE_CHECKING:
    from avowal.events.store import Store

KIND = REPORTS["security"]
GUESSES = 10
PAUSE = 3600
"""Seconds after which failed sign-ins are another run."""
SLOW_GUESSES = 100
PROBES = 3
MISSING = 30
MISSING_SHARE = 0.2
FLOOD = 600
FORGED = 5
SHOWN = 200
OF_A_KIND = 1000
"""Signals of one kind that are read at most."""
SIGN_IN = r"^(/[a-z]{2,3}(-[a-z]+)*)?/(account/sign-in|office/login)/$"
PROBED = (
    r"(?i)(^/(wp-login\.php|wp-admin|wp-content|wp-includes|xmlrpc\.php|wordpress|phpmyadmin|pma|myadmin|cgi-bin|"
    r"actuator|solr|boaform|hnap1|manager/html|vendor/phpunit|_ignition|telescope|server-status|remote/login|console|"
    r"jenkins|admin\.php|setup\.php|shell\.php|eval-stdin\.php)(/|$)|"
    r"/\.(env|git|svn|hg|aws|ssh|htaccess|htpasswd|ds_store|vscode|npmrc|docker)|/etc/passwd|"
    r"\.(bak|old|orig|sql|swp|tfstate)$|/(id_rsa|web\.config|config\.php|phpinfo\.php|info\.php|dump\.sql)$)"
)
KINDS = ("guessing", "guessing_slowly", "probing", "scanning", "flood", "forged_crawler")


@dataclass(frozen=True)
class Signal:
    """What looks like an attack: of which kind, from which address or network (`detail` names what was asked for)."""

    kind: str
    address: str
    count: int
    threshold: int
    first_at: datetime
    last_at: datetime
    network_owner: str = ""
    detail: str = ""


def make(store: Store, asked: Asked, *, own_hosts: Collection[str], now: datetime) -> Report:
    """The signals of the period, those that went furthest over their threshold first."""
    del own_hosts
    short = last_days(asked)
    found, before, refused, shortened = together(
        (
            lambda: signals(store, *_instants(short), site=asked.site),
            lambda: signals(store, *_instants(short.before), site=asked.site) if short.before else None,
            lambda: _refused(store, short),
            lambda: _shortened(store, short),
        )
    )
    owners = any(one.network_owner for one in found) or not found
    return report(
        KIND,
        asked,
        figures=(
            figure("signals", len(found), None if before is None else len(before)),
            figure("networks", _addresses(found), None if before is None else _addresses(before)),
            figure("refused_requests", *refused),
        ),
        series=(_days(short, found),),
        tables=(
            table(KIND, "signals", (_row(one) for one in found), shown=SHOWN),
            table(KIND, "kinds", Counter(one.kind for one in found).most_common(), shown=len(KINDS)),
        ),
        cautions=(
            "rows_of_last_days" if short != asked else "",
            open_day(asked, now),
            "addresses_shortened" if shortened else "",
            "" if owners else "owners_not_known",
            "signals_cut_off" if len(found) > SHOWN else "",
        ),
    )


def signals(store: Store, since: datetime, until: datetime, *, site: str = "") -> tuple[Signal, ...]:
    """The signals from `since` until `until`, those that went furthest over their threshold first.

    Reads the weblog of that time, so its cost follows the length of the period. Raises what `Store.read` raises.
    """
    period = {"since": stamp(since), "until": stamp(until), "site": site}
    kinds = (_guessing, _guessing_slowly, _scanning, _floods, _forged)
    found = [one for of_kind in together([partial(_listed, kind, store, period) for kind in kinds]) for one in of_kind]
    owners = _owners(store, period, {one.address for one in found})
    named = (replace(one, network_owner=one.network_owner or owners.get(one.address, "")) for one in found)
    named = (one for one in named if not _is_a_crawler_at_work(one))
    return tuple(sorted(named, key=lambda one: (-one.count / one.threshold, one.kind, one.address, one.first_at)))


def concerns(signal: Signal, address: str) -> bool:
    """Whether `address` is the signal's or lies in its network; of what is no address, no signal is."""
    own = parse(address)
    try:
        return own is not None and own in ip_network(signal.address)
    except ValueError:
        return False


_Period = dict[str, str]


def _listed(kind: Callable[[Store, _Period], Iterable[Signal]], store: Store, period: _Period) -> list[Signal]:
    return list(kind(store, period))


def _guessing(store: Store, period: _Period) -> Iterator[Signal]:
    bound = {"sign_in": SIGN_IN, "limit": OF_A_KIND, "least": GUESSES, "pause": PAUSE, **period}
    for address, count, first, last in read_busy(store, KIND.purpose, "security_guessing", **bound):
        yield _signal("guessing", address, count, GUESSES, first, last)


def _guessing_slowly(store: Store, period: _Period) -> Iterator[Signal]:
    bound = {"sign_in": SIGN_IN, "limit": OF_A_KIND, "least": SLOW_GUESSES, **period}
    for address, count, first, last in read_busy(store, KIND.purpose, "security_guessing_slowly", **bound):
        yield _signal("guessing_slowly", address, count, SLOW_GUESSES, first, last)


def _scanning(store: Store, period: _Period) -> Iterator[Signal]:
    bound = {"probe": PROBED, "limit": OF_A_KIND, "least_probes": PROBES, "least_missing": MISSING, **period}
    rows = read_busy(store, KIND.purpose, "security_scanning", **bound)
    many = {str(address) for address, _, missing, *_ in rows if int(missing) >= MISSING}
    asked = read_busy(store, KIND.purpose, "security_requests", addresses=sorted(many), **period) if many else []
    requests = {(address, day): int(count) for address, day, count in asked}
    for address, day, missing, probes, failures, probed, crawler, first, last in rows:
        if int(probes) >= PROBES:
            yield _signal("probing", address, probes, PROBES, first, last, probed)
        if int(missing) >= MISSING and int(failures) >= MISSING_SHARE * requests[address, day]:
            yield _signal("scanning", address, missing, MISSING, first, last, crawler)


def _floods(store: Store, period: _Period) -> Iterator[Signal]:
    rows = read_busy(store, KIND.purpose, "security_floods", least=FLOOD, limit=OF_A_KIND, **period)
    return (_signal("flood", address, most, FLOOD, first, last) for address, most, first, last in rows)


def _forged(store: Store, period: _Period) -> Iterator[Signal]:
    crawlers = [name for name, crawler in CRAWLERS.items() if crawler.owner]
    rows = read_if_open(store, KIND.purpose, "security_crawlers", crawlers=crawlers, limit=OF_A_KIND, **period)
    for address, browser, owner, count, first, last in rows or ():
        if int(count) >= FORGED and is_forged(browser, owner):
            yield _signal("forged_crawler", address, count, FORGED, first, last, browser, owner)


def _owners(store: Store, period: _Period, addresses: set[str]) -> dict[str, str]:
    """Address → owner of its network; nothing where the policy keeps no owners."""
    if not addresses:
        return {}
    rows = read_if_open(store, KIND.purpose, "security_owners", addresses=sorted(addresses), **period)
    return {str(address): str(owner) for address, owner in rows or ()}


def _is_a_crawler_at_work(signal: Signal) -> bool:
    """Whether a crawler of its maker's own network went through old links, which is its work."""
    return signal.kind == "scanning" and is_forged(signal.detail, signal.network_owner) is False


def _refused(store: Store, asked: Asked) -> tuple[int, int | None]:
    """Requests that were turned away, forbidden or too many, in the period and in the one before it."""
    middle = asked.instants()[0]
    rows = read_busy(store, KIND.purpose, "security_refused", **parameters(with_before(asked)), middle=middle)
    refused, before = (int(count) for count in rows[0])
    return refused, before if asked.before else None


def _shortened(store: Store, asked: Asked) -> bool:
    """Whether whole addresses of the period are kept no more, so that hosts are missing among the signals."""
    since, until = _instants(asked)
    period = {"since": stamp(since), "until": stamp(until), "site": asked.site}
    return bool(int(read_busy(store, KIND.purpose, "security_shortened", **period)[0][0]))


def _days(asked: Asked, found: Iterable[Signal]) -> Series:
    zone = ZoneInfo(asked.time_zone)
    counted = Counter(one.first_at.astimezone(zone).date() for one in found)
    return Series("days", asked.days, (Line("signals", tuple(counted[day] for day in asked.days)),))


def _row(one: Signal) -> tuple[Any, ...]:
    return (
        one.kind,
        one.address,
        one.network_owner,
        one.detail,
        one.count,
        one.threshold,
        one.first_at,
        one.last_at,
    )


def _addresses(found: Collection[Signal]) -> int:
    return len({one.address for one in found})


def _instants(asked: Asked) -> tuple[datetime, datetime]:
    return begin_of(asked.since, asked.time_zone), end_of(asked.until, asked.time_zone)


def _signal(kind: str, address: Any, count: Any, threshold: int, first: Any, last: Any, *named: Any) -> Signal:
    detail, owner = (*(str(name) for name in named), "", "")[:2]
    begun, ended = instant(first), instant(last)
    if begun is None or ended is None:
        raise ValueError("A signal has no time.")
    return Signal(kind, str(address), int(count), threshold, begun, ended, owner, detail)
