"""The page as a document: title, language, forms with their fields, and the date a privacy page shows."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from avowal.auditor.evidence import Form, PolicyDate
from avowal.auditor.observers.scene import Scene
from avowal.auditor.written_dates import written_date

_LOOK = """() => {
  const clean = (text) => (text || "").replace(/\\s+/g, " ").trim();
  const shown = (one) => !!(one.offsetParent || one.getClientRects().length);
  const main = document.querySelector("main, [role=main]") || document.body;
  const meta = document.querySelector('meta[name="avowal:policy-updated"]');
  const marked = [...document.querySelectorAll("[data-policy-updated] time, time[data-policy-updated], .policy-updated time")];
  const times = (marked.length ? marked : [...main.querySelectorAll("time[datetime]")]).filter(shown);
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  const texts = [];
  for (let node = walker.nextNode(); node && texts.length < 400; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (parent && !parent.closest("script,style,noscript") && shown(parent)) texts.push(clean(node.nodeValue));
  }
  const updated = [...main.querySelectorAll("p, li, dd, span, div, small, time")].map((one) => clean(one.innerText))
    .filter((text) => text.length < 160 && /updat|revis|effective|last chang|actualiz|vigen|modific|更新|수정|թարմ|обновл|na-update|cập nhật|به‌روز|تحديث/i.test(text));
  return {
    title: document.title, language: document.documentElement.lang, policy: !!meta, meta: meta ? meta.content : "",
    times: times.map((one) => [one.getAttribute("datetime") || "", clean(one.textContent)]), updated,
    texts: [...new Set(texts.filter((text) => text.length >= 10))].sort((a, b) => b.length - a.length).slice(0, 12),
    forms: [...document.forms].map((form) => ({ action: form.action && form.action.baseVal === undefined && typeof form.action === "string"
      ? form.action : form.getAttribute("action") || location.href, method: form.method,
      fields: [...form.elements].map((one) => one.name).filter(Boolean) })),
  };
}"""
_PRIVACY_PATH = re.compile(r"^/(?:[a-z]{2,3}(?:-[a-z]+)?/)?privacy/$", re.IGNORECASE)


class DocumentObserver:
    """Gathers `title`, `language`, `forms`, `texts` and, on a privacy page, `policy_dates`."""

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
            "forms": tuple(Form(str(f["action"]), str(f["method"]), tuple(f["fields"])) for f in found["forms"]),
            "texts": tuple(str(text) for text in found["texts"]),
            "policy_page": policy,
            "policy_dates": _dates(found) if policy else (),
        }


def _dates(found: dict[str, Any]) -> tuple[PolicyDate, ...]:
    dates = [PolicyDate(str(found["meta"])[:10], str(found["meta"]), "meta")] if found["meta"] else []
    for value, shown in found["times"]:
        dates.append(PolicyDate(str(value)[:10], str(shown), "time"))
        if (written := written_date(str(shown))) is not None:
            dates.append(PolicyDate(written.isoformat(), str(shown), "text"))
    for text in found["updated"] if not found["times"] else ():
        if (written := written_date(str(text))) is not None:
            dates.append(PolicyDate(written.isoformat(), str(text), "text"))
    return tuple(sorted(set(dates), key=lambda date: (date.source, date.value, date.shown)))
