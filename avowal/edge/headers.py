"""The headers that the policy implies, whatever a page asks for (RULES R79–R84; ledger 4.6, 11.3, 12.3, 14.1).

The content-security policy is built from the declared third parties of each area: a host that the bundle does
not name cannot be loaded from, and one it names only for the kinds of content and the pages it names.
The office has a policy of its own, because Wagtail's admin writes inline scripts and styles, shows page
previews in a frame of its own site, and pictures as `data:` and `blob:`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from avowal.edge.protocol import START, App, Headers, Message, Receive, Scope, Send
from avowal.edge.settings import PAGES_OF, Area, DoorSettings
from avowal.edge.visit import visit_of
from avowal.policy.model import ContentKind, Policy

REPORTS = "/_a/r"
SELF = "'self'"
NONE = "'none'"

_DIRECTIVE_OF = {
    ContentKind.FRAME: "frame-src",
    ContentKind.IMAGE: "img-src",
    ContentKind.SCRIPT: "script-src",
    ContentKind.STYLE: "style-src",
    ContentKind.FONT: "font-src",
    ContentKind.MEDIA: "media-src",
    ContentKind.CONNECT: "connect-src",
}
_PLAIN_HOST = re.compile(r"^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+(:[0-9]{1,5})?$")

_FEATURES_REFUSED = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "clipboard-read",
    "clipboard-write",
    "compute-pressure",
    "cross-origin-isolated",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "identity-credentials-get",
    "idle-detection",
    "keyboard-map",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "otp-credentials",
    "payment",
    "picture-in-picture",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "sync-xhr",
    "unload",
    "usb",
    "window-management",
    "xr-spatial-tracking",
)
PERMISSIONS = ", ".join(
    [f"{feature}=()" for feature in _FEATURES_REFUSED]
    + ["publickey-credentials-create=(self)", "publickey-credentials-get=(self)"]
)

_ALWAYS: Mapping[str, str] = {
    "referrer-policy": "same-origin",
    "permissions-policy": PERMISSIONS,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "server": "",  # a server that is told nothing here names itself
    "x-content-type-options": "nosniff",
    "x-dns-prefetch-control": "off",
    "x-permitted-cross-domain-policies": "none",
}
HSTS = "max-age=63072000; includeSubDomains"
VARIES_BY = (b"Cookie", b"Sec-GPC", b"DNT")
"""What of a visitor's browser decides how a page looks: her choices, and the signals by which she opts out."""
ENDPOINTS = f'avowal="{REPORTS}"'

DECIDED_HERE = frozenset(
    name.encode("ascii")
    for name in (
        *_ALWAYS,
        "accept-ch",  # asks every later request for more about the browser than is declared
        "accept-ch-lifetime",
        "content-security-policy",
        "content-security-policy-report-only",
        "cross-origin-embedder-policy",
        "cross-origin-embedder-policy-report-only",
        "cross-origin-opener-policy-report-only",
        "critical-ch",
        "document-policy",
        "feature-policy",
        "nel",
        "permissions-policy-report-only",
        "refresh",  # sends the visitor on, anywhere, without a click
        "report-to",
        "reporting-endpoints",
        "sourcemap",
        "strict-transport-security",
        "x-aspnet-version",
        "x-frame-options",
        "x-generator",
        "x-powered-by",
        "x-xss-protection",
    )
)


def headers_of(area: Area, policy: Policy | None, settings: DoorSettings) -> Headers:
    """The headers of every response in `area` under `policy`; the strictest ones without a policy."""
    allowed = _third_parties(area, policy)
    said = dict(_ALWAYS)
    said["content-security-policy"] = content_security_policy(area, policy, secure=settings.secure)
    said["x-frame-options"] = "SAMEORIGIN" if area is Area.OFFICE else "DENY"
    if not allowed:
        said["cross-origin-embedder-policy"] = "require-corp"
    if settings.secure:
        said |= {"strict-transport-security": HSTS, "reporting-endpoints": ENDPOINTS}
    return [(name.encode("ascii"), value.encode("ascii")) for name, value in said.items()]


