"""4.1: whatever the sites keep in a browser is in the declared inventory, cookies and other storage alike."""

from __future__ import annotations

import re
from collections.abc import Iterator

from avowal.auditor.checks.common import NOTHING_VISITED, days, distinct, own_hosts, passes_of, place
from avowal.auditor.evidence import CookieSet, Evidence, PageVisit, StoredKey
from avowal.auditor.hosts import same_owner
from avowal.auditor.verdicts import BROWSER, EDGE, Check, Finding, Flow, Outcome, Severity, found_on
from avowal.policy.model import Policy, PolicyVersion, Storage

PROMISE = "4.1"
_DO = "Declare it among the policy's cookies with its purpose and life, or take out what sets it."
Found = tuple[tuple[str, ...], Finding]


def judge(version: PolicyVersion, evidence: Evidence) -> Outcome:
    """Every cookie that was asked for, kept or refused, and every storage key, against the inventory."""
    if not evidence.pages:
        return NOTHING_VISITED
    policy = version.policy
    own = own_hosts(policy, evidence)
    asked = frozenset((cookie.host, cookie.name) for seen in evidence.pages for cookie in seen.cookies)
    inventory = _Inventory(policy, own)
    return distinct(evidence, (found for seen in evidence.pages for found in _on(seen, inventory, asked)))


class _Inventory:
    """Which cookies are declared: the sites' own by name, a third party's by host and name."""

    def __init__(self, policy: Policy, own: frozenset[str]) -> None:
        self.policy = policy
        self._own = own
        self._names = {name for name, cookie in policy.cookies.items() if cookie.storage is Storage.COOKIE}
        parties = policy.third_parties.values()
        self._foreign = {(cookie.host, name) for party in parties for name, cookie in party.cookies.items()}

    def has(self, host: str, name: str) -> bool:
        return name in self._names if same_owner(host, self._own) else (host, name) in self._foreign


def _on(seen: PageVisit, inventory: _Inventory, asked: frozenset[tuple[str, str]]) -> Iterator[Found]:
    for cookie in seen.cookies:
        deletes = cookie.life is not None and cookie.life <= 0
        if not deletes and not inventory.has(cookie.host, cookie.name):
            yield ("cookie", cookie.host, cookie.name, cookie.source), _cookie(seen, cookie)
    for jar in seen.jar:
        host = jar.host.lstrip(".")
        if (host, jar.name) not in asked and not inventory.has(host, jar.name):
            yield ("cookie", host, jar.name, "jar"), _in_jar(seen, jar.name, host)
    yield from _refused(seen)
    for key in seen.storage:
        if not _is_declared(inventory.policy, key):
            yield ("storage", key.storage.value, key.key, key.origin), _storage(seen, key)
    yield from _kept_elsewhere(seen, inventory)


_ELSEWHERE = {
    "local": "local storage",
    "session": "session storage",
    "indexed": "IndexedDB",
    "cache": "cache storage",
    "opfs": "the origin's private files",
    "service_worker": "a service worker",
}


def _kept_elsewhere(seen: PageVisit, inventory: _Inventory) -> Iterator[Found]:
    """What stands in a frame's storage, in private files, or as a service worker."""
    known = {(key.storage.value, key.key, key.origin) for key in seen.storage}
    for one in seen.stored:
        key = one.key if one.where not in ("indexed", "cache") else re.split(r"[/ ]", one.key, maxsplit=1)[0]
        declared = inventory.policy.cookies.get(key)
        is_declared = declared is not None and declared.storage.value == one.where
        if one.where in _ELSEWHERE and not is_declared and (one.where, key, one.origin) not in known:
            what = f"The page keeps “{key}” as {_ELSEWHERE[one.where]}; the policy does not declare it."
            finding = _finding(seen, what, (f"found at {one.origin}",), recipient=one.origin)
            yield ("storage", one.where, key, one.origin), finding


def _is_declared(policy: Policy, key: StoredKey) -> bool:
    declared = policy.cookies.get(key.key)
    return declared is not None and declared.storage is key.storage


def _refused(seen: PageVisit) -> Iterator[Found]:
    for refusal in seen.refusals:
        if refusal.what == "cookie" and refusal.promise == PROMISE:
            what = f"The site tried to set the undeclared cookie “{refusal.name}”; its own front door refused it."
            line = f"avowal-refused: cookie; name={refusal.name}; reason={refusal.reason} (on {refusal.url})"
            yield ("cookie", "", refusal.name, "refused"), _finding(seen, what, (line,), stopped_by=EDGE)


def _cookie(seen: PageVisit, cookie: CookieSet) -> Finding:
    life = "until the visit ends" if cookie.life is None else f"for {days(cookie.life)}"
    how = "A script sets" if cookie.source == "script" else "A response sets"
    what = f"{how} the cookie “{cookie.name}” for {cookie.host} {life}; the policy does not declare it."
    where = place(cookie.by) if cookie.source == "script" else cookie.by
    line = f"{cookie.name}=…; {cookie.attributes}".rstrip("; ") + f" (from {where})"
    lines = (line, f"the browser refused it: {cookie.refused}") if cookie.refused else (line,)
    return _finding(seen, what, lines, recipient=cookie.host, stopped_by=BROWSER if cookie.refused else None)


def _in_jar(seen: PageVisit, name: str, host: str) -> Finding:
    what = f"The browser holds the cookie “{name}” of {host}; the policy does not declare it."
    return _finding(seen, what, (f"in the jar after {seen.final_url}",), recipient=host)


def _storage(seen: PageVisit, key: StoredKey) -> Finding:
    names = {"local": "local storage", "session": "session storage", "indexed": "IndexedDB", "cache": "cache storage"}
    what = f"The page keeps “{key.key}” in {names[key.storage.value]}; the policy does not declare it."
    by = f"written by {place(key.by)}" if key.by else f"found at {key.origin}"
    return _finding(seen, what, (by,), recipient=key.origin)


def _finding(
    seen: PageVisit, what: str, evidence: tuple[str, ...], *, recipient: str = "", stopped_by: str | None = None
) -> Finding:
    flow = Flow("the visitor's browser", recipient or "the site", "visitor", "an identifier or state", "not declared")
    return found_on(seen, PROMISE, what, evidence, _DO, flow=flow, stopped_by=stopped_by)


CHECK = Check(
    PROMISE,
    "a cookie or storage key that the inventory does not declare",
    Severity.MEDIUM,
    judge,
    lambda evidence: (
        f"Compared every cookie that a response or script asked for, the jar, and local, session, indexed and cache "
        f"storage with the inventory on {passes_of(evidence)}."
    ),
)
