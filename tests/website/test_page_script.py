"""4.12: a visitor who refused beacons gets pages that do not name the script which sends them."""

import pytest
from django.test import Client
from django.test.client import ClientHandler


class Told(ClientHandler):
    """Gives each request what the door says of its visitor."""

    page_script = True

    def get_response(self, request):
        request.scope = {"avowal": {"page_script": self.page_script}}
        return super().get_response(request)


@pytest.mark.parametrize("path", ["/", "/privacy/", "/nope/"])
@pytest.mark.parametrize("counted", [True, False])
def test_4_12_pages_name_the_page_script_only_where_it_may_send(db, path, counted):
    client = Client()
    client.handler = Told(enforce_csrf_checks=False)
    client.handler.page_script = counted

    page = client.get(path, headers={"host": "plan.localhost:8123"}).content

    assert (b"/_a/page.js" in page) is counted
