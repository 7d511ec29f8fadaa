"""Serves `page.js`, the one script that sends page and area beacons, with the addresses that the policy declares.

What it tells: that a page was opened; when it is left, the seconds for which it was in sight; and which areas of it,
marked by `data-area`, were in sight for a second (half of the area, or half a window of it). It keeps nothing in the
browser, reads nothing else, and changes nothing on the page. It says nothing under GPC and DNT.

It is one text for everybody, so that caches may hold it, and it cannot know a visitor's choices, for scripts may not
read the cookie that keeps them. So nothing is sent after a refusal because her pages leave the script out: the door
tells the website by `scope["avowal"]["page_script"]`. Where a page asks for it all the same, she gets one that is
silent and never cached, and what a page sends that was open before, is dropped at the door.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib.resources import files

from avowal.edge.choices import refused
from avowal.edge.gates import AREA_BEACON, PAGE_BEACON, Gathering
from avowal.edge.protocol import Headers, Receive, Scope, Send, answer
from avowal.edge.visit import Visit, visit_of

SILENT = b"// The policy in force declares neither page nor area beacons, so nothing is sent.\n"
REFUSED = b"// You refused page and area beacons, so nothing is sent.\n"
FOR_AN_HOUR = b"public, max-age=3600"


class _Script:
    """A script with its headers, made once."""

    def __init__(self, text: bytes, cache_control: bytes) -> None:
        self.text = text
        self.tag = b'"' + hashlib.sha256(text).hexdigest()[:16].encode("ascii") + b'"'
        self.headers: Headers = [
            (b"content-type", b"text/javascript; charset=utf-8"),
            (b"cache-control", cache_control),
            (b"etag", self.tag),
        ]


class PageScript:
    """The script with the beacons that the policy declares; one that does nothing where it declares none."""

    def __init__(self) -> None:
        whole = files("avowal.edge").joinpath("page.js").read_bytes()
        no_views, no_areas = _without(whole, PAGE_BEACON), _without(whole, AREA_BEACON)
        self._scripts = {
            (True, True): _Script(whole, FOR_AN_HOUR),
            (True, False): _Script(no_areas, FOR_AN_HOUR),
            (False, True): _Script(no_views, FOR_AN_HOUR),
            (False, False): _Script(SILENT, b"no-cache"),
        }
        self._refused = _Script(REFUSED, b"private, no-store")

    async def __call__(self, scope: Scope, _: Receive, send: Send) -> None:
        visit = visit_of(scope)
        script = self._scripts[_declared(visit)]
        if script.text != SILENT and refuses_all(visit):
            script = self._refused
        if visit.method not in ("GET", "HEAD"):
            await answer(send, 405, [(b"allow", b"GET, HEAD")])
        elif script.tag in _tags(visit.values(b"if-none-match")):
            await answer(send, 304, script.headers)
        else:
            await answer(send, 200, script.headers, script.text)


def _declared(visit: Visit) -> tuple[bool, bool]:
    """Whether page and area beacons are declared for the site that is asked."""
    views, areas = visit.gates.page_beacons, visit.gates.area_beacons
    return any(found.covers(visit.site) for found in views), any(found.covers(visit.site) for found in areas)


def tells(visit: Visit) -> bool:
    """Whether the page script has anything to send for this visitor; if not, her pages leave it out."""
    return any(_declared(visit)) and visit.opted_out is None and not refuses_all(visit)


def refuses_all(visit: Visit) -> bool:
    """Whether this visitor refused every beacon that the page script would send."""
    return all(refused(found.choices, visit.choices) for found in _sent_by_the_script(visit))


def _sent_by_the_script(visit: Visit) -> list[Gathering]:
    both = (*visit.gates.page_beacons, *visit.gates.area_beacons)
    return [found for found in both if found.covers(visit.site)]


def _without(script: bytes, address: str) -> bytes:
    """The script with nothing in place of a beacon's `address`, which stands in it exactly once."""
    before, said, after = script.partition(f'"{address}"'.encode("ascii"))
    if not said:
        raise ValueError(f"page.js does not name {address}, the address of a beacon.")
    return before + b'""' + after


def _tags(values: Sequence[bytes]) -> list[bytes]:
    return [tag.strip().removeprefix(b"W/") for value in values for tag in value.split(b",")]
