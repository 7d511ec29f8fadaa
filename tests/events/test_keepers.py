"""The gates that this room offers are the ones that the sample plan's promises name."""

from __future__ import annotations

from avowal.events import KEEPERS


def test_the_gates_of_this_room_that_promises_name_are_offered_with_a_sentence(harbor):
    named = {gate for promise in harbor.promises.values() for gate in promise.gates if gate.startswith("events.")}

    assert named <= set(KEEPERS)
    assert all(sentence.strip() for sentence in KEEPERS.values())
