"""The mail beacon: a picture of one dot by whose loading a mail tells that it was opened (ledger 4.9, 4.11, 4.12).

Whatever is asked, and whatever becomes of it, the answer is the same 43 bytes, never cached, so that the picture tells
nobody whether a token is known; only `avowal-dropped` says why an opening was not kept. No cookie is read or set.

`reading_format` says how the reader shows the mail, as far as that can be known: `pictures` when the reader itself
loaded it, `proxy` when a mail service fetched it for its reader. A mail that is read as text loads nothing and tells
nothing. What a mail service or a scanner fetches is marked `automated`: a person may stand behind a `proxy`, nobody
stands behind a scanner, for which no format is told.

Rows of mails carry no key of a visitor, and their time only to the minute, so that they cannot be tied to the weblog's
record of the same request, which keeps neither the token nor a key.
"""

from __future__ import annotations

import re
from collections import Counter

from avowal.edge.collector import Event, Step, declared_in, keep, not_opted_out, not_refused, under_a_policy, walk
from avowal.edge.dropping import Drop
from avowal.edge.gates import MAIL_BEACON
from avowal.edge.protocol import Headers, Receive, Scope, Send, answer
from avowal.edge.rows import Spool, Visitors
from avowal.edge.visit import Visit, visit_of
from avowal.events.mail_tokens import MailTokens, SecretUnusable

DOT = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00"
    b",\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)
"""A transparent picture of one dot."""
ENDING = ".gif"
PICTURES, PROXY = "pictures", "proxy"

_HEADERS: Headers = [(b"content-type", b"image/gif"), (b"cache-control", b"no-store")]
_PROXY = re.compile(
    r"googleimageproxy|yahoomailproxy|yahoocachesystem|ggpht[.]com"  # Gmail, Yahoo and AOL
    r"|^mozilla/5[.]0$"  # Apple's Mail Privacy Protection fetches every picture, opened or not
    r"|proton(?:mail|-mail)?[ /-]?(?:image)?proxy|fastmail.{0,20}proxy|imageproxy|image-proxy"
)
_SCANNER = re.compile(
    r"safelinks|microsoft office existence discovery|exchange online protection|microsoft-defender"
    r"|barracuda|proofpoint|mimecast|messagelabs|symantec|trend ?micro|fireeye|trellix|sophos|forcepoint|cloudmark"
    r"|ironport|fortiguard|fortimail|vade ?secure|virustotal|urlscan|spamassassin|rspamd|mailscanner"
)
_FETCHED_AHEAD = re.compile(r"\b(?:prefetch|preview|prerender)\b", re.IGNORECASE)


class MailBeacon:
    """Everything below `/_a/m/`."""

    def __init__(self, tokens: MailTokens | None, *, spool: Spool, visitors: Visitors, counts: Counter[str]) -> None:
        self._tokens = tokens
        self._spool = spool
        self._visitors = visitors
        self._counts = counts
        self._steps: tuple[Step, ...] = (
            under_a_policy,
            declared_in(lambda visit: visit.gates.mail_beacons),
            not_opted_out,
            not_refused,
        )

    async def __call__(self, scope: Scope, _: Receive, send: Send) -> None:
        visit = visit_of(scope)
        if visit.method not in ("GET", "HEAD"):
            self._counts[Drop.METHOD] += 1
            await answer(send, 405, [(b"allow", b"GET, HEAD"), (b"avowal-dropped", Drop.METHOD.encode("ascii"))])
            return
        dropped = await self._collected(visit, scope["path"])
        self._counts["kept" if dropped is None else dropped] += 1
        said = [] if dropped is None else [(b"avowal-dropped", dropped.encode("ascii"))]
        await answer(send, 200, [*_HEADERS, *said], DOT)

    async def _collected(self, visit: Visit, path: str) -> Drop | None:
        """Keep an opening; the reason when it is not kept."""
        admitted = walk(self._steps, Event(visit))
        if isinstance(admitted, Drop):
            return admitted
        name = path.removeprefix(MAIL_BEACON)
        if self._tokens is None or not name.endswith(ENDING):
            return Drop.UNKNOWN_MAIL
        try:
            read = self._tokens.read(name.removesuffix(ENDING))
        except (OSError, SecretUnusable):
            return Drop.MAIL_KEY
        if read is None:
            return Drop.UNKNOWN_MAIL
        opened: dict[str, object] = {
            "seen_at": visit.seen_at.replace(second=0, microsecond=0),
            "message_key": read.message_key,
            "issue": read.issue,
            **how_read(visit),
        }
        return await keep(admitted.telling(opened), spool=self._spool, visitors=self._visitors)


def how_read(visit: Visit) -> dict[str, object]:
    """`reading_format`, where it can be known, and whether a machine fetched the picture."""
    agent = visit.user_agent.strip().lower()
    if _PROXY.search(agent):
        return {"reading_format": PROXY, "automated": True}
    ahead = any(_FETCHED_AHEAD.search(visit.text(name)) for name in (b"sec-purpose", b"purpose", b"x-purpose"))
    if ahead or visit.method == "HEAD" or visit.agent.automated or _SCANNER.search(agent):
        return {"automated": True}
    return {"reading_format": PICTURES, "automated": False}
