"""Proposes declarations for what was seen and is not declared. Nobody's policy changes by it: a person must decide.

`proposed.yaml` holds entries as `policy.yaml` has them, with “decide” where only the site's owner can know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from avowal.auditor.evidence import Evidence, PageVisit, Pass, Request, host_of
from avowal.auditor.hosts import registrable, same_owner
from avowal.policy.model import ContentKind, Policy, Storage
from avowal.reader.yaml_writing import Remarked, Undecided, lines

FILE = "proposed.yaml"
_DAY = 86_400
_KINDS = {
    "script": ContentKind.SCRIPT,
    "stylesheet": ContentKind.STYLE,
    "font": ContentKind.FONT,
    "image": ContentKind.IMAGE,
    "media": ContentKind.MEDIA,
    "document": ContentKind.FRAME,
}
_WEB = ("http:", "https:", "ws:", "wss:")
_UNSUITED = re.compile(r"[^a-z0-9]+")
HEAD = """\
# Seen by an audit of {site} and not declared. Proposals only: nothing here holds before a person has decided.
# Copy what is right into policy.yaml, fill in what is marked “decide”, and take the rest off the site.
"""


def text(policy: Policy, evidence: Evidence, site: str) -> str:
    """`proposed.yaml`; its head alone where everything that was seen is declared."""
    proposed = {
        "cookies": _cookies(policy, evidence),
        "third_parties": _third_parties(policy, evidence),
        "collections": _forms(evidence),
    }
    parts = [f"\n{line}" if line.endswith(":") and not line.startswith(" ") else line for line in _written(proposed)]
    return HEAD.format(site=site) + (
        "\n".join(parts) + "\n" if parts else "# Nothing: all that was seen is declared.\n"
    )


def _written(proposed: dict[str, dict[str, Any]]) -> Iterator[str]:
    return lines({name: entries for name, entries in proposed.items() if entries})


def _cookies(policy: Policy, evidence: Evidence) -> dict[str, Any]:
    """The sites' own cookies and storage keys; those of others stand with the third party."""
    own, found = set(evidence.own_hosts), dict[str, Any]()
    for seen in evidence.pages:
        for name, host, life in _kept(seen):
            if same_owner(host, own) and name not in policy.cookies:
                known = found.get(name)
                longest = max(life or 0, known["_life"] if known else 0)
                found[name] = {**_cookie(longest, seen), "_life": longest}
        for key in seen.storage:
            if key.key not in policy.cookies and key.key not in found:
                persistent = key.storage is not Storage.SESSION
                entry = _entry("persistent" if persistent else "session", seen, f"written by {key.by or 'a script'}")
                found[key.key] = {**entry, "storage": key.storage.value, "_life": 0}
    return {name: {part: value for part, value in found[name].items() if part != "_life"} for name in sorted(found)}


def _kept(seen: PageVisit) -> Iterator[tuple[str, str, int | None]]:
    """Name, host and life in seconds of each cookie that was asked for or held; none for those that are deleted."""
    for cookie in seen.cookies:
        if cookie.life is None or cookie.life > 0:
            yield cookie.name, cookie.host, cookie.life
    for held in seen.jar:
        yield held.name, held.host.lstrip("."), held.life


def _cookie(life: int, seen: PageVisit) -> dict[str, Any]:
    entry = _entry("persistent" if life else "session", seen, "set as a cookie")
    return {**entry, "life": f"{max(1, round(life / _DAY))} days"} if life else entry


def _entry(kind: str, seen: PageVisit, how: str) -> dict[str, Any]:
    return {
        "label": Undecided("what people call it"),
        "kind": Remarked(kind, f"{how}, on {_plain(seen.url)}"),
        "purpose": Undecided("one of the declared purposes"),
        "essential": Undecided("true where the site cannot work without it"),
        "without": Undecided("what is lost when it is refused"),
    }


def _third_parties(policy: Policy, evidence: Evidence) -> dict[str, Any]:
    """Hosts of others that the pages turned to, those of one owner together."""
    declared = {host for party in policy.third_parties.values() for host in party.hosts}
    by_owner: dict[str, list[tuple[PageVisit, Request]]] = {}
    for seen in evidence.pages:
        for request in seen.requests:
            host = request.host
            foreign = host and request.url.startswith(_WEB) and not same_owner(host, evidence.own_hosts)
            if foreign and host not in declared:
                by_owner.setdefault(registrable(host), []).append((seen, request))
    return {_key(owner): _party(owner, by_owner[owner], evidence) for owner in sorted(by_owner)}


def _party(owner: str, asked: list[tuple[PageVisit, Request]], evidence: Evidence) -> dict[str, Any]:
    hosts = sorted({request.host for _, request in asked})
    kinds = sorted({_KINDS.get(request.kind, ContentKind.CONNECT).value for _, request in asked})
    page = _plain(asked[0][0].url)
    cookies = {
        name: {"host": host, **({"life": f"{max(1, round(life / _DAY))} days"} if life else {})}
        for seen in evidence.pages
        for name, host, life in _kept(seen)
        if registrable(host) == owner
    }
    entry: dict[str, Any] = {
        "label": Undecided("whose it is"),
        "hosts": Remarked(hosts, f"asked for on {page}"),
        "content": kinds,
        "loads": "with_page",
        "pages": ["public"],
        "sees": Undecided("which data it gets; at least ip_address and browser"),
        "statement": Undecided("the address of its own privacy statement"),
        "contact": Undecided("where people reach it"),
    }
    return {**entry, "cookies": dict(sorted(cookies.items()))} if cookies else entry


def _forms(evidence: Evidence) -> dict[str, Any]:
    """Forms that ask for something; where they send it and the names of their fields.

    Which collection a form belongs to only its owner knows, so every one is proposed.
    """
    found: dict[str, Any] = {}
    for seen in evidence.pages:
        if seen.passing is not Pass.FIRST_VISIT:
            continue
        for form in seen.forms:
            fields = [name for name in form.fields if name]
            key = _key(f"form {urlsplit(form.action or seen.url).path}")
            if not fields or form.method.lower() != "post" or key in found:
                continue
            foreign = (
                host_of(form.action) if form.action and not same_owner(host_of(form.action), evidence.own_hosts) else ""
            )
            sends = f"sent to {foreign or _plain(form.action or seen.url)}; fields: {', '.join(fields)}"
            found[key] = {
                "label": Remarked(f"Form on {urlsplit(seen.url).path or '/'}", sends),
                "method": "volunteered",
                "door": "form",
                "sites": _sites(evidence, seen),
                "purposes": Undecided("what it is for"),
                "keep": Undecided("how long what is sent is kept, such as 13 months"),
                "elements": Undecided("the data that the fields ask for"),
            }
    return found


def _sites(evidence: Evidence, seen: PageVisit) -> list[str]:
    site = evidence.own_hosts.get(host_of(seen.url))
    return [site] if site else []


def _key(words: Iterable[str] | str) -> str:
    named = _UNSUITED.sub("_", "".join(words).lower()).strip("_")
    return named if named[:1].isalpha() else f"of_{named}"


def _plain(url: str) -> str:
    """An address without what stands behind its question mark."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}{parts.path}"
