"""Makes a throw-away copy of the sample plan, serves it, audits it, and ends it; arguments go to `avowal audit`."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

AVOWAL = (sys.executable, "-m", "avowal")


def main() -> int:
    """The audit's exit code: 0 kept, 1 a promise is broken, 2 it could not be done."""
    with tempfile.TemporaryDirectory() as directory:
        plan = Path(directory) / "plan"
        served = subprocess.Popen([*AVOWAL, "demo", str(plan), "--port", str(free_port())], stdout=subprocess.PIPE)
        try:
            wait_for_the_last_line(served)
            return subprocess.run([*AVOWAL, "audit", "--deployment", str(plan), *sys.argv[1:]], check=False).returncode
        finally:
            served.send_signal(signal.SIGTERM)
            served.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for_the_last_line(served: subprocess.Popen[bytes]) -> None:
    """The demo says how to stop it once everything answers."""
    assert served.stdout is not None
    for line in served.stdout:
        if b"Ctrl-C" in line:
            return
    raise SystemExit(2)


if __name__ == "__main__":
    sys.exit(main())
