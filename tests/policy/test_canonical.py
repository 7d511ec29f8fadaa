from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avowal.policy import canonical
from avowal.policy.catalogue import Catalogue
from avowal.policy.model import Policy


def test_the_canonical_form_reads_back_as_the_same_policy(harbor: Policy) -> None:
    assert canonical.read(canonical.write(harbor)) == harbor
    assert hash(canonical.read(canonical.write(harbor))) == hash(harbor)


def test_order_is_meaning_and_changes_the_digest(harbor: Policy) -> None:
    turned = dataclasses.replace(harbor, sections=Catalogue(reversed(list(harbor.sections.items()))))

    assert canonical.digest(canonical.write(turned)) != canonical.digest(canonical.write(harbor))


@given(st.binary(max_size=200))
def test_other_bytes_are_refused_and_nothing_else_is_raised(noise: bytes) -> None:
    with pytest.raises(canonical.NotCanonical):
        canonical.read(noise)


@given(st.integers(min_value=0), st.data())
def test_one_cut_anywhere_is_refused(cut: int, data: st.DataObject) -> None:
    whole = b'{"format":1,"languages":["en"]}'

    with pytest.raises(canonical.NotCanonical):
        canonical.read(whole[: cut % len(whole)])
