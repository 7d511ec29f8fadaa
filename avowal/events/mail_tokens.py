"""Tokens that stand in the address of a mail's beacon and mean nothing to anybody else (ledger 4.9, 4.11).

A token carries the random key of one message and the name of its issue, hidden and sealed under one secret of the
deployment. No address, no name and no account goes in: which subscriber a message key belongs to, only the register of
sent mails knows. Without the secret a token can be neither read, nor made, nor tied to another of the same reader.
"""

from __future__ import annotations

import hmac
import os
import re
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256, shake_256
from pathlib import Path

SECRET_BYTES = 32
SEAL_BYTES = 16
KEY_BYTES = 16
LONGEST = 256
"""Signs of a token that is looked at."""

_MESSAGE_KEY = re.compile(r"[A-Za-z0-9_-]{16,32}")
_ISSUE = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_TOKEN = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True)
class MailToken:
    """What a token says: which message was opened, and of which issue it was."""

    message_key: str
    issue: str


class SecretUnusable(Exception):
    """The file that holds the secret holds something else."""


def new_message_key(randomness: Callable[[int], bytes] = secrets.token_bytes) -> str:
    """The key of one message to one reader: 22 signs from 128 random bits."""
    return _written(randomness(KEY_BYTES))


class MailTokens:
    """Makes and reads tokens under the secret in `secret_file`, which is made (mode 0600) when it is first needed."""

    def __init__(self, secret_file: Path, *, randomness: Callable[[int], bytes] = secrets.token_bytes) -> None:
        self._file = secret_file
        self._randomness = randomness
        self._known: tuple[bytes, bytes] | None = None

    def make(self, message_key: str, issue: str) -> str:
        """The token for a message: letters, digits, `-` and `_` only. The same message has the same token.

        ValueError for a message key that `new_message_key` would not make or an issue that is no plain name; OSError or
        SecretUnusable when the secret can be neither read nor made.
        """
        if not _MESSAGE_KEY.fullmatch(message_key):
            raise ValueError("A message key has 16 to 32 letters, digits, - or _; `new_message_key` makes one.")
        if not _ISSUE.fullmatch(issue):
            raise ValueError("An issue is named by up to 64 small letters, digits and hyphens, such as “spring-2026”.")
        told = f"{message_key}.{issue}".encode("ascii")
        seal = self._seal(told)
        return _written(seal + self._hidden(told, seal))

    def read(self, token: str) -> MailToken | None:
        """What `token` says; None when it was not made under this secret. Raises as `make` does for the secret."""
        if len(token) > LONGEST or not _TOKEN.fullmatch(token):
            return None
        try:
            sealed = urlsafe_b64decode(token + "=" * (-len(token) % 4))
        except ValueError:
            return None
        seal, hidden = sealed[:SEAL_BYTES], sealed[SEAL_BYTES:]
        told = self._hidden(hidden, seal)
        if not hmac.compare_digest(seal, self._seal(told)) or _written(sealed) != token:
            return None
        message_key, _, issue = told.decode("ascii").partition(".")
        return MailToken(message_key, issue)

    def _seal(self, told: bytes) -> bytes:
        return hmac.digest(self._secrets()[0], told, "sha256")[:SEAL_BYTES]

    def _hidden(self, told: bytes, seal: bytes) -> bytes:
        """`told` under a key stream that its own seal chooses; the same again brings it back."""
        stream = shake_256(self._secrets()[1] + seal).digest(len(told))
        return bytes(one ^ other for one, other in zip(told, stream, strict=True))

    def _secrets(self) -> tuple[bytes, bytes]:
        """One key to seal with and one to hide with."""
        if self._known is None:
            secret = self._kept()
            self._known = (sha256(b"mail seal" + secret).digest(), sha256(b"mail hide" + secret).digest())
        return self._known

    def _kept(self) -> bytes:
        try:
            written = self._file.read_text(encoding="ascii")
        except FileNotFoundError:
            self._make()
            written = self._file.read_text(encoding="ascii")
        except UnicodeDecodeError:
            written = ""
        try:
            secret = bytes.fromhex(written.strip())
        except ValueError:
            secret = b""
        if len(secret) != SECRET_BYTES:
            raise SecretUnusable(
                f"{self._file} does not hold {SECRET_BYTES * 2} hexadecimal digits. Bring it back from a backup: mails "
                "that were sent under it are counted only with it. Without a backup, remove it, and a new one is made."
            )
        return secret

    def _make(self) -> None:
        """Write a new secret, whole or not at all; of several processes that do so, one wins."""
        self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished = self._file.with_name(f"{self._file.name}.{self._randomness(4).hex()}")
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.write(handle, f"{self._randomness(SECRET_BYTES).hex()}\n".encode("ascii"))
            os.fsync(handle)
        finally:
            os.close(handle)
        try:
            os.link(unfinished, self._file)
        except FileExistsError:
            return
        finally:
            unfinished.unlink()


def _written(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode("ascii")
