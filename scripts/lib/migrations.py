"""Every Django app of ours that has models has a migrations package, and no model has changed without a migration."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]


def main() -> int:
    """0 when migrations are complete, 1 otherwise."""
    from avowal.cli.deployment import DEMO_HOSTS, make

    website = ROOT / "avowal" / "website"
    apps = sorted({file.parent for pattern in ("*/models.py", "*/models/") for file in website.glob(pattern)})
    missing = [app for app in apps if not (app / "migrations" / "__init__.py").is_file()]
    for app in missing:
        print(f"{app.relative_to(ROOT)} has no migrations/__init__.py: its tables would never be made.")
    with tempfile.TemporaryDirectory() as directory:
        make(Path(directory) / "deployment", {"mode": "test", "hosts": DEMO_HOSTS})
        os.environ["AVOWAL_DEPLOYMENT"] = str(Path(directory) / "deployment")
        os.environ["DJANGO_SETTINGS_MODULE"] = "avowal.website.settings.test"
        import django
        from django.core.management import call_command

        django.setup()
        call_command("makemigrations", "--check", "--dry-run")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
