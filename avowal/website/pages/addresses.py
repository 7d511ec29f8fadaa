"""Addresses that editors write and visitors follow: which are allowed, where they lead, and which lead away (12.2).

An address is written in one of four ways and resolved when it is shown: `/join/` in the tree of the page's
language, `site:centers/classes/` on another site of the plan, `https://…` elsewhere, `mailto:` or `tel:`.
Every outgoing link of the sites is marked here and nowhere else: links of the frame and of blocks through
`anchor`, links inside running text through `prose`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from html import unescape
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from avowal.website import in_force
from avowal.website.pages import languages

OUTGOING_REL = "noopener noreferrer external"
_ANCHOR = re.compile(r"<a\b(?P<attributes>[^>]*)>(?P<text>.*?)</a>", re.IGNORECASE | re.DOTALL)
_HREF = re.compile(r"""\bhref="(?P<url>[^"]*)\"""", re.IGNORECASE)
_OWN_ATTRIBUTES = re.compile(r"""\s(?:rel|class|target)="[^"]*\"""", re.IGNORECASE)

# How browsers read an address; see `host_named`.
_C0_CONTROLS_AND_SPACE = "".join(map(chr, range(0x21)))
_TABS_AND_NEWLINES = str.maketrans("", "", "\t\n\r")
_WITH_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_TO_A_HOST = ("http", "https", "ftp", "ws", "wss")
_TWO_SLASHES = re.compile(r"[/\\]{2}")
_END_OF_AUTHORITY = re.compile(r"[/\\?#]")
_PORT = re.compile(r":[0-9]*$")

_IN_EVERY_LANGUAGE = ("/privacy/", "/account/", "/text-size/", "/leaving/", "/share/", "/resources/")
"""Addresses that are no pages of a tree."""

SITE_SCHEME = "site"
HTTP_PORT = 80


@dataclass(frozen=True)
class Link:
    """Something to follow: its words, its resolved address, and what kind of link it is."""

    label: str
    url: str
    key: str = ""


def validate_address(value: str) -> None:
    """Accept a path on this site or another of ours, an https address, an e-mail address or a telephone number.

    Whatever a browser would read otherwise than it is written, such as `/\\other.example/`, is refused.
    """
    if not _is_allowed(value):
        raise ValidationError(
            _("Write a path on this site such as /join/, or a full address that begins with https://."),
            code="address",
        )


def validate_prose(html: str) -> None:
    """Like `validate_address`, for every address that running text leads to."""
    for found in _ANCHOR.finditer(html):
        address = _HREF.search(found["attributes"])
        if address is not None:
            validate_address(unescape(address["url"]))


def _is_allowed(value: str) -> bool:
    if not value.isprintable() or "\\" in value or value != value.strip():
        return False
    if value.startswith(f"{SITE_SCHEME}:"):
        key, _slash, path = value.removeprefix(f"{SITE_SCHEME}:").partition("/")
        return _is_site(key) and is_local_path(f"/{path}")
    if value.startswith("https://"):
        return bool(host_named(value)) and not value.startswith("https:///")
    return is_local_path(value) or value.startswith(("mailto:", "tel:", "#"))


def _is_site(key: str) -> bool:
    policy = in_force.policy()
    return policy is None or key in policy.sites


def is_local_path(value: str) -> bool:
    """Whether `value` stays on the host it is followed on; refuses every form a browser reads as another host."""
    plain = value.startswith("/") and value.isprintable() and "\\" not in value
    return plain and host_named(value) is None


def is_outgoing(url: str) -> bool:
    """Whether `url` leads to a site that the policy does not cover; in doubt it does."""
    host = host_named(url)
    return host is not None and host not in _own_hosts()


def host_named(url: str) -> str | None:
    """The host that a browser reads in `url` when the link stands on a page of ours, without its port; None for none.

    What browsers do (WHATWG URL, "basic URL parser"), and `urlsplit` does not:

    - control characters and spaces at both ends go, tabs and line ends everywhere;
    - in an address with no scheme and in one of a special scheme (http, https, ftp, ws, wss), a backslash is a slash;
    - with no scheme, two slashes of either kind begin a host, and further slashes before it are skipped;
    - after a special scheme any number of slashes may stand before the host. None at all means a path when the page
      has the same scheme, else a host: read here as a host;
    - after any other scheme (`news://host/`) exactly two slashes begin a host;
    - the host ends at the first slash, backslash, `?` or `#`, and begins behind the last `@` before that.

    A host written in another way than plain (percent signs, full-width letters) is returned as it is written, so that
    it is never taken for one of ours.
    """
    read = url.strip(_C0_CONTROLS_AND_SPACE).translate(_TABS_AND_NEWLINES)
    scheme = _WITH_SCHEME.match(read)
    if scheme is None and not _TWO_SLASHES.match(read):
        return None
    if scheme is not None and scheme[1].lower() not in _TO_A_HOST and not read[scheme.end() :].startswith("//"):
        return None
    rest = read[scheme.end() if scheme else 0 :].lstrip("/\\")
    authority = _END_OF_AUTHORITY.split(rest, maxsplit=1)[0]
    return _PORT.sub("", authority.rpartition("@")[2]).lower()


def _own_hosts() -> set[str]:
    policy = in_force.policy()
    declared = {name for site in policy.sites.values() for name in (site.host, *site.also)} if policy else set()
    return declared | set(settings.HOSTS)


def site_root(key: str) -> str:
    """Where the site `key` of the policy is served by this deployment, without a slash at the end; "" if it is not."""
    policy = in_force.policy()
    host = settings.AVOWAL.hosts.get(key) or (policy.sites[key].host if policy and key in policy.sites else "")
    if not host:
        return ""
    if settings.AVOWAL.secure:
        return f"https://{host}"
    return f"http://{host}" + ("" if settings.AVOWAL.port == HTTP_PORT else f":{settings.AVOWAL.port}")


def resolve(url: str, language: str | None = None) -> str:
    """The address to follow for `url` as an editor wrote it, in `language` (the active one unless given)."""
    language = language or get_language() or settings.LANGUAGE_CODE
    if url.startswith(f"{SITE_SCHEME}:"):
        key, _slash, path = url.removeprefix(f"{SITE_SCHEME}:").partition("/")
        return site_root(key) + _localized(f"/{path}", language)
    return _localized(url, language)


def _localized(url: str, language: str) -> str:
    if language == settings.LANGUAGE_CODE or not is_local_path(url):
        return url
    prefix = f"/{language}/"
    return url if url.startswith((prefix, "/static/", "/media/", "/_a/")) else prefix + url.removeprefix("/")


def link(label: str, url: str, *, key: str = "") -> Link:
    """A link with its address resolved for the active language."""
    return Link(label=label, url=resolve(url), key=key)


def anchor(label: str, url: str, css_class: str = "") -> SafeString:
    """`<a>` with its words; `url` is resolved already. Marked when it leads away."""
    if not is_outgoing(url):
        css = format_html(' class="{}"', css_class) if css_class else ""
        return format_html('<a href="{}"{}>{}</a>', url, css, label)
    classes = f"{css_class} outgoing".strip()
    return format_html(
        '<a href="{}" class="{}" rel="{}">{}{}</a>', away(url), classes, OUTGOING_REL, label, outgoing_notice()
    )


def away(url: str) -> str:
    """The address to follow for a resolved `url`: one that leads away goes by the leaving notice first (12.2, 10.6)."""
    if not url.startswith("https://") or not is_outgoing(url):
        return url
    return f"{_localized('/leaving/', languages.asked())}?to={quote(url, safe='')}"


def prose(html: str, tree: str | None = None) -> SafeString:
    """Running text with its links resolved and the outgoing ones marked.

    Links to pages lead to those in the language `tree` (the active one unless given). `html` comes from our own
    renderers (Wagtail's rich text, Markdown without HTML), never from a visitor.
    """
    return mark_safe(_ANCHOR.sub(partial(_one_link, tree), html))  # noqa: S308


def outgoing_notice() -> SafeString:
    """The words that stand behind every link that leads away.

    They say their language, since a link under an address of another language than the first may be in either.
    """
    asked = languages.asked()
    spoken = "" if asked == settings.LANGUAGE_CODE else languages.marked(languages.words_in(asked))
    return format_html(' <span class="elsewhere"{}>({})</span>', spoken, gettext("another site"))


def _one_link(tree: str | None, found: re.Match[str]) -> str:
    address = _HREF.search(found["attributes"])
    if address is None:
        return found[0]
    written = unescape(address["url"])
    url = escape(resolve(written, None if written.startswith(_IN_EVERY_LANGUAGE) else tree))
    attributes = _HREF.sub(lambda _: f'href="{url}"', found["attributes"], count=1)
    if not is_outgoing(unescape(url)):
        return f"<a{attributes}>{found['text']}</a>"
    by_notice = escape(away(unescape(url)))
    kept = _OWN_ATTRIBUTES.sub("", _HREF.sub(lambda _: f'href="{by_notice}"', attributes, count=1))
    return f'<a{kept} class="outgoing" rel="{OUTGOING_REL}">{found["text"]}{outgoing_notice()}</a>'
