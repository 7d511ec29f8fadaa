"""How many examples a property is tried on: few in every run, many when `HYPOTHESIS_PROFILE=long` asks for them."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("short", max_examples=25, deadline=None)
settings.register_profile("long", max_examples=1000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))
