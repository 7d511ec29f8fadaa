"""Plays simulated visits through the real front door: pages over HTTP, then the beacons a browser would send.

Every visitor comes from an address of her own in 127.0.0.0/8 where the system allows it (Linux does), so that the
sites count visitors as they would on a network. Nothing is written past the edge, and nothing leaves the machine.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import httpx

BROWSERS: Sequence[str] = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 Version/18.6 Mobile/15E148 Safari/604",
    "Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 Chrome/142.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.6 Safari/605.1.15",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0",
)
ROBOT = "ExampleSearchBot/2.1 (+https://search.example/bot)"
SOURCES: Sequence[str] = (
    "", "", "", "https://search.example/results", "https://search.example/results", "https://county.example/health",
    "https://social.example/harborhealth", "https://clinic.example/insurance",
)  # fmt: skip
ROBOT_SHARE, OPTED_OUT_SHARE, SPANISH_SHARE = 0.06, 0.08, 0.25
LONGEST_VISIT = 6
_LINK = re.compile(r'<a\b[^>]*\bhref="(/[a-z0-9/-]*)"')
_NOT_PAGES = ("/_a/", "/office/", "/account/", "/text-size/", "/static/", "/media/", "/health/", "/.well-known/")


@dataclass
class Played:
    """What was played: visits, pages asked for, beacons kept and beacons not kept, answers that were errors."""

    visits: int = 0
    pages: int = 0
    beacons_kept: int = 0
    beacons_dropped: int = 0
    errors: int = 0


def play(
    hosts: Mapping[str, str],
    port: int,
    count: int,
    chance: random.Random,
    progress: Callable[[], object] = lambda: None,
) -> Played:
    """Play `count` visits to the sites in `hosts` (site key → host name), served on `port` of this machine."""
    played = Played()
    sites = list(hosts.values())
    for number in range(count):
        host = chance.choices(sites, weights=[6] + [2] * (len(sites) - 1))[0]
        with httpx.Client(transport=_transport(number), timeout=30) as client:
            _visit(client, f"http://127.0.0.1:{port}", f"{host}:{port}", chance, played)
        played.visits += 1
        progress()
    return played


def _transport(number: int) -> httpx.HTTPTransport:
    address = f"127.{10 + number // 62_500 % 200}.{number // 250 % 250}.{2 + number % 250}"
    try:
        import socket

        with socket.socket() as probe:
            probe.bind((address, 0))
    except OSError:
        return httpx.HTTPTransport()
    return httpx.HTTPTransport(local_address=address)


def _visit(client: httpx.Client, base: str, host: str, chance: random.Random, played: Played) -> None:
    robot = chance.random() < ROBOT_SHARE
    headers = {"host": host, "user-agent": ROBOT if robot else chance.choice(BROWSERS)}
    if chance.random() < OPTED_OUT_SHARE:
        headers["sec-gpc"] = "1"
    path = "/es/" if chance.random() < SPANISH_SHARE else "/"
    referrer = chance.choice(SOURCES)
    for _ in range(chance.randint(1, LONGEST_VISIT)):
        page = client.get(base + path, headers=headers | ({"referer": referrer} if referrer else {}))
        played.pages += 1
        played.errors += page.is_error
        if not robot:
            _beacons(client, base, headers, _view(path, referrer, host, chance), played)
        onward = [link for link in _LINK.findall(page.text) if not link.startswith(_NOT_PAGES)]
        if not onward:
            return
        path, referrer = chance.choice(onward), f"http://{host}{path}"


def _view(path: str, referrer: str, host: str, chance: random.Random) -> dict[str, object]:
    outside = "" if referrer.startswith(f"http://{host}/") else referrer
    language = "es" if path.startswith("/es/") else "en"
    return {"path": path, "lang": language, "ref": outside, "key": f"{chance.getrandbits(96):024x}"}


def _beacons(client: httpx.Client, base: str, headers: dict[str, str], view: dict[str, object], played: Played) -> None:
    """What `page.js` sends: the page was opened; it was in sight for so many seconds."""
    if headers.get("sec-gpc") == "1":
        return  # the script stays silent
    engaged = min(1800, int(random.Random(str(view["key"])).lognormvariate(3.2, 1.0)))
    for message in (view, {**view, "engaged": engaged}):
        sent = client.post(
            f"{base}/_a/v", content=json.dumps(message), headers={**headers, "content-type": "text/plain"}
        )
        kept = sent.is_success and "avowal-dropped" not in sent.headers
        played.beacons_kept += kept
        played.beacons_dropped += not kept
