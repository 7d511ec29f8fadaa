"""What a client does when the owner of an embedded store ends while it asks."""

from __future__ import annotations

import threading

import pytest

from avowal.events import wire
from avowal.events.client import OwnedStore
from avowal.events.errors import StoreNotAnswering


@pytest.fixture
def owner(tmp_path):
    """An owner that ends each connection at the request after a ping, as one that is killed; what was asked of it."""
    asked = []
    listening, _ = wire.listen(tmp_path)

    def serve():
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection:
                while (name := wire.receive(connection)[0]["op"]) == "ping":
                    wire.send(connection, {"ok": True})
                asked.append(name)

    with listening:
        threading.Thread(target=serve, daemon=True).start()
        yield tmp_path, asked
        listening.shutdown(2)


def test_8_4_an_erasure_is_not_asked_again_by_itself_when_the_owner_ends(owner):
    data, asked = owner
    store = OwnedStore("chdb://", data, patience=1.0)

    with pytest.raises(StoreNotAnswering, match="Erase again"):
        store.erase({"visitor_key": ["a1b2c3d4e5f60718"]})

    assert asked == ["erase"]
