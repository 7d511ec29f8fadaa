"""The leaving notice: told before a link away is followed, only for links that stand on the sites (12.1 to 12.4)."""

from datetime import UTC, datetime
from urllib.parse import quote

import httpx
import pytest

from avowal.website.links import actions, queries
from avowal.website.links.finding import addresses_in
from avowal.website.links.models import OtherSite, OutgoingLink
from avowal.website.links.reaching import Reacher, is_public
from avowal.website.pages import addresses

NOW = datetime(2026, 11, 24, tzinfo=UTC)
COUNTY = "https://www.county.example/renew?a=1&b=2"


@pytest.fixture
def page(db):
    """A published page with a link to the county in its text."""
    from wagtail.models import Site

    from avowal.website.pages.models import StandardPage

    home = Site.objects.get(hostname="plan.localhost").root_page
    page = StandardPage(
        title="Renewals",
        slug="renewals",
        body=[("prose", f'<p><a href="{COUNTY.replace("&", "&amp;")}">County</a></p>')],
    )
    home.add_child(instance=page)
    page.save_revision().publish()
    return page


def leaving(url):
    return f"/leaving/?to={quote(url, safe='')}"


def test_12_2_a_link_on_a_page_goes_by_the_notice(page, visit):
    shown = visit("/renewals/").soup.select_one("main a.outgoing")

    assert shown["href"] == leaving(COUNTY)
    notice = visit(shown["href"])
    assert notice.status_code == 200
    go = notice.soup.select_one("a.go")
    assert go["href"] == COUNTY
    assert {"noreferrer", "noopener", "external"} <= set(go["rel"])
    assert "www.county.example" in notice.soup.h1.find_next("p").get_text()


@pytest.mark.parametrize(
    "url", ["https://evil.example/", COUNTY + "x", "//evil.example", "javascript:alert(1)", "", "/privacy/", "https://"]
)
def test_no_open_redirect_only_links_that_stand_on_the_sites_are_led_to(page, visit, url):
    assert visit(leaving(url)).status_code == 404


def test_12_1_what_leaves_a_page_leaves_the_inventory(page, visit):
    assert OutgoingLink.objects.filter(url=COUNTY).exists()
    page.body = [("prose", "<p>Nothing.</p>")]
    page.save_revision()
    assert visit(leaving(COUNTY)).status_code == 200, "a draft has no say"
    page.save_revision().publish()

    assert visit(leaving(COUNTY)).status_code == 404


def test_12_1_an_unpublished_page_takes_its_links_along(page):
    page.unpublish()

    assert not OutgoingLink.objects.filter(url=COUNTY).exists()


@pytest.mark.parametrize("host", ["county.example", "www.county.example"])
def test_12_4_a_known_statement_is_linked(page, visit, host):
    OtherSite.objects.create(host=host, name="Harbor County", statement="https://www.county.example/privacy")

    soup = visit(leaving(COUNTY)).soup

    assert soup.select_one("a.statement")["href"] == "https://www.county.example/privacy"
    assert "Harbor County" in soup.select_one(".leaving").get_text()


def test_12_4_an_unknown_statement_is_said_to_be_unknown(page, visit):
    soup = visit(leaving(COUNTY)).soup

    assert soup.select_one("a.statement") is None
    assert "We do not know its privacy statement" in soup.get_text()


def test_14_5_a_declared_third_party_is_known_by_the_policy(policy):
    party = policy.third_parties["video_host"]

    known = queries.known("https://video.example/watch/1")

    assert (known.name, known.statement, known.contact) == (party.label, party.statement, party.contact)


def test_the_inventory_can_be_built_anew(page):
    OutgoingLink.objects.all().delete()

    assert actions.gather() == OutgoingLink.objects.count() > 0
    assert OutgoingLink.objects.get(url=COUNTY).places.get().title == "Renewals"


def test_links_are_found_however_deep_they_stand():
    block = '[{"type": "a", "value": {"links": [{"url": "https://a.example/x"}], "text": "<a href=\\"https://b.example\\">"}}]'

    assert list(addresses_in(block)) == ["https://a.example/x", "https://b.example"]
    assert list(addresses_in("See https://c.example for more.")) == []
    assert list(addresses_in("See [it](https://d.example/).")) == ["https://d.example/"]


def test_h_share_names_the_page_and_loads_nothing(visit, db):
    answer = visit("/share/?page=/")

    assert answer.status_code == 200
    assert answer.soup.select_one("#share-address")["value"] == "http://plan.localhost:8123/"
    assert not answer.soup.select("main script, main iframe, main img")
    assert visit("/share/?page=//evil.example").status_code == 404
    assert visit("/share/?page=/no-such-page/").status_code == 404


PRIVATE = [
    "127.0.0.1", "10.1.2.3", "169.254.169.254", "192.168.0.1", "100.64.0.1", "0.0.0.0", "224.0.0.1",
    "::1", "::ffff:127.0.0.1", "fe80::1%eth0", "fd00::1", "2002:7f00:1::", "64:ff9b::7f00:1",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_r101_no_address_of_our_own_networks_is_asked(address):
    def nobody(request):
        pytest.fail(f"R101: {request.url} was asked")

    reach = Reacher(resolve=lambda _host: ["93.184.216.34", address], transport=httpx.MockTransport(nobody))

    assert not is_public(address)
    assert reach("https://inside.example/").refused


@pytest.mark.parametrize(
    "url",
    ["https://user@a.example/", "https://a.example:8443/", "ftp://a.example/", "file:///etc/passwd", "https://[::1"],
)
def test_r101_no_other_port_scheme_or_user(url):
    reach = Reacher(
        resolve=lambda _host: ["93.184.216.34"], transport=httpx.MockTransport(lambda _: pytest.fail("asked"))
    )

    assert reach(url).refused


def test_r101_a_redirect_into_our_networks_is_not_followed_and_the_looked_at_address_is_the_one_asked():
    asked = []

    def answer(request):
        asked.append((request.url.host, request.headers["host"]))
        return httpx.Response(302, headers={"location": "https://inside.example/admin"})

    names = {"a.example": ["93.184.216.34"], "inside.example": ["10.0.0.1"]}
    reach = Reacher(resolve=lambda host: names[host], transport=httpx.MockTransport(answer))

    assert reach("https://a.example/").refused
    assert asked == [("93.184.216.34", "a.example")]


@pytest.mark.parametrize(
    ("status", "state"), [(200, "works"), (404, "dead"), (410, "dead"), (500, "dead"), (403, "works")]
)
def test_12_1_a_dead_link_is_told(page, status, state):
    reach = Reacher(
        resolve=lambda _host: ["93.184.216.34"], transport=httpx.MockTransport(lambda _: httpx.Response(status))
    )

    list(actions.check(OutgoingLink.objects.filter(url=COUNTY), reach, NOW))

    assert OutgoingLink.objects.get(url=COUNTY).state == state


def test_local_addresses_stay_as_they_are():
    assert addresses.away("/join/") == "/join/"
    assert addresses.away("https://plan.localhost/") == "https://plan.localhost/"
