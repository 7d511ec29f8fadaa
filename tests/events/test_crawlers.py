"""A crawler's name is kept from a closed list; a forged one is told by whose network it came from (U.9)."""

from __future__ import annotations

import pytest

from avowal.events.agents import describe
from avowal.events.crawlers import CRAWLERS, claims_crawler, is_forged


@pytest.mark.parametrize(
    ("description", "crawler"),
    [
        ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "Googlebot"),
        ("DoCoMo/2.0 N905i(c100;TB;W24H16) (compatible; Googlebot-Mobile/2.1)", "Googlebot"),
        ("Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)", "Bingbot"),
        ("msnbot-media/1.1 (+http://search.msn.com/msnbot.htm)", "Bingbot"),
        ("Mozilla/5.0 (compatible; Yahoo! Slurp; http://help.yahoo.com/help/us/ysearch/slurp)", "Yahoo! Slurp"),
        ("Sogou web spider/4.0(+http://www.sogou.com/docs/help/webmasters.htm#07)", "Sogou Spider"),
        ("Mozilla/5.0 (compatible; notGooglebot/2.1)", None),
        ("Mozilla/5.0 (Linux; Android 9; CUBOT X19) Chrome/80.0.3987.99 Mobile Safari/537.36", None),
        ("", None),
    ],
)
def test_u_9_a_crawler_is_named_as_it_calls_itself(description, crawler):
    assert claims_crawler(description) == crawler
    if crawler:
        assert describe(description).browser == crawler


@pytest.mark.parametrize("name", CRAWLERS)
def test_2_1_whoever_claims_to_be_a_crawler_is_a_program(name):
    spelt = {"Sogou Spider": "Sogou web spider"}.get(name, name)

    assert describe(f"Mozilla/5.0 (compatible; {spelt}/1.0)") == type(describe(""))(name, "Other", automated=True)


@pytest.mark.parametrize(
    ("crawler", "owner", "forged"),
    [
        ("Googlebot", "googlebot.com", False),
        ("Googlebot", "GOOGLE", False),
        ("Googlebot", "Google LLC", False),
        ("Googlebot", "GOOGLE-CLOUD-PLATFORM", True),  # let to anybody
        ("Googlebot", "googleusercontent.com", True),  # rented machines
        ("Googlebot", "Example Hosting", True),
        ("Googlebot", "notgoogle.example", True),
        ("Applebot", "APPLEBEE-NET", True),
        ("Bingbot", "MICROSOFT-CORP-MSN-AS-BLOCK", False),
        ("Googlebot", "", None),
        ("DuckDuckBot", "Example Hosting", None),
        ("Firefox", "Example Hosting", None),
    ],
)
def test_u_9_a_forged_name_is_told_by_the_network_it_came_from(crawler, owner, forged):
    assert is_forged(crawler, owner) is forged
