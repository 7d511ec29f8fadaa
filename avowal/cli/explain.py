"""`avowal policy explain NAME`: would it be kept, how long, who may read it, who may get it, which sentence says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.padding import Padding
from rich.text import Text

from avowal.cli.answers import NO, CouldNot, Deployment, Json, answer, command, out, settings_of
from avowal.policy.explaining import explain
from avowal.policy.explanation import Explanation, Gift, InBrowser, Kept, Named
from avowal.policy.model import Policy
from avowal.policy.publishing import InForce
from avowal.policy.reading import read_bundle

DOORS = {
    "weblog": "the weblog of our servers",
    "page_beacon": "a message that the page sends",
    "area_beacon": "a message that an area of a page sends",
    "app_screen": "a screen of an app",
    "mail_beacon": "a mail that is opened",
    "browser_report": "a report that the browser sends",
    "cookie": "a cookie",
    "form": "a form that people fill in",
    "record": "our own records",
    "closed_day": "counts of days that are over",
    "vendor": "a vendor that collects for us",
}
ABOUT = {
    "everyone": "everyone",
    "signed_in": "people who have signed in",
    "adults": "adults",
    "staff": "staff",
    "children": "children",
}
INDENT = 2


def add_to(app: typer.Typer) -> None:
    """Adds the command to `avowal policy`."""
    app.command("explain", epilog="Example: avowal policy explain ip_address")(explain_name)


@command
def explain_name(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A key, a name on the page, a cookie, host or path.")],
    bundle: Annotated[
        Path | None, typer.Option("--bundle", metavar="DIR", help="Ask this bundle, not the policy in force.")
    ] = None,
    language: Annotated[str, typer.Option(metavar="LANG", help="Language of names and sentences.")] = "en",
    deployment: Deployment = None,
    as_json: Json = False,
) -> None:
    """Say of a name whether it would be kept, how long, who may read it, who may get it, and which sentence says so."""
    found = explain(read_bundle(bundle) if bundle else _in_force(deployment), name, language)
    if as_json:
        answer({"declared": found.is_declared, **asdict(found), "reports": _reports(found.purposes)})
    else:
        for indent, line in _lines(found):
            if out.is_terminal:
                out.print(Padding(line, (0, 0, 0, indent * INDENT)), soft_wrap=False)
            else:  # one line each, for grep
                out.print(Text(" " * indent * INDENT).append_text(line))
    if not found.is_declared:
        raise typer.Exit(NO)


def _in_force(deployment: Path | None) -> Policy:
    published = InForce(settings_of(deployment).data)
    version = published.version()
    if version is None:
        raise CouldNot(f"{published.trouble} To ask a bundle, give it with --bundle DIR.")
    return version.policy


def _lines(found: Explanation) -> Iterator[tuple[int, Text]]:
    """Indent and text of each line."""
    if not found.is_declared:
        yield from _undeclared(found)
        return
    yield 0, Text("; ".join(f"{one.name} ({one.key})" for one in found.subjects), style="bold")
    yield from _part("Would it be kept?", _kept(found), "No. Nothing that the policy declares keeps it.")
    yield from _part("Who may read it?", _readers(found), "Nobody.")
    yield from _part("Who may get it?", _receivers(found), "Nobody outside.")
    yield from _part("What must never happen?", _nevers(found), "No declaration of this kind names it.")
    yield from _part("What may people choose?", _choices(found), "No choice covers it.")
    yield from _part("Which sentences say so?", _sentences(found), "None.")


def _part(title: str, lines: Iterable[str], none: str) -> Iterator[tuple[int, Text]]:
    yield 0, Text(f"\n{title}", style="bold")
    told = list(lines)
    yield from ((1, Text(line)) for line in told or [none])


def _undeclared(found: Explanation) -> Iterator[tuple[int, Text]]:
    """What was meant comes before what would happen: a name that nobody declared is often a slip."""
    gates = [(1, Text(f"{gate}: {what}")) for gate, what in _gates(found.refused_by)]
    if found.did_you_mean:
        meant = ", ".join(f"{one.name} ({one.key})" for one in found.did_you_mean)
        yield 0, Text(f"Nothing is declared under the name “{found.asked}”. Did you mean {meant}?", style="bold")
        yield 0, Text("If it is something else, it would not be kept:" if gates else "If not, it would not be kept.")
    else:
        end = ". What sees to that:" if gates else "."
        yield 0, Text(f"“{found.asked}” would not be kept: nothing declares it{end}", style="bold")
    yield from gates


def _gates(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    from avowal import edge

    return ((name, edge.KEEPERS[name]) for name in names)


def _kept(found: Explanation) -> Iterator[str]:
    yield from (_kept_line(kept) for kept in found.kept)
    yield from (_browser_line(item) for item in found.in_browser)


def _kept_line(kept: Kept) -> str:
    places = f" on {_list(kept.places)}" if kept.places else ""
    where = f"{kept.collection.name}: through {DOORS[kept.door]}{places}, about {ABOUT[kept.about]}"
    return f"{where}. Kept {kept.keep}: {_list(kept.elements)}."


def _browser_line(item: InBrowser) -> str:
    by = f"set by {item.third_party.name}" if item.third_party else "set by us"
    life = f"for {item.life}" if item.life else "until the visit ends"
    lost = f" If it is refused: {item.without}" if item.without else ""
    return f"{item.name} ({item.key}): in the visitor's browser ({item.storage}), {by}, {life}.{lost}"


def _readers(found: Explanation) -> Iterator[str]:
    reports = _reports(found.purposes)
    for purpose in found.purposes:
        named = reports.get(purpose.key, ())
        yield f"For {purpose.name} ({purpose.key}): " + (
            f"the report{'s' * (len(named) > 1)} {', '.join(named)}." if named else "no report yet."
        )
    for item in found.in_browser:
        if item.third_party:
            yield f"{item.third_party.name} reads {item.key}; our sites do not."
    if any(kept.about == "staff" for kept in found.kept):
        yield "It is about staff; only staff with the right to these records read it."


def _reports(purposes: Iterable[Named]) -> dict[str, tuple[str, ...]]:
    from avowal.events.reports import by_purpose

    read_for = by_purpose()
    return {one.key: read_for.get(one.key.removeprefix("purposes."), ()) for one in purposes}


def _receivers(found: Explanation) -> Iterator[str]:
    yield from (_gift_line(gift) for gift in found.given_to)
    for seen in found.seen_by:
        when = "only after a click" if seen.loads == "on_click" else "as soon as the page opens"
        what = f"{seen.third_party.name} ({', '.join(seen.hosts)}) sees {_list(seen.elements)}"
        yield f"{what}, {when}, on {' and '.join(seen.pages)} pages. Its own statement: {seen.statement}"


def _gift_line(gift: Gift) -> str:
    what = "totals only" if gift.aggregate_only else _list(gift.elements) or "no data from us"
    contract = f", contract {gift.contract}" if gift.contract else ", no contract" if gift.kind == "vendor" else ""
    over = gift.until is not None and gift.until < datetime.now(UTC).date()
    term = f" until {gift.until}{', which is over' if over else ''}" if gift.until else ""
    return f"{gift.recipient.name} ({gift.kind}{contract}{term}): {what}; for {_list(gift.purposes)}."


def _nevers(found: Explanation) -> Iterator[str]:
    for never in found.nevers:
        what = _list(never.elements) or "anything"
        whom = f" to {_list(never.recipients)}" if never.recipients else ""
        why = f" for {_list(never.purposes)}" if never.purposes else ""
        actor = {"plan": "The plan", "any": "Nobody"}.get(never.actor, never.actor)
        verb = f"may {never.action}" if never.actor == "any" else f"may never {never.action}"
        condition = f" ({never.condition})" if never.condition else ""
        yield f"{actor} {verb} {what}{whom}{why}{condition}."


def _choices(found: Explanation) -> Iterator[str]:
    for one in found.choices:
        yield f"“{one.choice.name}” ({'on' if one.default else 'off'} until chosen) covers {_list(one.covers)}."


def _sentences(found: Explanation) -> Iterator[str]:
    for one in found.sentences:
        number = f"{one.number}. " if one.number else ""
        rows = f" [{' '.join(one.promises)}]" if one.promises else ""
        yield f"{number}{one.section}{rows}: “{one.text}”"
        yield from (f"  Not built yet: {missing}" for missing in one.not_built)


def _list(names: Iterable[Named]) -> str:
    return ", ".join(one.name for one in names)
