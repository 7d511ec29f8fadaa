"""A small policy, a spool that remembers, and a way to knock at the door without a network."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from typing import Any

import httpx
import pytest
from granian.constants import Interfaces
from granian.server.embed import Server

from avowal.edge.door import DoorSettings, front_door
from avowal.events.spool import SpoolFull
from avowal.policy.catalogue import Catalogue
from avowal.policy.model import (
    Address,
    Audience,
    Beacon,
    CollectedElement,
    Collection,
    ContentKind,
    Cookie,
    CookieKind,
    DataElement,
    Door,
    Form,
    Identifies,
    Limits,
    Loads,
    Method,
    Organisation,
    PageClass,
    Policy,
    PolicyVersion,
    Purpose,
    Sensitivity,
    Site,
    ThirdParty,
    Translations,
)
from avowal.policy.model import App as DeclaredApp
from avowal.policy.period import Period

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0"

FORMS = {
    "seen_at": Form.INSTANT,
    "site": Form.TERM,
    "method": Form.TERM,
    "path": Form.TEXT,
    "status": Form.NUMBER,
    "bytes": Form.NUMBER,
    "duration": Form.NUMBER,
    "referrer_origin": Form.TEXT,
    "browser": Form.TERM,
    "system": Form.TERM,
    "ip_address": Form.TEXT,
    "ip_network": Form.TEXT,
    "network_owner": Form.TEXT,
    "relayed": Form.FLAG,
    "visitor_key": Form.TOKEN,
    "automated": Form.FLAG,
    "member_key": Form.TOKEN,
    "service": Form.TEXT,
    "page_language": Form.TERM,
    "view_key": Form.TOKEN,
    "engaged_time": Form.NUMBER,
    "directive": Form.TERM,
    "blocked_origin": Form.TEXT,
    "area": Form.TERM,
    "app": Form.TERM,
    "screen": Form.TEXT,
    "message_key": Form.TOKEN,
    "issue": Form.TERM,
    "reading_format": Form.TERM,
}
WEBLOG = [
    "seen_at",
    "site",
    "method",
    "path",
    "status",
    "bytes",
    "duration",
    "referrer_origin",
    "browser",
    "system",
    "ip_address",
    "ip_network",
    "visitor_key",
    "automated",
    "member_key",
    "service",
]
PAGE_VIEWS = [
    "seen_at",
    "site",
    "path",
    "page_language",
    "referrer_origin",
    "view_key",
    "engaged_time",
    "visitor_key",
    "automated",
]
AREA_VIEWS = ["seen_at", "site", "path", "area", "view_key", "automated"]
APP_SCREENS = ["seen_at", "app", "screen", "view_key", "engaged_time", "visitor_key", "automated"]
REPORTS = ["seen_at", "site", "path", "directive", "blocked_origin", "browser"]


def collection(door: Door, elements: Iterable[str], **more: Any) -> Collection:
    special = {"ip_address": CollectedElement(keep=Period(30, "day"))} | dict.fromkeys(
        ("member_key", "service"), CollectedElement(audience=Audience.SIGNED_IN)
    )
    return Collection(
        label="what visits leave",
        method=Method.AUTOMATIC,
        door=door,
        elements=Catalogue((key, special.get(key, CollectedElement())) for key in elements),
        purposes=("measurement",),
        keep=Period(13, "month"),
        **{"sites": ("plan", "centers"), **more},
    )


def session_cookie(**more: Any) -> Cookie:
    return Cookie(label="sign-on", kind=CookieKind.SESSION, purpose="measurement", essential=True, without="…", **more)


def lasting_cookie(life: str, **more: Any) -> Cookie:
    return replace(session_cookie(**more), kind=CookieKind.PERSISTENT, life=Period.parse(life))


VIDEO = ThirdParty(
    label="Skylight Video",
    hosts=("video.example",),
    content=(ContentKind.FRAME,),
    loads=Loads.ON_CLICK,
    pages=(PageClass.PUBLIC,),
    sees=("ip_address",),
    statement="https://video.example/privacy",
    contact="https://video.example/contact",
)


def small_policy(**changes: Any) -> Policy:
    declared = {
        "format": 1,
        "languages": ("en", "es"),
        "source_language": "en",
        "translations": Translations.MARK,
        "organisation": Organisation(
            "Harbor", "Harbor", Address("1 Quay", "Port", "CA", "90000"), "America/Los_Angeles", Catalogue()
        ),
        "sites": Catalogue({k: Site(k, f"{k}.example", ("en",)) for k in ("plan", "centers")}.items()),
        "limits": Limits(13, 11, Period(30, "day")),
        "data": Catalogue(
            (key, DataElement(key, "system.operations", Identifies.NO, Sensitivity.LOW, form))
            for key, form in FORMS.items()
        ),
        "purposes": Catalogue([("measurement", Purpose("measurement", "analytics"))]),
        "collections": Catalogue(
            [
                ("weblog", collection(Door.WEBLOG, WEBLOG)),
                ("page_views", collection(Door.PAGE_BEACON, PAGE_VIEWS)),
                ("area_views", collection(Door.AREA_BEACON, AREA_VIEWS)),
                ("app_screens", collection(Door.APP_SCREEN, APP_SCREENS, sites=(), apps=("member_app",))),
                ("browser_reports", collection(Door.BROWSER_REPORT, REPORTS)),
            ]
        ),
        "cookies": Catalogue(
            [
                ("harbor_session", session_cookie()),
                ("harbor_text_size", lasting_cookie("1 year", scripts_may_read=True)),
                ("harbor_return", lasting_cookie("3 years")),
            ]
        ),
        "beacons": Catalogue(
            [
                ("page", Beacon("page", "/_a/v", "page_views")),
                ("areas", Beacon("areas", "/_a/a", "area_views")),
                ("screens", Beacon("screens", "/_a/s", "app_screens")),
                ("reports", Beacon("reports", "/_a/r", "browser_reports")),
            ]
        ),
        "third_parties": Catalogue([("video_host", VIDEO)]),
        "apps": Catalogue([("member_app", DeclaredApp("members")), ("provider_app", DeclaredApp("providers"))]),
    }
    rest = [
        "contacts",
        "applicability",
        "recipients",
        "nevers",
        "choices",
        "duties",
        "resources",
        "sections",
        "promises",
    ]
    return Policy(**{**dict.fromkeys(rest, Catalogue()), **declared, **changes})


def version_of(policy: Policy, number: int = 7) -> PolicyVersion:
    return PolicyVersion(number, f"{number:064x}", date(2026, 11, 1), policy)


class RecordingSpool:
    """Keeps lines in a list; `full` refuses, `broken` fails, as a disk would."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, bytes]] = []
        self.arrived = threading.Condition()
        self.full = False
        self.broken = False
        self.lost = 0
        self.trouble: str | None = None

    async def keep(self, collection: str, line: bytes) -> None:
        if not self.note(collection, line):
            raise SpoolFull("The spool is full.")

    def note(self, collection: str, line: bytes) -> bool:
        if self.broken:
            raise OSError(5, "Input/output error")
        with self.arrived:
            if not self.full:
                self.lines.append((collection, line))
            self.arrived.notify_all()
        return not self.full

    def rows(self, collection: str) -> list[dict[str, Any]]:
        return [json.loads(line) for key, line in self.lines if key == collection]

    def wait_for(self, collection: str, path: str, *, holding: str = "path") -> dict[str, Any]:
        """The first row of `collection` about `path` that has the element `holding`, once it is there."""

        def found() -> dict[str, Any] | None:
            rows = self.rows(collection)
            return next((row for row in rows if row["path"] == path and holding in row), None)

        with self.arrived:
            row = self.arrived.wait_for(found, 20)
        assert row, f"no row about {path} came into {collection}"
        return row


