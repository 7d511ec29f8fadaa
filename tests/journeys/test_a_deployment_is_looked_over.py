"""Whoever runs a deployment is told that all of it is well."""

from __future__ import annotations

import json

from .conftest import Demo


def test_a_deployment_that_is_served_and_well_gives_exit_code_0(made_demo: Demo) -> None:
    told = made_demo.avowal("doctor", "--json")

    states = {one["what"]: one["state"] for one in json.loads(told.stdout)}
    assert (told.returncode, set(states.values())) == (0, {"ok"}), told.stdout
    assert f"on port {made_demo.port}" in told.stdout
