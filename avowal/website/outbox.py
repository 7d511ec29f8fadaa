"""Mail that is put into files instead of sent: what a deployment does until it is told where its mail goes."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from email import policy
from email.parser import BytesHeaderParser, BytesParser
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

ENDING = ".eml"
MOST_LISTED = 50


class Outbox(BaseEmailBackend):
    """Writes each mail as a file of its own into `EMAIL_FILE_PATH`, readable by its user alone."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """How many were written. Raises OSError."""
        into = directory()
        into.mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in email_messages:
            stamp = timezone.now().strftime("%Y%m%dT%H%M%S%fZ-")
            handle, beside = tempfile.mkstemp(prefix=f".{stamp}", dir=into)
            with os.fdopen(handle, "wb") as file:
                file.write(message.message().as_bytes(linesep="\r\n"))
            written = Path(beside)
            written.rename(into / f"{written.name.removeprefix('.')}{ENDING}")
        return len(email_messages)


def directory() -> Path:
    """Where the files lie."""
    return Path(settings.EMAIL_FILE_PATH)


def is_used() -> bool:
    """Whether mail goes into files."""
    return str(settings.EMAIL_BACKEND) == "avowal.website.outbox.Outbox"


def listed() -> list[tuple[str, str, str]]:
    """File name, subject and receiver of the newest mails, the newest first."""
    found = []
    for file in sorted(directory().glob(f"*{ENDING}"), reverse=True)[:MOST_LISTED]:
        with file.open("rb") as opened:
            told = BytesHeaderParser(policy=policy.default).parse(opened)
        found.append((file.name, str(told["subject"] or ""), str(told["to"] or "")))
    return found


def text_of(name: str) -> str | None:
    """The words of one mail; None where there is none of that name."""
    file = directory() / name
    if Path(name).name != name or not name.endswith(ENDING) or name.startswith(".") or not file.is_file():
        return None
    with file.open("rb") as opened:
        body = BytesParser(policy=policy.default).parse(opened).get_body(("plain",))
    return str(body.get_content()) if body is not None else ""
