"""The copy in force is changed outside publishing: the pages still come, and nothing is collected (R120, R121)."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable

import httpx

from .conftest import Demo

AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"


def beacon(demo: Demo, letter: str) -> httpx.Response:
    """One page view, told from the others by its path: keys are stored under the day's salt."""
    headers = {"host": f"plan.localhost:{demo.port}", "user-agent": AGENT, "content-type": "text/plain"}
    return httpx.post(
        f"{demo.base}/_a/v", content=json.dumps({"path": path(letter), "key": letter * 24}), headers=headers
    )


def path(letter: str) -> str:
    return f"/seen/view-{letter}/"


def kept(demo: Demo, text: str) -> bool:
    return demo.avowal("store", "search", text).returncode == 0


def within(seconds: float, holds: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.2)
    return holds()


def test_a_changed_byte_stops_collection_until_it_is_mended(own_demo: Demo) -> None:
    file = own_demo.directory / "data" / "policy" / "versions" / "0001.json"
    original = file.read_bytes()
    assert "avowal-dropped" not in beacon(own_demo, "a").headers
    assert own_demo.get("/kept-before/").status_code == 404

    file.write_bytes(original.replace(b"13 months", b"93 months", 1))
    time.sleep(1.2)  # the stated time within which a change is noticed

    assert beacon(own_demo, "b").headers["avowal-dropped"] == "no-policy"
    assert own_demo.get("/").status_code == 200
    assert own_demo.get("/lost-between/").status_code == 404
    assert own_demo.get("/privacy/").status_code == 503
    ready = own_demo.get("/health/ready")
    assert ready.status_code == 503
    assert ready.json()["policy"] != "ok"

    file.write_bytes(original)
    time.sleep(1.2)

    assert "avowal-dropped" not in beacon(own_demo, "c").headers
    own_demo.wait_until_ready()
    assert [kept(own_demo, path(letter)) for letter in "abc"] == [True, False, True]
    assert (kept(own_demo, "/kept-before/"), kept(own_demo, "/lost-between/")) == (True, False)


def in_database(demo: Demo, old: str, new: str) -> None:
    """Change the canonical text of the first version as somebody with a database program would."""
    with sqlite3.connect(demo.directory / "data" / "avowal.sqlite3", timeout=20) as database:
        database.execute("UPDATE privacy_publishedversion SET canonical = replace(canonical, ?, ?)", (old, new))


def told_of_policy(demo: Demo) -> str:
    return str(demo.get("/health/ready").json()["policy"])


def test_r121_a_byte_changed_in_the_database_stops_collection_until_it_is_mended(own_demo: Demo) -> None:
    assert "avowal-dropped" not in beacon(own_demo, "d").headers

    in_database(own_demo, "13 months", "93 months")

    assert within(15, lambda: told_of_policy(own_demo).startswith("none in force: the database and the files"))
    assert within(3, lambda: beacon(own_demo, "e").headers.get("avowal-dropped") == "no-policy")
    beacon(own_demo, "f")
    assert own_demo.get("/").status_code == 200
    assert own_demo.get("/privacy/").status_code == 503
    assert own_demo.get("/health/ready").status_code == 503
    assert own_demo.avowal("policy", "history").returncode == 1

    own_demo.stop()
    (own_demo.directory / "data" / "policy" / "distrusted").unlink()  # as if nobody had noticed before the start
    own_demo.start(until=lambda: own_demo.get("/").is_success)
    assert beacon(own_demo, "g").headers["avowal-dropped"] == "no-policy", "R121: a changed row at start"

    in_database(own_demo, "93 months", "13 months")
    own_demo.wait_until_ready()

    assert within(3, lambda: "avowal-dropped" not in beacon(own_demo, "h").headers)
    assert [kept(own_demo, path(letter)) for letter in "dfgh"] == [True, False, False, True]
    told = json.loads(own_demo.avowal("policy", "history", "--json").stdout)
    assert [entry["state"] for entry in told["versions"]] == ["in force"]
    assert [gap["ended"] is not None for gap in told["gaps"]] == [True], "the history shows one gap, and that it ended"
    assert "version 1 was changed in the database" in told["gaps"][0]["why"]
