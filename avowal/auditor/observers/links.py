"""Links out of the page, and what tells a person or a program that one leaves the site."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from avowal.auditor.evidence import Link
from avowal.auditor.observers.scene import Scene

_LOOK = Path(__file__).with_name("links.js").read_text(encoding="utf-8")


class LinkObserver:
    """Gathers `links`, `alternates` and `forms`' neighbours: everything a visitor can follow."""

    def __init__(self) -> None:
        self._links: list[dict[str, Any]] = []
        self._alternates: tuple[str, ...] = ()

    def watch(self, scene: Scene) -> None:
        """Links are read from the finished page."""

    def look(self, scene: Scene) -> None:
        self._links = scene.ask(_LOOK, [])
        alternates = scene.ask(
            "() => [...document.querySelectorAll('link[rel~=alternate][hreflang]')].map(l => l.href)", []
        )
        self._alternates = tuple(sorted({str(href) for href in alternates}))

    def seen(self, scene: Scene) -> dict[str, Any]:  # noqa: ARG002, one shape for every observer
        links = {_link(found) for found in self._links}
        return {
            "links": tuple(sorted(links, key=lambda link: (link.href, link.region, link.text, link.classes))),
            "alternates": self._alternates,
        }


def _link(found: dict[str, Any]) -> Link:
    return Link(
        href=str(found["href"]),
        text=str(found["text"]),
        rel=tuple(sorted(found["rel"])),
        classes=tuple(sorted(found["classes"])),
        target=str(found["target"]),
        region=str(found["region"]),
        flagged=bool(found["flagged"]),
        told=str(found["told"]),
        referrer_policy=str(found["referrer_policy"]),
        ping=str(found["ping"]),
    )
