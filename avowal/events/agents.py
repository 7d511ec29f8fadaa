"""From a browser's own description of itself to three words: browser, system, automated or not.

The description itself (the User-Agent header) is never kept. Browser and system are names from closed lists, because
a parser that copies words out of the header would store whatever a visitor wrote there (ledger 3.4). Programs are
told from people (ledger 2.1) by lists of words that are documented here and applied nowhere else. They are matched as
whole words or product names, because the browsers inside Naver, Yandex or Baidu carry `search` and `link` in theirs.
The browser of a program that says it is a known crawler is that crawler's name (`crawlers.CRAWLERS`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import ua_parser

from avowal.events.crawlers import claims_crawler

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
# Words of any case. What stands before a bot word belongs to it (`Googlebot`), what follows it does not (`Robotics`).
BOT_WORDS = (
    *(r"(?<!cu)bots?", "crawl(er|ers|ing)?", "spiders?", "slurp", "scrap(e|er|ers|ing|y)", "fetch(er)?", "archiver"),
    *("indexer", "(?:link|site|page|uptime|html)-?check(er|link)?", "checklink", "validator", "externalagent"),
    *("externalhit", "externalfetcher", "facebookcatalog", "preview", "rss", "headless(chrome|shell)?"),
)
"""Ends of what programs call themselves; CUBOT makes telephones."""
NAMES = (
    # crawlers and link previews that do not say so
    *("yeti", "ia_archiver", "archive[.]org", "mediapartners-google", "google-inspectiontool", "googleother"),
    *("google-read-aloud", "google-site-verification", "google web preview", "apis-google", "appengine-google"),
    *("google favicon", "heritrix", "nutch", "teoma", "ccbot", "censysinspect", "expanse", "slack-imgproxy", "embedly"),
    *("iframely", "vkshare", "kakaotalk-scrap", "skypeuripreview", "linkexpanding", "toata dragostea"),
    # feeds
    *("feedly", "feedburner", "feedbin", "feedfetcher-google", "feedparser", "newsblur", "inoreader", "simplepie"),
    *("netnewswire", "miniflux", "universalfeedparser", "reeder", "newsify"),
    # monitors and scanners
    *("pingdom", r"pingdom[.]com_bot_version_[0-9.]+", "statuscake", "site24x7", "datadogsynthetics", "uptime-kuma"),
    *(
        "uptime",
        "gtmetrix",
        "pagespeed",
        "chrome-lighthouse",
        "lighthouse",
        "blackbox",
        "kube-probe",
        "elb-healthchecker",
    ),
    *("googlehc", "newrelicpinger", "masscan", "nmap", "zgrab", "nuclei", "sqlmap", "nikto", "wpscan", "zmap", "gpxe"),
    # browsers that nobody sits before
    *("phantomjs", "slimerjs", "selenium", "playwright", "puppeteer", "htmlunit", "jsdom", "cypress", "prerender"),
    *("screaming frog", "xenu link sleuth", "portscout"),
)
"""Whole names, wherever they stand."""
LIBRARIES = (
    *("curl", "libcurl", "wget2?", "python", "python-[a-z]+", "python3?[.][0-9]+", "httpx", "aiohttp", "urllib[0-9]?"),
    *("go-http-client", "java", "okhttp", "libwww-perl", "lwp", "perl", "ruby", "php", "guzzlehttp", "axios", "node"),
    *("node[.]js", "node-[a-z]+", "undici", "got", "deno", "bun", "winhttp", "http_request2?", "apache-httpclient"),
    *("apache-httpasyncclient", "jakarta", "postmanruntime", "insomnia", "httpie", "rest-client", "dart", "reqwest"),
    *("hyper", "ureq", "typhoeus", "faraday", "mechanize", "powershell", "windowspowershell", "libsoup", "fasthttp"),
    *("cpp-httplib", "restsharp", "unirest-java", "k6", "wrk", "apachebench", "hey", "siege", "vegeta", "jmeter"),
)
"""Products (`curl/8.5`) that stand first, or after other products: not in brackets, where telephones tell of Java."""
_WORD_END = r"(?![a-z])"
_BOT = rf"(?:{'|'.join(BOT_WORDS)}){_WORD_END}|(?<![a-z0-9])(?:{'|'.join(NAMES)}){_WORD_END}"
_NAMED_BOT = re.compile(_BOT)
_AUTOMATED = re.compile(
    "|".join(
        (
            _BOT,
            rf"(?:^|\s)(?:{'|'.join(LIBRARIES)})(?=[/;]|$)",
            rf"^(?:{'|'.join(LIBRARIES)})(?=\s)",
            r"^mozilla/[0-9.]+(?: \(compatible;?\))?$",  # says nothing of itself, as proxies and scripts do
            r"^whatsapp/",  # fetches what a message links to; people come with a browser's description
            # a description that gives an address to complain to is a program's; `android@124.0.1` is a version
            r"https?://",
            r"[\w.+-]@[\w-]+(?:[.][\w-]+)*[.][a-z]{2,}",
        )
    )
)


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
    automated = is_automated(looked_at)
    crawler = claims_crawler(looked_at) if automated else None
    return Agent(
        crawler or (browser if browser in BROWSERS else OTHER),
        system if system in SYSTEMS else OTHER,
        automated,
    )


def is_automated(user_agent: str) -> bool:
    """Whether a program sent this description: it names itself by one of the words above, or there is none."""
    words = user_agent.strip().lower()
    return words in ("", "-") or _AUTOMATED.search(words) is not None


def names_a_bot(user_agent: str) -> bool:
    """Whether a description names a crawler or monitor; the libraries by which apps speak are none."""
    return _NAMED_BOT.search(user_agent[:LONGEST].lower()) is not None
