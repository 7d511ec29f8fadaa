"""Someone plants a cookie and another host's picture in a template; the audit names both, and is green without them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from avowal.auditor.checks import CHECKS

from .conftest import Demo, free_port

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

PLANT = (
    '<img src="https://pixel.tracker.example/p.gif?page=1" alt="" width="1" height="1">'
    '<script>document.cookie = "trk=1; max-age=99999"</script></main>'
)


def audited(demo: Demo, out: Path, passes: str) -> dict[str, dict[str, object]]:
    """Promise id → its verdict, from an audit of the first page beside the running demo, by the visitors in `passes`."""
    told = demo.avowal("audit", "--out", str(out), "--pages", "1", "--passes", passes)
    assert told.returncode in (0, 1), told.stderr
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    verdicts = {promise["id"]: promise for promise in report["promises"]}
    assert told.returncode == any(verdict["state"] == "broken" for verdict in verdicts.values())
    return verdicts


@pytest.fixture
def spoiled_demo(made_demo: Demo, tmp_path: Path) -> Iterator[Demo]:
    """A copy of the demo, with code of its own that a story may change; served with the plant in its template."""
    leave = shutil.ignore_patterns("events", "spool", "run", "owner*")
    directory = Path(shutil.copytree(made_demo.directory, tmp_path / "harbor", ignore=leave))
    code = Path(shutil.copytree(Path(__file__).parents[2] / "avowal", tmp_path / "code" / "avowal")).parent
    demo = Demo(directory, free_port(), code=code)
    base = template(demo)
    base.write_text(base.read_text(encoding="utf-8").replace("</main>", PLANT, 1), encoding="utf-8")
    with demo:
        yield demo


def template(demo: Demo) -> Path:
    return demo.code / "avowal" / "website" / "templates" / "base.html"


def test_a_planted_cookie_and_picture_turn_their_promises_red_and_no_other(spoiled_demo: Demo, tmp_path: Path) -> None:
    # the script of the plant runs only with the pages' security policy off, which the unguarded visitor sees
    spoiled = audited(spoiled_demo, tmp_path / "spoiled", "first_visit,unguarded")
    base = template(spoiled_demo)
    base.write_text(base.read_text(encoding="utf-8").replace(PLANT, "</main>", 1), encoding="utf-8")
    mended = audited(spoiled_demo, tmp_path / "mended", "first_visit,refusing,opted_out,no_cookies")

    assert {row for row, verdict in spoiled.items() if verdict["state"] == "broken"} == {"0.9", "4.1", "4.8", "14.2"}
    assert "trk" in json.dumps(spoiled["4.1"]["findings"])
    assert "trk" in json.dumps(spoiled["0.9"]["findings"]), "it is kept before the visitor chose anything"
    for row in ("4.8", "14.2"):
        assert "pixel.tracker.example" in json.dumps(spoiled[row]["findings"])
    assert {row for row, verdict in mended.items() if verdict["state"] == "broken"} == set()
    # one page is a home: neither every language nor a form that sets a cookie is seen
    tried = {"0.4", "0.9", "1.1", "2.1", "3.1", "3.2", "3.3", "3.4", "4.1", "4.8", "4.9", "4.11", "4.12", "5.1", "14.2"}
    assert {*tried, "U.9"} <= {row for row, verdict in mended.items() if verdict["state"] == "kept"}
    assert {row for row, verdict in mended.items() if verdict["state"] == "kept"} <= CHECKS.keys()
    assert (tmp_path / "mended" / "report.html").is_file()
