"""Makes and serves the planted copy of the sample plan for the auditor's selftest: `python -m … DIRECTORY PORT`.

Never part of a served deployment: it is made in a throw-away directory and listens on loopback only.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

from avowal.auditor.selftest.beds import CLEAN, Bed, beds
from avowal.auditor.selftest.site import Inside, Site

if TYPE_CHECKING:
    from avowal.auditor.faults.planting import App


def application() -> Site:
    """The deployment that AVOWAL_DEPLOYMENT names, with every bed within and before its front door."""
    from avowal import asgi, config
    from avowal.website import application as website

    planted = {bed.name: bed for bed in (*beds(), Bed(CLEAN, ()))}
    website.application = Inside(cast("App", website.application), planted)  # type: ignore[assignment]
    return Site(cast("App", asgi.application()), planted, frozenset(config.current().hosts.values()))


def main() -> int:
    """Serve until a signal ends it; the server's exit code."""
    from avowal.cli import demo, serving

    directory, port = Path(sys.argv[1]), int(sys.argv[2])
    os.environ["AVOWAL_PORT"] = str(port)
    settings = demo.prepared(directory)
    return serving.serve(
        settings,
        host="127.0.0.1",
        port=port,
        workers=1,
        quiet=True,
        application="avowal.cli.selftest_site:application",
    )


if __name__ == "__main__":
    sys.exit(main())