def headers_of_mail(policy: Policy | None, settings: DoorSettings) -> Headers:
    """The headers of a mail beacon's picture, which readers show on pages of their own."""
    own = headers_of(Area.PUBLIC, policy, settings)
    return [(name, b"cross-origin" if name == b"cross-origin-resource-policy" else value) for name, value in own]


def content_security_policy(area: Area, policy: Policy | None, *, secure: bool) -> str:
    """The Content-Security-Policy of `area`, with the hosts that the policy's third parties declare there.

    `report-to` stands in it only over HTTPS: without it a browser sends nothing to a Reporting API address, and
    yet would then not look at `report-uri` either.
    """
    sources = _office_sources() if area is Area.OFFICE else _page_sources()
    for directive, hosts in _third_parties(area, policy).items():
        own = [source for source in sources[directive] if source != NONE]
        sources[directive] = [*own, *hosts]
    written = [f"{directive} {' '.join(allowed)}" for directive, allowed in sources.items()]
    return "; ".join([*written, f"report-uri {REPORTS}", *(["report-to avowal"] if secure else [])])


def _page_sources() -> dict[str, list[str]]:
    own = ("script-src", "style-src", "img-src", "font-src", "connect-src", "media-src", "manifest-src")
    return {
        "default-src": [NONE],
        **{directive: [SELF] for directive in own},
        "frame-src": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }


def _office_sources() -> dict[str, list[str]]:
    inline = [SELF, "'unsafe-inline'"]
    pictures = [SELF, "data:", "blob:"]
    return {
        **_page_sources(),
        "script-src": inline,
        "style-src": inline,
        "img-src": pictures,
        "media-src": pictures,
        "font-src": [SELF, "data:"],
        "frame-src": [SELF],
        "frame-ancestors": [SELF],
    }


def _third_parties(area: Area, policy: Policy | None) -> dict[str, list[str]]:
    """Directive → hosts that are declared for `area`. A host that is not a plain name (`*`, a path) is left out."""
    page_class = PAGES_OF.get(area)
    allowed: dict[str, list[str]] = {}
    for party in policy.third_parties.values() if policy and page_class else ():
        if page_class not in party.pages:
            continue
        hosts = [f"https://{host}" for host in party.hosts if _PLAIN_HOST.fullmatch(host)]
        for kind in party.content if hosts else ():
            known = allowed.setdefault(_DIRECTIVE_OF[kind], [])
            known.extend(host for host in hosts if host not in known)
    return allowed


def kept(headers: Iterable[tuple[bytes, bytes]]) -> Headers:
    """What stays of a page's own headers: all but those that are decided here.

    Of a page that people read, `Vary` says that it differs by the signals and choices of its visitor (R35, 4.12).
    """
    stays: Headers = []
    varies: list[bytes] = []
    is_page = False
    for name, value in headers:
        plain = name.lower()
        if plain == b"vary":
            varies.append(value)
        elif plain not in DECIDED_HERE:
            stays.append((name, value))
            is_page = is_page or (plain == b"content-type" and value[:9].lower() == b"text/html")
    if not is_page:
        return [*stays, *((b"vary", value) for value in varies)]
    return [*stays, (b"vary", _varying(b",".join(varies)))]


@lru_cache(maxsize=64)
def _varying(said: bytes) -> bytes:
    names = [name.strip() for name in said.split(b",") if name.strip()]
    known = {name.lower() for name in names}
    return b"*" if b"*" in known else b", ".join([*names, *(name for name in VARIES_BY if name.lower() not in known)])


class ImpliedHeaders:
    """Puts the area's headers on every response and takes off whatever a page said under those names."""

    def __init__(self, inner: App) -> None:
        self._inner = inner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        visit = visit_of(scope)
        implied = visit.gates.mail_headers if visit.by_mail else visit.gates.headers[visit.area]

        async def send_with_headers(message: Message) -> None:
            if message["type"] == START:
                message = {**message, "headers": [*kept(message.get("headers") or ()), *implied]}
            await send(message)

        await self._inner(scope, receive, send_with_headers)
