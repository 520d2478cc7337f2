"""`make run`, as the person who types it sees it."""

import contextlib
import os
import select
import shutil
import signal
import socket
import stat
import subprocess
import urllib.request
from pathlib import Path

import psycopg
import pytest
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from tests.embedded.conftest import Project, read_until, wait_for_end

pytestmark = pytest.mark.servers


def test_saved_rows_survive_the_kill_of_everything_and_an_immediate_restart(project: Project, port: int):
    with project.running(port) as launcher:
        with psycopg.connect(project.settings()["DATABASE_URL"]) as database:
            database.execute("INSERT INTO note (words) SELECT 'kept' FROM generate_series(1, 500)")
        with redis.Redis.from_url(project.settings()["REDIS_URL"]) as broker:
            broker.set("queued", "kept")
            broker.execute_command("WAITAOF", 1, 0, 5000)
        everything = project.processes()
        assert launcher.pid in everything
        for pid in everything:
            _kill(pid)
    with project.running(port):
        with psycopg.connect(project.settings()["DATABASE_URL"]) as database:
            kept = database.execute("DELETE FROM note RETURNING 1").rowcount
        with redis.Redis.from_url(project.settings()["REDIS_URL"]) as broker:
            assert broker.getdel("queued") == b"kept"
    assert kept == 500


def test_ctrl_c_stops_all_it_started_and_nothing_else(project: Project, port: int):
    with subprocess.Popen(["cat"], stdin=subprocess.PIPE, cwd=project.root) as bystander:
        with project.running(port) as launcher:
            children = project.processes()
            launcher.send_signal(signal.SIGINT)
            said, _ = launcher.communicate(timeout=60)
        assert launcher.returncode == 0
        assert said.endswith("Stopping ...\nStopped (SIGINT).\n")
        assert project.processes() == [bystander.pid]
        assert len(children) > 8  # two servers, web and its workers, worker, beat, sweeper
        bystander.communicate()


def test_it_stops_while_it_still_prepares(project: Project, port: int):
    (project.root / "socialdomain" / "wsgi.py").touch()
    launcher = project.start(port, HANG="demo_data")
    read_until(launcher, "demo     | waiting")
    launcher.send_signal(signal.SIGTERM)
    said, _ = launcher.communicate(timeout=60)
    assert (launcher.returncode, said) == (0, "Stopped (SIGTERM).\n")
    assert project.processes() == []


def test_a_killed_launcher_takes_its_children_along(project: Project, port: int):
    with project.running(port) as launcher:
        children = project.processes()
        launcher.kill()
        wait_for_end(children)
    assert project.processes() == []


def test_a_running_product(project: Project, port: int):
    """One start, for all that only looks."""
    with project.running(port) as launcher:
        settings = project.settings()
        _second_start_refuses(project, port)
        _servers_are_not_root(project)
        _secrets_are_private(project)
        _application_role_owns_nothing(settings)
        _broker_wants_a_password(_port(settings["REDIS_URL"]))
        _what_dies_comes_back(project, launcher, port)


def test_without_postgresql_all_stops_with_one_sentence(project: Project, port: int):
    with project.running(port) as launcher:
        (postmaster,) = [pid for pid in project.processes("postgres") if _parent(pid) == launcher.pid]
        os.kill(postmaster, signal.SIGKILL)
        said, _ = launcher.communicate(timeout=60)
        assert launcher.returncode == 1
        assert "samenhang: PostgreSQL stopped (SIGKILL, see .data/logs/postgres.log)" in said
        assert "\nTraceback" not in said  # of the launcher; what its children say has their name in front
    assert project.processes() == []


def test_a_port_in_use_is_one_sentence(project: Project):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        launcher = project.start(port)
        said, _ = launcher.communicate(timeout=60)
    assert launcher.returncode == 1
    assert said == f"samenhang: Port {port} is in use; choose another: PORT={port + 1} make run\n"


@pytest.mark.parametrize("given", ["0", "65536", "http", "-1"])
def test_a_port_that_is_none_is_one_sentence(project: Project, given: str):
    launcher = project.start(0, PORT=given)
    said, _ = launcher.communicate(timeout=60)
    assert (launcher.returncode, said) == (1, f"samenhang: PORT must be a number from 1 to 65535, not {given}.\n")


def test_what_is_done_is_skipped_until_a_file_changes(project: Project, port: int):
    with project.running(port):
        pass
    with project.running(port, FAIL="migrate"):  # it starts, so it did not migrate
        pass
    (project.root / "socialdomain" / "wsgi.py").touch()
    launcher = project.start(port, FAIL="migrate")
    said, _ = launcher.communicate(timeout=60)
    assert launcher.returncode == 1
    assert "samenhang: The step migrate failed: the migration does not fit (.data/logs/migrate.log)" in said
    assert project.processes() == []


