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


def test_ready_when_every_part_is_well(visit, store):
    store(True)

    answer = visit("/health/ready")
    assert answer.json() == {"database": "ok", "events": "ok", "policy": "ok", "spool": "ok"}
    assert answer.status_code == 200


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
