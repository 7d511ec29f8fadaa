"""The copy in force is changed outside publishing: the pages still come, and nothing is collected (R120, R121)."""

from __future__ import annotations

import json
import time

import httpx

from .conftest import Demo

AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"


def beacon(demo: Demo, key: str) -> httpx.Response:
    headers = {"host": f"plan.localhost:{demo.port}", "user-agent": AGENT, "content-type": "text/plain"}
    return httpx.post(f"{demo.base}/_a/v", content=json.dumps({"path": "/", "key": key}), headers=headers)


def kept(demo: Demo, text: str) -> bool:
    return demo.avowal("store", "search", text).returncode == 0


def test_a_changed_byte_stops_collection_until_it_is_mended(own_demo: Demo) -> None:
    file = own_demo.directory / "data" / "policy" / "versions" / "0001.json"
    original = file.read_bytes()
    assert "avowal-dropped" not in beacon(own_demo, "a" * 24).headers
    assert own_demo.get("/kept-before/").status_code == 404

    file.write_bytes(original.replace(b"13 months", b"93 months", 1))
    time.sleep(1.2)  # the stated time within which a change is noticed

    assert beacon(own_demo, "b" * 24).headers["avowal-dropped"] == "no-policy"
    assert own_demo.get("/").status_code == 200
    assert own_demo.get("/lost-between/").status_code == 404
    assert own_demo.get("/privacy/").status_code == 503
    ready = own_demo.get("/health/ready")
    assert ready.status_code == 503
    assert ready.json()["policy"] != "ok"

    file.write_bytes(original)
    time.sleep(1.2)

    assert "avowal-dropped" not in beacon(own_demo, "c" * 24).headers
    own_demo.wait_until_ready()
    assert [kept(own_demo, key * 24) for key in "abc"] == [True, False, True]
    assert (kept(own_demo, "/kept-before/"), kept(own_demo, "/lost-between/")) == (True, False)
