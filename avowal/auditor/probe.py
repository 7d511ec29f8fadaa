"""Asks a deployment as a plain client, leaving made-up values where too much might be kept, and looks for them.

What must not be kept stands in a query string, a header, a referrer's path, a cookie (ledger 3.4), in beacons (1.1,
4.11) and in the address of a mail beacon (4.9). What must be found: a line for each request (3.1). One of them is the
control value, asked for last: only when it has arrived does it prove anything that the others are not there.
"""

from __future__ import annotations

import base64
import hashlib
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

import httpx

from avowal.auditor.canaries import Aviary
from avowal.auditor.evidence import Stranger
from avowal.auditor.reachable import mapped
from avowal.auditor.store import StoreEvidence
from avowal.auditor.stored import Canary, Search

ARRIVAL_SECONDS = 15.0
_PAUSE = 0.25
_PERSON = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36"
_PROGRAM = "Mozilla/5.0 (compatible; AvowalAudit/1.0; bot)"
GUESSES = 12
"""Sign-ins that fail, one after the other; staff must be told of ten (ledger U.9)."""
_ILLNESS = "diabetes"
_FAILED = range(400, 500)


@dataclass(frozen=True)
class Addresses:
    """Paths of the sites that are tried beside made-up ones; an empty one is not."""

    page_beacon: str = ""
    mail_beacon: str = ""
    sign_in: str = ""


@dataclass(frozen=True)
class Planted:
    """Values that were sent: those that must not be kept, those that must be found, and the control value.

    `guesses` counts the sign-ins that failed; `strangers` is what came under made-up host names.
    """

    undeclared: tuple[Canary, ...]
    control: Canary
    expected: tuple[Canary, ...] = ()
    guesses: int = 0
    strangers: tuple[Stranger, ...] = ()


def plant(start: str, aviary: Aviary, host_rules: tuple[str, ...], addresses: Addresses = Addresses()) -> Planted:
    """Send the made-up values to the site at `start`. Raises httpx.HTTPError when it cannot be reached."""
    address, host = direct(start, host_rules)
    with httpx.Client(timeout=10, trust_env=False, follow_redirects=False, verify=not host, base_url=address) as client:
        sender = _Sender(client, aviary, host or urlsplit(start).netloc)
        client.get(urlsplit(start).path or "/", headers=sender.said({"User-Agent": _PROGRAM}))
        beacons = tuple(sender.beacons(addresses.page_beacon)) if addresses.page_beacon else ()
        pixels = tuple(sender.pixels(addresses.mail_beacon)) if addresses.mail_beacon else ()
        guesses = sender.guesses(addresses.sign_in) if addresses.sign_in else 0
        lines = tuple(sender.lines())
        stranger = sender.stranger()
        control, undeclared = sender.control()
    hidden = tuple(one for one in (*beacons, *pixels) if one.kind != "beacon")
    found = (*(one for one in beacons if one.kind == "beacon"), *lines)
    return Planted((*undeclared, *hidden), control, found, guesses, (stranger,))


