"""A mail as its reader sees it: the HTML of `.eml` and `.html` files, opened as pages with their pictures loaded.

A mail has no address on the web, so it is shown under a made-up one that never leaves the browser.
"""

from __future__ import annotations

import email
import email.policy
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

HOST = "mail.invalid"
MOST = 60
_SUFFIXES = (".eml", ".html", ".htm")
_LARGEST = 10_000_000


@dataclass(frozen=True)
class Mail:
    """One mail: the address it is shown under, and its HTML."""

    address: str
    html: str


def read_mails(directory: Path) -> tuple[tuple[Mail, ...], tuple[str, ...]]:
    """The mails in `directory`, sorted by name, and sentences on those that could not be shown."""
    try:
        files = sorted(one for one in directory.rglob("*") if one.suffix.lower() in _SUFFIXES and one.is_file())
    except OSError as trouble:
        return (), (f"The mails in {directory} could not be listed: {trouble.strerror}.",)
    mails, troubles = [], []
    for number, file in enumerate(files[:MOST], 1):
        html = _html(file)
        if html is None:
            troubles.append(f"The mail {file.name} has no HTML that could be shown.")
        else:
            mails.append(Mail(f"http://{HOST}/{number}/{file.stem[:60].replace('/', '-')}", html))
    if len(files) > MOST:
        troubles.append(f"{MOST} of {len(files)} mails were opened, the first by name.")
    return tuple(mails), tuple(troubles)


def _html(file: Path) -> str | None:
    try:
        raw = file.read_bytes()[:_LARGEST]
    except OSError:
        return None
    if file.suffix.lower() != ".eml":
        return raw.decode("utf-8", "replace")
    message = email.message_from_bytes(raw, _class=EmailMessage, policy=email.policy.default)
    part = message.get_body(preferencelist=("html",))
    if part is None:
        return None
    try:
        return str(part.get_content())
    except (LookupError, ValueError):  # a character set that nobody knows
        found = part.get_payload(decode=True)
        return found.decode("utf-8", "replace") if isinstance(found, bytes) else None
