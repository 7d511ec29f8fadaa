"""`avowal policy publish`, `approve`, `history`: two people, and one sentence for everything that is refused."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import pytest

from avowal.cli.deployment import DEMO_HOSTS, make
from avowal.config import SAMPLE

PASSWORD = "a long enough password"
ACCOUNTS = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "avowal.website.settings.test"
import django
django.setup()
from avowal.website.people.actions import Credentials, Role, make_accounts
roles = {"ana": "communications", "rio": "privacy_office", "mo": "privacy_office", "kim": "member"}
make_accounts([Credentials(Role(role), name, "a long enough password") for name, role in roles.items()])
"""


SERVANT = """
import json, os, sys
from typer.testing import CliRunner
from avowal.cli.app import app
for line in sys.stdin:
    asked = json.loads(line)
    os.environ.update(asked["environment"])
    done = CliRunner().invoke(app, asked["arguments"])
    told = {"code": done.exit_code, "out": done.stdout, "err": done.stderr}
    print(json.dumps(told), file=sys.__stdout__, flush=True)
"""


@dataclass
class Answer:
    code: int
    out: str
    err: str


class Program:
    """The program in one deployment, as a process of its own: Django knows one deployment per process."""

    def __init__(self, deployment: Path) -> None:
        self.deployment = deployment
        self.environment = {**os.environ, "AVOWAL_DEPLOYMENT": str(deployment)}
        self._servant = subprocess.Popen(
            [sys.executable, "-c", SERVANT],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=self.environment,
        )

    def __call__(self, *arguments: str, password: str | None = PASSWORD) -> Answer:
        assert self._servant.stdin
        assert self._servant.stdout
        environment = {} if password is None else {"AVOWAL_STAFF_PASSWORD": password}
        asked = {"arguments": ["policy", *arguments], "environment": environment}
        self._servant.stdin.write(json.dumps(asked) + "\n")
        self._servant.stdin.flush()
        told = self._servant.stdout.readline()
        assert told, "the program ended"
        return Answer(**json.loads(told))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._servant.communicate()


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """A new deployment whose first version was published with an empty database, and its staff."""
    directory = tmp_path_factory.mktemp("versions") / "harbor"
    make(directory, {"mode": "test", "hosts": DEMO_HOSTS, "secure": False})
    with Program(directory) as program:
        first = program("publish", str(directory / "policy"), "--effective", "2026-01-01", password=None)
        assert first.code == 0, first.err
        assert "Version 1 is published, in force from 2026-01-01" in first.out
        subprocess.run([sys.executable, "-c", ACCOUNTS], env=program.environment, check=True, timeout=120)
        yield program


@pytest.fixture
def changed(tmp_path: Path) -> str:
    """The sample's bundle with one number changed."""
    bundle = Path(shutil.copytree(SAMPLE / "policy", tmp_path / "policy"))
    file = bundle / "policy.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("small_cell: 11", "small_cell: 12"), encoding="utf-8")
    return str(bundle)


def refused(answer: Answer, code: int, told: str) -> None:
    assert answer.code == code, answer.out + answer.err
    assert told in answer.err
    assert len(answer.err.strip().splitlines()) <= 2
    assert answer.out == ""
    assert PASSWORD not in answer.err


def rows(program: Program) -> list[tuple[int, str, int]]:
    with sqlite3.connect(program.deployment / "data" / "avowal.sqlite3") as database:
        return database.execute(
            "SELECT number, sha256, on_disk FROM privacy_publishedversion ORDER BY number"
        ).fetchall()


def test_two_people_publish_the_next_version(policy: Program, changed: str) -> None:
    refused(policy("publish", changed), 2, "Say who you are with --as NAME")
    refused(policy("publish", changed, "--as", "ana", password="wrong"), 2, "do not go together")
    refused(policy("publish", changed, "--as", "kim"), 2, "do not go together")
    refused(policy("publish", changed, "--as", "ana", password=None), 2, "Set AVOWAL_STAFF_PASSWORD")
    refused(policy("publish", changed, "--as", "ana", "--effective", "soon"), 2, "is not a date")
    refused(policy("publish", changed, "--as", "ana", "--effective", "2026-01-02"), 1, "is too soon")
    refused(policy("publish", str(SAMPLE / "policy"), "--as", "ana"), 1, "change something")

    submitted = policy("publish", changed, "--as", "rio", "--json")
    assert submitted.code == 0, submitted.err
    draft = str(json.loads(submitted.out)["draft"])
    assert len(rows(policy)) == 1, "one person published alone"

    refused(policy("approve", "999", "--as", "rio"), 2, "There is no draft 999")
    refused(policy("approve", draft, "--as", "ana"), 2, "do not go together")
    refused(policy("approve", draft, "--as", "mo", password="wrong"), 2, "do not go together")
    refused(policy("approve", draft, "--as", "rio"), 1, "Ask somebody else")
    refused(policy("approve", draft, "--sha256", "0" * 64, "--as", "mo"), 2, "is another one")
    read = json.loads(submitted.out)["sha256"]
    approved = policy("approve", draft, "--sha256", read, "--as", "mo")
    assert approved.code == 0, approved.err
    assert "Version 2 is published and waits for" in approved.out
    refused(policy("approve", draft, "--as", "mo"), 1, "does not wait for approval")

    told = policy("history", "--json", password=None)
    assert told.code == 0, told.err
    first, second = json.loads(told.out)["versions"]
    assert (first["state"], second["state"]) == ("in force", "waiting")
    assert (second["submitted_by"], second["approved_by"]) == ("rio", "mo")
    assert [(row[0], row[1], row[2]) for row in rows(policy)] == [(1, first["sha256"], 1), (2, second["sha256"], 1)]
    table = policy("history", password=None)
    assert all(word in table.out for word in ("waiting", "in force", first["sha256"][:12]))


def test_history_says_no_when_nothing_is_in_force(policy: Program) -> None:
    file = policy.deployment / "data" / "policy" / "versions" / "0001.json"
    original = file.read_bytes()
    file.write_bytes(original + b" ")
    try:
        answer = policy("history", "--json", password=None)
    finally:
        file.write_bytes(original)

    assert answer.code == 1
    assert "changed outside publishing" in answer.err
    assert json.loads(answer.out)["versions"][0]["state"] == "changed outside publishing"


def test_database_that_is_not_migrated_is_told(tmp_path: Path, changed: str) -> None:
    directory = tmp_path / "harbor"
    make(directory, {"mode": "test", "hosts": DEMO_HOSTS, "secure": False})
    with sqlite3.connect(directory / "data" / "avowal.sqlite3") as database:
        database.execute("CREATE TABLE other (id INTEGER)")

    with Program(directory) as program:
        refused(program("publish", changed), 2, "avowal manage migrate")
    assert not (directory / "data" / "policy").exists()
