"""Foreign content is declared, explained, and loaded only on a press (14.1, 14.4 to 14.6, R3)."""

import pytest
from django.core.exceptions import ValidationError

from avowal.website.links.blocks import EmbedBlock

VIDEO = "https://video.example/embed/renew"


@pytest.fixture
def shown(db):
    from bs4 import BeautifulSoup

    block = EmbedBlock()
    html = block.render(block.to_python({"title": "How to renew", "url": VIDEO, "text": "Open the envelope."}))
    return BeautifulSoup(html, "html.parser")


def test_14_1_nothing_foreign_is_in_the_page_before_a_press(shown):
    assert not shown.select("iframe, video, img, object, embed")
    assert "/leaving/" in shown.select_one("a.embed-play")["href"], "without scripts it leads to the notice"
    assert [script["src"] for script in shown.select("script")] == ["/static/avowal/embeds.js"]


def test_14_4_to_14_6_the_notice_says_whose_it_is_with_statement_and_contact(shown, policy):
    party = policy.third_parties["video_host"]
    notice = shown.select_one(".embed-notice")

    assert party.label in notice.get_text()
    assert "vx_player" in notice.get_text()
    assert "video.example%2Fprivacy" in notice.select_one("a.statement")["href"]
    assert "video.example%2Fcontact" in notice.select_one("a.contact")["href"]


@pytest.mark.parametrize(
    "url", ["https://tube.example/x", "http://video.example/x", "https://video.example.evil.example/"]
)
def test_r3_what_the_policy_does_not_declare_is_refused_when_saved(url, db):
    block = EmbedBlock()

    with pytest.raises(ValidationError):
        block.clean(block.to_python({"title": "T", "url": url}))


def test_14_1_what_the_policy_no_longer_declares_is_not_shown(db, policy, monkeypatch):
    from dataclasses import replace

    from avowal.policy.catalogue import Catalogue
    from avowal.website import in_force

    monkeypatch.setattr(in_force, "policy", lambda: replace(policy, third_parties=Catalogue()))
    block = EmbedBlock()

    html = block.render(block.to_python({"title": "T", "url": VIDEO}))

    assert VIDEO not in html
    assert "we do not show it" in html
