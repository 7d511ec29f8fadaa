"""What the reports' keys are called on the command line, and how their values are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from avowal.events.reports.shape import Unit

if TYPE_CHECKING:
    from avowal.events.reports.shape import Value

QUESTIONS: Mapping[str, str] = {
    "traffic": "how many came, which pages they saw, how long, where from",
    "pages": "which pages, areas and app screens are seen, and how that changed",
    "sources": "from which sites people come",
    "devices": "browsers, systems, languages of pages, privacy services",
    "visits": "where visits begin and end, how long they are, which way they take",
    "mail": "how often the pictures in newsletters were loaded",
    "server": "what failed, and which pages are slow",
    "security": "what looks like an attack, and from where",
    "live": "the last half hour, minute by minute",
}
_LABELS: Mapping[str, str] = {
    "automated_requests": "requests of programs",
    "automated_share": "share of programs",
    "bytes": "sent",
    "client_errors": "errors of requests",
    "direct_share": "share without a source",
    "direct_views": "views without a source",
    "duration_longest": "longest",
    "duration_p50": "half are faster than",
    "duration_p95": "95 of 100 are faster than",
    "engaged_time": "time on page",
    "first_at": "first",
    "last_at": "last",
    "machine_opens": "loads by machines",
    "machine_share": "share of machines",
    "messages": "messages with a load",
    "named_views": "views with a source",
    "network_owner": "owner of the network",
    "next_path": "next page",
    "opens": "loads",
    "page_language": "language",
    "path": "page",
    "reading_format": "read as",
    "refused_requests": "requests turned away",
    "relayed_share": "share of privacy services",
    "relayed_views": "views through privacy services",
    "screen_time": "time on screen",
    "seen_share": "seen by",
    "single_page_share": "share of visits of one page",
    "threshold": "told from",
    "views": "page views",
    "views_before": "page views before",
    "visit_length": "length of a visit",
}
CAUTIONS: Mapping[str, str] = {
    "addresses_shortened": "Where whole addresses are kept no more, only forged crawlers are shown, by their network.",
    "closed_days_only": "Only days that are over and counted are in it.",
    "durations_not_told": "Some lines do not tell how long the answer took; imported logs rarely do.",
    "figures_of_open_day": "The last day is not over; its figures grow, and on a busy day can be five minutes old.",
    "filtered_of_last_days": "Sources, browsers and systems of one page or language are of the last seven days.",
    "last_half_hour": "These are the last 30 minutes, as far as they have arrived; the period plays no part.",
    "no_page_views": "The policy declares no page views, so no time on page is known.",
    "only_readers_with_pictures": "A load is no proof of reading, and who reads without pictures is not counted.",
    "owners_not_known": "Owners of networks are not known; see the setting networks_file.",
    "refusals_not_counted": "Times, areas and the last day leave out who refuses to be measured.",
    "refusals_tell_no_time": "Who refuses to be measured tells no time on page.",
    "rows_of_last_days": "Single requests are of the last seven days of the period, compared with as many before.",
    "signals_cut_off": "There were more signals than are shown.",
    "small_cells_hidden": "Small counts are hidden, with the next larger ones; totals are sums of what is shown.",
    "steps_of_last_days": "Lengths, single pages and steps are of the last seven days of the period.",
    "visitors_per_day": "Visitors are counted anew each day.",
}


def label(key: str) -> str:
    """What a key is called: its own word, else the key in words."""
    return _LABELS.get(key, key.replace("_", " "))


def written(value: Value, unit: Unit, time_zone: str) -> str:
    """A value as people read it; what is not known, or hidden, is `–`."""
    return "–" if value is None else _WRITTEN.get(unit, _plain)(value, time_zone)


def _plain(value: Any, _: str) -> str:
    return str(value)


def _count(value: Any, _: str) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:.1f}"


def _bytes(value: Any, _: str) -> str:
    size = float(value)
    for unit in ("B", "kB", "MB", "GB"):
        if size < 1000:  # noqa: PLR2004  (of one unit to the next)
            return f"{size:.0f} {unit}"
        size /= 1000
    return f"{size:.1f} TB"


def _instant(value: Any, time_zone: str) -> str:
    return value.astimezone(ZoneInfo(time_zone)).strftime("%Y-%m-%d %H:%M") if isinstance(value, datetime) else ""


_WRITTEN: Mapping[Unit, Callable[[Any, str], str]] = {
    Unit.COUNT: _count,
    Unit.SECONDS: lambda value, _: f"{value:.0f} s",
    Unit.MILLISECONDS: lambda value, _: f"{value:.0f} ms",
    Unit.BYTES: _bytes,
    Unit.SHARE: lambda value, _: f"{value:.1%}",
    Unit.INSTANT: _instant,
}
