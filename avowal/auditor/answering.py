"""Asks, as a plain client, for the addresses of links that no visit has answered: which of them are dead (0.5, 12.1).

Each address is asked for once, for its headers first. Names under which nothing can be registered (`.example` and the
like) are asked for only where a host rule says where they are. Nothing is asked of private networks for strangers.
"""

from __future__ import annotations

import re
import socket
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urldefrag, urlsplit, urlunsplit

import httpx

from avowal.auditor.evidence import PageVisit, Pass
from avowal.auditor.framed import Answer
from avowal.auditor.probe import direct
from avowal.auditor.reachable import mapped

MOST_LINKS = 120
NO_SUCH_HOST, NO_ANSWER = "no such host", "no answer"
_RESERVED = (".example", ".test", ".invalid")
_ACTS = re.compile(r"(?:log|sign)[-_]?out|unsubscribe|delete|erase", re.IGNORECASE)
_TIMEOUT = 6.0
_PATIENCE = 30.0
"""Seconds for hosts that a rule places, which is one's own machine: asked for much at once, it takes its time."""
_AT_ONCE = 8
_NOT_BY_HEAD = frozenset({400, 403, 404, 405, 406, 410, 500, 501, 502, 503})
"""Answers after which the address is asked for as a visitor asks: some servers know no HEAD."""
_AGENT = "Mozilla/5.0 (compatible; AvowalAudit/1.0; link check)"
_REDIRECTS = 5


def answers(
    visits: Sequence[PageVisit], host_rules: tuple[str, ...], reachable: Callable[[str], bool]
) -> tuple[Answer, ...]:
    """What the links of the first visits lead to, where no visit has been there itself, up to MOST_LINKS of them."""
    known = {_bare(seen.url) for seen in visits if seen.reached}
    links: dict[str, str] = {}
    for seen in visits:
        if seen.passing is Pass.FIRST_VISIT:
            for link in seen.links:
                if link.href.startswith(("http:", "https:")) and _bare(link.href) not in known:
                    links.setdefault(_bare(link.href), seen.url)
    wanted = list(_chosen(links, visits, host_rules, reachable))[:MOST_LINKS]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return tuple(pool.map(lambda one: _asked(one[0], one[1], host_rules), wanted))


def _chosen(
    links: dict[str, str],
    visits: Iterable[PageVisit],
    host_rules: tuple[str, ...],
    reachable: Callable[[str], bool],
) -> Iterator[tuple[str, str]]:
    """The links to others first, then those of menus; none that would act or cannot be asked for."""
    menus = {_bare(link.href) for seen in visits for link in seen.links if link.region in ("nav", "header")}
    own = {urlsplit(seen.url).netloc for seen in visits}
    rules = mapped(host_rules)
    paths = Counter(urlsplit(address).path for address in links)
    # what leads to others comes first, then entries that stand on few hosts: what all have is likely alive
    for address in sorted(links, key=lambda one: (urlsplit(one).netloc in own, paths[urlsplit(one).path])):
        parts = urlsplit(address)
        host = parts.hostname or ""
        is_own = parts.netloc in own
        if (is_own and address not in menus) or _ACTS.search(parts.path):
            continue
        if (not host.endswith(_RESERVED) or host in rules or is_own) and reachable(address):
            yield address, links[address]


def _asked(address: str, on: str, host_rules: tuple[str, ...]) -> Answer:
    base, host = direct(address, host_rules)
    parts = urlsplit(address)
    target = base + urlunsplit(("", "", parts.path or "/", parts.query, ""))
    headers = {"User-Agent": _AGENT, **({"Host": host} if host else {})}
    try:
        with httpx.Client(
            timeout=_PATIENCE if host else _TIMEOUT, trust_env=False, verify=not host, max_redirects=_REDIRECTS
        ) as client:
            status = client.head(target, headers=headers).status_code
            if status in _NOT_BY_HEAD:
                with client.stream("GET", target, headers=headers) as answer:
                    status = answer.status_code
    except httpx.HTTPError as trouble:
        return Answer(address, None, on, NO_SUCH_HOST if _unknown(trouble) else NO_ANSWER)
    return Answer(address, status, on)


def _unknown(trouble: BaseException | None) -> bool:
    """Whether the name has no address, told apart from a network that is away."""
    while trouble is not None:
        if isinstance(trouble, socket.gaierror):
            return trouble.errno == socket.EAI_NONAME
        trouble = trouble.__cause__ or trouble.__context__
    return False


def _bare(address: str) -> str:
    return urldefrag(address)[0]
