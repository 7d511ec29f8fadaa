"""From values to stored rows: exactly what the policy declares, and until when it may be kept (ledger 3.1, 3.4).

A row is built from the declarations, not cleaned of what they leave out: a value that no element names is never
looked at, so a new header or field reaches the store only when the policy says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from keyword import iskeyword
from typing import Annotated, Any

import msgspec

from avowal.policy.model import Audience, Collection, Form, PolicyVersion
from avowal.policy.period import Period

SEEN_AT = "seen_at"
EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)  # the store's clock begins
LATEST = datetime(2106, 2, 6, tzinfo=UTC)  # the store's clock ends the day after
LONGEST_ROW = 64 * 1024  # bytes
LARGEST_NUMBER = 2**64 - 1
A_SECOND = timedelta(seconds=1)

_encode = msgspec.json.Encoder().encode


class RowRefused(ValueError):
    """A row cannot be made of these values; the message names the element and its form, never the value."""


class NotCollected(KeyError):
    """The policy declares no collection of that name."""


class RowMaker:
    """Makes rows of one collection of one policy version; compiled once, cheap to call."""

    def __init__(self, version: PolicyVersion, collection_key: str) -> None:
        found = version.policy.collections.get(collection_key)
        if found is None:
            raise NotCollected(f"The policy in force declares no collection “{collection_key}”.")
        self.collection = found
        self._version = version.number
        self.shorter = {key: period for key in found.elements if (period := shorter_period(found, key)) is not None}
        self._times: _Times | None = None
        self._everyone = _Columns(version, found, {Audience.EVERYONE, Audience.ADULTS})
        self._signed_in = _Columns(version, found, {Audience.EVERYONE, Audience.ADULTS, Audience.SIGNED_IN})

    def make(self, values: Mapping[str, object], *, at: datetime, signed_in: bool = False) -> bytes:
        """One line of JSON: the declared elements present in `values`, the version, and how long they are kept.

        `at` is when it happened; it becomes `seen_at`. None counts as absent. Elements about signed-in people are
        left out unless `signed_in`. Raises RowRefused when a value is not of its element's form, when nothing
        declared is present, or when the row is over 64 KiB.
        """
        if at.tzinfo is None:
            raise RowRefused("The time of a row carries no time zone.")
        times = self.times_of(at if at.tzinfo is UTC else at.astimezone(UTC))
        columns = self._signed_in if signed_in else self._everyone
        row: dict[str, object] = {}
        if columns.timed:
            row[SEEN_AT] = f"{times.second}.{at.microsecond // 1000:03d}"
        for key, plain, write in columns.written:
            value = values.get(key)
            if value is not None:
                row[key] = value if type(value) is plain else write(value)
        if not row:
            raise RowRefused("None of the values belongs to an element that the policy declares here.")
        for key, ends in times.shorter:
            if key in row:
                row[f"{key}_until"] = ends
        row["policy_version"] = self._version
        row["keep_until"] = times.keep_until
        return self._line(row)

    def begun(self, values: Mapping[str, object], *, signed_in: bool = False) -> Begun:
        """Rows that all hold `values`, to be made with what each holds of its own."""
        return Begun(self, self._signed_in if signed_in else self._everyone, values, signed_in=signed_in)

    def times_of(self, at: datetime) -> _Times:
        """What the rows of the second of `at` say of time, worked out once a second."""
        times = self._times
        if times is None or not times.begin <= at < times.end:
            begin = at.replace(microsecond=0)
            keep_until = until(at, self.collection.keep)
            ends = ((key, stamp(min(keep_until, until(at, period)))) for key, period in self.shorter.items())
            times = self._times = _Times(
                begin, begin + A_SECOND, stamp(begin), stamp(keep_until), self._version, tuple(ends)
            )
        return times

    def _line(self, row: dict[str, object]) -> bytes:
        try:
            line = _encode(row)
        except UnicodeEncodeError:
            raise RowRefused("A value holds half a character and cannot be written as UTF-8.") from None
        if len(line) > LONGEST_ROW:
            raise RowRefused(f"The row is {len(line)} bytes long; at most {LONGEST_ROW} are kept.")
        return line + b"\n"


class Begun:
    """Rows with some values in common, checked and written once; a line says what `make` would have it say."""

    def __init__(self, maker: RowMaker, columns: _Columns, values: Mapping[str, object], *, signed_in: bool) -> None:
        self._maker = maker
        self._values = values
        self._signed_in = signed_in
        self._type = columns.quick
        self._written = b"{"
        self._held: frozenset[str] = frozenset()
        if self._type is not None:
            try:
                self._write(msgspec.convert(values, self._type))
            except (msgspec.ValidationError, UnicodeEncodeError):  # the long way says what is wrong, and of which
                self._type = None
        self._ends = tuple(key for key in maker.shorter if key in self._held)
        self._open = tuple(key for key in maker.shorter if key not in self._held)

    def _write(self, row: Any) -> None:
        row.seen_at = None
        known = row.__struct_fields__
        self._held = frozenset(
            key for key, value in self._values.items() if value is not None and key in known and key != SEEN_AT
        )
        if self._held:
            self._written = _encode(row)[:-1] + b","

    def line(self, own: Mapping[str, object], *, at: datetime) -> bytes:
        """The line of one row that holds `own` too, which counts where both name an element. Raises as `make` does."""
        if self._type is None or at.tzinfo is not UTC or not self._held.isdisjoint(own):
            return self._made(own, at)
        times = self._maker.times_of(at)
        try:
            row: Any = msgspec.convert(own, self._type)
            row.seen_at = f"{times.second}.{at.microsecond // 1000:03d}"
            told = _encode(row)
        except (msgspec.ValidationError, UnicodeEncodeError):
            return self._made(own, at)
        ends = self._ends
        if self._open:
            ends = (*ends, *(key for key in self._open if getattr(row, key, None) is not None))
        line = b"".join((self._written, times.ending(ends), told[1:], b"\n"))
        return line if len(line) <= LONGEST_ROW else self._made(own, at)

    def _made(self, own: Mapping[str, object], at: datetime) -> bytes:
        return self._maker.make({**self._values, **own}, at=at, signed_in=self._signed_in)


def kept_elements(collection: Collection) -> tuple[str, ...]:
    """The elements of which rows are made: all but those about children and staff, which no event door accepts."""
    refused = {Audience.CHILDREN, Audience.STAFF}
    return tuple(key for key in collection.elements if collection.audience_of(key) not in refused)


def shorter_period(collection: Collection, element: str) -> Period | None:
    """The element's own period where it has one that differs from its collection's, else None."""
    own = collection.elements[element].keep
    return None if own is None or own == collection.keep else own


def until(at: datetime, keep: Period) -> datetime:
    """When what happened at `at` is past its period, in UTC; never outside what the store's clock can hold."""
    try:
        return max(EARLIEST, min(keep.after(at.astimezone(UTC)), LATEST))
    except (OverflowError, ValueError):
        return LATEST


