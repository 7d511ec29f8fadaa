"""Where links lead, and that those which lead away are marked (ledger 12.2)."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from avowal.website.pages import addresses


@pytest.mark.parametrize(
    ("written", "language", "leads_to"),
    [
        ("/join/", "en", "/join/"),
        ("/join/", "es", "/es/join/"),
        ("/es/join/", "es", "/es/join/"),
        ("/account/sign-in/?for=provider", "es", "/es/account/sign-in/?for=provider"),
        ("site:centers/classes/", "en", "http://centers.localhost:8123/classes/"),
        ("site:centers/", "es", "http://centers.localhost:8123/es/"),
        ("https://county.example/", "es", "https://county.example/"),
        ("mailto:a@b.example", "es", "mailto:a@b.example"),
        ("#top", "es", "#top"),
        ("/static/a.pdf", "es", "/static/a.pdf"),
    ],
)
def test_addresses_resolve_in_the_language_of_the_page(written, language, leads_to):
    assert addresses.resolve(written, language) == leads_to


@pytest.mark.parametrize(
    ("url", "outgoing"),
    [
        ("/join/", False),
        ("http://centers.localhost:8123/", False),
        ("https://www.harborhealth.example/", False),
        ("mailto:a@b.example", False),
        ("https://county.example/", True),
        ("//county.example/", True),
        ("https://www.harborhealth.example.evil.example/", True),
    ],
)
def test_12_2_only_hosts_outside_the_policy_are_other_sites(url, outgoing):
    assert addresses.is_outgoing(url) is outgoing


def test_12_2_outgoing_links_of_a_page_are_all_marked(visit):
    for path in ("/", "/es/", "/join/", "/privacy/"):
        soup = visit(path).soup
        outgoing = [link for link in soup.find_all("a") if addresses.is_outgoing(link["href"])]
        assert outgoing
        for link in outgoing:
            assert set(link["rel"]) == {"noopener", "noreferrer", "external"}, f"12.2: unmarked link {link['href']}"
            assert "outgoing" in link["class"]
            assert link.select_one(".elsewhere").text in ("(another site)", "(otro sitio)")
        for link in soup.select("a.outgoing"):
            assert link in outgoing


def test_links_in_running_text_are_resolved_and_marked_once():
    html = (
        '<p><a href="/join/">J</a> <a rel="x" href="https://c.example/?a=1&amp;b=2">C <b>d</b></a> <a id="x">y</a></p>'
    )

    with override("es"):
        shown = addresses.prose(html)

    assert '<a href="/es/join/">J</a>' in shown
    assert (
        'href="https://c.example/?a=1&amp;b=2" class="outgoing" rel="noopener noreferrer external">C <b>d</b>' in shown
    )
    assert shown.count("elsewhere") == 1
    assert '<a id="x">y</a>' in shown


def test_labels_and_addresses_are_escaped():
    shown = addresses.anchor('<b>"x"</b>', 'https://c.example/"><script>')

    assert "<script>" not in shown
    assert "<b>" not in shown


@pytest.mark.parametrize(
    "address", ["/join/", "https://a.example/", "mailto:a@b.example", "tel:+1800", "#here", "site:plan/"]
)
def test_editors_may_write_paths_and_secure_addresses(address):
    addresses.validate_address(address)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "http://a.example/", "//a.example", "/\\a.example", "data:text/html,x", "join"]
)
def test_editors_may_not_write_other_addresses(address):
    with pytest.raises(ValidationError):
        addresses.validate_address(address)