class _Sender:
    """Sends requests as one person, with values from one aviary."""

    def __init__(self, client: httpx.Client, aviary: Aviary, host: str) -> None:
        self._client = client
        self._aviary = aviary
        self._host = host

    def said(self, more: dict[str, str] | None = None) -> dict[str, str]:
        return {"Host": self._host, "User-Agent": _PERSON, **(more or {})}

    def control(self) -> tuple[Canary, tuple[Canary, ...]]:
        """The control request, with values that no declaration names."""
        make = self._aviary.canary
        query = make("query", "the query string of a request")
        header = make("header", "a request header that no declaration names")
        referrer = make("referrer", "the path of a Referer header")
        cookie = make("cookie", "an undeclared request cookie")
        control = make("control", "the path of a request")
        headers = {
            "X-Avowal-Audit": header.value,
            "Referer": f"https://elsewhere.example/{referrer.value}?q={query.value}",
            "Cookie": f"avowal_audit={cookie.value}",
        }
        self._client.get(f"/{control.value}/", params={"q": query.value}, headers=self.said(headers))
        return control, (query, header, referrer, cookie)

    def lines(self) -> Iterator[Canary]:
        """One request of each kind, each with a path that exists nowhere else."""
        ways: tuple[tuple[str, str, str, dict[str, str]], ...] = (
            ("a page that is not there", "GET", "/{}/", {}),
            ("a request for headers alone", "HEAD", "/{}/", {}),
            ("a form that is sent nowhere", "POST", "/{}/", {}),
            ("a style sheet", "GET", "/static/{}.css", {}),
            ("an address beside the beacons", "GET", "/_a/{}", {}),
            ("a page of the signed-in area", "GET", "/account/{}/", {}),
            ("a page of the office", "GET", "/office/{}/", {}),
            ("a visitor with Global Privacy Control", "GET", "/{}/", {"Sec-GPC": "1", "DNT": "1"}),
            ("a program", "GET", "/{}/", {"User-Agent": _PROGRAM}),
            ("somebody who does not say what browser it is", "GET", "/{}/", {"User-Agent": ""}),
        )
        for where, method, path, headers in ways:
            line = self._aviary.canary("line", where)
            self._client.request(method, path.format(line.value), headers=self.said(headers))
            yield line

    def beacons(self, path: str) -> Iterator[Canary]:
        """Page beacons of one control value, with an e-mail address in three disguises and the name of an illness."""
        make = self._aviary.canary
        control, person = make("beacon", "the path of a beacon"), make("address", "an e-mail address", form="email")
        told = {
            f"{control.value}": None,
            f"{control.value}/{person.value}": Canary(person.value.partition("@")[0], "address", person.where),
            **{
                f"{control.value}/{text}": Canary(text, "address", f"an e-mail address ({how})")
                for how, text in _disguised(person.value).items()
            },
            f"{control.value}/{_ILLNESS}": Canary(
                f"{control.value}/{_ILLNESS}", "condition", "the name of an illness in a path"
            ),
        }
        for page in told:
            body = json.dumps({"path": f"/{page}/", "key": f"avowalaudit{control.value}", "lang": "en", "ref": ""})
            self._client.post(path, content=body, headers=self.said({"Content-Type": "text/plain"}))
        yield control
        yield from (canary for canary in told.values() if canary is not None)

    def pixels(self, path: str) -> Iterator[Canary]:
        """Mail beacons in whose address an e-mail address stands, plain and encoded."""
        person = self._aviary.canary("pixel", "an e-mail address in the address of a mail beacon", form="email")
        encoded = _disguised(person.value)["base64"]
        yield Canary(person.value.partition("@")[0], "pixel", person.where)
        yield Canary(encoded, "pixel", f"{person.where} (base64)")
        for token in (person.value, encoded):
            self._client.get(f"{path}{token}.gif", headers=self.said())

    def guesses(self, path: str) -> int:
        """Sign-ins under a made-up name, one after the other; how many failed."""
        name = self._aviary.canary("guess", "a sign-in", form="email").value
        failed = 0
        for number in range(GUESSES):
            form = {"username": name, "password": f"{name}{number}"}
            answer = self._client.post(path, data=form, headers=self.said())
            failed += answer.is_success or answer.status_code in _FAILED
        return failed

    def stranger(self) -> Stranger:
        """What comes under a host name of nobody's."""
        host = f"{self._aviary.canary('host', 'a host name').value}.example"
        answer = self._client.get("/", headers={**self.said(), "Host": host})
        is_page = answer.is_success and "html" in answer.headers.get("content-type", "")
        return Stranger(host, answer.status_code, page=is_page)


def _disguised(text: str) -> dict[str, str]:
    encoded = base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
    return {"sha256": hashlib.sha256(text.encode()).hexdigest(), "base64": encoded}


def look(
    store: StoreEvidence,
    planted: Planted,
    typed: tuple[Canary, ...],
    *,
    timer: Callable[[], float] = time.monotonic,
    pause: Callable[[float], None] = time.sleep,
) -> tuple[dict[str, tuple[str, ...]], tuple[Search, ...]]:
    """The store's columns by table, and what a search found, once what must come into the store has come."""
    until = timer() + ARRIVAL_SECONDS
    waiting = [planted.control, *planted.expected]
    arrived: dict[Canary, tuple[str, ...]] = {}
    while waiting:
        arrived |= {one: places for one in waiting if (places := _stored(store, one))}
        waiting = [one for one in waiting if one not in arrived]
        if not waiting or timer() >= until:
            break
        pause(_PAUSE)
    columns: dict[str, tuple[str, ...]] = {}
    for table, column in sorted(set(store.columns())):
        columns[table] = (*columns.get(table, ()), column)
    expected = (planted.control, *planted.expected)
    searches = [Search(one, declared=True, places=arrived.get(one, ())) for one in expected]
    searches += [Search(one, declared=False, places=_places(store, one)) for one in (*planted.undeclared, *typed)]
    return columns, tuple(searches)


def _stored(store: StoreEvidence, canary: Canary) -> tuple[str, ...]:
    """Where the canary has arrived; what still waits in the spool has not."""
    return tuple(place for place in _places(store, canary) if not place.startswith("spool"))


def _places(store: StoreEvidence, canary: Canary) -> tuple[str, ...]:
    return tuple(sorted(f"{table}.{column}" for table, column, _ in store.search(canary.value)))


def direct(start: str, host_rules: tuple[str, ...]) -> tuple[str, str]:
    """The address to connect to and the Host header: names that only browsers resolve are reached on loopback."""
    parts = urlsplit(start)
    host, port = parts.hostname or "", f":{parts.port}" if parts.port else ""
    target = mapped(host_rules).get(host)
    if target is None and not (host == "localhost" or host.endswith(".localhost")):
        return urlunsplit((parts.scheme, parts.netloc, "", "", "")), ""
    target = target or "127.0.0.1"
    netloc = target if ":" in target else f"{target}{port}"
    return urlunsplit((parts.scheme, netloc, "", "", "")), parts.netloc