def stamp(instant: datetime) -> str:
    """A time in UTC as the store reads it, to the second before."""
    return instant.strftime("%Y-%m-%d %H:%M:%S")


@dataclass(frozen=True)
class _Times:
    """What every row of one second says of time: the second itself, until when it is kept, what of it shorter."""

    begin: datetime
    end: datetime
    second: str
    keep_until: str
    policy_version: int
    shorter: tuple[tuple[str, str], ...]
    endings: dict[tuple[str, ...], bytes] = field(default_factory=dict)

    def ending(self, held: tuple[str, ...]) -> bytes:
        """What the line of a row says of its policy and its end, when it holds `held` of what is kept shorter."""
        found = self.endings.get(held)
        if found is None:
            ends = {f"{key}_until": end for key, end in self.shorter if key in held}
            last = {**ends, "policy_version": self.policy_version, "keep_until": self.keep_until}
            found = self.endings[held] = _encode(last)[1:-1] + b","
        return found


class _Columns:
    """The elements that rows about some people have: whether `seen_at` is one, and how each other is written.

    A value of the element's plain type is written as it is; of any other, `_write` decides. `quick` is a type that
    takes values of these elements, and no others, at once; None where one is of a form that has to be written.
    """

    def __init__(self, version: PolicyVersion, collection: Collection, audiences: set[Audience]) -> None:
        kept = [key for key in collection.elements if collection.audience_of(key) in audiences]
        forms = {key: version.policy.data[key].form for key in kept}
        self.timed = SEEN_AT in forms
        self.written = tuple(
            (key, _PLAIN.get(form), partial(_write, form, key)) for key, form in forms.items() if key != SEEN_AT
        )
        self.quick = _quick_type(collection, forms) if self.timed else None


def _write(form: Form, key: str, value: object) -> object:
    written = _WRITERS[form](value)
    if written is None:
        raise RowRefused(f"The value of “{key}” is not {_FORMS[form]}.")
    return written


def _text(value: object) -> object:
    return value if isinstance(value, str) else None


def _number(value: object) -> object:
    whole = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST_NUMBER
    return value if whole else None


def _flag(value: object) -> object:
    return value if isinstance(value, bool) else None


def _instant(value: object) -> object:
    if not isinstance(value, datetime) or value.tzinfo is None:
        return None
    return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")[:-3]


def _date(value: object) -> object:
    return value.isoformat() if isinstance(value, date) and not isinstance(value, datetime) else None


_WRITERS: dict[Form, Callable[[object], object]] = {
    Form.TEXT: _text,
    Form.TERM: _text,
    Form.TOKEN: _text,
    Form.NUMBER: _number,
    Form.FLAG: _flag,
    Form.INSTANT: _instant,
    Form.DATE: _date,
}
_PLAIN: dict[Form, type] = {Form.TEXT: str, Form.TERM: str, Form.TOKEN: str, Form.FLAG: bool}
"""The forms of which every value of a type is well."""
_Number = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]
_QUICK: dict[Form, Any] = {
    **dict.fromkeys((Form.TEXT, Form.TERM, Form.TOKEN), str | None),
    Form.FLAG: bool | None,
    Form.NUMBER: _Number | None,
}
"""The forms that msgspec can tell, as types; a larger number goes the long way."""


def _quick_type(collection: Collection, forms: Mapping[str, Form]) -> type[msgspec.Struct] | None:
    """A type that holds the values of one row; None where that cannot be made."""
    kinds = {key: Any if key == SEEN_AT else _QUICK.get(form) for key, form in forms.items()}
    columns = {"keep_until", "policy_version", *(f"{key}_until" for key in forms if shorter_period(collection, key))}
    if None in kinds.values() or any(iskeyword(key) or key in columns for key in kinds):
        return None
    fields = [(key, kind, None) for key, kind in kinds.items()]
    return msgspec.defstruct("Row", fields, omit_defaults=True, gc=False)


_FORMS = {
    Form.TEXT: "text",
    Form.TERM: "text",
    Form.TOKEN: "text",
    Form.NUMBER: "a whole number of 0 or more",
    Form.FLAG: "true or false",
    Form.INSTANT: "a time with its time zone",
    Form.DATE: "a date",
}
