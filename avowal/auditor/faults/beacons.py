"""Faults of beacons and refusals: 1.1, 4.6, 4.8, 4.11, 4.12, 0.9 and 11.3.

The names of declared cookies, and the addresses of declared beacons, are Harbor's, the sample's.
"""

from __future__ import annotations

from avowal.auditor.evidence import Pass
from avowal.auditor.faults.planting import (
    UNGUARDED,
    App,
    Fault,
    Receive,
    Scope,
    Send,
    header,
    insert,
    script,
    with_field,
)

_BEACON = 'navigator.sendBeacon("/_a/v", JSON.stringify({{ path: location.pathname, key: {key} }}));'
_TYPED = """
for (const field of document.querySelectorAll('input[type="email"]')) field.addEventListener("blur", () => {
  if (field.value) navigator.sendBeacon("/_a/v", JSON.stringify({ path: location.pathname, key: TOLD(field.value) }));
});
"""
_ALWAYS = """
addEventListener("pagehide", () => navigator.sendBeacon("/_a/a",
  JSON.stringify({ path: location.pathname, key: "0123456789abcdef", area: "AREA" })));
"""
_TO_ANOTHER = """
const size = document.cookie.split("harbor_text_size=")[1] || "";
new Image().src = "https://partner.example/p?s=" + encodeURIComponent("harbor_text_size=" + size.split(";")[0]);
"""
_SIGNAL_BLIND = 'navigator.sendBeacon("/_a/v", JSON.stringify({ path: location.pathname, engaged: 1 }));'
SETS_COOKIES = "cookies.example"
"""A host that has to answer with a cookie for the fault of 11.3 to show."""
_SENT_ON = b"/cookies-needed/"


def _needs_cookies(app: App) -> App:
    """Turns away whoever brings no cookie, after having tried to set one."""

    async def planted(scope: Scope, receive: Receive, send: Send) -> None:
        headers = dict(scope["headers"])
        tried = b"tried=1" in scope.get("query_string", b"")
        if scope["type"] == "http" and scope["path"] == "/" and b"cookie" not in headers:
            where = _SENT_ON if tried else b"/?tried=1"
            set_cookie = (b"set-cookie", b"harbor_form=1; Path=/; SameSite=Lax")
            start = {"type": "http.response.start", "status": 302, "headers": [(b"location", where), set_cookie]}
            await send(start)
            await send({"type": "http.response.body", "body": b""})
        else:
            await app(scope, receive, send)

    return planted


BEACON_FAULTS: tuple[Fault, ...] = (
    Fault(
        "0.9",
        "remembered-before-asked",
        "harbor_return",
        header("set-cookie", "harbor_return=1; Path=/; Max-Age=86400; SameSite=Lax"),
    ),
    Fault(
        "1.1",
        "address-in-a-beacon",
        "typed on the page (plain)",
        with_field(script("told", _TYPED.replace("TOLD", ""))),
    ),
    Fault(
        "1.1",
        "address-encoded-in-a-beacon",
        "typed on the page (base64)",
        with_field(script("encoded", _TYPED.replace("TOLD", "btoa"))),
    ),
    Fault("4.6", "cookie-to-another-host", "partner.example", script("partner", _TO_ANOTHER), UNGUARDED),
    Fault("4.8", "area-made-up", "made-up-area", script("area", _ALWAYS.replace("AREA", "made-up-area"))),
    Fault(
        "4.8",
        "field-of-a-beacon",
        "“window”",
        script("field", 'navigator.sendBeacon("/_a/v", JSON.stringify({ path: "/", window: innerWidth }));'),
    ),
    Fault(
        "4.8", "beacon-of-another-address", "/planted/seen", script("seen", 'navigator.sendBeacon("/planted/seen");')
    ),
    Fault(
        "4.8", "pixel-of-a-vendor", "vendor.example", script("vendor", 'new Image().src = "//vendor.example/p.gif";')
    ),
    Fault(
        "4.11",
        "illness-in-a-beacon",
        "illness in its field “key”",
        script("illness", _BEACON.format(key='"breast-cancer-program"')),
    ),
    Fault(
        "4.11",
        "illness-in-an-address",
        "illness in its address",
        script("query", 'navigator.sendBeacon("/_a/v?about=diabetes", "{}");'),
    ),
    Fault(
        "11.3",
        "cookie-of-a-vendor",
        "the cookie “uid”",
        insert(f'<img src="http://{SETS_COOKIES}/p.gif" alt="" width="1" height="1">'),
        UNGUARDED,
    ),
    Fault("4.12", "fails-without-cookies", "no cookies", _needs_cookies, (Pass.NO_COOKIES,), alone=True),
    Fault(
        "4.12",
        "beacon-after-refusal",
        "sent all the same",
        script("blind", _SIGNAL_BLIND),
        (Pass.REFUSING, Pass.OPTED_OUT),
    ),
)
