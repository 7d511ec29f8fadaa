"""A throw-away deployment that runs on the sample's policy, with a small content directory of the tests' own.

AVOWAL_TEST_DATABASE_URL names a PostgreSQL database server to run on instead of SQLite; then only tests that use the
database run, since the others would say the same again.
"""

import importlib.util
import os
import shutil
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from avowal.config import SAMPLE, current
from avowal.policy.publishing import publish_first
from avowal.policy.reading import read_bundle

CONTENT = Path(__file__).parent / "content"
TODAY = date(2026, 11, 24)


def _make_deployment() -> Path:
    deployment = Path(tempfile.mkdtemp(prefix="avowal-website-"))
    for folder in ("data/secrets", "data/spool", "media"):
        (deployment / folder).mkdir(parents=True)
    database = os.environ.get("AVOWAL_TEST_DATABASE_URL", "")
    (deployment / "avowal.toml").write_text(
        'mode = "test"\nport = 8123\nsecure = false\nfallback_site = "plan"\n'
        + (f'database_url = "{database}"\n' if database else "")
        + '[hosts]\nplan = "plan.localhost"\ncenters = "centers.localhost"\nmedicare = "medicare.localhost"\n'
    )
    (deployment / "data/secrets/secret_key").write_text("a-key-for-tests-only-0123456789-abcdefghijklmnopqrstuvw")
    publish_first(
        read_bundle(SAMPLE / "policy"),
        deployment / "data",
        effective_date=date(2026, 11, 16),
        now=datetime(2026, 11, 16, 12, tzinfo=UTC),
    )
    return deployment


def _configure_django(deployment: Path) -> None:
    """Settings keep the deployment; the environment forgets it, so that no other room's test meets it."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "avowal.website.settings.test"
    before = os.environ.get("AVOWAL_DEPLOYMENT")
    os.environ["AVOWAL_DEPLOYMENT"] = str(deployment)
    current.cache_clear()
    try:
        import django

        django.setup()
        from avowal.cli.keepers import keepers
        from avowal.website.privacy.drafts import know_keepers

        know_keepers(keepers())
    finally:
        current.cache_clear()
        os.environ.pop("AVOWAL_DEPLOYMENT")
        if before is not None:
            os.environ["AVOWAL_DEPLOYMENT"] = before


def pytest_collection_modifyitems(config, items):
    """On PostgreSQL, the tests that meet it."""
    if not os.environ.get("AVOWAL_TEST_DATABASE_URL"):
        return
    meets = {"db", "transactional_db", "live_server"}
    ours = [item for item in items if item.path.is_relative_to(Path(__file__).parent)]
    without = [item for item in ours if not meets & set(item.fixturenames) and not item.get_closest_marker("django_db")]
    config.hook.pytest_deselected(items=without)
    items[:] = [item for item in items if item not in set(without)]


DEPLOYMENT = _make_deployment()
_configure_django(DEPLOYMENT)


@pytest.fixture(scope="session", autouse=True)
def deployment():
    """The directory of the deployment that these tests run on; gone afterwards."""
    yield DEPLOYMENT
    shutil.rmtree(DEPLOYMENT, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The tables, filled once with the tests' content."""
    from django.conf import settings

    from avowal.website import in_force
    from avowal.website.pages.actions import load_content

    with django_db_blocker.unblock():
        load_content(CONTENT, settings=settings.AVOWAL, policy=in_force.policy(), today=TODAY)


@pytest.fixture
def policy():
    from avowal.website import in_force

    return in_force.policy()


@pytest.fixture
def visit(client, db):
    """Ask for a path as a visitor of one host does; returns the response with `.soup`, its parsed page."""
    from bs4 import BeautifulSoup

    def ask(path: str, host: str = "plan.localhost", **more):
        response = client.get(path, headers={"host": f"{host}:8123"}, **more)
        response.soup = BeautifulSoup(response.content, "html.parser")
        return response

    return ask


@pytest.fixture
def own_policy(db, deployment, tmp_path, settings):
    """A copy of what is published, to publish more or to break; the directory of its data."""
    from avowal.website import in_force

    shutil.copytree(deployment / "data" / "policy", tmp_path / "data" / "policy")
    shutil.copytree(deployment / "data" / "secrets", tmp_path / "data" / "secrets")
    settings.AVOWAL = settings.AVOWAL.model_copy(update={"deployment": tmp_path})
    in_force._in_force.cache_clear()
    yield tmp_path / "data"
    in_force._in_force.cache_clear()


@pytest.fixture(scope="session")
def versions():
    """The means of making later versions (`versions.py`)."""
    spec = importlib.util.spec_from_file_location("website_versions", Path(__file__).with_name("versions.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def second(own_policy, versions):
    """A second version that waits: an address kept longer, one more element, one sentence worded otherwise."""
    from avowal.website import in_force

    policy = versions.kept_for(in_force.policy(), "weblog", "ip_address", "60 days")
    policy = versions.taking_in(policy, "survey_answers", "zip_code")
    policy = versions.reworded(policy, "en", "It is all up to you.", "Nobody has to take part.")
    version = versions.publish(own_policy, policy)
    in_force._in_force.cache_clear()
    return version


@pytest.fixture
def later(own_policy, monkeypatch):
    """Moves the clock to a day on which everything that was published holds."""
    from datetime import timedelta
    from functools import cache

    from django.utils import timezone

    from avowal.policy.publishing import InForce
    from avowal.website import in_force

    def move(days: int = 400) -> None:
        then = timezone.now() + timedelta(days=days)
        monkeypatch.setattr(timezone, "now", lambda: then)
        moved = cache(lambda: InForce(own_policy, lambda: then))
        monkeypatch.setattr(in_force, "_in_force", moved)

    return move
