"""From a browser's own description of itself to three words: browser, system, automated or not.

The description itself (the User-Agent header) is never kept. Browser and system are names from closed lists, because
a parser that copies words out of the header would store whatever a visitor wrote there (ledger 3.4). Programs are
told from people (ledger 2.1) by a list of substrings that is documented here and applied nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import ua_parser

OTHER = "Other"
LONGEST = 1024  # characters of a description that are looked at
BROWSERS = frozenset(
    {
        *("Chrome", "Chrome Mobile", "Chrome Mobile WebView", "Chrome Mobile iOS", "Chromium", "Edge", "Edge Mobile"),
        *("Firefox", "Firefox Mobile", "Firefox iOS", "Safari", "Mobile Safari", "Mobile Safari UI/WKWebView"),
        *("Opera", "Opera Mobile", "Opera Mini", "Opera Touch", "IE", "IE Mobile", "Samsung Internet", "Android"),
        *("Brave", "Vivaldi", "DuckDuckGo Mobile", "UC Browser", "Yandex Browser", "Amazon Silk", "Konqueror"),
        *("Iceweasel", "SeaMonkey", "Puffin", "Maxthon", "QQ Browser", "MiuiBrowser", "HuaweiBrowser", "Whale"),
        *("Coc Coc", "Lynx", "Links", "w3m", "Epiphany", "Iron", "Camino"),
    }
)
SYSTEMS = frozenset(
    {
        *("Windows", "Windows Phone", "Mac OS X", "iOS", "Android", "Linux", "Ubuntu", "Fedora", "Debian", "Chrome OS"),
        *("FreeBSD", "OpenBSD", "NetBSD", "Solaris", "BlackBerry OS", "Symbian OS", "Tizen", "KaiOS", "HarmonyOS"),
        *("webOS", "tvOS", "watchOS", "Red Hat", "SUSE", "Mint", "Arch Linux"),
    }
)
AUTOMATED = (
    # what programs call themselves
    *("bot", "crawl", "spider", "slurp", "scrap", "fetch", "archiv", "index", "search", "monitor", "check", "scan"),
    *("feed", "rss", "preview", "validator", "link", "uptime", "pingdom", "statuscake", "headless", "phantomjs"),
    *("lighthouse", "selenium", "playwright", "puppeteer", "facebookexternalhit", "mediapartners", "toata dragostea"),
    # libraries and command-line tools
    *("curl", "wget", "python", "httpx", "aiohttp", "urllib", "go-http-client", "java/", "okhttp", "libwww", "perl"),
    *("ruby", "php/", "guzzle", "axios", "node", "winhttp", "http_request", "apache-http", "postman", "gpxe"),
    # a description that gives an address to complain to is a program's
    *("http://", "https://", "@"),
)
NOT_AUTOMATED = ("cubot", "linkedinapp")  # a maker of telephones and an app: words that hold one of the above


@dataclass(frozen=True)
class Agent:
    """What is kept of a browser's description."""

    browser: str
    system: str
    automated: bool


@lru_cache(maxsize=8192)
def describe(user_agent: str) -> Agent:
    """Browser and system type of `user_agent`, and whether it is a program's; an empty one is a program's."""
    looked_at = user_agent[:LONGEST]
    found = ua_parser.parse(looked_at)
    browser = found.user_agent.family if found.user_agent else OTHER
    system = found.os.family if found.os else OTHER
    return Agent(
        browser if browser in BROWSERS else OTHER,
        system if system in SYSTEMS else OTHER,
        is_automated(looked_at),
    )


def is_automated(user_agent: str) -> bool:
    """Whether a program sent this description: one of AUTOMATED stands in it, or there is none."""
    words = user_agent.strip().lower()
    for harmless in NOT_AUTOMATED:
        words = words.replace(harmless, "")
    return words in ("", "-") or any(mark in words for mark in AUTOMATED)
