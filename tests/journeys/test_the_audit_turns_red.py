"""Someone plants a cookie and another host's picture in a template; the audit names both, and is green without them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from avowal.auditor.checks import CHECKS

from .conftest import Demo

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

PLANT = (
    '<img src="https://pixel.tracker.example/p.gif?page=1" alt="" width="1" height="1">'
    '<script>document.cookie = "trk=1; max-age=99999"</script></main>'
)


def audited(demo: Demo, out: Path, pages: int) -> dict[str, dict[str, object]]:
    """Promise id → its verdict, from an audit beside the running demo."""
    told = demo.avowal("audit", "--out", str(out), "--pages", str(pages))
    assert told.returncode in (0, 1), told.stderr
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    verdicts = {promise["id"]: promise for promise in report["promises"]}
    assert told.returncode == any(verdict["state"] == "broken" for verdict in verdicts.values())
    return verdicts


def test_a_planted_cookie_and_picture_turn_their_promises_red_and_no_other(own_demo: Demo, tmp_path: Path) -> None:
    own_demo.stop()
    own_demo.code = Path(shutil.copytree(Path(__file__).parents[2] / "avowal", tmp_path / "code" / "avowal")).parent
    base = own_demo.code / "avowal" / "website" / "templates" / "base.html"
    clean = base.read_text(encoding="utf-8")
    base.write_text(clean.replace("</main>", PLANT, 1), encoding="utf-8")
    own_demo.start()

    spoiled = audited(own_demo, tmp_path / "spoiled", pages=1)
    base.write_text(clean, encoding="utf-8")
    mended = audited(own_demo, tmp_path / "mended", pages=4)

    assert {row for row, verdict in spoiled.items() if verdict["state"] == "broken"} == {"0.9", "4.1", "4.8", "14.2"}
    assert "trk" in json.dumps(spoiled["4.1"]["findings"])
    assert "trk" in json.dumps(spoiled["0.9"]["findings"]), "it is kept before the visitor chose anything"
    for row in ("4.8", "14.2"):
        assert "pixel.tracker.example" in json.dumps(spoiled[row]["findings"])
    assert {row for row, verdict in mended.items() if verdict["state"] == "broken"} == set()
    # four pages are three homes and the policy: neither every language nor a form that sets a cookie is among them
    tried = {"0.4", "0.9", "1.1", "2.1", "3.1", "3.2", "3.3", "3.4", "4.1", "4.8", "4.9", "4.11", "4.12", "5.1", "14.2"}
    assert {*tried, "U.9"} <= {row for row, verdict in mended.items() if verdict["state"] == "kept"}
    assert {row for row, verdict in mended.items() if verdict["state"] == "kept"} <= CHECKS.keys()
    assert (tmp_path / "mended" / "report.html").is_file()
