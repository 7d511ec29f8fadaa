"""`avowal weblog import`: a web server's own log into the event store, under the policy's weblog declarations."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from glob import glob, has_magic
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from avowal.cli.answers import COULD_NOT, CouldNot, Deployment, Json, answer, command, err, out, settings_of

if TYPE_CHECKING:
    from avowal import config
    from avowal.events.weblog_import import ImportResult

app = typer.Typer(no_args_is_help=True, help="Server logs.")

Bytes = Callable[[int, int | None], None]


@app.callback()
def weblog() -> None:
    """Server logs."""


@app.command("import", epilog="Example: avowal weblog import '/var/log/nginx/access.log*' --site plan")
@command
def import_(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE…",
            help="Logs, plain or gz, bz2, zst, xz; a pattern such as 'access.log*'; - for standard input.",
        ),
    ],
    site: Annotated[
        str | None, typer.Option(metavar="HOST", help="The site they are of: host name or key.", show_default=False)
    ] = None,
    log_format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="auto tells it from the first lines. Else common, combined, vhost_combined, caddy, w3c, iis, or the "
            "server's own: '%h %l %u %t \"%r\" %>s %b', '$remote_addr - …', '{\"t\":\"$time_iso8601\", …}'.",
        ),
    ] = "auto",
    rebase_to: Annotated[
        str | None,
        typer.Option(
            "--rebase-to",
            metavar="DATE",
            help="Move each log in time so that its last day is DATE.",
            show_default=False,
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="With a bad line, store nothing at all.")] = False,
    deployment: Deployment = None,
    as_json: Json = False,
) -> None:
    """Import server logs: what the policy does not declare is not kept; importing twice adds nothing.

    Numbers and addresses of people in paths and referrers are masked. So are words about health, those of the site's
    own pages too: an import does not know which pages are published.

    Compressed files are read until they have expanded to 250 times their size (from 64 MiB on) or to 1 TiB.
    """
    from avowal.events.log_formats import AUTO, FormatRefused, format_of
    from avowal.events.log_source import SourceRefused
    from avowal.events.store import connect
    from avowal.events.weblog_import import StrictRefused

    if log_format != AUTO:
        format_of(log_format)
    named = files_named(files)
    settings = settings_of(deployment)
    key, day = site_key(settings, site), day_of(rebase_to)
    results: dict[str, ImportResult] = {}
    refused: dict[str, str] = {}
    with connect(settings.events, settings.data) as store, _progress(shown=not as_json) as progress:
        for file in named:
            try:
                results[file] = store.import_lines(
                    file, site=key, log_format=log_format, rebase_to=day, strict=strict, progress=progress(file)
                )
            except StrictRefused as error:
                results[file] = error.result
                refused[file] = str(error)
            except (SourceRefused, FormatRefused) as error:  # the other files can still be read
                refused[file] = str(error)
    if as_json:
        answer(_as_json(results, refused))
    else:
        for file, result in results.items():
            _say(file, result, refused=file in refused)
        for file in refused.keys() - results.keys():
            err.print(f"{_called(file)}: {refused[file]}", markup=False)
    if refused or any(_is_no_log(result) for result in results.values()):
        raise typer.Exit(COULD_NOT)


def _as_json(results: dict[str, ImportResult], refused: dict[str, str]) -> dict[str, Any]:
    read = {file: dataclasses.asdict(result) | {"stored": file not in refused} for file, result in results.items()}
    return read | {file: {"stored": False, "refused": why} for file, why in refused.items() if file not in results}


def files_named(patterns: list[str]) -> list[str]:
    """The files meant, each once; CouldNot where a pattern fits none. A file of exactly that name is no pattern."""
    found: dict[str, None] = {}
    for pattern in patterns:
        if pattern == "-" or Path(pattern).exists() or not has_magic(pattern):
            found[pattern] = None
            continue
        fitting = glob(pattern, recursive=True)  # noqa: PTH207 - Path.glob takes no pattern that begins at the root
        files = sorted(file for file in fitting if Path(file).is_file())
        if not files:
            raise CouldNot(f"No file fits “{pattern}”.")
        found |= dict.fromkeys(files)
    return list(found)


def _is_no_log(result: ImportResult) -> bool:
    return result.lines > 0 and result.bad == result.lines


def site_key(settings: config.Settings, named: str | None) -> str:
    """The site key meant by a host name or key; the first of the policy's sites when none is named."""
    from avowal.policy.publishing import InForce

    in_force = InForce(settings.data)
    version = in_force.version()
    if version is None:
        raise CouldNot(str(in_force.trouble))
    sites = version.policy.sites
    if named is None:
        return next(iter(sites))
    hosts = {host: key for key, site in sites.items() for host in (key, site.host, *site.also)}
    hosts |= {host: key for key, host in settings.hosts.items()}
    if named not in hosts:
        raise CouldNot(f"“{named}” is none of the policy's sites. Known: {', '.join(sorted(hosts))}.")
    return hosts[named]


def day_of(text: str | None) -> date | None:
    """A day written as 2026-11-23, or None where nothing is written; CouldNot for anything else."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise CouldNot(f"“{text}” is not a date such as 2026-11-23.") from None


@contextmanager
def _progress(*, shown: bool) -> Iterator[Callable[[str], Bytes]]:
    from rich.progress import Progress, SpinnerColumn, TimeRemainingColumn, TransferSpeedColumn

    with Progress(
        SpinnerColumn(), *Progress.get_default_columns()[:2], TransferSpeedColumn(), TimeRemainingColumn(),
        console=err, transient=True, disable=not (shown and err.is_terminal),
    ) as bars:  # fmt: skip

        def of(file: str) -> Bytes:
            bar = bars.add_task(file, total=None)
            return lambda done, total: bars.update(bar, completed=done, total=total)

        yield of


def _called(file: str) -> str:
    return "standard input" if file == "-" else file


def _say(file: str, result: ImportResult, *, refused: bool) -> None:
    out.print(
        f"{_called(file)}: {result.lines} lines. Kept {0 if refused else result.kept}, already there "
        f"{result.already_there}, past retention {result.past_retention}, bad {result.bad}.",
        markup=False,
    )
    if result.sureness:
        out.print(f"  Read as {result.log_format}: {result.sureness}.", markup=False)
    if refused:
        out.print("  Nothing of it was stored, because --strict was given and there are bad lines.")
    if result.first and result.last and not refused:
        out.print(f"  from {result.first:%Y-%m-%d %H:%M} to {result.last:%Y-%m-%d %H:%M} (UTC)")
    if result.truncated:
        out.print("  The file is truncated; its good lines were kept." if not refused else "  The file is truncated.")
    for number, text in result.examples:
        out.print(f"  bad line {number}: {text}", markup=False)
    if _is_no_log(result):
        out.print(f"  No line is of the format {result.log_format}.", markup=False)
    for told in (result.trouble, result.advice):
        if told:
            out.print(f"  {told}", markup=False)
