"""Which reports there are. A report's module is loaded when it is made, so that naming them all costs nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from avowal.events.reports.asking import Asked
    from avowal.events.reports.shape import Report
    from avowal.events.store import Store

_PLACES = ("site", "path", "language")


@dataclass(frozen=True)
class ReportKind:
    """One report: its purpose, the promises of the ledger that it keeps, the filters it knows, and its keys.

    `figures`, `series` (key → lines), `tables` (key → columns) and `cautions` list every key that it may use.
    `stays` is empty when the report may leave the house as counts (`outward`), else the key of why it may not.
    """

    name: str
    purpose: str
    promises: tuple[str, ...]
    filters: tuple[str, ...]
    figures: tuple[str, ...]
    series: Mapping[str, tuple[str, ...]]
    tables: Mapping[str, tuple[str, ...]]
    cautions: tuple[str, ...]
    stays: str = ""

    def make(self, store: Store, asked: Asked, *, own_hosts: Collection[str], now: datetime) -> Report:
        """The report that was asked for. `own_hosts` are host names besides the policy's that are no sources.

        Raises NotAsked, in a sentence for people, for a filter that the report lacks or an impossible period;
        PurposeRefused when the policy does not let the purpose open what the report needs; and what `Store.read`
        raises.
        """
        from avowal.events.reports.reading import check_filters

        check_filters(self, asked)
        maker = import_module(f"avowal.events.reports.{self.name}")
        return cast("Report", maker.make(store, asked, own_hosts=own_hosts, now=now))

    def outward(
        self,
        store: Store,
        asked: Asked,
        *,
        now: datetime,
        own_hosts: Collection[str] = (),
        limit: int,
    ) -> Report:
        """The report's form that may leave the house (R65, ledger 2.3): closed days, small cells hidden.

        Raises as `make` does; NotOutward, with the reason, when this report may not leave.
        """
        from avowal.events.reports.export import outward_of

        return outward_of(self, store, asked, now=now, own_hosts=own_hosts, limit=limit)


REPORTS: Mapping[str, ReportKind] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            ReportKind(
                name="traffic",
                purpose="measurement",
                promises=("2.1",),
                filters=_PLACES,
                figures=(
                    "visitors",
                    "visits",
                    "views",
                    "engaged_time",
                    "automated_requests",
                    "automated_share",
                    "relayed_views",
                    "relayed_share",
                ),
                series={"days": ("visitors", "visits", "views")},
                tables={
                    "pages": ("site", "path", "views", "visitors", "engaged_time"),
                    "sources": ("source", "views", "visitors"),
                },
                cautions=(
                    "visitors_per_day",
                    "filtered_of_last_days",
                    "refusals_tell_no_time",
                    "no_page_views",
                    "figures_of_open_day",
                ),
            ),
            ReportKind(
                name="pages",
                purpose="improvement",
                promises=("2.2", "3.3"),
                filters=_PLACES,
                figures=("views", "engaged_time", "screen_views", "screen_time"),
                series={"days": ("views",)},
                tables={
                    "pages": ("site", "path", "views", "views_before", "change", "visitors", "engaged_time"),
                    "areas": ("site", "path", "area", "views", "seen_share"),
                    "screens": ("app", "screen", "views", "engaged_time"),
                },
                cautions=("refusals_not_counted", "figures_of_open_day", "visitors_per_day"),
            ),
            ReportKind(
                name="sources",
                purpose="measurement",
                promises=("2.1",),
                filters=_PLACES,
                figures=("views", "named_views", "direct_views", "direct_share"),
                series={"days": ("named_views", "direct_views")},
                tables={"sources": ("source", "views", "visitors", "share")},
                cautions=("visitors_per_day", "filtered_of_last_days", "figures_of_open_day"),
            ),
            ReportKind(
                name="devices",
                purpose="measurement",
                promises=("2.1",),
                filters=_PLACES,
                figures=("views", "relayed_views", "relayed_share"),
                series={},
                tables={
                    "browsers": ("browser", "views", "visitors", "share"),
                    "systems": ("system", "views", "visitors", "share"),
                    "languages": ("page_language", "views", "visitors", "share"),
                },
                cautions=("visitors_per_day", "filtered_of_last_days", "figures_of_open_day"),
            ),
            ReportKind(
                name="visits",
                purpose="measurement",
                promises=("2.1", "3.3"),
                filters=("site",),
                figures=("visits", "visitors", "pages_per_visit", "visit_length", "single_page_share"),
                series={"days": ("visits", "visitors")},
                tables={
                    "entries": ("site", "path", "visits", "share"),
                    "exits": ("site", "path", "visits", "share"),
                    "steps": ("site", "path", "next_path", "steps"),
                },
                cautions=("visitors_per_day", "steps_of_last_days", "figures_of_open_day"),
            ),
            ReportKind(
                name="mail",
                purpose="mail_measurement",
                promises=("4.9",),
                filters=(),
                figures=("messages", "opens", "machine_opens", "machine_share"),
                series={"days": ("opens", "machine_opens")},
                tables={
                    "issues": ("issue", "messages", "opens", "machine_opens", "first_at", "last_at"),
                    "formats": ("reading_format", "messages", "opens", "share"),
                },
                cautions=("only_readers_with_pictures",),
                stays="single_messages",
            ),
            ReportKind(
                name="server",
                purpose="diagnosis",
                promises=("5.2",),
                filters=_PLACES,
                figures=(
                    "requests",
                    "client_errors",
                    "server_errors",
                    "error_share",
                    "automated_requests",
                    "bytes",
                    "duration_p50",
                    "duration_p95",
                ),
                series={
                    "days": ("requests", "client_errors", "server_errors", "duration_p95"),
                    "hours": ("requests", "client_errors", "server_errors", "duration_p95"),
                },
                tables={
                    "slowest": ("site", "path", "requests", "duration_p50", "duration_p95", "duration_longest"),
                    "failing": ("site", "path", "status", "requests", "last_at"),
                    "statuses": ("status", "requests", "share"),
                },
                cautions=("figures_of_open_day", "rows_of_last_days", "durations_not_told"),
                stays="single_requests",
            ),
            ReportKind(
                name="security",
                purpose="security",
                promises=("U.9",),
                filters=("site",),
                figures=("signals", "networks", "refused_requests"),
                series={"days": ("signals",)},
                tables={
                    "signals": (
                        "kind",
                        "address",
                        "network_owner",
                        "detail",
                        "count",
                        "threshold",
                        "first_at",
                        "last_at",
                    ),
                    "kinds": ("kind", "signals"),
                },
                cautions=(
                    "rows_of_last_days",
                    "figures_of_open_day",
                    "addresses_shortened",
                    "owners_not_known",
                    "signals_cut_off",
                ),
                stays="addresses",
            ),
            ReportKind(
                name="live",
                purpose="measurement",
                promises=("2.1",),
                filters=("site",),
                figures=("visitors", "views", "automated_requests"),
                series={"minutes": ("visitors", "views")},
                tables={"pages": ("site", "path", "views", "visitors")},
                cautions=("last_half_hour",),
                stays="single_visits",
            ),
        )
    }
)
"""Name → report. An outward form adds the cautions `small_cells_hidden` and `closed_days_only`."""


def by_purpose() -> Mapping[str, tuple[str, ...]]:
    """Purpose → reports that read for it, as people know them; a purpose that is not here is read by none."""
    found: dict[str, tuple[str, ...]] = {}
    for kind in REPORTS.values():
        found[kind.purpose] = (*found.get(kind.purpose, ()), kind.name.capitalize())
    return found
