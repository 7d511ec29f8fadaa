"""Where links lead, and that those which lead away are marked (ledger 12.2)."""

from urllib.parse import unquote

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
        ("/\\evil.example/", True),
        ("\\\\evil.example/", True),
        ("/\t/evil.example/", True),
        (" \n//evil.example/", True),
        ("ht\ntps://evil.example/", True),
        ("https:evil.example/", True),
        ("https:/\\/evil.example/", True),
        ("https://www.harborhealth.example@evil.example/", True),
        ("https://evil.example\\@www.harborhealth.example/", True),
        ("https://WWW.harborhealth.example:443?x", False),
        ("/join/\\evil.example/", False),
    ],
)
def test_12_2_only_hosts_outside_the_policy_are_other_sites(url, outgoing):
    assert addresses.is_outgoing(url) is outgoing


def test_12_2_outgoing_links_of_a_page_are_all_marked(visit):
    for path in ("/", "/es/", "/join/", "/privacy/"):
        soup = visit(path).soup
        outgoing = soup.select("a[href*='/leaving/?to=']")
        assert not [link for link in soup.find_all("a") if addresses.is_outgoing(link["href"])], "12.2: no notice"
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
        'href="/es/leaving/?to=https%3A%2F%2Fc.example%2F%3Fa%3D1%26b%3D2" class="outgoing" '
        'rel="noopener noreferrer external">C <b>d</b>' in shown
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
    "address",
    [
        "javascript:alert(1)",
        "http://a.example/",
        "//a.example",
        "/\\a.example",
        "/\t/a.example/",
        "/\n/a.example/",
        " //a.example/",
        "https:a.example",
        "https:///a.example/",
        "https://a.example\\@b.example/",
        "https://a.ex\tample/",
        "java\tscript:alert(1)",
        "site:plan//a.example",
        "site:nowhere/x/",
        "data:text/html,x",
        "join",
    ],
)
def test_editors_may_not_write_other_addresses(address):
    with pytest.raises(ValidationError):
        addresses.validate_address(address)


def test_editors_may_not_hide_another_site_in_running_text():
    from avowal.website.pages.blocks import NoteBlock, ProseBlock

    for block in (ProseBlock(), NoteBlock()):
        block.clean(block.to_python('<p><a href="/join/">J</a> <a linktype="page" id="3">P</a></p>'))
        for address in ("/\\evil.example/", "/&#9;/evil.example/", "javascript:alert(1)"):
            with pytest.raises(ValidationError):
                block.clean(block.to_python(f'<p><a href="{address}">J</a></p>'))


def test_12_2_links_of_the_frame_are_marked_too_where_they_lead_away(visit):
    from wagtail.models import Site

    from avowal.website.pages.models import Alert, Navigation

    Alert.objects.update(url="/\\evil.example/alert/")
    site = Site.objects.get(hostname="plan.localhost")
    navigation = Navigation.objects.get(site=site, locale__language_code="en")
    menu = navigation.menus[0].value
    menu["url"] = "https://evil.example/menu/"
    menu["promoted"]["url"] = "https://evil.example/promoted/"
    navigation.save()

    soup = visit("/").soup
    away = [link for link in soup.find_all("a") if "evil.example" in link["href"]]
    assert len(away) == len(("alert", "menu", "promoted"))
    for place in ("/alert/", "/menu/", "/promoted/"):
        assert any(place in unquote(link["href"]) for link in away), f"the frame has no link of {place}"
    for link in away:
        assert "noopener" in link.get("rel", ()), f"12.2: unmarked link {link['href']}"
        assert link.select_one(".elsewhere")


@pytest.mark.parametrize(
    "said",
    [{"action": {"url": "/\\evil.example/"}}, [{"type": "note", "value": '<p><a href="//evil.example/">x</a></p>'}]],
)
def test_content_files_may_not_hide_another_site_either(said):
    from avowal.website.pages.content_files import ContentProblem
    from avowal.website.pages.content_pages import check_addresses

    with pytest.raises(ContentProblem, match="where: an address"):
        check_addresses(said, "where")
