"""Three words of a browser's description are kept, never the description (ledger 2.1, 3.4)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avowal.events.agents import BROWSERS, OTHER, SYSTEMS, Agent, describe

MAC_CHROME = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"


@pytest.mark.parametrize(
    ("description", "agent"),
    [
        (MAC_CHROME, Agent("Chrome", "Mac OS X", automated=False)),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            Agent("Firefox", "Linux", automated=False),
        ),
        (
            "Mozilla/5.0 (Linux; Android 9; CUBOT X19) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/80.0.3987.99 Mobile Safari/537.36",
            Agent("Chrome Mobile", "Android", automated=False),
        ),
        (MAC_CHROME.replace("Chrome", "HeadlessChrome"), Agent(OTHER, "Mac OS X", automated=True)),
        (
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            Agent(OTHER, OTHER, automated=True),
        ),
        ("curl/8.5.0", Agent(OTHER, OTHER, automated=True)),
        ("", Agent(OTHER, OTHER, automated=True)),
        ("-", Agent(OTHER, OTHER, automated=True)),
    ],
)
def test_2_1_programs_are_told_from_people(description, agent):
    assert describe(description) == agent


@given(st.text() | st.from_regex(r"Mozilla/5\.0 \(.*\) [A-Za-z]{1,30}(Bot|Browser)?/[0-9.]+"))
def test_3_4_nothing_that_a_visitor_wrote_in_the_description_is_kept(description):
    agent = describe(description)

    assert agent.browser in BROWSERS | {OTHER}
    assert agent.system in SYSTEMS | {OTHER}
