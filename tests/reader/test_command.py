"""`avowal policy read` from a file and from the web; what is no policy is refused and nothing is written."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from conftest import SMALL
from typer.testing import CliRunner

from avowal.cli.app import app

RUN = CliRunner()


def run(*arguments):
    return RUN.invoke(app, ["policy", "read", *map(str, arguments)])


@pytest.fixture
def page(tmp_path):
    file = tmp_path / "small.md"
    file.write_text(SMALL)
    return file


def test_a_file_is_read_and_drafted(page, tmp_path):
    found = run(page, "-o", tmp_path / "draft")

    assert found.exit_code == 0
    assert "Organisation: Seagrass Mutual" in found.output
    assert "Date: 2026-03-03" in found.output
    assert f"avowal policy check {tmp_path / 'draft'}" in found.output
    assert sorted(file.name for file in (tmp_path / "draft").iterdir()) == [
        "findings.json",
        "findings.md",
        "policy.yaml",
        "wording",
    ]


def test_without_a_place_to_write_it_only_tells(page, tmp_path):
    found = run(page)

    assert found.exit_code == 0
    assert "Nothing was written" in found.output
    assert list(tmp_path.iterdir()) == [page]


def test_machines_get_json(page):
    found = json.loads(run(page, "--json").output)

    assert found["organisation"]["name"] == "Seagrass Mutual"
    assert found["draft"] is None


def test_the_checks_lines_are_the_count_that_was_told(page, tmp_path):
    told = run(page, "-o", tmp_path / "draft").output
    checked = RUN.invoke(app, ["policy", "check", str(tmp_path / "draft"), "--json"])

    problems = [one for one in json.loads(checked.output)["problems"] if one.get("severity", "problem") == "problem"]
    assert f"To decide: {len(problems)} things" in told


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"", "empty"), (b"%PDF-1.7", "PDF"), (b"# Bread\n\n" + b"Mix flour and water. " * 60, "no privacy policy")],
)
def test_what_is_no_policy_is_refused_and_nothing_is_written(tmp_path, content, told):
    file = tmp_path / "page.md"
    file.write_bytes(content)

    found = run(file, "-o", tmp_path / "draft")

    assert found.exit_code == 2
    assert told in found.output
    assert not (tmp_path / "draft").exists()


@pytest.mark.parametrize("source", ["nowhere.md", "ftp://seagrass.example/p", "file:///etc/hosts"])
def test_what_cannot_be_fetched_is_told_in_a_sentence(source):
    found = run(source)

    assert found.exit_code == 2
    assert len(found.output.strip().splitlines()) <= 2


@pytest.mark.parametrize(
    "hard",
    ["Aa Bb " * 5000, "a@" * 10000, "a" * 100000, "We never share " + "your data and sell cookies to vendors " * 2000],
    ids=["capitals", "at signs", "one word", "no stop"],
)
def test_a_page_made_to_be_hard_takes_seconds_at_most(page, hard):
    import time

    page.write_text(f"{SMALL}\n\n{hard}\n")
    began = time.perf_counter()

    assert run(page).exit_code == 0
    assert time.perf_counter() - began < 10


class _Site(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/privacy")
            self.end_headers()
            return
        self.send_response(200 if self.path != "/missing" else 404)
        self.send_header("Content-Type", "text/html; charset=windows-1252")
        self.end_headers()
        size = 6 * 1024 * 1024 if self.path == "/large" else 0
        paragraphs = "".join(
            f"<p>{line}</p>" for line in SMALL.replace("We may", "We don’t rush. We may").split("\n\n")
        )
        self.wfile.write(f"<html><body><main>{paragraphs}</main></body></html>".encode("cp1252") + b" " * size)

    def log_message(self, *_):
        pass


@pytest.fixture
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_page_is_fetched_through_a_redirection_in_its_own_characters(site):
    found = run(f"{site}/moved", "--json")

    assert found.exit_code == 0
    assert any("don’t rush" in str(one) for one in json.loads(found.output)["practices"]) or "Seagrass" in found.output


@pytest.mark.parametrize(("path", "told"), [("/missing", "404"), ("/large", "larger")])
def test_a_page_that_is_not_there_or_too_large_is_told(site, path, told):
    found = run(site + path)

    assert found.exit_code == 2
    assert told in found.output
