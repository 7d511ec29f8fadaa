"""Classes made by `policy.frozen` are what the standard library's frozen dataclasses are."""

from __future__ import annotations

import copy
import dataclasses
import pickle

import pytest

from avowal.policy.frozen import dataclass


def plain(decorate):
    @decorate
    class Contract:
        reference: str
        until: int | None = None
        parts: tuple[str, ...] = dataclasses.field(default_factory=tuple)

        @property
        def is_open(self) -> bool:
            return self.until is None

    return Contract


Ours, Theirs = plain(dataclass(frozen=True)), plain(dataclasses.dataclass(frozen=True))
Contract = Ours
Contract.__qualname__ = "Contract"


@pytest.mark.parametrize(
    ("values", "named"),
    [(("a",), {}), (("a", 2, ("x",)), {}), (("a",), {"parts": ("x",)}), ((), {"until": 3, "reference": "a"})],
)
def test_instances_have_the_same_fields_and_text(values, named):
    ours, theirs = Ours(*values, **named), Theirs(*values, **named)

    assert dataclasses.asdict(ours) == dataclasses.asdict(theirs)
    assert [field.name for field in dataclasses.fields(ours)] == ["reference", "until", "parts"]
    assert repr(ours) == repr(theirs).rpartition(".")[2]
    assert ours.is_open == theirs.is_open
    assert hash(ours) == hash(theirs)


@pytest.mark.parametrize(
    ("values", "named"), [((), {}), (("a",), {"reference": "b"}), (("a",), {"other": 1}), (("a", 1, (), 4), {})]
)
def test_the_same_arguments_are_refused(values, named):
    for kind in (Ours, Theirs):
        with pytest.raises(TypeError):
            kind(*values, **named)


def test_nothing_can_be_changed():
    made = Ours("a")
    for change in (lambda: setattr(made, "until", 1), lambda: setattr(made, "new", 1), lambda: delattr(made, "until")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            change()
    assert made == Ours("a")


def test_equality_copies_and_replacement():
    made = Ours("a", 1)

    assert made == Ours("a", until=1)
    assert made != Ours("a", 2)
    assert made != Theirs("a", 1)
    assert dataclasses.replace(made, until=2) == Ours("a", 2)
    assert copy.deepcopy(made) == pickle.loads(pickle.dumps(made)) == made
