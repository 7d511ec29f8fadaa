"""SQL that cuts lines into the texts of their fields, for each kind of format; what binds to it goes with it.

Whatever the format, the texts have the same names, and `import_read.sql` makes values of them. Patterns, names and
places are bound as values: a format cannot become a statement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from avowal.events.log_formats import W3C_FIELDS, Keys, Kind, LogFormat, Unit
from avowal.events.statements import Sql, joined, statement

EMPTY = Sql("''")
TEXTS = {
    "host": "host",
    "time": "stamp",
    "request": "request_text",
    "method": "method_text",
    "target": "target_text",
    "status": "status_text",
    "bytes": "bytes_text",
    "duration": "duration_text",
    "referrer": "referrer",
    "agent": "agent",
}
"""The columns of texts, by field."""
LONGEST_HEADER = 256
"""Fields that a log may name."""
_FACTORS = {Unit.SECONDS: Sql("1000."), Unit.MILLISECONDS: Sql("1."), Unit.MICROSECONDS: Sql("0.001")}


@dataclass(frozen=True)
class Reading:
    """A statement that reads what is not read yet of a stretch's lines, with what binds to it."""

    command: Sql
    values: Mapping[str, Any] = field(default_factory=dict)


def readings(log_format: LogFormat, fields: Sequence[str] | None) -> list[Reading]:
    """The statements that read lines of `log_format`, in order; `fields` are those that the log names itself."""
    if log_format.kind is Kind.JSON:
        return [_json(log_format)]
    if log_format.kind is Kind.FIELDS:
        return [_fields(log_format, [name.lower() for name in (fields or ())][:LONGEST_HEADER])]
    groups = _groups(log_format)
    return [groups] if log_format.split_first is None else [_split(log_format, log_format.split_first), groups]


def _split(log_format: LogFormat, first: int) -> Reading:
    agent_needed = Sql("true" if log_format.agent_needed else "false")
    texts = statement("import_texts_split", first=first, agent_needed=agent_needed)
    return _reading(texts, set(log_format.groups), log_format.unit, seconds=statement("import_seconds_split"))


def _groups(log_format: LogFormat) -> Reading:
    groups = {name: Sql(f"groups[{int(number)}]") for name, number in log_format.groups.items()}
    has_agent = Sql(f"{groups['has_agent']} != ''") if "has_agent" in groups else None
    if log_format.split_first is None and "host" in groups:
        groups["host"] = statement("import_first_of", text=groups["host"])
    texts = statement("import_texts_groups", columns=_columns(groups, has_agent))
    return _reading(texts, set(groups), log_format.unit, {"pattern": log_format.pattern})


def _json(log_format: LogFormat) -> Reading:
    values: dict[str, Any] = {}
    found = {}
    for name, places in log_format.places.items():
        texts = [_json_text(name, number, keys, values) for number, keys in enumerate(places)]
        found[name] = texts[0] if len(texts) == 1 else statement("import_first_not_empty", texts=joined(texts))
    if "host" in found:
        found["host"] = statement("import_first_of", text=found["host"])
    has_agent = Sql("agent != ''") if "agent" in found else None
    request = Sql("request_text" if "request" in found else "target_text")
    texts_of = statement("import_texts_json", columns=_columns(found, has_agent), request=request)
    return _reading(texts_of, set(found), log_format.unit, values)


def _json_text(name: str, number: int, keys: Keys, values: dict[str, Any]) -> Sql:
    bound = []
    for depth, key in enumerate(keys):
        values[f"at_{name}_{number}_{depth}"] = key
        bound.append(Sql(f"{{at_{name}_{number}_{depth}:{'Int64' if isinstance(key, int) else 'String'}}}"))
    return statement("import_text_json", keys=joined(bound), name=f"raw_{name}_{number}")


def _fields(log_format: LogFormat, names: list[str]) -> Reading:
    places: dict[str, Sql] = {}
    for number, name in enumerate(names, 1):
        if name in W3C_FIELDS:
            places.setdefault(W3C_FIELDS[name], statement("import_text_field", number=number))
    has_agent = Sql("agent != ''") if "agent" in places else None
    if "agent" in places:
        places["agent"] = statement("import_plus_is_space", text=places["agent"])
    date, clock = places.pop("date", EMPTY), places.pop("clock", EMPTY)
    places["time"] = statement("import_date_and_clock", date=date, clock=clock)
    texts = statement("import_texts_fields", columns=_columns(places, has_agent))
    return _reading(texts, set(places), log_format.unit, {"count": len(names)})


def _columns(found: Mapping[str, Sql], has_agent: Sql | None) -> Sql:
    told = [statement("import_text", text=found.get(name, EMPTY), name=column) for name, column in TEXTS.items()]
    told_agent = has_agent if has_agent is not None else Sql("true" if "agent" in found else "false")
    return joined([*told, statement("import_text", text=told_agent, name="has_agent")], ",\n    ")


def _reading(
    texts: Sql, found: set[str], unit: Unit, values: Mapping[str, Any] | None = None, *, seconds: Sql | None = None
) -> Reading:
    factor = _FACTORS.get(unit) or statement("import_w3c_factor")
    duration = statement("import_duration", factor=factor) if "duration" in found else Sql("NULL")
    asked = statement("import_asked_request" if "request" in found else "import_asked_fields")
    seconds = seconds or statement("import_any_seconds", clf=statement("log_seconds"))
    return Reading(
        statement("import_read", texts=texts, asked=asked, seconds=seconds, duration=duration), dict(values or {})
    )