def test_newer_data_are_refused_with_the_product_s_own_sentence(project: Project, port: int):
    (project.root / "socialdomain" / "wsgi.py").touch()
    launcher = project.start(port, FAIL="version")
    said, _ = launcher.communicate(timeout=60)
    assert launcher.returncode == 1
    assert said.endswith("samenhang: these data are newer.\n")


def test_of_two_first_starts_at_once_one_runs_and_the_other_says_where(project: Project, port: int):
    if project.data.exists():
        shutil.rmtree(project.data)
    starts = [project.start(port, HANG="demo_data") for _ in range(2)]
    loser = next(start for start in _ended_first(starts))
    said, _ = loser.communicate(timeout=60)
    assert (loser.returncode, "It is already running at" in said) == (1, True)
    (winner,) = [start for start in starts if start is not loser]
    read_until(winner, "demo     | waiting")
    winner.send_signal(signal.SIGTERM)
    winner.communicate(timeout=60)
    assert winner.returncode == 0


def _ended_first(starts: list[subprocess.Popen[str]]) -> list[subprocess.Popen[str]]:
    handles = {os.pidfd_open(start.pid): start for start in starts}
    try:
        ended, _, _ = select.select(list(handles), [], [], 60)
        return [handles[handle] for handle in ended]
    finally:
        for handle in handles:
            os.close(handle)


def test_an_own_database_needs_its_own_keys(project: Project, port: int):
    launcher = project.start(port, DATABASE_URL="postgresql://127.0.0.1:1/own", REDIS_URL="redis://127.0.0.1:1/0")
    said, _ = launcher.communicate(timeout=60)
    assert said == (
        "samenhang: With a database of your own, also set SECRET_KEY, BSN_KEYS, BSN_INDEX_KEYS (.env.example).\n"
    )


def _second_start_refuses(project: Project, port: int) -> None:
    second = project.start(port)
    said, _ = second.communicate(timeout=60)
    assert (second.returncode, said) == (1, f"samenhang: It is already running at http://localhost:{port}.\n")


def _servers_are_not_root(project: Project) -> None:
    servers = project.processes("postgres", "valkey-server")
    assert len(servers) > 2
    for pid in servers:
        status = dict(line.split(":\t", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
        assert "0" not in status["Uid"].split()
        assert "0" not in status["Gid"].split() + status["Groups"].split()


def _secrets_are_private(project: Project) -> None:
    for path in (project.data / "env", project.data / "secrets.json", project.data / "valkey" / "valkey.conf"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def _application_role_owns_nothing(settings: dict[str, str]) -> None:
    refused = ("TRUNCATE note", "DROP TABLE note", "CREATE TABLE mine (id int)", "CREATE ROLE friend")
    with psycopg.connect(settings["DATABASE_URL"], autocommit=True) as database:
        database.execute("INSERT INTO note (words) VALUES ('mine')")
        database.execute("UPDATE note SET words = 'changed'")
        database.execute("DELETE FROM note")
        for statement in refused:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                database.execute(statement)
        rights = "SELECT rolsuper, rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        assert database.execute(rights).fetchone() == (False, False, False)


def _broker_wants_a_password(port: int) -> None:
    once = Retry(NoBackoff(), 0)
    with pytest.raises(redis.AuthenticationError), redis.Redis(port=port, retry=once) as stranger:
        stranger.ping()


def _what_dies_comes_back(project: Project, launcher: subprocess.Popen[str], port: int) -> None:
    children = [pid for pid in project.processes() if _parent(pid) == launcher.pid]
    (broker,) = set(children) & set(project.processes("valkey-server"))
    (web,) = filter(_is_web, children)
    for pid in (broker, web):
        os.kill(pid, signal.SIGKILL)
    said = read_until(launcher, "it starts again in 1 s.") + read_until(launcher, "it starts again in 1 s.")
    assert "valkey stopped (SIGKILL)" in said
    assert "web stopped (SIGKILL)" in said
    read_until(launcher, "Listening at")
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as answer:
        assert answer.read() == b"fine"
    with redis.Redis.from_url(project.settings()["REDIS_URL"]) as client:
        assert client.ping()


def _is_web(pid: int) -> bool:
    return b"gunicorn" in Path(f"/proc/{pid}/cmdline").read_bytes()


def _parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])


def _port(url: str) -> int:
    return int(url.rsplit(":", 1)[1].split("/", maxsplit=1)[0])


def _kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):  # ended with its parent, a moment ago
        os.kill(pid, signal.SIGKILL)
