"""`avowal policy read`: read a privacy policy that someone else wrote, and draft a bundle from it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from avowal.cli.answers import CouldNot, Json, answer, command, out
from avowal.policy.assertions import Certainty

app = typer.Typer()
LONGEST_WAIT = 20.0
"""Seconds for the whole page."""
LARGEST = 5 * 1024 * 1024
REDIRECTIONS = 5
_AGENT = "avowal-policy-read/1"


@app.command(
    "read",
    epilog="Example: avowal policy read https://www.example.org/privacy -o ./draft",
)
@command
def read_policy(
    source: Annotated[
        str, typer.Argument(metavar="SOURCE", help="A page, Markdown or text: a file, or an http(s) URL.")
    ],
    into: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="DIR", help="Write the draft bundle here; else only say what was found."
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Read a privacy policy that someone else wrote; draft a bundle from it and say what a person must decide."""
    from avowal.reader import drafting, findings
    from avowal.reader.problems import NotReadable
    from avowal.reader.reading import read

    content, name, charset = _fetched(source) if _is_address(source) else _from_file(Path(source))
    try:
        reading = read(content, name, charset)
        draft = drafting.write(reading, into) if into is not None else None
    except NotReadable as error:
        raise CouldNot(f"{source}: {error}") from None
    except drafting.CannotWrite as error:
        raise CouldNot(str(error)) from None
    to_decide = draft.to_decide if draft else ()
    if as_json:
        answer({**findings.as_data(reading, to_decide), "draft": str(into) if into else None})
        return
    for line in _summary(reading, source):
        out.print(line, markup=False)
    for line in _how_to_go_on(into, source, len(to_decide)):
        out.print(line, markup=False)


def _is_address(source: str) -> bool:
    return "://" in source


def _from_file(file: Path) -> tuple[bytes, str, str]:
    try:
        if file.stat().st_size > LARGEST:
            raise CouldNot(f"{file} is larger than {LARGEST // 1024 // 1024} MiB. Save the policy's page alone.")
        return file.read_bytes(), file.name, ""
    except OSError as error:
        raise CouldNot(
            f"{file} cannot be read: {error.strerror}. Give a file, or a URL with http:// or https://."
        ) from None


def _fetched(address: str) -> tuple[bytes, str, str]:
    """The page behind a URL, its address and the character set it declares; bounded in size and time."""
    import time

    import httpx

    if not address.startswith(("http://", "https://")):
        raise CouldNot(f"{address} is no http or https address. Save the page and give the file.")
    began, content = time.monotonic(), bytearray()
    try:
        with (
            httpx.Client(
                follow_redirects=True,
                max_redirects=REDIRECTIONS,
                timeout=LONGEST_WAIT / 2,
                headers={"User-Agent": _AGENT},
            ) as client,
            client.stream("GET", address) as response,
        ):
            if not response.is_success:
                raise CouldNot(
                    f"{address} answers {response.status_code}. Open it in a browser, save the page, give the file."
                )
            for piece in response.iter_bytes():
                content += piece
                if len(content) > LARGEST:
                    raise CouldNot(
                        f"{address} is larger than {LARGEST // 1024 // 1024} MiB. Save the policy's page alone."
                    )
                if time.monotonic() - began > LONGEST_WAIT:
                    raise CouldNot(
                        f"{address} did not answer within {LONGEST_WAIT:.0f} seconds. Save the page, give the file."
                    )
            return (
                bytes(content),
                str(response.url.copy_with(query=None, fragment=None)),
                response.charset_encoding or "",
            )
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise CouldNot(
            f"{address} cannot be read: {error or type(error).__name__}. Save the page, give the file."
        ) from None


def _summary(reading: object, source: str) -> Iterator[str]:
    from avowal.reader.findings import contradictions_by, count_by_category, facts_lines, quote
    from avowal.reader.reading import Reading

    assert isinstance(reading, Reading)
    numbered = [section for section in reading.sections if section.number]
    yield f"{reading.title or 'Privacy policy'}  ({source}, {reading.lines} lines)"
    yield ""
    yield from facts_lines(reading)
    yield f"Sections: {len(reading.sections)}, of them numbered {len(numbered)}"
    yield from (f"  {section.number or '–':>4} {section.title}" for section in reading.sections)
    left = len(reading.left_out)
    yield f"Left out as navigation and the like: {left} block{'' if left == 1 else 's'}"
    yield ""
    yield "Practices"
    yield from (f"  {count:>4} {label}" for label, count in count_by_category(reading.practices).items() if count)
    rows = reading.rows
    unsure = [row for row, certainty in rows.items() if certainty is Certainty.UNSURE]
    yield f"Rows of the ledger: {len(rows)} recognised: {', '.join(rows)}"
    if unsure:
        yield f"  of them unsure: {', '.join(unsure)}"
    yield ""
    sure, perhaps = (contradictions_by(reading, certainty) for certainty in (Certainty.SURE, Certainty.UNSURE))
    yield f"Contradictions: {len(sure)}{f', and {len(perhaps)} to look at' if perhaps else ''}"
    said = ""
    for found in sure:
        never = f"  line {found.never.source.place.line}: “{quote(found.never.source.words, 150)}”"
        if never != said:
            yield never
        said = never
        yield f"    but line {found.may.source.place.line}: “{quote(found.may.source.words, 150)}”"
    if sure:
        yield ""


def _how_to_go_on(into: Path | None, source: str, count: int) -> Iterator[str]:
    if into is None:
        yield f"Nothing was written. To draft a bundle: avowal policy read {source} -o DIR"
        return
    yield f"{into}: policy.yaml, wording/en.md, findings.md, findings.json"
    yield f"To decide: {count} thing{'' if count == 1 else 's'}, each on a line of: avowal policy check {into}"
    yield f"Read {into}/findings.md first; it quotes every place."
    yield f"Then fill in what is marked “decide” in {into}/policy.yaml."
