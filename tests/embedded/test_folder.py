"""The data folder: who may read it, what stands in it, and how damage is told."""

import errno
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from socialdomain.embedded import StartupError, lock, postgres
from socialdomain.embedded.account import server_account
from socialdomain.embedded.binaries import postgres_major
from socialdomain.embedded.bootstrap import plain
from socialdomain.embedded.output import Output
from socialdomain.embedded.secrets import open_secrets
from socialdomain.embedded.servers import Servers
from socialdomain.embedded.state import load_env, open_data, save_env


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """No settings but those of the test."""
    names = ("SAMENHANG_LOAD_ENV", "DATABASE_URL", "MIGRATE_DATABASE_URL", "APP_DATABASE_URL", "REDIS_URL", "DEMO")
    for name in names:
        # Set first: monkeypatch then also takes away what load_env adds.
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    return monkeypatch


def _folder(root: Path, settings: dict[str, str]) -> Path:
    (root / ".data").mkdir()
    save_env(root / ".data", settings)
    return root


OURS = {"DATABASE_URL": "ours", "MIGRATE_DATABASE_URL": "ours-as-owner", "REDIS_URL": "ours", "DEMO": "1"}


def test_a_command_by_hand_finds_the_running_servers(tmp_path: Path, environment: pytest.MonkeyPatch):
    load_env(_folder(tmp_path, OURS))
    assert {name: os.environ[name] for name in OURS} == OURS


def test_a_municipality_s_database_never_meets_our_owner(tmp_path: Path, environment: pytest.MonkeyPatch):
    (tmp_path / ".env").write_text("DATABASE_URL=theirs\n")
    load_env(_folder(tmp_path, OURS))
    assert os.environ["DATABASE_URL"] == "theirs"
    assert "MIGRATE_DATABASE_URL" not in os.environ


def test_the_environment_goes_before_every_file(tmp_path: Path, environment: pytest.MonkeyPatch):
    environment.setenv("REDIS_URL", "given")
    (tmp_path / ".env").write_text("REDIS_URL=theirs\n")
    load_env(_folder(tmp_path, OURS))
    assert os.environ["REDIS_URL"] == "given"


def test_tests_read_no_developer_s_settings(tmp_path: Path, environment: pytest.MonkeyPatch):
    environment.setenv("SAMENHANG_LOAD_ENV", "0")
    (tmp_path / ".env").write_text("REDIS_URL=theirs\n")
    load_env(_folder(tmp_path, OURS))
    assert "REDIS_URL" not in os.environ


def test_a_folder_that_was_never_run_is_no_error(tmp_path: Path, environment: pytest.MonkeyPatch):
    load_env(tmp_path)
    assert "DATABASE_URL" not in os.environ


def test_a_closed_project_keeps_its_mode_and_its_data_elsewhere(tmp_path: Path):
    account = server_account()
    project = tmp_path / "closed" / "project"
    project.mkdir(parents=True)
    project.parent.chmod(0o700)
    data = open_data(account, project)
    try:
        assert stat.S_IMODE(project.parent.stat().st_mode) == 0o700
        assert (project / ".data").resolve() == data
        assert (data.is_relative_to(project)) == (account is None)
        assert open_data(account, project) == data  # the second time too
    finally:
        data.rmdir()


def test_secrets_are_made_once_and_only_for_us(tmp_path: Path):
    first = open_secrets(tmp_path)
    assert open_secrets(tmp_path) == first
    assert stat.S_IMODE((tmp_path / "secrets.json").stat().st_mode) == 0o600


@pytest.mark.parametrize("damage", ["", "{}", '{"owner": "x"}', "[]"])
def test_damaged_secrets_are_never_replaced(tmp_path: Path, damage: str):
    (tmp_path / "secrets.json").write_text(damage)
    with pytest.raises(StartupError, match="is damaged"):
        open_secrets(tmp_path)
    assert (tmp_path / "secrets.json").read_text() == damage


