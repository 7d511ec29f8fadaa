"""The policy for programs: a document that keeps its shape, its schema, and the statement on GPC (R34)."""

from dataclasses import replace
from datetime import date

import jsonschema
import pytest

from avowal.policy import canonical
from avowal.policy.catalogue import Catalogue
from avowal.policy.model import Binding, PolicyVersion
from avowal.policy.period import Period
from avowal.website.privacy import machine


@pytest.fixture
def document(visit):
    return lambda: visit("/.well-known/avowal.json").json()


@pytest.fixture
def schema(visit):
    return visit("/.well-known/avowal.schema.json").json()


def test_document_fits_its_schema_with_and_without_a_version_that_waits(document, schema, request):
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    validator.validate(document())

    second = request.getfixturevalue("second")
    told = document()
    validator.validate(told)
    assert told["waiting"] == {
        "version": 2,
        "effective_date": second.effective_date.isoformat(),
        "sha256": second.sha256,
        "url": "http://plan.localhost:8123/privacy/history/2/",
    }


@pytest.mark.parametrize("damage", ["policy", "sha256", "data"])
def test_schema_refuses_a_document_that_lacks_a_part(document, schema, damage):
    broken = {key: value for key, value in document().items() if key != damage}

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, schema)


def test_document_keeps_its_first_words(document, policy, db):
    from avowal.website import in_force

    told, version = document(), in_force.version()

    assert (told["version"], told["sha256"]) == (version.number, version.sha256)
    assert told["effective_date"] == "2026-11-16"
    assert told["policy"] == canonical.plain(policy)
    assert "previous" not in told, "a first version has none before it"


def test_every_reference_leads_to_something_in_the_document(document):
    told = document()
    names = {one["id"] for part in ("data", "purposes", "collections", "cookies", "choices") for one in told[part]}

    referred = [
        reference
        for one in told["collections"]
        for kept in one["elements"]
        for reference in (kept["data"], *kept["purposes"])
    ]
    referred += [reference for one in told["recipients"] for reference in (*one["data"], *one["purposes"])]
    referred += [reference for one in told["third_parties"] for reference in one["data"]]
    referred += [reference for one in told["cookies"] for reference in one["purposes"]]
    assert referred
    assert set(referred) <= names


def test_declarations_carry_fideslang_keys_and_dpv_terms(document, policy):
    told = document()

    email = next(one for one in told["data"] if one["id"] == "#data.email")
    assert (email["category"], email["type"]) == ("user.contact.email", ["dpv:PersonalData", "pd:EmailAddress"])
    counted = next(one for one in told["purposes"] if one["id"] == "#purposes.measurement")
    assert (counted["use"], counted["type"]) == ("analytics.reporting", ["dpv:Purpose", "dpv:ServiceUsageAnalytics"])
    assert {one["row"] for one in told["promises"]} == set(policy.promises)
    assert next(one for one in told["promises"] if one["row"] == "4.1")["gates"] == ["edge.cookies"]


def test_every_term_of_the_context_has_its_vocabulary(document):
    context = document()["@context"]

    for term, meaning in context.items():
        named = meaning.get("@id", "") if isinstance(meaning, dict) else meaning
        if isinstance(named, str) and ":" in named and not named.startswith(("http", "@")):
            assert named.partition(":")[0] in context, term


@pytest.mark.parametrize(
    ("written", "iso"),
    [("30 minutes", "PT30M"), ("2 hours", "PT2H"), ("30 days", "P30D"), ("13 months", "P13M"), ("5 years", "P5Y")],
)
def test_periods_are_written_as_iso_8601_does(written, iso):
    assert machine.iso_duration(Period.parse(written)) == iso


def test_languages_say_how_each_text_stands(document, policy):
    told = {one["language"]: one for one in document()["languages"]}

    assert set(told) == set(policy.languages)
    assert told["en"]["url"] == "http://plan.localhost:8123/privacy/"
    assert told["es"]["url"] == "http://plan.localhost:8123/es/privacy/"
    assert told["es"]["origin"] == policy.wording["es"].origin


@pytest.mark.parametrize("path", ["avowal.json", "avowal.schema.json", "gpc.json"])
def test_pages_of_other_sites_may_read_it(visit, db, path):
    assert visit(f"/.well-known/{path}")["Access-Control-Allow-Origin"] == "*"


def test_without_a_policy_in_force_it_says_so(visit, monkeypatch):
    from avowal.website import in_force

    monkeypatch.setattr(in_force, "version", lambda: None)

    for path in ("avowal.json", "gpc.json"):
        answer = visit(f"/.well-known/{path}")
        assert answer.status_code == 503
        assert answer.json() == {"error": "No policy is in force."}


def test_r34_gpc_is_stated_since_the_version_that_states_it(visit, db):
    answer = visit("/.well-known/gpc.json")

    assert answer["Content-Type"] == "application/json"
    assert answer.json() == {"gpc": True, "lastUpdate": "2026-11-16"}


def stating(policy, status):
    stated = policy.applicability[machine.GPC]
    kept = dict(policy.applicability.items())
    if status is None:
        del kept[machine.GPC]
    else:
        kept[machine.GPC] = replace(stated, status=status)
    return replace(policy, applicability=Catalogue(kept.items()))


@pytest.mark.parametrize(
    ("statuses", "honoured", "day"),
    [
        (("voluntary",), True, 1),
        (("voluntary", "voluntary", "binding"), True, 1),
        (("voluntary", "not_applicable", "voluntary", "voluntary"), True, 3),
        ((None, "voluntary"), True, 2),
        (("voluntary", None), False, 2),
        (("voluntary", "not_applicable", None), False, 2),
    ],
)
def test_r34_last_update_is_the_first_day_of_the_unbroken_run(policy, statuses, honoured, day):
    versions = tuple(
        PolicyVersion(number, "", date(2027, 1, number), stating(policy, status and Binding(status)))
        for number, status in enumerate(statuses, 1)
    )

    assert machine.gpc(versions[-1], versions) == {"gpc": honoured, "lastUpdate": f"2027-01-0{day}"}
