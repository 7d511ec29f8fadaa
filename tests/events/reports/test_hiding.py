"""No count below the limit can be told from what leaves the house (ledger 2.3, rule R65).

The attacker here knows the rule, holds every export of a day (total, pages, browsers, areas), and tries all
days that there could have been: a hidden count is found out when every day that fits the exports has it below the
limit and above nothing, and above all when they agree on one number. The limit is 3, so that all days can be tried.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avowal.events.reports.hiding import Cell, shown

LIMIT = 3
DAY = date(2026, 11, 24)
World = tuple[Cell, ...]
Hidden = tuple[str, str, str]
"""Cut, key and measure of a count."""


def leave(world: Iterable[Cell], **given: object) -> tuple[Cell, ...]:
    return tuple(sorted(shown(world, limit=LIMIT, **given), key=repr))  # type: ignore[arg-type]


def found_out(worlds: Iterable[World]) -> dict[Hidden, set[int]]:
    """Hidden counts of which the exports say that they are from 1 to below the limit, and what they can be."""
    alike: dict[tuple[Cell, ...], list[World]] = defaultdict(list)
    for world in worlds:
        alike[leave(world)].append(world)
    told: dict[Hidden, set[int]] = {}
    for exported, fitting in alike.items():
        open_cells = {(one.cut, one.page, one.key) for one in exported}
        counts: dict[Hidden, set[int]] = defaultdict(set)
        keys = {(one.cut, one.page, one.key) for world in fitting for one in world} - open_cells
        for world in fitting:
            there = {(one.cut, one.page, one.key): one for one in world}
            for cut, page, key in keys:
                one = there.get((cut, page, key))
                counts[cut, page + key, "views"].add(one.views if one else 0)
                if cut != "area":
                    counts[cut, page + key, "visitors"].add(one.visitors if one else 0)
        told |= {what: could for what, could in counts.items() if could <= set(range(1, LIMIT))}
    return told


def cell(cut: str, key: str, views: int, visitors: int | None = None) -> Cell:
    return Cell(DAY, "plan", cut, key, views=views, visitors=views if visitors is None else visitors)


def days_of_two_tables() -> Iterator[World]:
    """Every day of up to three views of each of three pages by each of two browsers, a visitor a view."""
    for counts in product(range(4), repeat=6):
        pages = [cell("page", f"/{number}/", counts[2 * number] + counts[2 * number + 1]) for number in range(3)]
        browsers = [cell("browser", name, sum(counts[number::2])) for number, name in enumerate(("Firefox", "Safari"))]
        total = cell("site", "", sum(counts))
        yield tuple(one for one in (*pages, *browsers, total) if one.views)


def days_of_returning_visitors() -> Iterator[World]:
    """Every day of up to five views of each of three pages, by fewer visitors than views."""
    each = [(views, visitors) for views in range(6) for visitors in range(min(views, 1), views + 1)]
    for pages in product(each, repeat=3):
        views, most = sum(one for one, _ in pages), max(one for _, one in pages)
        for visitors in {most, sum(one for _, one in pages)}:
            cells = [cell("page", f"/{number}/", *counts) for number, counts in enumerate(pages) if counts[0]]
            yield (*cells, cell("site", "", views, visitors)) if views else ()


def days_of_areas() -> Iterator[World]:
    """Every day of one page and two areas of it, whoever saw which."""
    for page, *areas in product(range(12), repeat=3):
        if max(areas) <= page:
            seen = [
                Cell(DAY, "plan", "area", f"a{number}", page="/", views=views)
                for number, views in enumerate(areas)
                if views
            ]
            yield (*seen, cell("page", "/", page), cell("site", "", page)) if page else ()


@pytest.mark.parametrize("days", [days_of_two_tables, days_of_returning_visitors, days_of_areas])
def test_2_3_no_hidden_count_is_told_by_all_exports_together(days):
    assert found_out(days()) == {}


def test_the_attacker_finds_what_is_hidden_alone(monkeypatch):
    monkeypatch.setattr(
        "avowal.events.reports.hiding._parted",
        lambda found, limit, incomplete: [one for one in found if one.views >= limit],
    )

    assert found_out(days_of_two_tables())[("page", "/0/", "views")] <= {1, 2}


def names(world, **given):
    return {(one.cut, one.key) for one in shown(world, limit=11, **given)}


def test_2_3_a_count_of_ten_is_hidden_and_the_next_with_it():
    assert names([cell("site", "", 10)]) == set()
    assert names([cell("site", "", 12)]) == {("site", "")}
    assert names([cell("site", "", 40, 10)]) == set()
    rows = [cell("page", "/a/", 10), cell("page", "/b/", 11), cell("page", "/c/", 12), cell("page", "/d/", 13)]
    assert names([cell("site", "", 46), *rows]) == {("site", ""), ("page", "/c/"), ("page", "/d/")}


def test_2_3_never_is_exactly_one_row_hidden():
    world = [cell("site", "", 103), cell("browser", "A", 3), cell("browser", "B", 20), cell("browser", "C", 80)]

    assert names(world) == {("site", ""), ("browser", "C")}


def test_rows_that_equal_the_smallest_go_with_it():
    world = [cell("site", "", 123), *(cell("page", f"/{views}{name}", views) for name in "ab" for views in (1, 20, 40))]

    assert names(world) == {("site", ""), ("page", "/40a"), ("page", "/40b")}


def test_small_rows_that_were_not_read_count_as_hidden():
    world = [cell("site", "", 103), cell("browser", "B", 20), cell("browser", "C", 80)]

    assert names(world, small=[(DAY, "plan", "browser")]) == {("site", ""), ("browser", "C")}


def test_who_saw_one_area_and_not_the_next_is_a_count_too():
    areas = [Cell(DAY, "plan", "area", key, page="/", views=views) for key, views in (("a", 40), ("b", 38), ("c", 20))]

    assert names([cell("site", "", 40), cell("page", "/", 40), *areas]) == {
        ("site", ""),
        ("page", "/"),
        ("area", "a"),
        ("area", "c"),
    }


@pytest.mark.parametrize(("relayed", "told"), [(0, 0), (10, None), (11, 11), (29, 29), (30, None), (40, 40)])
def test_views_through_privacy_services_are_shown_with_their_rest(relayed, told):
    (total,) = shown([Cell(DAY, "plan", "site", views=40, visitors=40, relayed=relayed)], limit=11)

    assert total.relayed == told


_days = st.lists(
    st.builds(
        lambda day, site, page, views: Cell(DAY + timedelta(days=day), site, "page", page, views=views, visitors=views),
        st.integers(0, 3),
        st.sampled_from(["plan", "centers"]),
        st.sampled_from(["/", "/a/", "/b/", "/c/"]),
        st.integers(0, 30),
    ),
    unique_by=lambda one: (one.day, one.site, one.key),
)


@settings(max_examples=50, deadline=None)
@given(_days, st.integers(0, 3), st.sampled_from(["plan", "centers", ""]))
def test_r65_what_is_shown_of_a_day_and_site_is_the_same_in_every_export(pages, last, site):
    sums: dict[tuple[date, str], int] = defaultdict(int)
    for one in pages:
        sums[one.day, one.site] += one.views
    world = [*pages, *(Cell(day, where, "site", views=views, visitors=views) for (day, where), views in sums.items())]

    def within(cells):
        return {one for one in cells if one.day <= DAY + timedelta(days=last) and site in ("", one.site)}

    assert within(shown(world, limit=11)) == set(shown(within(world), limit=11))
