"""A program and a database of different versions: refused with one sentence, at the start and never on a page."""

import io
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError
from django.db.migrations.recorder import MigrationRecorder

from cases.models import Release
from cases.queries.versions import WrongVersion, require_fit
from cases.tasks import sweep

pytestmark = pytest.mark.django_db
Row = MigrationRecorder.Migration
TOO_NEW = (
    "De gegevens zijn bijgewerkt door versie 9.0.0; deze versie ({version}) kent {name} niet en verandert niets."
    " Start die versie of een nieuwere, met alle wetten in LAWS, of zet de back-up van eerder terug"
    " (docs/operations.md)."
)


@pytest.fixture(autouse=True)
def _asked_anew() -> Iterator[None]:
    require_fit.cache_clear()
    yield
    require_fit.cache_clear()


@pytest.fixture
def newer() -> str:
    """What a newer version leaves behind; returns the sentence."""
    Row.objects.create(app="cases", name="0999_from_later")
    Release.objects.create(version="9.0.0")
    return TOO_NEW.format(version=settings.VERSION, name="cases.0999_from_later")


def test_one_version_fits_and_is_asked_once(django_assert_num_queries):
    require_fit()
    with django_assert_num_queries(0):
        require_fit()
    assert Release.objects.get().version == settings.VERSION  # what migrate left


def test_an_older_program_refuses_newer_data(newer, client):
    with pytest.raises(WrongVersion) as refused:
        require_fit()
    assert str(refused.value) == newer
    with pytest.raises(WrongVersion):
        sweep()
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"status": "version"})


@pytest.mark.parametrize("words", [["migrate"], ["sweep"]])
def test_an_older_command_refuses_newer_data_and_changes_nothing(newer, words):
    with pytest.raises(CommandError) as refused:
        call_command(*words)
    assert str(refused.value) == newer


def test_check_names_newer_data(newer):
    with pytest.raises(SystemCheckError, match=r"cases\.E005.*0999_from_later"):
        call_command("check", databases=["default"], stderr=io.StringIO())


def test_a_law_that_is_gone_from_the_settings_is_refused():
    Row.objects.create(app="fiets", name="0001_initial")
    with pytest.raises(WrongVersion, match=r"kent fiets\.0001_initial niet"):
        require_fit()


@pytest.mark.parametrize(("name", "fits"), [("0000_joined_since", True), ("9999_later", False)])
def test_another_s_package_may_drop_what_it_joined(name, fits):
    Row.objects.create(app="guardian", name=name)
    if fits:
        require_fit()
        return
    with pytest.raises(WrongVersion):
        require_fit()


def test_a_newer_program_asks_to_migrate_first(client):
    Row.objects.filter(app="cases").latest("name").delete()
    with pytest.raises(WrongVersion) as refused:
        require_fit()
    assert str(refused.value) == (
        f"De database is nog niet bijgewerkt voor deze versie ({settings.VERSION})."
        " Draai eerst: python manage.py migrate --database owner"
    )
    assert client.get("/healthz").json() == {"status": "version"}