class OneVisitor:
    """Every visitor has one key; an app's, and each view, has another."""

    def key(self, now: datetime, address: str, user_agent: str, site: str) -> str:
        if site == "view_key":
            return blake2b(address.encode(), digest_size=8).hexdigest()
        return "a0a0a0a0a0a0a0a0" if site.startswith("app ") else "0123456789abcdef"


class TickingClock:
    """Every look at it is 5 ms after the one before."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now - timedelta(milliseconds=5)

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=5)
        return self.now


@dataclass(frozen=True)
class Reply:
    status: int | None
    headers: list[tuple[str, str]]
    body: bytes
    kinds: list[str]

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key == name]

    def header(self, name: str) -> str | None:
        found = self.all(name)
        assert len(found) < 2, f"{name} stands there {len(found)} times"
        return found[0] if found else None


App = Callable[..., Awaitable[None]]


async def hello(scope: Any, receive: Any, send: Any) -> None:
    """A website of one page."""
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/html")]})
    await send({"type": "http.response.body", "body": b"hello"})


@dataclass
class Front:
    """A door with its website; `seen` holds the scopes that the website got."""

    app: App = hello
    policy: Policy | None = field(default_factory=small_policy)
    settings: DoorSettings = field(
        default_factory=lambda: DoorSettings({"plan.localhost": "plan", "centers.localhost": "centers"}, secure=False)
    )
    spool: Any = field(default_factory=RecordingSpool)
    seen: list[dict[str, Any]] = field(default_factory=list)
    in_force: Any = None

    def __post_init__(self) -> None:
        version = version_of(self.policy) if self.policy else None
        self.door = front_door(
            self._website,
            in_force=self.in_force or (lambda: version),
            spool=self.spool,
            visitors=OneVisitor(),
            settings=self.settings,
            clock=TickingClock(),
        )

    async def _website(self, scope: Any, receive: Any, send: Any) -> None:
        self.seen.append(scope)
        await self.app(scope, receive, send)

    def ask(
        self,
        path: str = "/",
        *,
        method: str = "GET",
        headers: Iterable[tuple[str, str | bytes]] = (),
        body: bytes = b"",
        host: str | None = "plan.localhost",
        agent: str = FIREFOX,
        **more: Any,
    ) -> Reply:
        said = [("host", host)] if host is not None else []
        said += [("user-agent", agent), *headers]
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": b"",
            "scheme": "http",
            "client": ("203.0.113.9", 4711),
            "headers": [(k.encode(), v if isinstance(v, bytes) else v.encode("latin-1")) for k, v in said],
            **more,
        }
        return asyncio.run(self._asked(scope, body))

    async def _asked(self, scope: dict[str, Any], body: bytes) -> Reply:
        incoming = [{"type": "http.request", "body": body, "more_body": False}]
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return incoming.pop(0) if incoming else {"type": "http.disconnect"}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        await self.door(scope, receive, send)
        starts = [message for message in sent if message["type"] == "http.response.start"]
        headers = [(k.decode("latin-1"), v.decode("latin-1")) for k, v in starts[0]["headers"]] if starts else []
        whole = b"".join(message.get("body", b"") for message in sent if message["type"] == "http.response.body")
        return Reply(starts[0]["status"] if starts else None, headers, whole, [message["type"] for message in sent])


def answering(*headers: tuple[bytes, bytes], status: int = 200, body: bytes = b"hello") -> App:
    """A website that answers everything with these headers."""

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": status, "headers": list(headers)})
        await send({"type": "http.response.body", "body": body})

    return app


class Kit:
    """The names above for test modules, which cannot import a conftest."""

    NOON = NOON
    APP_SCREENS = APP_SCREENS
    AREA_VIEWS = AREA_VIEWS
    FIREFOX = FIREFOX
    FORMS = FORMS
    VIDEO = VIDEO
    Front = Front
    RecordingSpool = RecordingSpool
    OneVisitor = OneVisitor
    TickingClock = TickingClock
    answering = staticmethod(answering)
    collection = staticmethod(collection)
    hello = staticmethod(hello)
    lasting_cookie = staticmethod(lasting_cookie)
    session_cookie = staticmethod(session_cookie)
    small_policy = staticmethod(small_policy)
    version_of = staticmethod(version_of)


@pytest.fixture
def kit() -> type[Kit]:
    return Kit


@pytest.fixture
def front() -> Front:
    """A door in front of `hello`, with the small policy in force."""
    return Front()


class Served:
    """A door behind a real Granian on loopback."""

    def __init__(self, front: Front, port: int) -> None:
        self.front = front
        self.port = port
        self.url = f"http://plan.localhost:{port}"

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.request("GET", path, **more)

    def request(self, method: str, path: str, *, headers: Any = (), **more: Any) -> httpx.Response:
        said = [("host", f"plan.localhost:{self.port}"), ("user-agent", FIREFOX), *headers]
        with httpx.Client(trust_env=False) as client:
            return client.request(method, f"http://127.0.0.1:{self.port}{path}", headers=said, **more)

    def raw(self, request: bytes, *, break_off: bool = False) -> bytes:
        """The answer to bytes sent as they are; `break_off` says at once that no more will come."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as peer:
            peer.sendall(request)
            if break_off:
                peer.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: peer.recv(65_536), b""))


def _answers(port: int) -> bool:
    """Whether someone listens on `port` within twenty seconds; Granian has no event that says so."""
    for _ in range(2000):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            threading.Event().wait(0.01)
        else:
            return True
    return False


@pytest.fixture
def serve() -> Iterator[Callable[[Front], Served]]:
    """Serve a front on a free port of loopback until the test ends."""
    running: list[tuple[asyncio.AbstractEventLoop, Any, threading.Thread]] = []

    def start(front: Front) -> Served:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        loop = asyncio.new_event_loop()

        async def run() -> None:
            server = Server(front.door, "127.0.0.1", port, interface=Interfaces.ASGINL, log_enabled=False)
            running.append((loop, server, thread))
            await server.serve()

        thread = threading.Thread(target=lambda: loop.run_until_complete(run()), name="granian")
        thread.start()
        assert _answers(port)
        return Served(front, port)

    yield start
    for loop, server, thread in running:
        loop.call_soon_threadsafe(server.stop)
        thread.join(20)
        loop.close()
