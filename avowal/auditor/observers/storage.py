"""What the page and the frames in it keep in the browser: found there, or written and gone again before anybody looked.

Values are compared while the page is open (is one sent away, is one back after everything was emptied); what stays of
them is a fingerprint.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Frame

from avowal.auditor.evidence import StoredKey, StoredValue, fingerprint, host_of
from avowal.auditor.leaking import Kept
from avowal.auditor.observers.scene import Scene
from avowal.policy.model import Storage

_LOOK = Path(__file__).with_name("storage.js").read_text(encoding="utf-8")
_MOST_FRAMES = 12
_NAMED = frozenset({"local", "session", "indexed", "cache"})
"""Kinds that a policy declares by their keys; of databases and caches, their names."""


class StorageObserver:
    """Gathers `storage` and `stored`."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str, str], StoredKey] = {}
        self._values: dict[tuple[str, str, str], StoredValue] = {}

    def watch(self, scene: Scene) -> None:
        """Writes come by way of the page's own scripts; nothing to listen for below them."""

    def look(self, scene: Scene) -> None:
        before = len(scene.reports)
        origins: set[str] = set()
        for frame in scene.page.frames[:_MOST_FRAMES]:
            self._look_in(scene, frame, origins)
        del scene.reports[before:]  # the look itself lists keys; that is not the page's doing
        self._look_in_jar(scene)

    def _look_in(self, scene: Scene, frame: Frame, origins: set[str]) -> None:
        """One look for each origin: frames of one origin share what is kept."""
        site = "/".join(frame.url.split("/")[:3])
        if site in origins and site:
            return
        with suppress(BrowserError):
            origin, found = frame.evaluate(_LOOK)
            origins.add(site)
            for where, key, value in found:
                self._note(scene, str(where), str(key), str(origin), str(value))

    def _note(self, scene: Scene, where: str, key: str, origin: str, value: str) -> None:
        self._values[where, key, origin] = StoredValue(where, key, origin, fingerprint(value), len(value))
        if value:
            scene.stored_values.append(Kept("storage", f"{where} {key}", value, host_of(origin)))
        if where in _NAMED and (where in ("local", "session") or not value):
            self._found[where, key, origin] = StoredKey(Storage(where), key, origin)

    def _look_in_jar(self, scene: Scene) -> None:
        with suppress(BrowserError):
            for one in scene.context.cookies():
                name, host, value = str(one["name"]), str(one["domain"]), str(one["value"])
                self._values["cookie", name, host] = StoredValue("cookie", name, host, fingerprint(value), len(value))

    def seen(self, scene: Scene) -> dict[str, Any]:
        written = [_written(told) for told in scene.reports if told["kind"] == "storage-write"]
        known = self._found | {(key.storage.value, key.key, key.origin): key for key in written}
        return {
            "storage": tuple(known[key] for key in sorted(known)),
            "stored": tuple(self._values[key] for key in sorted(self._values)),
        }


def _written(told: dict[str, Any]) -> StoredKey:
    where, _, key = str(told["detail"]).partition(" ")
    origin = "/".join(str(told["frame"]).split("/")[:3])
    return StoredKey(Storage(where), key, origin, by=str(told["script"]))
