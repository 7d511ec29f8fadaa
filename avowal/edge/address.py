"""Where a request came from: the peer, or what a declared proxy says about it (RULES R113).

A forwarding header is worth what its sender is worth. It is read only when the peer is a trusted proxy, from
the right, up to the first hop that is not one; then all such headers go, whoever sent them, so that nothing
behind the door can believe one again: the scope itself says who came, and how.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network

from avowal.edge.protocol import Headers, Index, Scope, values_of
from avowal.events.addresses import parse

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

FORWARDING = frozenset(
    {
        b"forwarded",
        b"client-ip",
        b"cf-connecting-ip",
        b"fastly-client-ip",
        b"true-client-ip",
        b"x-client-ip",
        b"x-cluster-client-ip",
        b"x-host",
        b"x-http-host-override",
        b"x-original-host",
        b"x-original-url",
        b"x-real-ip",
        b"x-rewrite-url",
    }
)
FORGEABLE_PREFIXES = (b"x-forwarded-", b"x-avowal-", b"avowal-")


class Proxies:
    """The networks of trusted proxies. What was worked out of an address is remembered: few proxies send
    much, and a visitor comes more than once."""

    def __init__(self, trusted: Iterable[Network]) -> None:
        self._networks = tuple(trusted)
        self.hop = lru_cache(maxsize=8192)(self._hop)

    def _hop(self, text: str) -> tuple[str, bool]:
        """The one usual spelling of an address, empty for none, and whether it is a trusted proxy's."""
        found = parse_address(text)
        if found is None:
            return "", False
        among = any(found.version == network.version and found in network for network in self._networks)
        return str(found), among


def networks(trusted: Iterable[str]) -> Proxies:
    """Read the addresses and networks of `trusted_proxies`; ValueError names the one that is neither."""
    return Proxies([_network(text) for text in trusted])


def _network(text: str) -> Network:
    try:
        return ip_network(text.strip(), strict=False)
    except ValueError:
        raise ValueError(
            f"trusted_proxies holds “{text}”, which is neither an address nor a network; "
            "write for example 10.0.0.7 or 10.0.0.0/8."
        ) from None


def parse_address(text: str) -> Address | None:
    """The address in `text`, which may carry a port or brackets; None where there is none."""
    bare = text.strip().strip('"')
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    return parse(bare)


def client_of(scope: Scope, trusted: Proxies) -> tuple[str, str]:
    """The visitor's address (empty where the server names no peer) and the scheme she used."""
    peer, believed = trusted.hop(str((scope.get("client") or ("",))[0] or ""))
    scheme = "https" if scope.get("scheme") in ("https", "wss") else "http"
    if not believed:
        return peer, scheme
    headers = [pair for pair in scope["headers"] if pair[0][:12].lower() == b"x-forwarded-"]
    client = _rightmost_untrusted(_listed(headers, b"x-forwarded-for"), trusted) or peer
    forwarded = [word.lower() for word in _listed(headers, b"x-forwarded-proto")][-1:]
    return client, forwarded[0] if forwarded in (["http"], ["https"]) else scheme


def _rightmost_untrusted(hops: list[str], trusted: Proxies) -> str:
    """The first hop from the right that no proxy of ours is; empty where one on the way is malformed."""
    found = ""
    for hop in reversed(hops):
        found, ours = trusted.hop(hop)
        if not ours:
            break
    return found


def _listed(headers: Headers, name: bytes) -> list[str]:
    return [part.strip() for value in values_of(headers, name) for part in value.decode("latin-1").split(",")]


def believable(headers: Iterable[tuple[bytes, bytes]]) -> Headers:
    """The request headers that code behind the door may see.

    Gone are forwarding headers, names that only this program says, and names with an underscore, which
    gateways spell like their twin with a hyphen.
    """
    return [pair for pair in headers if _believed(pair[0])]


def indexed(headers: Iterable[tuple[bytes, bytes]]) -> Index:
    """Those headers by name, in a form that is quickly asked more than once."""
    pairs = list(headers)
    names = _each_once(tuple([name for name, _ in pairs]))
    index: Index = {}
    if names is not None:
        index = {name: (pair[1],) for name, pair in zip(names, pairs, strict=True)}
        index.pop(b"", None)
        return index
    for name, value in pairs:
        key = _believed(name)
        if key in index:
            index[key] += (value,)
        elif key:
            index[key] = (value,)
    return index


@lru_cache(maxsize=1024)
def _each_once(names: tuple[bytes, ...]) -> tuple[bytes, ...] | None:
    """`names` as `_believed` has them; None when one comes twice. Browsers and proxies send few different lists."""
    found = tuple(map(_believed, names))
    told = [name for name in found if name]
    return found if len({*told}) == len(told) else None


@lru_cache(maxsize=1024)
def _believed(name: bytes) -> bytes:
    """`name` in lower case; empty for one that could be forged."""
    name = name.lower()
    return b"" if name in FORWARDING or b"_" in name or name.startswith(FORGEABLE_PREFIXES) else name
