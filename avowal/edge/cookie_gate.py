"""The cookie gate, both ways: no code behind it sees an undeclared cookie, no visitor gets one (4.1, 4.7)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from avowal.edge.cookies import CookieRule, Finding, admitted, permitted, released
from avowal.edge.health import Health
from avowal.edge.protocol import START, App, Headers, Message, Receive, Scope, Send, values_of, without
from avowal.edge.visit import Visit, visit_of

NAMED_AT_MOST = 16
_COOKIE = frozenset({b"cookie"})
_SET_COOKIE = frozenset({b"set-cookie", b"set-cookie2"})


class CookieGate:
    """Lets declared cookies in and out, and names in `avowal-refused` what it refused or mended."""

    def __init__(self, inner: App, *, secure: bool, clock: Callable[[], datetime], health: Health) -> None:
        self._inner = inner
        self._secure = secure
        self._clock = clock
        self._health = health

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        visit = visit_of(scope)
        scope = {**scope, "headers": self._inward(visit, scope["headers"])}

        async def send_declared(message: Message) -> None:
            if message["type"] == START:
                message = {**message, "headers": self._outward(visit, message.get("headers") or [])}
            await send(message)

        await self._inner(scope, receive, send_declared)

    def _inward(self, visit: Visit, headers: Headers) -> Headers:
        sent = values_of(headers, b"cookie")
        if not sent:
            return headers
        kept = admitted(sent, permitted(visit.gates.cookies, visit.choices, visit.opted_out))
        return [*without(headers, _COOKIE), *([(b"cookie", kept)] if kept else [])]

    def _outward(self, visit: Visit, headers: Headers) -> Headers:
        """The response headers with their cookies held against the declarations.

        `avowal-…` is this program's own voice: what a page says under such a name is no evidence and goes.
        """
        others: Headers = []
        written: list[bytes] = []
        for name, value in headers:
            plain = name.lower()
            if plain == b"set-cookie":
                written.append(value)
            elif plain not in _SET_COOKIE and not plain.startswith(b"avowal-"):
                others.append((name, value))
        if not written:
            return others
        made = visit.gates.choices.made(written) if self._makes_choices(visit, written) else visit.choices

        def refusal(rule: CookieRule) -> str | None:
            return rule.refusal(made, visit.opted_out)

        cookies: Headers = []
        findings: list[Finding] = []
        for value in written:
            secure = self._secure or visit.scheme == "https"
            cookie, wrong = released(value, visit.gates.cookies, secure=secure, now=self._clock(), refusal=refusal)
            cookies += [(b"set-cookie", cookie)] if cookie is not None else []
            findings += wrong
        return [*others, *cookies, *self._named(findings)]

    @staticmethod
    def _makes_choices(visit: Visit, written: list[bytes]) -> bool:
        """Whether the answer itself keeps a visitor's choices: then these hold, no longer those she came with."""
        name = visit.gates.choices.cookie
        return bool(name) and any(value.partition(b"=")[0].strip(b" \t") == name for value in written)

    def _named(self, findings: list[Finding]) -> Headers:
        for finding in findings:
            self._health.cookies[finding.reason] += 1
        return [(b"avowal-refused", str(finding).encode("ascii")) for finding in findings[:NAMED_AT_MOST]]
