"""The front door: the layers in their order, in front of any ASGI application.

visit       who asks, of which site, under which gates; forwarding headers go
 weblog     one record, whatever happens further in
  headers   what the policy implies, on every response
   blocked  403 for networks that are kept out
   failures an answer even when the website raises
    raw     /_a/v, /_a/a, /_a/s, /_a/r, /_a/m/, /_a/page.js; they never reach the website
    links   no `Link` header to an undeclared host
     cookies only declared ones, both ways
      body   no more than the area takes
       app
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache, partial
from typing import Any

from avowal.edge import app_screens, area_beacon, browser_reports, page_beacon
from avowal.edge.address import believable, client_of, indexed, networks
from avowal.edge.blocks import Blocked, BlockList
from avowal.edge.body_limit import BodyLimit
from avowal.edge.callers import Callers
from avowal.edge.collector import Collector
from avowal.edge.cookie_gate import CookieGate
from avowal.edge.failures import Failures
from avowal.edge.gates import (
    APP_SCREENS,
    AREA_BEACON,
    BROWSER_REPORTS,
    MAIL_BEACON,
    PAGE_BEACON,
    PAGE_SCRIPT,
    RAW,
    CurrentGates,
    InForce,
)
from avowal.edge.hatch import Hatch
from avowal.edge.headers import ImpliedHeaders
from avowal.edge.health import Health
from avowal.edge.link_header import LinkGate
from avowal.edge.mail_beacon import MailBeacon
from avowal.edge.page_script import PageScript, tells
from avowal.edge.protocol import BODY, START, App, Message, Receive, Scope, Send, answer
from avowal.edge.rows import Spool, Visitors, visitor_key
from avowal.edge.settings import Area, DoorSettings, area_of
from avowal.edge.visit import KEY, Visit, visit_of
from avowal.edge.weblog import Weblog
from avowal.events.mail_tokens import MailTokens

__all__ = ["Area", "Door", "DoorSettings", "front_door"]

Clock = Callable[[], datetime]


def front_door(
    app: App, *, in_force: InForce, spool: Spool, visitors: Visitors, settings: DoorSettings, clock: Clock
) -> Door:
    """Put the door in front of `app`.

    `in_force` is asked on every request for the policy version in force (None: nothing is collected); `clock`
    gives aware datetimes. Raises ValueError when `settings.trusted_proxies` holds something that is no network.
    """
    blocks = BlockList(settings.blocks)
    health = Health(spool, blocks)
    collectors = {
        PAGE_BEACON: Collector(page_beacon.steps(settings), spool=spool, visitors=visitors, counts=health.page_beacon),
        AREA_BEACON: Collector(area_beacon.steps(settings), spool=spool, visitors=visitors, counts=health.area_beacon),
        APP_SCREENS: Collector(app_screens.steps(), spool=spool, visitors=visitors, counts=health.app_screens),
        BROWSER_REPORTS: Collector(
            browser_reports.steps(settings.reports_per_minute),
            spool=spool,
            visitors=visitors,
            counts=health.browser_reports,
        ),
    }
    raw: dict[str, App] = {**collectors, PAGE_SCRIPT: PageScript()}
    limited = BodyLimit(_handed_over(app), settings=settings, health=health)
    pages = LinkGate(CookieGate(limited, secure=settings.secure, clock=clock, health=health), health=health)
    mail = MailBeacon(
        MailTokens(settings.mail_secret) if settings.mail_secret else None,
        spool=spool,
        visitors=visitors,
        counts=health.mail_beacon,
    )
    answered = ImpliedHeaders(Blocked(Failures(_sorted(raw, mail, pages), health=health), blocks, health.blocks))
    recorded = Weblog(answered, spool=spool, visitors=visitors, clock=clock, health=health)
    return Door(
        app,
        recorded,
        hatch=Hatch(collectors, weblog=recorded, blocks=blocks, health=health, clock=clock),
        gates=CurrentGates(in_force, settings),
        visitors=visitors,
        settings=settings,
        clock=clock,
        health=health,
    )


class Door:
    """The composed ASGI application."""

    def __init__(
        self,
        app: App,
        recorded: App,
        *,
        hatch: Hatch,
        gates: CurrentGates,
        visitors: Visitors,
        settings: DoorSettings,
        clock: Clock,
        health: Health,
    ) -> None:
        self._app = app
        self._recorded = recorded
        self._hatch = hatch
        self._gates = gates
        self._visitors = visitors
        self._settings = settings
        self._callers = Callers()
        self._host = lru_cache(maxsize=256)(partial(_host, hosts=settings.hosts))
        self._trusted = networks(settings.trusted_proxies)
        self._clock = clock
        self._health = health

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            visit = self._visit(scope)
            collector = self._hatch.collector(visit)
            if collector is None:
                await self._recorded(self._entered(scope, visit), receive, send)
            else:
                await self._hatch(collector, visit, receive, send)
        elif scope["type"] == "websocket":
            await self._refuse_websocket(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def health(self) -> dict[str, Any]:
        """For `/health/ready`: whether a policy is in force and records are kept, and what was counted so far."""
        gates = self._gates.now()
        troubles = (
            self._gates.trouble,
            gates.hosts_trouble,
            self._health.last_weblog_failure,
            self._health.spool.trouble,
        )
        return {
            "ready": not any(troubles),
            "policy": gates.version.number if gates.version else None,
            "policy_trouble": self._gates.trouble,
            "hosts_trouble": gates.hosts_trouble,
            "networks_trouble": self._settings.networks.trouble,
            "last_weblog_failure": self._health.last_weblog_failure,
            **self._health.counted(),
        }

    def _entered(self, scope: Scope, visit: Visit) -> Scope:
        """The scope for the layers inside: who asks stands in it, and nothing that a client could have forged."""
        return {
            **scope,
            KEY: visit,
            "avowal": {
                "site": visit.site,
                "client_address": visit.client_address,
                "signal": visit.opted_out,
                "choices": visit.choices,
                "page_script": tells(visit),
                "visitor_key": partial(self._visitor_key, visit),
                "member_key": None,
                "service": None,
                "health": self.health,
            },
            "client": (visit.client_address, 0) if visit.client_address else None,
            "scheme": visit.scheme,
            "headers": believable(scope["headers"]),
            "extensions": {},
        }

    def _visitor_key(self, visit: Visit) -> str:
        """Today's key of this visitor on this site, under which her own records stand (4.12: what her visit left)."""
        return visitor_key(visit, self._visitors, visit.site)

    def _visit(self, scope: Scope) -> Visit:
        address, scheme = client_of(scope, self._trusted)
        index = indexed(scope["headers"])
        gates = self._gates.now()
        now = self._clock()
        host, site = self._host(index.get(b"host", ()))
        path = str(scope["path"])
        raw = path.startswith(RAW)
        by_mail = raw and path.startswith(MAIL_BEACON)
        return Visit(
            gates=gates,
            seen_at=now,
            client_address=address,
            scheme=scheme,
            host=host,
            site=gates.known(site),
            method=str(scope.get("method", "GET")),
            path=MAIL_BEACON if by_mail else path,
            area=Area.PUBLIC if raw else area_of(path, self._settings, gates.languages),
            index=index,
            networks=self._settings.networks,
            by_mail=by_mail,
            caller=self._callers.of(gates, now, address, index),
        )

    async def _refuse_websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        """No site here speaks WebSocket: the handshake is refused, and recorded like any request."""

        async def close_instead(message: Message) -> None:
            if message["type"] == START:
                await send({"type": "websocket.close", "code": 1008})

        await receive()
        await self._recorded(self._entered(scope, self._visit(scope)), receive, close_instead)


def _host(said: tuple[bytes, ...], hosts: Mapping[str, str]) -> tuple[str, str]:
    """The Host header and the site it names; a missing, doubled or unknown one names none (R113)."""
    if len(said) != 1:
        return "", ""
    host = said[0].decode("latin-1").lower()
    name = host if host.endswith("]") else host.rpartition(":")[0] if ":" in host else host
    return host, hosts.get(name.removesuffix("."), "")


def _sorted(raw: Mapping[str, App], mail: App, pages: App) -> App:
    async def sort(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await answer(send, 403)
        else:
            found = mail if visit_of(scope).by_mail else raw.get(scope["path"], pages)
            await found(scope, receive, send)

    return sort


def _handed_over(app: App) -> App:
    """What the website gets: the scope without the door's own notes, and only messages that the gates know."""

    async def hand_over(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_known(message: Message) -> None:
            if message["type"] in (START, BODY):
                await send(message)

        await app({name: value for name, value in scope.items() if name != KEY}, receive, send_known)

    return hand_over