def test_secrets_that_are_gone_are_not_made_anew_over_data(tmp_path: Path):
    (tmp_path / "pg18").mkdir()
    with pytest.raises(StartupError, match="is missing"):
        open_secrets(tmp_path)


def test_data_of_another_major_version_are_not_left_behind(tmp_path: Path):
    (tmp_path / f"pg{postgres_major() - 1}").mkdir()
    with pytest.raises(StartupError, match=f"made by PostgreSQL {postgres_major() - 1}"):
        postgres.cluster_folder(tmp_path)


def test_a_lock_is_held_by_one_and_given_back(tmp_path: Path):
    held = lock.take(tmp_path / "lock")
    assert held is not None
    held.note("http://localhost:8000")
    assert lock.take(tmp_path / "lock") is None
    assert lock.note(tmp_path / "lock") == "http://localhost:8000"
    held.release()
    again = lock.take(tmp_path / "lock")
    assert again is not None
    assert lock.note(tmp_path / "lock") == ""
    again.release()


@pytest.mark.servers
def test_a_stale_pid_file_with_the_number_of_a_living_process_is_no_obstacle(environment: pytest.MonkeyPatch):
    """After a kill and a restart of the machine the number may be anyone's."""
    account = server_account()
    folder = open_data(account) / "test" / "stale"
    folder.mkdir(mode=0o711, exist_ok=True)
    servers = Servers(folder, account, open_secrets(folder), throw_away=True)
    environment.setenv("REDIS_URL", "none is wanted")
    servers.start()
    servers.stop()
    (postgres.cluster_folder(folder) / "postmaster.pid").write_text(f"{os.getpid()}\n")
    settings = servers.start()
    try:
        with psycopg.connect(settings["MIGRATE_DATABASE_URL"]) as database:
            assert database.execute("SELECT current_user").fetchone() == ("samenhang_owner",)
            assert database.execute("SELECT 'ÉÉN' ILIKE 'één'").fetchone() == (True,)
    finally:
        servers.stop()


def test_a_start_that_was_cut_short_leaves_nothing_in_the_way(tmp_path: Path, environment: pytest.MonkeyPatch):
    """Killed while it wrote its secrets, and while `initdb` worked."""
    (tmp_path / ".secrets.json.new").write_text('{"owner": "ha')
    first = open_secrets(tmp_path)
    assert open_secrets(tmp_path) == first
    assert [path.name for path in tmp_path.iterdir()] == ["secrets.json"]

    account = server_account()
    folder = open_data(account) / "test" / f"short-{os.getpid()}"
    half = folder / "initdb-half"
    half.mkdir(mode=0o711, parents=True)
    folder.chmod(0o711)
    environment.setenv("REDIS_URL", "none is wanted")
    servers = Servers(folder, account, first, throw_away=True)
    try:
        servers.start()
        assert not half.exists()
    finally:
        servers.stop()
        shutil.rmtree(folder)


def test_of_a_traceback_the_terminal_shows_the_end_and_the_log_all(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
):
    fails = "print('begin')\ntry:\n    1/0\nexcept ZeroDivisionError:\n    {}['x']"
    output = Output(tmp_path)
    with subprocess.Popen(
        [sys.executable, "-c", fails], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    ) as child:
        output.watch("demo", child)
        while output.selector.get_map():
            output.pump(1)
    shown = capfdbinary.readouterr().out.decode().splitlines()
    assert shown == ["demo     | begin", "demo     | ZeroDivisionError: division by zero", "demo     | KeyError: 'x'"]
    assert (tmp_path / "demo.log").read_text().count("Traceback (most recent call last):") == 2


def test_what_a_disk_refuses_is_one_sentence():
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/data/x")
    many = shutil.Error([("a", "b", str(full))])
    assert (plain(full), plain(many)) == ("The disk is full. (/data/x)", "The disk is full.")
    assert plain(OSError(errno.EIO, os.strerror(errno.EIO))) == ""
