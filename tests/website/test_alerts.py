"""An alert is seen from its first day to its last and by those it is for (H.2)."""

from datetime import date, timedelta

import pytest

FIRST, LAST = date(2026, 11, 10), date(2026, 12, 31)


@pytest.fixture
def on_day(visit, monkeypatch):
    def alerts(day, path="/join/", host="plan.localhost"):
        monkeypatch.setattr("avowal.website.pages.frame.timezone.localdate", lambda: day)
        return [alert.text.strip() for alert in visit(path, host).soup.select(".alerts p")]

    return alerts


@pytest.fixture
def alert(db):
    from wagtail.models import Locale

    from avowal.website.pages.models import Alert

    Alert.objects.all().delete()
    return Alert.objects.create(
        locale=Locale.objects.get(language_code="en"), text="Storm.", starts_date=FIRST, ends_date=LAST
    )


@pytest.mark.parametrize(
    ("day", "seen"),
    [(FIRST - timedelta(1), False), (FIRST, True), (LAST, True), (LAST + timedelta(1), False)],
)
def test_h2_alert_shows_from_its_first_day_to_its_last(alert, on_day, day, seen):
    assert bool(on_day(day)) is seen, "H.2: an alert past its end date"


def test_alert_of_one_site_stays_there(alert, on_day):
    from wagtail.models import Site

    alert.site = Site.objects.get(hostname="centers.localhost")
    alert.save()

    assert on_day(FIRST) == []
    assert on_day(FIRST, "/", "centers.localhost") == ["Storm."]


def test_alert_for_members_is_not_on_public_pages(alert, on_day, client, django_user_model):
    alert.audience = "members"
    alert.save()
    client.force_login(django_user_model.objects.create_user("alda"))

    assert on_day(FIRST) == []
    assert on_day(FIRST, "/account/") == ["Storm."]


def test_demo_alert_is_in_both_languages_with_the_number_to_call(on_day):
    (english,) = on_day(date(2026, 12, 31))
    (spanish,) = on_day(date(2026, 12, 31), "/es/join/")

    assert english.startswith("Renewals have begun. 1-866-555-0110")
    assert spanish.startswith("Empezaron las renovaciones. 1-866-555-0110")
    assert on_day(date(2027, 1, 1)) == []


def test_alert_that_ends_before_it_starts_is_refused_by_the_form_and_by_the_database(alert):
    from django.core.exceptions import ValidationError
    from django.db import IntegrityError, transaction

    alert.ends_date = FIRST - timedelta(1)
    with pytest.raises(ValidationError):
        alert.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        alert.save()
