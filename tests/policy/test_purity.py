"""The policy room is plain Python: what it loads is told by a fresh interpreter, not by a docstring."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ALLOWED = {"avowal", "yaml", "_yaml", "cython_runtime"}
ROOM = Path(__file__).parents[2] / "avowal" / "policy"


def test_importing_the_policy_room_loads_nothing_but_the_standard_library_and_the_yaml_reader() -> None:
    modules = [f"avowal.policy.{file.stem}" for file in sorted(ROOM.glob("*.py")) if file.stem != "__init__"]
    program = f"""
import sys
before = set(sys.modules)
import {", ".join(modules)}
roots = {{name.partition(".")[0] for name in set(sys.modules) - before}}
print(*sorted(root for root in roots - set(sys.stdlib_module_names) if not root.startswith(("_cython_", "_sysconfigdata"))))
"""

    loaded = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout.split()

    assert set(loaded) <= ALLOWED
