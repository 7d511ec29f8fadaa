"""A bundle that somebody uploads: one zip, or `policy.yaml` and its wording as single files. Taken whole or refused.

What is read is bounded by what comes out of the archive, never by what its directory claims, and nothing is written
to a disk: a name only says which file of the bundle a text is.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import IO, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from avowal.policy.problems import Place, PolicyProblems, Problem
from avowal.policy.reading import DECLARATIONS, WORDING, read_files
from avowal.website.privacy.actions import NAME

MOST_FILES = 60
MOST_BYTES = 8 * 1024 * 1024
"""Of all files together, unpacked."""
_ENCRYPTED, _LINK = 0x1, 0o120000
_BOUNDED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Ways of packing that unpack no more than was asked for; a few bytes of the others can fill the memory."""
_LEFT_BY_SYSTEMS = ("__MACOSX", "Thumbs.db", "desktop.ini")
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    struct.error,
)
_HOLDS = gettext_noop("A bundle holds policy.yaml and wording/LANG.md, and nothing else.")


class NotABundle(Exception):
    """What was uploaded cannot be a bundle; the text says why and what to do."""


class Uploaded(Protocol):
    """One uploaded file, as Django hands it on."""

    name: str | None
    file: IO[bytes] | None


def read_upload(uploads: Sequence[Uploaded]) -> dict[str, str]:
    """The bundle's files by name. Raises NotABundle, or PolicyProblems with file and line of what cannot be read."""
    found: dict[str, bytes] = {}
    left = MOST_BYTES
    for name, content in _all(uploads):
        if len(found) == MOST_FILES:
            raise NotABundle(_("There are more than %(most)d files.") % {"most": MOST_FILES} + f" {_(_HOLDS)}")
        if name in found:
            raise NotABundle(_("“%(name)s” is there twice. Leave one out.") % {"name": name})
        found[name] = _bounded(content, left)
        left -= len(found[name])
    files = _texts(_below_the_declarations(found))
    bundle = read_files(files)
    if bundle.problems:
        raise PolicyProblems(bundle.problems)
    return files


def _all(uploads: Sequence[Uploaded]) -> Iterator[tuple[str, IO[bytes]]]:
    for upload in uploads:
        name, stream = PurePosixPath(upload.name or "").name, upload.file
        assert stream is not None
        is_packed = zipfile.is_zipfile(stream)
        stream.seek(0)
        if is_packed:
            yield from _packed(stream)
        elif name.endswith(".md"):
            yield f"{WORDING}/{name}", stream
        else:
            yield name, stream


@contextmanager
def _sound() -> Iterator[None]:
    """Turns what the standard library says of an archive that is not as it claims into NotABundle."""
    try:
        yield
    except _DAMAGED:
        raise NotABundle(_("The archive is damaged. Pack it anew.")) from None


def _packed(stream: IO[bytes]) -> Iterator[tuple[str, IO[bytes]]]:
    with _sound():
        archive = zipfile.ZipFile(stream)
    with archive:
        for entry in archive.infolist():
            path = PurePosixPath(entry.filename)
            if entry.is_dir() or path.parts[:1] == _LEFT_BY_SYSTEMS[:1] or _is_no_content(path.name):
                continue
            outside = path.is_absolute() or ".." in path.parts or "\\" in entry.filename
            if outside or entry.external_attr >> 16 & 0o170000 == _LINK:
                raise NotABundle(_("“%(name)s” leads out of the archive. Pack it anew.") % {"name": path.name})
            if entry.flag_bits & _ENCRYPTED:
                raise NotABundle(_("The archive has a password. Pack it without one."))
            if entry.compress_type not in _BOUNDED:
                raise NotABundle(_("The archive is packed in an unusual way. Pack it as a plain zip file."))
            with _sound():
                content = archive.open(entry)
            with content:
                yield str(path), content


def _is_no_content(name: str) -> bool:
    return name.startswith(".") or name in _LEFT_BY_SYSTEMS


def _bounded(content: IO[bytes], most: int) -> bytes:
    with _sound():
        found = content.read(most + 1)
    if len(found) > most:
        told = _("The files are larger than %(most)d MiB together.") % {"most": MOST_BYTES >> 20}
        raise NotABundle(f"{told} {_(_HOLDS)}")
    return found


def _below_the_declarations(found: dict[str, bytes]) -> dict[str, bytes]:
    """Names as the bundle has them, wherever in the archive its directory lies."""
    roots = [PurePosixPath(name).parent for name in found if PurePosixPath(name).name == DECLARATIONS]
    if len(roots) != 1:
        what = _("There is no policy.yaml.") if not roots else _("There is more than one policy.yaml.")
        raise NotABundle(f"{what} {_(_HOLDS)}")
    prefix = "" if str(roots[0]) == "." else f"{roots[0]}/"
    placed = {name.removeprefix(prefix): content for name, content in found.items()}
    strange = [name for name in placed if not NAME.fullmatch(name)]
    if strange:
        told = _("“%(name)s” is no file of a bundle. Leave it out.") % {"name": strange[0][:60]}
        raise NotABundle(f"{told} {_(_HOLDS)}")
    return placed


def _texts(found: dict[str, bytes]) -> dict[str, str]:
    problems: list[Problem] = []
    texts: dict[str, str] = {}
    for name, content in found.items():
        try:
            texts[name] = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError as error:
            line = content[: error.start].count(b"\n") + 1
            problems.append(Problem(Place(name, line), "The file is not UTF-8 text.", "Save it as UTF-8."))
    if problems:
        raise PolicyProblems(problems)
    return texts
