"""Whether an address may be asked for: a site of strangers must not lead the audit into private networks (R101).

Names are resolved once and remembered for the run. The browser resolves again by itself, so a name that changes
its address in between is caught only where the browser's answer is looked at too.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from avowal.auditor.hosts import is_address, is_private

Resolver = Callable[[str], Sequence[str]]


def _resolve(host: str) -> Sequence[str]:
    try:
        return sorted({str(found[4][0]) for found in socket.getaddrinfo(host, None)})
    except OSError:
        return ()


class Reachable:
    """Answers for one run; calling it with an address of the web says whether it may be asked for."""

    def __init__(self, host_rules: Sequence[str], *, allow_private: bool, resolve: Resolver = _resolve) -> None:
        self._allow_private = allow_private
        self._rules = mapped(host_rules)
        self._resolve = resolve
        self._known: dict[str, bool] = {}

    def __call__(self, url: str) -> bool:
        if self._allow_private:
            return True
        parts = urlsplit(url)
        if parts.scheme in ("data", "blob", "about"):
            return True
        host = (parts.hostname or "").rstrip(".")
        if host not in self._known:
            self._known[host] = bool(host) and self._is_public(host)
        return self._known[host]

    def _is_public(self, host: str) -> bool:
        if host == "localhost" or host.endswith(".localhost"):
            return False
        if host in self._rules:
            host = self._rules[host].rpartition(":")[0] or self._rules[host]
        addresses = [host] if is_address(host) else self._resolve(host)
        return bool(addresses) and not any(is_private(address) for address in addresses)


def mapped(host_rules: Sequence[str]) -> dict[str, str]:
    """Host name → `address` or `address:port` of Chromium's `MAP name address` rules; other rules are the browser's."""
    found = {}
    for rule in host_rules:
        match rule.split():
            case [verb, name, target] if verb.upper() == "MAP" and "*" not in name:
                found[name.lower()] = target
    return found
