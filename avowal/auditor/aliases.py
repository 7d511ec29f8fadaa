"""Host names that the DNS says are another's: a tracker under a name of the site's own (CNAME cloaking).

The resolver is handed in. The one of this machine (`canonical`) tells the last name of a chain, which is who answers;
names that nobody can have registered are not asked for.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from avowal.auditor.evidence import Alias, PageVisit
from avowal.auditor.hosts import is_address, registrable

Resolver = Callable[[str], Sequence[str]]
"""Each CNAME of a host name in turn; none for a name that answers itself, or that cannot be resolved."""
_PRIVATE = ("localhost", "local", "internal", "test", "example", "invalid", "lan", "home.arpa", "onion")
_TOGETHER = 8


def canonical(host: str) -> Sequence[str]:
    """The name under which the machine's own resolver says that `host` answers, if it is another."""
    if _is_private(host):
        return ()
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, flags=socket.AI_CANONNAME)
    except OSError:
        return ()
    name = next((str(one[3]).rstrip(".").lower() for one in found if one[3]), "")
    return (name,) if name and name != host else ()


def with_aliases(visits: Iterable[PageVisit], own_hosts: Iterable[str], resolve: Resolver) -> tuple[PageVisit, ...]:
    """The visits with what the DNS says of each host that looks like the sites' own; each name is asked for once."""
    seen = tuple(visits)
    ours = {registrable(host) for host in own_hosts}
    of_visit = [{one.host for one in visit.requests if one.host and registrable(one.host) in ours} for visit in seen]
    hosts = sorted({host for asked in of_visit for host in asked if not is_address(host)})
    with ThreadPoolExecutor(_TOGETHER) as together:
        chains = dict(zip(hosts, together.map(lambda host: _asked(resolve, host), hosts), strict=True))
    return tuple(
        replace(visit, aliases=tuple(Alias(host, chains[host]) for host in sorted(asked) if chains.get(host)))
        for visit, asked in zip(seen, of_visit, strict=True)
    )


def _asked(resolve: Resolver, host: str) -> tuple[str, ...]:
    return tuple(name.rstrip(".").lower() for name in resolve(host))


def _is_private(host: str) -> bool:
    return "." not in host or any(host == end or host.endswith(f".{end}") for end in _PRIVATE)
