"""Commands name their deployment in the environment, for the processes they start; no test hands it to the next."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def deployment_of_its_own() -> Iterator[None]:
    before = os.environ.get("AVOWAL_DEPLOYMENT")
    yield
    if before is None:
        os.environ.pop("AVOWAL_DEPLOYMENT", None)
    else:
        os.environ["AVOWAL_DEPLOYMENT"] = before
