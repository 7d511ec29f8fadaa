"""Whoever reads a site in one of its languages finds no word of the site itself left in English (R60, R64).

What visitors see must be translated into every language of the sites. Everything in the website's templates and
modules counts as seen by visitors, unless it is named here as the office's: a new string is public until somebody
says otherwise.
"""

import ast
import gettext
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

import avowal.website

WEBSITE = Path(avowal.website.__file__).parent
OF_THE_OFFICE = (
    "office",
    "settings",  # names of languages, which editors alone see: visitors read each language's own name
    "templates/office",
    "templates/wagtailadmin",
    "templates/privacy/office_panel.html",
    "links/apps.py",
    "links/blocks.py",
    "links/models.py",
    "links/wagtail_hooks.py",
    "links/management",
    "promotions/apps.py",
    "promotions/models.py",
    "pages/apps.py",
    "pages/blocks",
    "pages/checks.py",
    "pages/models",
    "pages/wagtail_hooks.py",
    "providers/apps.py",
    "providers/models.py",
    "providers/wagtail_hooks.py",
    "people/apps.py",
    "people/models.py",
    "privacy/actions.py",
    "privacy/apps.py",
    "privacy/audit_mail.py",
    "privacy/models.py",
    "privacy/office_panel.py",
    "privacy/uploads.py",
    "privacy/wagtail_hooks.py",
)
LANGUAGES = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
COUNTS = range(201)
"""Enough to meet every plural form of every language of the sites."""
KEPT = re.compile(r"%\(\w+\)\d*[a-z]|\{\w*\}|<[^>]+>")
"""What a translation must leave as it is: placeholders and HTML tags."""
QUOTED = r"""u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
IN_TEMPLATES = re.compile(rf"\b(?:n?gettext|_)\({QUOTED}(?:, {QUOTED})?")


@dataclass(frozen=True)
class Message:
    """One string that the website says; `many` is its plural, where it counts."""

    one: str
    many: str = ""


def said_in_module(source):
    """The messages that a Python module marks, under whatever names it imports the functions that mark them."""
    tree = ast.parse(source)
    marks = {
        name.asname or name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for name in node.names
        if "gettext" in name.name
    }
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name))
    for call in calls:
        words = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        if call.func.id in marks and words:
            yield Message(*words)


def said_in_template(source):
    """The messages that a template marks."""
    for found in IN_TEMPLATES.finditer(templatize(source)):
        yield Message(*(ast.literal_eval(word) for word in found.groups() if word))


@cache
def said(*, public):
    """Every message of the website, or those that visitors see."""
    found = {}
    for path in sorted(WEBSITE.rglob("*")):
        name = path.relative_to(WEBSITE)
        if path.suffix not in (".py", ".html") or (public and any(name.is_relative_to(one) for one in OF_THE_OFFICE)):
            continue
        read = said_in_module if path.suffix == ".py" else said_in_template
        for message in read(path.read_text(encoding="utf-8")):
            found.setdefault(message, str(name))
    return found


class Untranslated(gettext.NullTranslations):
    """What answers for a message that a catalogue has no words for: nothing."""

    def gettext(self, message):
        return ""

    def ngettext(self, msgid1, msgid2, n):
        return ""


def folder(language):
    return WEBSITE / "locale" / to_locale(language) / "LC_MESSAGES"


def catalogue(language):
    """The compiled catalogue, which is what visitors get."""
    with (folder(language) / "django.mo").open("rb") as file:
        found = gettext.GNUTranslations(file)
    found.add_fallback(Untranslated())
    return found


def translations(words, message):
    """The translation of `message`, in each of its plural forms; "" where there is none."""
    if not message.many:
        return {words.gettext(message.one)}
    return {words.ngettext(message.one, message.many, count) for count in COUNTS}


def untranslated(language, messages):
    words = catalogue(language)
    return {where: message.one for message, where in messages.items() if "" in translations(words, message)}


def written(language):
    """Each entry of the catalogue's source: the message, and the words of its forms."""
    for block in (folder(language) / "django.po").read_text(encoding="utf-8").split("\n\n"):
        parts = {}
        for line in block.splitlines():
            start = re.match(r'(msg\S+ )?(".*")$', line)
            if start and start[1]:
                key = start[1].strip()
                parts[key] = ast.literal_eval(start[2])
            elif start:
                parts[key] += ast.literal_eval(start[2])
        if parts.get("msgid"):
            message = Message(parts["msgid"], parts.get("msgid_plural", ""))
            yield message, {text for name, text in parts.items() if name.startswith("msgstr")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_that_visitors_see_is_translated(language):
    assert untranslated(language, said(public=True)) == {}


def test_every_string_that_the_office_reads_is_translated_into_spanish():
    assert untranslated("es", said(public=False)) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_placeholders_and_tags(language):
    words = catalogue(language)
    for message in said(public=False):
        needed = set(KEPT.findall(message.one + message.many))
        for text in translations(words, message) - {""}:
            kept = set(KEPT.findall(text))
            # “One section” may do without the number.
            assert needed in (kept, kept | {"%(count)s"} if message.many else kept), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_is_compiled_from_its_source(language):
    """Otherwise: run `msgfmt --check-format -o django.mo django.po` beside it."""
    words = catalogue(language)
    for message, forms in written(language):
        assert translations(words, message) <= forms, message.one
        assert "" not in forms, message.one


def test_a_new_string_in_a_module_or_template_is_missed():
    module = (
        'from django.utils.translation import gettext as told\ntold("Nobody " "translated this")\nprint("nor this")'
    )
    template = (
        '{% translate "Nor this" as it %}{% blocktranslate count count=n %}{{ count }} thing{% plural %}'
        "{{ count }} things{% endblocktranslate %}<p>words of nobody</p>"
    )
    planted = [*said_in_module(module), *said_in_template(template)]

    assert planted == [
        Message("Nobody translated this"),
        Message("Nor this"),
        Message("%(count)s thing", "%(count)s things"),
    ]
    for language in LANGUAGES:
        assert untranslated(language, {message: message.one for message in planted}) == {
            message.one: message.one for message in planted
        }


def test_what_is_named_as_the_offices_is_there():
    assert [name for name in OF_THE_OFFICE if not (WEBSITE / name).exists()] == []
