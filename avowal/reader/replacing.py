"""Values that stand literally in the page's sentences → placeholders of what the draft declares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from avowal.reader.declaring import gatherings
from avowal.reader.keys import contact_key, site_key
from avowal.reader.reading import Reading
from avowal.reader.sentences import Sentence

_LINK = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\(([^()\s]*(?:\([^()]*\)[^()\s]*)*)\)")
_LOCAL = re.compile(r"^/[a-z0-9/#._-]*$")
_PLACEHOLDER = re.compile(r"\{\{[^{}]*\}\}")
_BRACES = re.compile(r"\{\{|\}\}")


class Replacer:
    """Replaces in one reading; made once for all its sentences."""

    def __init__(self, reading: Reading) -> None:
        facts = reading.facts
        self._hosts = {host for site in facts.sites for host in (site.host, *site.also)}
        self._anchors = {section.anchor for section in reading.sections}
        self._values = sorted(_values(reading), key=lambda pair: len(pair[0]), reverse=True)
        self._age = facts.minimum_age.value if facts.minimum_age else ""
        self._notice = facts.change_notice
        self._kept = [
            (way.sentence.block.line, str(way.keep), f"collections.{way.key}.keep")
            for way in gatherings(reading)
            if way.keep
        ]
        self._updated = facts.printed.text if facts.printed else ""
        self._updated_line = facts.updated.line if facts.updated else 0

    def replaced(self, markdown: str, sentences: Sequence[Sentence]) -> str:
        """`markdown` of these sentences with every declared value as its placeholder."""
        text = _LINK.sub(self._link, _BRACES.sub(" ", markdown))
        lines = {sentence.block.line for sentence in sentences}
        if self._updated and self._updated_line in lines:
            text = text.replace(self._updated, "{{ version.effective_date }}")
        for value, name in self._values:
            text = _replace(text, value, name)
        if self._age and any("child" in sentence.signs | sentence.heading_signs for sentence in sentences):
            text = _replace(text, self._age, "limits.child_age")
        for line, period, name in self._kept:
            if line in lines:
                text = _replace(text, period, name)
        if self._notice and self._notice.sentence.block.line in lines:
            text = _replace(text, str(self._notice.period), "limits.notice_before_change")
        return text

    def _link(self, found: re.Match[str]) -> str:
        """An own page's link keeps its path, a mail or call link its words only; others stay as they are."""
        words, address = found[1], found[2]
        parts = urlsplit(address)
        if parts.scheme in ("mailto", "tel") or not words.strip():
            return words
        bare = words.lower().removeprefix("http://").removeprefix("https://").strip("/")
        if parts.hostname in self._hosts or bare in self._hosts:
            return words if bare in self._hosts or not _LOCAL.match(parts.path) else f"[{words}]({parts.path})"
        if parts.scheme in ("http", "https"):
            return found[0]
        if address.startswith("#"):
            return found[0] if address[1:] in self._anchors else words
        return found[0] if _LOCAL.match(address) else words


def _replace(text: str, value: str, name: str) -> str:
    """Every free-standing `value` outside placeholders and link addresses."""
    pattern = re.compile(rf"(?<![\w@./-]){re.escape(value)}(?![\w@]|[./-]\w)")
    pieces, last = [], 0
    for kept in re.finditer(r"\{\{[^{}]*\}\}|\]\([^)]*\)", text):
        pieces += [pattern.sub(f"{{{{ {name} }}}}", text[last : kept.start()]), kept[0]]
        last = kept.end()
    return "".join([*pieces, pattern.sub(f"{{{{ {name} }}}}", text[last:])])


def _values(reading: Reading) -> Iterator[tuple[str, str]]:
    """Declared values as the page writes them, and their placeholders."""
    facts = reading.facts
    if facts.organisation:
        yield facts.organisation.name, "organisation.name"
        if facts.organisation.legal:
            yield facts.organisation.legal, "organisation.legal_name"
    for at, site in enumerate(facts.sites):
        key = site_key(site.host, at)
        yield site.host, f"sites.{key}.host"
        yield from ((host, f"sites.{key}.also") for host in site.also)
    for at, mail in enumerate(facts.emails):
        name = f"contacts.{contact_key(mail.value) if at else 'privacy'}.email"
        yield mail.value, name
        local, _, host = mail.value.partition("@")
        yield f"{local}[at]{host.replace('.', '[dot]')}", name
    if facts.telephones:
        yield facts.telephones[0].value, "contacts.privacy.telephone"
    for postal in facts.addresses[:1]:
        address = postal.address
        for form in ("{0}, {1}, {2} {3}", "{0} {1}, {2} {3}"):
            written = form.format(address.street, address.city, address.region, address.postal_code)
            yield written, "contacts.privacy.address"
        if postal.office:
            yield postal.office, "contacts.privacy"
