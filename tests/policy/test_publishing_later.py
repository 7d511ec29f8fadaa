"""Later versions: two people, a date, and a notice that was live for the promised time (16.1, 16.2, R14, R121)."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avowal.policy import canonical
from avowal.policy.catalogue import Catalogue
from avowal.policy.in_force import first_day, starts
from avowal.policy.model import Policy
from avowal.policy.period import Period
from avowal.policy.publishing import (
    CannotPublish,
    InForce,
    Reason,
    distrust,
    earliest,
    history,
    publish_first,
    publish_next,
    record_notice,
    trust,
)

START = datetime(2026, 1, 1, 20, 0, tzinfo=UTC)
DAY = timedelta(days=1)
EMPTY: Catalogue[object] = Catalogue()


@pytest.fixture(scope="module")
def small(harbor: Policy) -> Policy:
    """The sample's policy without its long parts, so that a chain of many versions is quick to read."""
    long = ("wording", "promises", "sections", "nevers", "data", "recipients", "third_parties", "resources")
    return replace(harbor, **dict.fromkeys(long, EMPTY))  # type: ignore[arg-type]


def variant(policy: Policy, number: int, notice: str = "30 days") -> Policy:
    return replace(policy, limits=replace(policy.limits, child_age=number, notice_before_change=Period.parse(notice)))


@pytest.fixture
def data(small: Policy, tmp_path: Path) -> Path:
    """A first version that is in force."""
    publish_first(variant(small, 1), tmp_path, effective_date=date(2025, 12, 1), now=START)
    return tmp_path


def at(data: Path, now: datetime) -> InForce:
    return InForce(data, lambda: now)


def second(small: Policy, data: Path, *, now: datetime = START, day: date = date(2026, 2, 15), by: str = "rio") -> None:
    publish_next(variant(small, 2), data, effective_date=day, now=now, submitted_by="ana", approved_by=by)


def number(in_force: InForce) -> int | None:
    version = in_force.version()
    return version.number if version else None


def test_r14_version_takes_effect_when_its_date_has_come_and_its_notice_was_live(small: Policy, data: Path) -> None:
    second(small, data)
    record_notice(data, 2, seen_at=START + DAY)

    before = at(data, datetime(2026, 2, 15, 7, 59, tzinfo=UTC))  # 23:59 the day before, in California
    assert number(before) == 1
    waiting = before.waiting()
    assert waiting is not None
    assert (waiting.number, waiting.effective_date) == (2, date(2026, 2, 15))
    after = at(data, datetime(2026, 2, 15, 8, 0, tzinfo=UTC))
    assert (number(after), after.waiting()) == (2, None)
    assert [version.number for version in after.versions()] == [1, 2]


def test_r14_version_whose_notice_was_never_live_does_not_take_effect(small: Policy, data: Path) -> None:
    second(small, data)

    late = at(data, datetime(2026, 6, 1, 20, tzinfo=UTC))
    assert number(late) == 1, "R14: a version took effect without its notice"
    waiting = late.waiting()
    assert waiting is not None
    assert waiting.effective_date == date(2026, 7, 2), "the date shown is the one that would hold"


def test_16_2_date_moves_when_the_notice_was_met_late(small: Policy, data: Path) -> None:
    second(small, data)
    moved = record_notice(data, 2, seen_at=datetime(2026, 2, 1, 20, tzinfo=UTC))

    assert moved.effective_date == date(2026, 3, 4)
    assert number(at(data, datetime(2026, 3, 3, 20, tzinfo=UTC))) == 1
    assert number(at(data, datetime(2026, 3, 4, 20, tzinfo=UTC))) == 2
    link = history(data)[1].link
    assert (link.planned_for, link.effective_date) == (date(2026, 2, 15), date(2026, 3, 4))
    again = record_notice(data, 2, seen_at=datetime(2026, 2, 9, 20, tzinfo=UTC))
    assert again.effective_date == moved.effective_date, "the first time counts"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"submitted_by": "rio"}, "Two people are needed"),
        ({"approved_by": ""}, "Two people are needed"),
        ({"effective_date": date(2026, 1, 31)}, "Choose 2026-02-01 or later"),
        ({"policy": 1}, "says what version 1 says"),
    ],
)
def test_refused(small: Policy, data: Path, change: dict[str, object], told: str) -> None:
    asked = {"policy": 2, "effective_date": date(2026, 2, 1), "submitted_by": "ana", "approved_by": "rio"} | change
    policy = variant(small, int(str(asked.pop("policy"))))

    with pytest.raises(CannotPublish, match=told):
        publish_next(policy, data, now=START, **asked)  # type: ignore[arg-type]
    assert len(history(data)) == 1
    publish_next(
        variant(small, 2),
        data,
        now=START,
        **asked | {"effective_date": date(2026, 2, 1), "submitted_by": "ana", "approved_by": "rio"},
    )  # type: ignore[arg-type]


def test_refused_while_another_version_waits(small: Policy, data: Path) -> None:
    second(small, data)

    with pytest.raises(CannotPublish, match="Version 2 still waits"):
        publish_next(
            variant(small, 3), data, effective_date=date(2026, 9, 1), now=START, submitted_by="ana", approved_by="rio"
        )


def test_nothing_follows_a_chain_that_cannot_be_trusted(small: Policy, data: Path) -> None:
    distrust(data, "a row was changed.")
    with pytest.raises(CannotPublish, match="a row was changed"):
        second(small, data)
    trust(data)
    file = data / "policy" / "versions" / "0001.json"
    file.write_bytes(file.read_bytes() + b" ")
    with pytest.raises(CannotPublish, match="version 1 was changed"):
        second(small, data)


