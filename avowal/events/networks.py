"""Whose network a visitor came from, and whether a privacy service stood in between (ledger 3.4, 5.1).

Both are looked up in files that the deployment supplies (settings `networks_file` and `relays_file`), in this
process, off the request path: a thread of its own reads the files at the start and again when they change. Until then,
and without a file, nothing is known. A file that cannot be used changes nothing: what was read before it stays.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from avowal.events.network_files import NetworksRefused, owners_in, relays_in
from avowal.events.network_tables import NetworkTable

LOOK_AGAIN_SECONDS = 60.0


class NetworkOwners:
    """Looks up owners and relays in two files, either of which may be absent."""

    def __init__(self, networks_file: Path | None = None, relays_file: Path | None = None) -> None:
        self._owners = _Followed(networks_file, owners_in)
        self._relays = _Followed(relays_file, relays_in)
        self._stop = threading.Event()

    @property
    def trouble(self) -> str | None:
        """What is wrong with the files, in sentences for people; None when all is well."""
        return " ".join(filter(None, (self._owners.trouble, self._relays.trouble))) or None

    @property
    def knows_owners(self) -> bool:
        return self._owners.table is not None

    @property
    def knows_relays(self) -> bool:
        return self._relays.table is not None

    def owner(self, address: str) -> str:
        """The owner of the smallest network in the file that holds `address`; empty when that is not known."""
        table = self._owners.table
        return table.of(address) if table else ""

    def relayed(self, address: str) -> bool | None:
        """Whether `address` is a privacy service's; None when no file says which are, or it is no address."""
        table = self._relays.table
        return bool(table.of(address)) if table and address else None

    def load(self) -> None:
        """Read now what has changed since it was read; `trouble` says what could not be."""
        self._owners.look()
        self._relays.look()

    def begin(self, every: float = LOOK_AGAIN_SECONDS) -> None:
        """Read the files in a thread of their own, and look every so many seconds whether they have changed."""
        if self._owners.file is None and self._relays.file is None:
            return

        def follow() -> None:
            self.load()
            while not self._stop.wait(every):
                self.load()

        threading.Thread(target=follow, name="networks", daemon=True).start()

    def end(self) -> None:
        """Look no more."""
        self._stop.set()


@dataclass
class _Followed:
    """One file and the table last read from it."""

    file: Path | None
    read: Callable[[Path], NetworkTable]
    table: NetworkTable | None = None
    trouble: str | None = None
    _seen: tuple[int, ...] | None = field(default=None, repr=False)

    def look(self) -> None:
        if self.file is None:
            return
        try:
            found = self.file.stat()
            seen = (found.st_mtime_ns, found.st_size, found.st_ino)
            if seen == self._seen:
                return
            self._seen = seen  # also of a file that is refused: it is not read again until it changes
            self.table = self.read(self.file)
        except NetworksRefused as error:
            self.trouble = str(error)
        except OSError as error:
            self._seen = None
            self.trouble = (
                f"{self.file} cannot be read: {error.strerror}. See the settings networks_file and relays_file."
            )
        else:
            self.trouble = None
