"""Finds and fetches a site's own privacy page: by the links of the page given, else where such pages usually lie.

Only addresses that may be asked for are asked for, each redirect anew, and what answered is looked at once more: a name
may change its address between the question and the call (R101).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from time import monotonic
from urllib.parse import urldefrag, urljoin, urlsplit, urlunsplit

import httpx

from avowal.auditor.hosts import is_private, same_owner
from avowal.auditor.probe import direct

LARGEST = 5 * 1024 * 1024
"""Bytes of one page."""
REDIRECTIONS = 5
LONGEST_WAIT = 15.0
"""Seconds for one page."""
MOST_LINKS = 5
USUAL = (
    "/privacy",
    "/privacy-policy",
    "/privacy/",
    "/privacy-policy/",
    "/privacy.html",
    "/privacy-policy.html",
    "/legal/privacy",
    "/legal/privacy-policy",
    "/about/privacy",
    "/privacy-notice",
    "/en/privacy",
    "/policies/privacy",
)
AGENT = "avowal-audit/1"
_WORDS = (
    "privacy policy|privacy notice|privacy statement|privacy practices|online privacy|privacy|data protection|"
    "política de privacidad|aviso de privacidad|privacidad|隱私|私隱|隐私|개인정보|գաղտնիություն|"
    "конфиденциальн|pagkapribado|quyền riêng tư|bảo mật|حریم خصوصی|ឯកជនភាព|الخصوصية|"
    "datenschutz|confidentialité|vie privée|privacidade"
)
_NAMED = re.compile(_WORDS, re.IGNORECASE)
_ADDRESSED = re.compile(r"privacy|privacidad|datenschutz|confidential|privacidade", re.IGNORECASE)
_WHOLE = re.compile(r"^\W*(online |website |web )?privacy (policy|notice|statement)\W*$", re.IGNORECASE)


@dataclass(frozen=True)
class Fetched:
    """A page as it came: the address at which it was found, its bytes, the character set that it declares."""

    url: str
    content: bytes
    charset: str = ""


@dataclass(frozen=True)
class Web:
    """How pages are asked for: `reachable` says which addresses may be, `host_rules` are Chromium's."""

    reachable: Callable[[str], bool]
    host_rules: tuple[str, ...] = ()
    allow_private: bool = False


def candidates(url: str, web: Web) -> Iterator[Fetched]:
    """Pages that may be the privacy policy of the site at `url`, the likeliest first, each fetched when asked for."""
    asked = set[str]()
    parts = urlsplit(url)
    start = fetch(url, web)
    if start is not None and _ADDRESSED.search(urlsplit(start.url).path):
        asked.add(start.url)
        yield start
    base = start.url if start else url
    linked = links_of(start) if start else []
    for address in [*linked[:MOST_LINKS], *(f"{parts.scheme}://{parts.netloc}{path}" for path in USUAL)]:
        if address in asked:
            continue
        asked.add(address)
        found = fetch(address, web)
        if found is not None and found.url not in asked - {address} and found.url != base:
            asked.add(found.url)
            yield found


def links_of(page: Fetched) -> list[str]:
    """The page's links that are named or addressed like a privacy policy, the best named first, of its owner first."""
    parser = _Links()
    try:
        parser.feed(page.content.decode(page.charset or "utf-8", errors="replace"))
    except LookupError:  # a character set that nobody knows
        parser.feed(page.content.decode("utf-8", errors="replace"))
    host = urlsplit(page.url).hostname or ""
    ranked: dict[str, tuple[bool, bool, bool, int]] = {}
    for at, (href, text) in enumerate(parser.found):
        try:
            address = urldefrag(urljoin(page.url, href.strip())).url
            named = urlsplit(address)
        except ValueError:
            continue
        if named.scheme not in ("http", "https") or not (_NAMED.search(text) or _ADDRESSED.search(named.path)):
            continue
        foreign = not same_owner(named.hostname or "", [host])
        rank = (foreign, not _WHOLE.match(text), not _NAMED.search(text), at)
        ranked[address] = min(rank, ranked.get(address, rank))
    return sorted(ranked, key=ranked.__getitem__)


def fetch(address: str, web: Web) -> Fetched | None:
    """The page behind `address`; None where it does not come, is no text, is too large, or may not be asked for."""
    began = monotonic()
    for _ in range(REDIRECTIONS + 1):
        if not web.reachable(address):
            return None
        try:
            answer = _asked(address, web, began)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError):
            return None
        if isinstance(answer, str):
            address = answer
            continue
        return answer
    return None


def _asked(address: str, web: Web, began: float) -> Fetched | str | None:
    """The page, the address that it redirects to, or None."""
    base, host = direct(address, web.host_rules)
    parts = urlsplit(address)
    headers = {
        "User-Agent": AGENT,
        "Accept": "text/html, text/plain, text/markdown",
        **({"Host": host} if host else {}),
    }
    asked = base + urlunsplit(("", "", parts.path or "/", parts.query, ""))
    with (
        httpx.Client(timeout=LONGEST_WAIT / 2, trust_env=False, follow_redirects=False, verify=not host) as client,
        client.stream("GET", asked, headers=headers) as response,
    ):
        if not web.allow_private and not host and _answered_from_inside(response):
            return None
        if response.has_redirect_location:
            return urljoin(address, response.headers["location"])
        kind = response.headers.get("content-type", "text/html").partition(";")[0].strip().lower()
        if not response.is_success or not (kind.startswith("text/") or kind == "application/xhtml+xml"):
            return None
        content = bytearray()
        for piece in response.iter_bytes():
            content += piece
            if len(content) > LARGEST or monotonic() - began > LONGEST_WAIT:
                return None
        return Fetched(urldefrag(address).url, bytes(content), response.charset_encoding or "")


def _answered_from_inside(response: httpx.Response) -> bool:
    stream = response.extensions.get("network_stream")
    server = stream.get_extra_info("server_addr") if stream is not None else None
    return server is not None and is_private(str(server[0]))


class _Links(HTMLParser):
    """Gathers links with their words."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._href: str | None = None
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "a" and told.get("href"):
            self._close()
            self._href = told["href"]
            self._text = [told.get("aria-label") or "", told.get("title") or ""]

    def handle_data(self, data: str) -> None:
        if self._href is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._close()

    def close(self) -> None:
        super().close()
        self._close()

    def _close(self) -> None:
        if self._href is not None:
            self.found.append((self._href, " ".join(" ".join(self._text).split())))
        self._href = None
