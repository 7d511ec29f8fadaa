"""Health says which part is not well, to those who ask (INTERFACE)."""

import pytest


def test_live_as_long_as_the_process_answers(visit):
    assert visit("/health/live").status_code == 200


@pytest.fixture
def store(monkeypatch):
    """The store answers, or does not."""
    from avowal.website import health

    def answers(well):
        def ping():
            if not well:
                raise health.StoreAway("held by process 4711")

        monkeypatch.setattr(health, "ping_store", ping)

    return answers


def ready_behind(door, rf):
    """The answer to a request that came through an edge which says `door` of itself."""
    from avowal.website.health import ready

    request = rf.get("/health/ready")
    request.scope = {"avowal": {"health": lambda: door}}
    return ready(request)


def test_ready_when_every_part_is_well(rf, db, store):
    import json

    store(True)

    answer = ready_behind({"ready": True}, rf)
    assert json.loads(answer.content) == {"database": "ok", "events": "ok", "policy": "ok", "spool": "ok", "door": "ok"}
    assert answer.status_code == 200


def test_not_ready_while_the_door_cannot_keep_records(rf, db, store):
    store(True)

    assert ready_behind({"ready": False}, rf).status_code == 503


def test_not_ready_without_an_edge_in_front_because_nothing_would_be_recorded(visit, store):
    store(True)

    answer = visit("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["door"].startswith("not in front")


def test_not_ready_names_the_part_and_no_place_on_the_machine(visit, store, monkeypatch):
    from avowal.website import in_force

    store(False)
    monkeypatch.setattr(in_force, "trouble", lambda: "/srv/data/policy/chain.json is missing")

    answer = visit("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["events"].startswith("does not answer")
    assert answer.json()["policy"].startswith("none in force")
    assert b"/srv" not in answer.content
    assert b"4711" not in answer.content
