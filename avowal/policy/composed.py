"""Things that no single entry names, put together from kinds of words that stand near each other.

“Tell … about … products” is a message that promotes; “their” products are somebody else's. A small image that one does
not see is a beacon. The address of a page is no postal address. “These companies” are those just spoken of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from avowal.policy.companies import MARK
from avowal.policy.concepts import declared
from avowal.policy.lexicon import Hit, Kind, Word
from avowal.policy.stems import stem, stems_of, words_of

TELLS = stems_of(
    "tell inform notify contact reach write email call approach alert update mail offer send present pitch"
)
"""What someone does who brings something to a person's notice."""
GOODS = stems_of("product service offer promotion deal offering program event merchandise discount")
_ABOUT = words_of("about of on regarding with concerning")
_OTHERS = stems_of(
    "company partner affiliate others business sponsor advertiser shop store brand retailer party firm"
    " organization vendor"
)
_OWN = frozenset({"our", "we", "us"})
_UNSEEN = stems_of("tiny small invisible transparent hidden clear unseen")
_IMAGES = stems_of("image picture graphic gif")
_PAGES = stems_of("page webpage site website")
_POINTING = frozenset({"these", "those", "such"})
_FIRMS = stems_of("company firm provider business organization network")
_SOME = words_of("some certain selected many several various few")
_RELATIVES = words_of("that who which whose we")
_PARTS = stems_of("entry line")
_HOLDS = stems_of("show contain hold record list note include tell carry say reveal")
_DETERMINERS = frozenset({"your", "medical", "health", "chronic", "the"})
_OF_TEXTS = frozenset({"of", "that", "under", "for", "in", "set", "on", "above", "below"})
_REACH = 12
"""Words between the telling and what is told of."""
_NEAR = 3
_CLOSE = 5


