"""4.5: the plan's own promotions, on a return visit of who switched remembering on, and for nobody else."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from avowal.website.promotions.models import Promotion
from avowal.website.promotions.returning import cookie_of

TITLE = "Free classes near you"


@pytest.fixture
def promotion(db):
    from wagtail.models import Locale

    today = timezone.localdate()
    return Promotion.objects.create(
        locale=Locale.objects.get(language_code="en"),
        title=TITLE,
        action_label="See them",
        action_url="/join/",
        starts_date=today,
        ends_date=today,
    )


@pytest.fixture
def come(visit, client, monkeypatch):
    """Ask for the home page as somebody who was here `days` ago, with the choices that the door would hand over."""
    from avowal.website.promotions import returning

    def ask(*, days: int | None, remember: bool, path: str = "/", **more):
        choices = {"remember": remember}
        monkeypatch.setattr(returning, "is_remembered", lambda *_: choices["remember"])
        client.cookies.clear()
        if days is not None:
            client.cookies["harbor_return"] = str(timezone.localdate() - timedelta(days=days))
        return visit(path, **more)

    return ask


def test_who_comes_back_and_asked_for_it_sees_it(promotion, come):
    shown = come(days=3, remember=True)

    assert TITLE in shown.soup.select_one(".promotions").get_text()
    assert shown.soup.select_one(".promotions a[href='/privacy/choices/']")


@pytest.mark.parametrize(("days", "remember"), [(None, False), (3, False), (None, True), (0, True)])
def test_nobody_else_sees_it(promotion, come, days, remember):
    assert come(days=days, remember=remember).soup.select_one(".promotions") is None


@pytest.mark.parametrize("change", ["starts_date", "ends_date"])
def test_it_is_shown_from_its_first_day_to_its_last(promotion, come, change):
    if change == "starts_date":
        promotion.ends_date = promotion.starts_date = date(2999, 1, 1)
    else:
        promotion.starts_date = promotion.ends_date = date(2000, 1, 1)
    promotion.save()

    assert come(days=3, remember=True).soup.select_one(".promotions") is None


def test_it_is_shown_in_its_language_alone(promotion, come):
    assert come(days=3, remember=True, path="/es/").soup.select_one(".promotions") is None


def test_the_cookie_is_set_once_and_only_for_who_switched_it_on(come, policy):
    declared = policy.cookies["harbor_return"]

    assert "harbor_return" not in come(days=None, remember=False).cookies
    cookie = come(days=None, remember=True).cookies["harbor_return"]
    assert cookie.value == timezone.localdate().isoformat(), "4.5: it holds a day and no identifier"
    assert cookie["max-age"] == declared.life.seconds
    assert "harbor_return" not in come(days=3, remember=True).cookies, "4.1: it would live longer than declared"


def test_the_choice_is_what_the_door_says(rf, policy):
    from avowal.website.promotions.returning import is_remembered

    request = rf.get("/")
    assert cookie_of(policy) == "harbor_return"
    assert not is_remembered(request, policy)
    for allowed in (True, False):
        request.scope = {"avowal": {"choices": {"remember": allowed}}}
        assert is_remembered(request, policy) is allowed


@pytest.mark.parametrize("url", ["https://ads.example/", "mailto:a@ads.example", "//ads.example/"])
def test_4_5_a_promotion_from_another_host_is_refused(promotion, url):
    promotion.action_url = url

    with pytest.raises(ValidationError):
        promotion.full_clean()