@pytest.mark.parametrize("field", ["submitted_by", "approved_by", "planned_for", "notice_since", "effective_date"])
def test_r121_every_field_of_an_entry_is_under_the_seal(small: Policy, data: Path, field: str) -> None:
    second(small, data)
    record_notice(data, 2, seen_at=START)
    later = datetime(2026, 2, 20, tzinfo=UTC)
    assert number(at(data, later)) == 2
    file = data / "policy" / "chain.json"
    entries = json.loads(file.read_text(encoding="utf-8"))
    changed = {"notice_since": "2025-11-01T00:00:00+00:00"}.get(field, "2026-01-02" if "_by" not in field else "mo")
    entries[1][field] = changed
    file.write_text(json.dumps(entries), encoding="utf-8")

    in_force = at(data, later)
    assert in_force.version() is None, f"R121: {field} was changed by hand and the version stayed in force"
    assert in_force.reason is Reason.CHANGED


def test_r121_mark_of_distrust_closes_every_process_until_it_is_taken_away(data: Path) -> None:
    times = iter(START + DAY * step for step in range(9))
    running = InForce(data, lambda: next(times))
    assert number(running) == 1

    distrust(data, "a row was changed.")
    assert number(running) is None
    assert running.reason is Reason.DISTRUSTED
    trust(data)
    assert number(running) == 1


def test_r19_earlier_version_that_cannot_be_read_ends_trust_in_all(small: Policy, data: Path, monkeypatch) -> None:
    second(small, data)
    record_notice(data, 2, seen_at=START)
    read, first = canonical.read, canonical.write(variant(small, 1))

    def old_format(bytes_: bytes) -> Policy:
        if bytes_ == first:
            raise canonical.NotCanonical("an older program wrote this.")
        return read(bytes_)

    monkeypatch.setattr(canonical, "read", old_format)
    in_force = at(data, datetime(2026, 2, 20, tzinfo=UTC))
    assert number(in_force) == 2
    assert in_force.versions() == ()
    assert in_force.reason is Reason.CHANGED


def test_a_clock_set_back_gives_a_notice_no_head_start(small: Policy, data: Path) -> None:
    second(small, data, day=date(2026, 2, 1))

    record_notice(data, 2, seen_at=START - 90 * DAY)
    assert history(data)[1].link.notice_since == START


def test_history_tells_a_changed_version_from_the_sound_ones(small: Policy, data: Path) -> None:
    second(small, data)
    file = data / "policy" / "versions" / "0002.json"
    file.write_bytes(file.read_bytes().replace(b"30 days", b"90 days"))

    sound, changed = history(data)
    assert sound.version is not None
    assert changed.version is None
    assert "version 2 was changed outside publishing" in str(changed.trouble)


@given(
    noticed=st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),
    notice=st.sampled_from(["1 day", "30 days", "1 month", "5 hours"]),
)
@settings(max_examples=25, deadline=None)
def test_first_day_leaves_the_promised_time_and_the_day_before_does_not(
    small: Policy, noticed: datetime, notice: str
) -> None:
    noticed, promised = noticed.replace(tzinfo=UTC), Period.parse(notice)
    day = first_day(small, promised, noticed)
    link = history_link(day)

    from zoneinfo import ZoneInfo

    over = promised.after(noticed.astimezone(ZoneInfo(small.organisation.time_zone)))
    assert starts(link, small) >= over
    assert starts(replace(link, effective_date=day - DAY), small) < over


def history_link(day: date):
    from avowal.policy.chain import Link

    return Link(2, "", day, START, "")


STEP = st.one_of(
    st.tuples(st.just("wait"), st.integers(1, 60 * 24)),  # hours
    st.tuples(st.just("publish"), st.integers(0, 40)),  # days after the earliest
    st.tuples(st.just("notice"), st.just(0)),
    st.tuples(st.just("clock back"), st.integers(1, 48)),  # hours, for one look
)


@given(
    steps=st.lists(STEP, max_size=14),
    notices=st.lists(st.sampled_from(["2 days", "1 month", "30 days"]), min_size=15, max_size=15),
)
@settings(max_examples=25, deadline=None)
def test_r14_no_version_holds_before_its_notice_was_live_and_none_comes_back(
    small: Policy, steps: list[tuple[str, int]], notices: list[str]
) -> None:
    with tempfile.TemporaryDirectory() as made:
        data, now, met = Path(made), START, dict[int, datetime]()
        first = publish_first(variant(small, 100, notices[0]), data, effective_date=date(2025, 12, 1), now=now)
        published, held = [first], 1
        running = InForce(data, lambda: now)
        for kind, count in steps:
            latest = published[-1]
            if kind == "wait":
                now += timedelta(hours=count)
            elif kind == "publish" and running.waiting() is None and number(running) == latest.number:
                policy = variant(small, 100 + latest.number, notices[latest.number])
                day = earliest(latest, policy, now) + count * DAY
                published.append(
                    publish_next(policy, data, effective_date=day, now=now, submitted_by="ana", approved_by="rio")
                )
            elif kind == "notice" and latest.number > 1:
                record_notice(data, latest.number, seen_at=now)
                met.setdefault(latest.number, now)
            elif kind == "clock back":
                early = now - timedelta(hours=count)
                assert (number(at(data, early)) or 0) <= held
            now += timedelta(seconds=2)  # past the moment for which an answer is remembered
            found = number(running)
            assert found is not None, running.trouble
            assert found >= held, "an older version came back while the clock went forward"
            if found > held:
                promised = published[found - 2].policy.limits.notice_before_change
                assert found in met, "R14: in force without its notice"
                assert promised.after(met[found]) <= now + timedelta(hours=1), (
                    "R14: the notice was not live long enough"
                )
            held = found