def composed(words: Sequence[Word], found: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """`found` with the things that are put together from several words, instead of what their words mean alone."""
    stems = {word.stem for word in words}
    more: list[Hit] = []
    for triggers, find in _FINDERS:
        if triggers & stems:
            more += find(words, found)
    more += _named(words)
    if not more:
        return found
    taken = {at for hit in more if hit.kind is not Kind.PURPOSE for at in range(hit.start, hit.end)}
    kept = [hit for hit in found if not taken & set(range(hit.start, hit.end))]
    return tuple(sorted((*kept, *more), key=lambda hit: (hit.start, hit.end)))


def promotes_to_people(words: Sequence[Word]) -> bool:
    """Whether `words` bring something to a person's notice, for which one has to know how to reach her."""
    return any(word.stem in TELLS for word in words) and any(word.text.lower() in _PEOPLE for word in words)


_PEOPLE = frozenset({"you", "members", "users", "customers", "visitors", "patients", "people"})


def _promoting(words: Sequence[Word], _found: tuple[Hit, ...]) -> Iterator[Hit]:
    """“Tell members about products of companies …”, “offer you their services”."""
    for at, word in enumerate(words):
        if word.stem not in TELLS or not any(_small(words, each) in _PEOPLE for each in range(at + 1, at + 1 + _NEAR)):
            continue
        reach = range(at + 1, min(at + 1 + _REACH, len(words)))
        topic = _ABOUT | {"to"} if word.stem == "alert" else _ABOUT
        about = next((each for each in reach if _small(words, each) in topic), 0)
        offers = word.stem in (stem("offer"), stem("send"), stem("present"))
        goods = next((each for each in reach if words[each].stem in GOODS and each > about), 0)
        if not goods or not (about or offers):
            continue
        theirs = _is_theirs(words, about or at, goods)
        if theirs or about:
            third = ".third_party" if theirs else ""
            yield Hit(Kind.PURPOSE, f"marketing.communications{third}", goods, goods + 1)


def _is_theirs(words: Sequence[Word], start: int, goods: int) -> bool:
    """Whether the goods are somebody else's: “their products”, “products of companies”, “partner services”."""
    before = [words[each] for each in range(start, goods)]
    if any(word.text.lower() in _OWN for word in before[-2:]):
        return False
    if any(word.text.lower() == "their" or word.stem in _OTHERS for word in before):
        return True
    of = next((e for e in range(goods + 1, goods + 4) if _small(words, e) in ("of", "from", "by", "offered")), 0)
    return bool(of) and any(word.stem in _OTHERS for word in words[of : of + _CLOSE])


def _images(words: Sequence[Word], _found: tuple[Hit, ...]) -> Iterator[Hit]:
    for at, word in enumerate(words):
        if word.stem in _IMAGES:
            before = range(max(0, at - 2), at)
            unseen = next((each for each in before if words[each].stem in _UNSEEN), -1)
            if unseen >= 0:
                yield Hit(Kind.MEANS, "beacon", unseen, at + 1)
            elif _small(words, at - 1) in _POINTING:
                yield Hit(Kind.AGAIN, "means", at - 1, at + 1)


def _firms(words: Sequence[Word], found: tuple[Hit, ...]) -> Iterator[Hit]:
    """“Some companies”, “companies that …”: third parties, and only some where a clause says which."""
    known = {at for hit in found if hit.kind is Kind.RECIPIENT for at in range(hit.start, hit.end)}
    for at, word in enumerate(words):
        if word.stem not in _FIRMS or at in known or not word.text.endswith("s") or _small(words, at - 1) in _POINTING:
            continue
        said_which = _small(words, at + 1) in _RELATIVES
        if said_which or _small(words, at - 1) in _SOME:
            yield Hit(Kind.RECIPIENT, declared("third_party", "stated") if said_which else "third_party", at, at + 1)


def _others(words: Sequence[Word], found: tuple[Hit, ...]) -> Iterator[Hit]:
    known = {hit.start for hit in found if hit.kind is Kind.RECIPIENT}
    for at, word in enumerate(words):
        if word.stem in _FIRMS and at not in known and _small(words, at - 1) in _POINTING:
            yield Hit(Kind.AGAIN, "others", at - 1, at + 1)


def _entries(words: Sequence[Word], _found: tuple[Hit, ...]) -> Iterator[Hit]:
    """“An entry shows …”, “each line contains …”: of a log."""
    for at, word in enumerate(words[:-1]):
        if word.stem in _PARTS and words[at + 1].stem in _HOLDS:
            yield Hit(Kind.MEANS, "weblog", at, at + 1)


def _named(words: Sequence[Word]) -> Iterator[Hit]:
    for at, word in enumerate(words):
        if word.text.startswith(MARK):
            kind, key = word.text.removeprefix(MARK).split(MARK[-1])
            yield Hit(Kind.RECIPIENT, declared(kind.replace("0", "_"), key), at, at + 1)


def _page_addresses(words: Sequence[Word], _found: tuple[Hit, ...]) -> Iterator[Hit]:
    for at, word in enumerate(words):
        if word.stem == "address" and _small(words, at + 1) == "of":
            page = next((each for each in range(at + 2, at + 5) if _stem(words, each) in _PAGES), 0)
            if page:
                yield Hit(Kind.ELEMENT, "user.behavior.browsing_history", at, page + 1)


def _conditions(words: Sequence[Word], _found: tuple[Hit, ...]) -> Iterator[Hit]:
    """A person's conditions, not those of a text: “your conditions”, “the conditions in your record”."""
    for at, word in enumerate(words):
        if word.text.lower() != "conditions" or _small(words, at - 1) not in _DETERMINERS:
            continue
        if _small(words, at - 1) == "the" and (
            _small(words, at + 1) in _OF_TEXTS or not any(_small(words, each) == "your" for each in range(at, at + 5))
        ):
            continue
        yield Hit(Kind.ELEMENT, "health", at, at + 1)


def _small(words: Sequence[Word], at: int) -> str:
    return words[at].text.lower() if 0 <= at < len(words) else ""


def _stem(words: Sequence[Word], at: int) -> str:
    return words[at].stem if 0 <= at < len(words) else ""


_FINDERS: tuple[tuple[frozenset[str], Callable[[Sequence[Word], tuple[Hit, ...]], Iterator[Hit]]], ...] = (
    (TELLS, _promoting),
    (_IMAGES, _images),
    (_FIRMS, _firms),
    (_FIRMS, _others),
    (_PARTS, _entries),
    (stems_of("address"), _page_addresses),
    (stems_of("conditions"), _conditions),
)
"""Each with the stems without which it finds nothing."""
