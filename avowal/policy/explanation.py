"""What `explaining` answers: the shape of the whole answer, with every declared thing by key and by name."""

from __future__ import annotations

from datetime import date

from avowal.policy.frozen import dataclass
from avowal.policy.sentences import Sentence


@dataclass(frozen=True)
class Named:
    """A declared thing: its dotted key, and its name in the language of the answer."""

    key: str
    name: str


@dataclass(frozen=True)
class Kept:
    """Elements that come in together: through which door, from whom, how long they are kept, who may read them."""

    collection: Named
    door: str
    method: str
    about: str
    places: tuple[Named, ...]
    elements: tuple[Named, ...]
    keep: str
    purposes: tuple[Named, ...]


@dataclass(frozen=True)
class InBrowser:
    """Something kept in a visitor's browser; `life` None ends with the visit. `third_party` where another sets it."""

    key: str
    name: str
    storage: str
    life: str | None
    purpose: Named | None
    essential: bool
    without: str
    third_party: Named | None = None


@dataclass(frozen=True)
class Gift:
    """A recipient that may be given data: which, for what, under which contract, and whether that is over."""

    recipient: Named
    kind: str
    services: str
    elements: tuple[Named, ...]
    purposes: tuple[Named, ...]
    aggregate_only: bool
    contract: str | None
    since: date | None
    until: date | None


@dataclass(frozen=True)
class Seen:
    """A third party whose content the sites may show, and what it then sees of a visitor."""

    third_party: Named
    hosts: tuple[str, ...]
    loads: str
    pages: tuple[str, ...]
    elements: tuple[Named, ...]
    statement: str


@dataclass(frozen=True)
class Refusal:
    """A never that bears on it."""

    key: str
    actor: str
    action: str
    elements: tuple[Named, ...]
    recipients: tuple[Named, ...]
    purposes: tuple[Named, ...]
    condition: str | None


@dataclass(frozen=True)
class Decision:
    """A visitor's choice that covers it, and what holds until she makes it."""

    choice: Named
    default: bool
    covers: tuple[Named, ...]


@dataclass(frozen=True)
class Explanation:
    """The whole answer. Where nothing is declared, `refused_by` names the gates that refuse it."""

    asked: str
    language: str
    subjects: tuple[Named, ...]
    did_you_mean: tuple[Named, ...] = ()
    refused_by: tuple[str, ...] = ()
    kept: tuple[Kept, ...] = ()
    in_browser: tuple[InBrowser, ...] = ()
    given_to: tuple[Gift, ...] = ()
    seen_by: tuple[Seen, ...] = ()
    nevers: tuple[Refusal, ...] = ()
    choices: tuple[Decision, ...] = ()
    sentences: tuple[Sentence, ...] = ()

    @property
    def is_declared(self) -> bool:
        """Whether the policy declares anything of this name."""
        return bool(self.subjects)

    @property
    def purposes(self) -> tuple[Named, ...]:
        """Everything for which it may be read, each once."""
        of_cookies = (item.purpose for item in self.in_browser if item.purpose is not None)
        return tuple(dict.fromkeys([*(purpose for kept in self.kept for purpose in kept.purposes), *of_cookies]))
