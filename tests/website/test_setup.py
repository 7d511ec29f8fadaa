"""Settings, logging and system checks (HOUSE 26, 27)."""

import logging

import pytest

from avowal.website.settings import deployment, logs


def test_sqlite_is_opened_for_many_readers_and_patient_writers():
    entry = deployment.database("sqlite:////srv/avowal/data/avowal.sqlite3")

    assert entry["NAME"] == "/srv/avowal/data/avowal.sqlite3"
    assert entry["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode = WAL" in entry["OPTIONS"]["init_command"]


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_postgres_address_is_taken_apart(scheme):
    entry = deployment.database(f"{scheme}://av%40owal:s%2Fcret@db.example:5433/plan%20a?sslmode=require")

    assert entry == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "plan a",
        "USER": "av@owal",
        "PASSWORD": "s/cret",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_unknown_database_is_refused_without_quoting_its_password():
    with pytest.raises(deployment.UnknownDatabase) as refused:
        deployment.database("mysql://user:secret@db/plan")

    assert "mysql" in str(refused.value)
    assert "secret" not in str(refused.value)


def test_running_sqlite_is_in_wal_mode_and_minds_foreign_keys(db):
    from django.db import connection

    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has neither pragma")
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert cursor.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_no_path_host_or_exception_text_reaches_the_log(client, db, caplog):
    record = logging.LogRecord("django.request", logging.ERROR, "", 0, "Not Found: %s", ("/me@mail.example/",), None)
    record.status_code = 404
    logs.WithoutRequest().filter(record)
    assert record.getMessage() == "django.request: answered 404"

    with pytest.raises(ValueError, match="alda") as raised:
        int("alda@mail.example")
    text = logs.Frames().formatException((raised.type, raised.value, raised.tb))
    assert "ValueError" in text
    assert "test_setup.py" in text
    assert str(raised.value) not in text


def test_hosts_come_from_the_deployment_else_from_the_policy(policy):
    from avowal.config import Settings

    own = Settings(deployment="/srv", hosts={"plan": "www.plan.example"})
    policys = Settings(deployment="/srv")
    demo = Settings(deployment="/srv", hosts={"plan": "plan.localhost"}, fallback_site="plan")

    assert deployment.served_hosts(own, policy) == {"www.plan.example": "plan"}
    assert set(deployment.served_hosts(policys, policy)) >= {site.host for site in policy.sites.values()}
    assert deployment.served_hosts(demo, policy)["localhost"] == "plan"
    assert deployment.served_hosts(policys, None) == {}


def test_app_with_models_and_no_migrations_folder_is_named(tmp_path):
    from types import SimpleNamespace

    from avowal.website.pages.setup_checks import apps_without_migrations

    model = SimpleNamespace(_meta=SimpleNamespace(managed=True))
    planted = SimpleNamespace(name="avowal.website.new", label="new", path=str(tmp_path), get_models=lambda: [model])

    (found,) = apps_without_migrations([planted])
    assert found.id == "pages.E001"
    (tmp_path / "migrations").mkdir()
    (tmp_path / "migrations/__init__.py").touch()
    assert apps_without_migrations([planted]) == []


def test_checks_find_nothing_wrong_with_this_project(db):
    from django.core.checks import run_checks

    assert run_checks() == []


def test_missing_policy_and_undeclared_cookie_are_warnings(monkeypatch, policy):
    from dataclasses import replace

    from avowal.policy.catalogue import Catalogue
    from avowal.policy.publishing import Reason
    from avowal.website import in_force
    from avowal.website.pages.setup_checks import own_cookies_are_declared
    from avowal.website.privacy.checks import a_policy_is_in_force

    bare = replace(policy, cookies=Catalogue())
    monkeypatch.setattr(in_force, "policy", lambda: bare)
    monkeypatch.setattr(in_force, "trouble", lambda: "No policy has been published.")
    monkeypatch.setattr(in_force, "reason", lambda: Reason.NOTHING_PUBLISHED)

    assert {found.id for found in own_cookies_are_declared()} == {"pages.W002"}
    assert [found.id for found in a_policy_is_in_force()] == ["privacy.W001"]


def test_no_change_of_a_model_is_without_its_migration(db):
    from django.core.management import call_command

    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_static_files_are_whole_answers(rf, tmp_path):
    from whitenoise.responders import StaticFile

    from avowal.website.static_files import StaticFiles

    file = tmp_path / "a.css"
    file.write_bytes(b"p { color: red }")
    found = StaticFile(str(file), [("Content-Type", "text/css")])

    answer = StaticFiles.serve(found, rf.get("/static/a.css"))
    assert not answer.streaming
    assert answer.content == b"p { color: red }"
    assert answer["Content-Type"] == "text/css"
    unchanged = StaticFiles.serve(found, rf.get("/static/a.css", HTTP_IF_MODIFIED_SINCE=answer["Last-Modified"]))
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert StaticFiles.serve(found, rf.head("/static/a.css")).content == b""
