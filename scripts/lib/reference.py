"""Writes the generated pages of docs/reference/, or with --check says whether they are current."""

from __future__ import annotations

import json
import sys
from pathlib import Path

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"


def pages() -> dict[str, str]:
    """File name → content of each generated page."""
    from avowal.policy.schema import json_schema

    return {"policy.schema.json": json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"}


def main() -> int:
    """0 when every page is current or was written; 1 when --check finds one that is not."""
    stale = 0
    for name, content in pages().items():
        file = REFERENCE / name
        if file.is_file() and file.read_text(encoding="utf-8") == content:
            continue
        stale += 1
        if "--check" in sys.argv:
            print(f"docs/reference/{name} is not what the code says. Run scripts/docs.")
        else:
            file.write_text(content, encoding="utf-8")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
