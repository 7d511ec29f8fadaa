"""Health says which part is not well, to those who ask (INTERFACE)."""

import fcntl
import json
from dataclasses import replace

import pytest

from avowal.events.outcomes import Health

WELL = Health(version=1, trouble=None, waiting_segments=1, refused_segments=0, last_problem=None)


def test_live_as_long_as_the_process_answers(visit):
    assert visit("/health/live").status_code == 200


@pytest.fixture
def store(monkeypatch):
    """The store says how it is; with None it does not answer."""
    from avowal.website import health

    def answers(said):
        def store_health():
            if said is None:
                raise health.StoreAway("/srv/data is away, 4711")
            return said

        monkeypatch.setattr(health, "store_health", store_health)

    return answers


def ready_behind(door, rf):
    """The answer to a request that came through an edge which says `door` of itself."""
    from avowal.website.health import ready

    request = rf.get("/health/ready")
    request.scope = {"avowal": {"health": lambda: door}}
    return ready(request)


def test_ready_when_every_part_is_well(rf, db, store):
    store(WELL)

    answer = ready_behind({"ready": True}, rf)
    parts = ("database", "events", "policy", "spool", "door", "blocks")
    assert json.loads(answer.content) == dict.fromkeys(parts, "ok")
    assert answer.status_code == 200


def test_a_spoiled_block_list_is_told_and_takes_no_machine_off(rf, db, store):
    store(WELL)

    answer = ready_behind({"ready": True, "blocks_trouble": "blocks.json is not JSON."}, rf)
    assert json.loads(answer.content)["blocks"] == "the list cannot be read; nobody is kept out"
    assert answer.status_code == 200


def test_not_ready_while_the_door_cannot_keep_records(rf, db, store):
    store(WELL)

    assert ready_behind({"ready": False}, rf).status_code == 503


def test_not_ready_without_an_edge_in_front_because_nothing_would_be_recorded(visit, store):
    store(WELL)

    answer = visit("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["door"].startswith("not in front")


def distrust(data):
    from avowal.policy import publishing

    publishing.distrust(data, "a row was changed.")


def spoil(data):
    file = data / "policy" / "versions" / "0001.json"
    file.write_bytes(file.read_bytes() + b" ")


def remove(data):
    (data / "policy" / "chain.json").unlink()


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (distrust, "the database and the files do not hold the same published versions"),
        (spoil, "a file of what was published was changed outside publishing"),
        (remove, "none has been published"),
    ],
)
def test_not_ready_names_the_part_and_no_place_on_the_machine(own_policy, visit, store, fault, told):
    store(None)
    fault(own_policy)

    answer = visit("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["events"].startswith("does not answer")
    assert answer.json()["policy"] == f"none in force: {told}; nothing is collected"
    assert str(own_policy).encode() not in answer.content
    assert b"4711" not in answer.content
    assert visit("/").status_code == 200, "the other pages still come"
    assert visit("/privacy/").status_code == 503


@pytest.mark.parametrize(
    ("said", "word"),
    [
        (replace(WELL, refused_segments=2, last_problem="/srv/spool/x.jsonl: 192.0.2.7"), "refused some records"),
        (replace(WELL, trouble="/srv/data: a table differs", version=None), "follows no policy"),
        (replace(WELL, trouble="/srv/data: a table differs"), "follows no policy"),
        (replace(WELL, version=None), "follows no policy"),
    ],
)
def test_store_in_trouble_and_refused_records_are_named_without_place_or_value(rf, db, store, said, word):
    store(said)

    answer = ready_behind({"ready": True}, rf)
    assert answer.status_code == 503
    assert json.loads(answer.content)["events"].startswith(word)
    assert b"/srv" not in answer.content
    assert b"192.0.2.7" not in answer.content


def test_problem_that_is_over_leaves_the_store_ready(rf, db, store):
    store(replace(WELL, last_problem="a file could not be read"))

    assert ready_behind({"ready": True}, rf).status_code == 200


def test_store_that_another_process_holds_is_told_as_such(visit, deployment, monkeypatch):
    from avowal.events import wire
    from avowal.website.office import queries

    monkeypatch.setattr(queries, "HEALTH_PATIENCE", 0.2)
    with (deployment / "data" / wire.LOCK_FILE).open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        answer = visit("/health/ready")

    assert answer.json()["events"].startswith("held by another process")
    assert str(deployment).encode() not in answer.content


def test_store_that_works_is_well(rf, db, deployment):
    assert json.loads(ready_behind({"ready": True}, rf).content)["events"] == "ok"
