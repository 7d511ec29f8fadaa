"""A whole deployment of the sample plan, served as `avowal demo` serves it, for stories told in a browser."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import httpx
import pytest
from playwright.sync_api import Browser, sync_playwright

READY_WITHIN_SECONDS = 240


@dataclass
class Demo:
    """A running `avowal demo`; `client` speaks to it by host name."""

    directory: Path
    port: int
    process: subprocess.Popen[bytes] | None = None
    code: Path = Path(__file__).parents[2]
    """The directory whose `avowal` package runs."""
    log: Path = field(init=False)

    def __post_init__(self) -> None:
        self.log = self.directory.parent / "demo.log"

    def __enter__(self) -> Self:
        """Start; where it does not become ready in time nothing of it goes on running."""
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_how: object) -> None:
        self.stop()

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def url(self, path: str, site: str = "plan") -> str:
        return f"http://{site}.localhost:{self.port}{path}"

    def get(self, path: str, site: str = "plan", **more: object) -> httpx.Response:
        headers = {"host": f"{site}.localhost:{self.port}", "user-agent": "Mozilla/5.0 Firefox/145.0"}
        headers |= dict(more.pop("headers", {}))  # type: ignore[call-overload]
        return httpx.get(self.base + path, headers=headers, timeout=30, **more)  # type: ignore[arg-type]

    def post(self, path: str, said: object, headers: dict[str, str], site: str = "plan") -> httpx.Response:
        """Post text as it is, anything else as JSON."""
        named = {"host": f"{site}.localhost:{self.port}", "user-agent": "Mozilla/5.0 Firefox/145.0"}
        named |= {"content-type": "application/json"} | headers
        body = said if isinstance(said, str) else json.dumps(said)
        return httpx.post(self.base + path, content=body, headers=named, timeout=30)

    def start(self, until: Callable[[], bool] | None = None) -> None:
        command = [sys.executable, "-m", "avowal", "demo", str(self.directory), "--port", str(self.port)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True, cwd=self.code)
        self.wait_until_ready(until)

    def wait_until_ready(self, until: Callable[[], bool] | None = None) -> None:
        """Wait for `/health/ready` to say so, or for `until`."""
        deadline = time.monotonic() + READY_WITHIN_SECONDS
        while time.monotonic() < deadline:
            assert self.process is not None
            assert self.process.poll() is None, f"the demo ended:\n{self.log.read_text()}"
            try:
                if until() if until else self.get("/health/ready").is_success:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.2)
        raise AssertionError(f"the demo was not ready in time:\n{self.log.read_text()}")

    def kill(self) -> None:
        """What a power cut does to processes: every one of the deployment's, at once."""
        assert self.process is not None
        for pid in self.pids():
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.process.wait()

    def pids(self) -> list[int]:
        """Every process whose environment or command line names this deployment."""
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                told = (entry / "cmdline").read_bytes() + (entry / "environ").read_bytes()
            except OSError:
                continue
            if str(self.directory).encode() in told and int(entry.name) != os.getpid():
                found.append(int(entry.name))
        return found

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.kill()

    def password(self, account: str) -> str:
        """The password that the demo made for an account."""
        file = self.directory / "data" / "secrets" / f"demo_password_{account}"
        return file.read_text(encoding="ascii").strip()

    def avowal(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command beside the running demo."""
        command = [sys.executable, "-m", "avowal", *arguments]
        environment = {**os.environ, "AVOWAL_DEPLOYMENT": str(self.directory)}
        return subprocess.run(
            command, capture_output=True, text=True, env=environment, timeout=280, check=False, cwd=self.code
        )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def made_demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """One demo for all stories that do not break it."""
    with Demo(tmp_path_factory.mktemp("demo") / "harbor", free_port()) as demo:
        yield demo


@pytest.fixture
def own_demo(made_demo: Demo, tmp_path: Path) -> Iterator[Demo]:
    """A copy of the demo's deployment that a story may break; made from the first one, so that it is quick."""
    directory = tmp_path / "harbor"
    shutil.copytree(made_demo.directory, directory, ignore=shutil.ignore_patterns("events", "spool", "run", "owner*"))
    with Demo(directory, free_port()) as demo:
        yield demo


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium, or Playwright's own where there is none; closed again before another room opens one."""
    program = os.environ.get("AVOWAL_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        options = ["--no-sandbox"] if os.geteuid() == 0 else []
        found = playwright.chromium.launch(executable_path=program, args=options)
        yield found
        found.close()
