"""Others' content inside the page: frames, videos, maps, and the places kept for them until a visitor asks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from avowal.auditor.evidence import Embed
from avowal.auditor.observers.scene import Scene

_LOOK = Path(__file__).with_name("embeds.js").read_text(encoding="utf-8")


class EmbedObserver:
    """Gathers `embeds`. Whether one loaded, and by whose doing, follows from the requests (`concluding`)."""

    def __init__(self) -> None:
        self._found: dict[str, Embed] = {}

    def watch(self, scene: Scene) -> None:
        """Embeds are read from the page."""

    def look(self, scene: Scene) -> None:
        """The first look counts: later ones add what a click has brought."""
        for told in scene.ask(_LOOK, []):
            embed = Embed(
                url=str(told["url"]),
                loaded_by="nothing",
                notice=str(told["notice"]),
                links=tuple(str(href) for href in told["links"]),
                kind=str(told["kind"]),
                title=str(told["title"]),
            )
            self._found.setdefault(embed.url, embed)

    def seen(self, scene: Scene) -> dict[str, Any]:  # noqa: ARG002, one shape for every observer
        return {"embeds": tuple(self._found.values())}
