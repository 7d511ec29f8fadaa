"""Text size works without a script, survives a reload, and leads nowhere else (H.1, 4.1, 4.3)."""

import pytest

from avowal.website.settings.cookies import TEXT_SIZE


def test_h1_larger_text_survives_a_reload(visit, client):
    answer = visit("/text-size/larger/?from=/join/")

    assert answer.status_code == 302
    assert answer["Location"] == "/join/"
    assert "text-large" in visit("/join/").soup.html["class"]
    assert "text-large" in visit("/join/").soup.html["class"], "H.1: a reload forgot the text size"


def test_steps_stop_at_the_largest_and_the_smallest(visit, client):
    for _ in range(5):
        visit("/text-size/larger/?from=/")
    assert "text-largest" in visit("/").soup.html["class"]

    for _ in range(5):
        visit("/text-size/smaller/?from=/")
    assert "text-small" in visit("/").soup.html["class"]


def test_4_3_cookie_lives_exactly_as_long_as_the_policy_declares(visit, policy):
    cookie = visit("/text-size/larger/?from=/").cookies[TEXT_SIZE]

    assert cookie["max-age"] == policy.cookies[TEXT_SIZE].life.seconds
    assert cookie.value == "large"
    assert cookie["samesite"] == "Lax"
    assert bool(cookie["httponly"]) is not policy.cookies[TEXT_SIZE].scripts_may_read


def test_normal_size_takes_the_cookie_away(visit, client):
    visit("/text-size/larger/?from=/")

    assert visit("/text-size/smaller/?from=/").cookies[TEXT_SIZE]["max-age"] == 0


def test_4_1_without_a_policy_in_force_no_cookie_is_set(visit, monkeypatch):
    from avowal.website import in_force

    monkeypatch.setattr(in_force, "policy", lambda: None)

    answer = visit("/text-size/larger/?from=/")
    assert answer.cookies[TEXT_SIZE]["max-age"] == 0


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "",
        "/%0d%0aX: y",
        "///evil.example",
        "/\t/evil.example",
        "http:evil.example",
    ],
)
def test_it_never_redirects_to_another_host(visit, elsewhere):
    from urllib.parse import quote

    location = visit(f"/text-size/larger/?from={quote(elsewhere, safe='')}")["Location"]
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\", "/\t"))


def test_unknown_step_or_value_changes_nothing(visit, client):
    client.cookies[TEXT_SIZE] = "<script>"

    assert visit("/text-size/huge/").status_code == 404
    assert visit("/").soup.html["class"] == ["text-normal"]
