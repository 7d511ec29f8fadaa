"""`avowal policy translated`: a translator says that a translation answers to its source as the source stands now."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from avowal.cli.answers import CouldNot, command, out
from avowal.policy.problems import PolicyProblems
from avowal.policy.reading import WORDING, read
from avowal.policy.translations import NotATranslation, sources_of, stale_sections, stamped


def add_to(app: typer.Typer) -> None:
    """Add the command to `avowal policy`."""
    app.command(epilog="Example: avowal policy translated ./policy es --section cookies")(translated)


@command
def translated(
    bundle: Annotated[Path, typer.Argument(metavar="BUNDLE", help="A directory with policy.yaml and wording/LANG.md.")],
    language: Annotated[str, typer.Argument(metavar="LANG", help="The language of the translation, such as es.")],
    section: Annotated[
        list[str] | None,
        typer.Option(metavar="ANCHOR", help="Only this section; may be given again. All of them unless said."),
    ] = None,
) -> None:
    """Say that a translation was made from, or held against, the source text as it stands now.

    Writes the digest of each source section into the translation's file. A later change of the source makes those
    sections stale until this is said again.
    """
    try:
        policy = read(bundle).policy
    except PolicyProblems as nothing_there:
        raise CouldNot(str(nothing_there)) from None
    anchors = tuple(section) if section else None
    unknown = sorted(set(anchors or ()) - set(sources_of(policy)))
    if unknown:
        raise CouldNot(f"No section is called {', '.join(unknown)}. Sections: {', '.join(sources_of(policy))}.")
    before = stale_sections(policy, language) if language in policy.wording else ()
    file = bundle / WORDING / f"{language}.md"
    try:
        text = stamped(file.read_text(encoding="utf-8"), policy, language, anchors)
    except (OSError, NotATranslation):
        raise CouldNot(
            f"{file} is no translation of this policy. Give one of its languages but the source's."
        ) from None
    file.write_text(text, encoding="utf-8")
    after = stale_sections(read(bundle).policy, language)
    out.print(f"{file}: {len(before) - len(after)} sections brought up to date.", markup=False)
    if after:
        out.print(f"Still older than the source: {', '.join(after)}.", markup=False)
