"""What a page announces before it asks: links and headers that make a browser connect, look up or fetch ahead, and
addresses to which the browser itself reports."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urljoin

ANNOUNCED = frozenset({"preconnect", "dns-prefetch", "prefetch", "preload", "modulepreload", "prerender"})
LOOK = r"""() => {
  const AHEAD = ["preconnect", "dns-prefetch", "prefetch", "preload", "modulepreload", "prerender"];
  const links = [...document.querySelectorAll("link[rel]")]
    .filter((link) => link.rel.toLowerCase().split(/\s+/).some((rel) => AHEAD.includes(rel)))
    .map((link) => [link.rel, link.href]);
  const rules = [];
  for (const script of document.querySelectorAll('script[type="speculationrules"]')) {
    try {
      const told = JSON.parse(script.textContent);
      for (const how of ["prefetch", "prerender", "prefetch_with_subresources"])
        for (const rule of told[how] || [])
          for (const url of rule.urls || []) rules.push([how.split("_")[0], new URL(url, document.baseURI).href]);
    } catch { /* no rules that a browser could read */ }
  }
  return [...links, ...rules];
}"""
_LINK_ENTRY = re.compile(r"""<([^<>]*)>((?:"[^"]*"|[^",<\n])*)""")  # several headers come with a line for each
_REL = re.compile(r""";\s*rel\s*=\s*"?((?:(?<=")[^"]*|[^\s;",]*))""", re.IGNORECASE)
_ENDPOINT = re.compile(r"""([\w-]+)\s*=\s*"([^"]*)\"""")
_POLICIES = ("content-security-policy", "content-security-policy-report-only")


def announced_in(header: str, url: str) -> list[tuple[str, str]]:
    """The (relation, address) pairs of a `Link` header of `url` that make a browser turn to the address."""
    return [
        (rel, address)
        for href, parameters in _LINK_ENTRY.findall(header)
        for rel in _REL.findall(parameters)
        if ANNOUNCED & set(rel.lower().split()) and (address := joined(url, href.strip()))
    ]


def report_endpoints(headers: Mapping[str, str], url: str) -> list[tuple[str, str]]:
    """The (header, address) pairs by which a response asks the browser to report to an address."""
    found = [(name, address) for name in _POLICIES for address in _policy_endpoints(headers.get(name, ""))]
    found += [
        ("reporting-endpoints", address) for _, address in _ENDPOINT.findall(headers.get("reporting-endpoints", ""))
    ]
    found += [("report-to", address) for address in _groups(headers.get("report-to", ""))]
    pairs = ((name, joined(url, address)) for name, address in found)
    return [(name, address) for name, address in dict.fromkeys(pairs) if address.startswith("http")]


def _policy_endpoints(policy: str) -> Iterator[str]:
    for directive in re.split(r"[;,\n]", policy):
        name, *values = directive.split() or [""]
        if name.lower() == "report-uri":
            yield from values


def _groups(header: str) -> Iterable[str]:
    """The addresses of a `Report-To` header: JSON objects divided by commas."""
    try:
        told = json.loads(f"[{header.replace(chr(10), ',')}]") if header else []
    except ValueError:
        return []
    return [str(one.get("url", "")) for group in told if isinstance(group, dict) for one in group.get("endpoints", ())]


def joined(url: str, href: str) -> str:
    """The whole address; empty for one that no browser could turn to."""
    try:
        return urljoin(url, href)
    except ValueError:
        return ""
