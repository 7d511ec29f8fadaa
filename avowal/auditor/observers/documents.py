"""The page as a document: title, language, days that are announced, and what a privacy page says and shows."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from avowal.auditor.evidence import Announcement, PolicyDate, PolicyText
from avowal.auditor.observers.scene import Scene
from avowal.auditor.written_dates import written_date

_LOOK = Path(__file__).with_name("documents.js").read_text(encoding="utf-8")
_PRIVACY_PATH = re.compile(r"^/(?:[a-z]{2,3}(?:-[a-z]+)?/)?privacy/$", re.IGNORECASE)


class DocumentObserver:
    """Gathers `title`, `language`, `texts`, `areas`, `announcements`, and a privacy page's dates and words."""

    def __init__(self) -> None:
        self._found: dict[str, Any] = {}

    def watch(self, scene: Scene) -> None:
        """The document is read when it has settled."""

    def look(self, scene: Scene) -> None:
        self._found = scene.ask(_LOOK, {})

    def seen(self, scene: Scene) -> dict[str, Any]:
        found = self._found
        if not found:
            return {}
        policy = bool(found["policy"]) or bool(_PRIVACY_PATH.match(urlsplit(scene.url).path))
        return {
            "title": str(found["title"]),
            "language": str(found["language"]),
            "texts": tuple(str(text) for text in found["texts"]),
            "areas": tuple(sorted({str(area) for area in found["areas"]})),
            "policy_page": policy,
            "policy_dates": _dates(found) if policy else (),
            "policy_text": _policy_text(found["words"]) if policy else PolicyText(),
            "announcements": tuple(
                Announcement(str(one["date"])[:10], str(one["text"]), tuple(str(href) for href in one["hrefs"]))
                for one in found["announcements"]
            ),
        }


def _dates(found: dict[str, Any]) -> tuple[PolicyDate, ...]:
    dates = [PolicyDate(str(found["meta"])[:10], str(found["meta"]), "meta")] if found["meta"] else []
    for value, shown in found["times"]:
        dates.append(PolicyDate(str(value)[:10], str(shown), "time"))
        if (written := _written(str(shown))) is not None:
            dates.append(written)
    if not found["times"]:
        dates += [date for text in found["updated"] if (date := _written(str(text))) is not None]
    return tuple(sorted(set(dates), key=lambda date: (date.source, date.value, date.shown)))


def _policy_text(words: dict[str, Any]) -> PolicyText:
    return PolicyText(
        blocks=tuple(str(block) for block in words["blocks"]),
        marked=bool(words["marked"]),
        addresses=tuple(str(address) for address in words["addresses"]),
        whole=str(words["whole"]),
    )


def _written(text: str) -> PolicyDate | None:
    found = written_date(text)
    return None if found is None else PolicyDate(found.isoformat(), text, "text")
