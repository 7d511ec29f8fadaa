"""Keys that the page keeps in the browser: found there, or written and gone again before anybody looked."""

from __future__ import annotations

from typing import Any

from avowal.auditor.evidence import StoredKey
from avowal.auditor.observers.scene import Scene
from avowal.policy.model import Storage

_LOOK = """async () => {
  const found = [];
  const safely = async (look) => { try { await look(); } catch { /* not offered here */ } };
  await safely(() => { for (const key of Object.getOwnPropertyNames(localStorage)) found.push(["local", key]); });
  await safely(() => { for (const key of Object.getOwnPropertyNames(sessionStorage)) found.push(["session", key]); });
  await safely(async () => { for (const one of await indexedDB.databases()) found.push(["indexed", one.name]); });
  await safely(async () => { for (const key of await caches.keys()) found.push(["cache", key]); });
  return found;
}"""


class StorageObserver:
    """Gathers `storage`."""

    def __init__(self) -> None:
        self._found: list[StoredKey] = []

    def watch(self, scene: Scene) -> None:
        """Writes come by way of the page's own scripts; nothing to listen for below them."""

    def look(self, scene: Scene) -> None:
        before = len(scene.reports)
        origin = str(scene.ask("() => location.origin", ""))
        self._found = [StoredKey(Storage(where), str(key), origin) for where, key in scene.ask(_LOOK, [])]
        del scene.reports[before:]  # the look itself lists keys; that is not the page's doing

    def seen(self, scene: Scene) -> dict[str, Any]:
        written = [_written(told) for told in scene.reports if told["kind"] == "storage-write"]
        known = {(key.storage, key.key, key.origin): key for key in [*self._found, *written]}
        return {"storage": tuple(known[key] for key in sorted(known))}


def _written(told: dict[str, Any]) -> StoredKey:
    where, _, key = str(told["detail"]).partition(" ")
    origin = "/".join(str(told["frame"]).split("/")[:3])
    return StoredKey(Storage(where), key, origin, by=str(told["script"]))
