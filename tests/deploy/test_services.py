"""The services start with exactly the commands of docker-compose.yml, do their work, and stop when asked."""

import os
import signal
import subprocess
import sys
import time

import psycopg
import pytest

from socialdomain import roles
from tests.deploy import compose
from tests.deploy.conftest import Stack, postgres_programs

pytestmark = pytest.mark.servers
PATIENCE = 90  # seconds, on a machine that does other things too


def test_the_services_start_work_and_stop(stack: Stack):
    """One story, because a database that is migrated and four programs that start take their time."""
    assert _build(stack).returncode == 0
    ready, *words = compose.health("postgres")
    subprocess.run([postgres_programs() / ready, *words], env={"PGPORT": str(stack.database_port)}, check=True)
    unhealthy = stack.run("sweeper", compose.health("sweeper"))
    assert unhealthy.returncode == 1
    assert unhealthy.stdout.count("\n") == 1

    for service in ("roles", *compose.ONCE):  # `docker compose up` runs them each time
        done = stack.once(service)
        assert done.returncode == 0, done.stdout
    _the_application_owns_nothing(stack)

    running = {service: stack.start(service) for service in compose.PROGRAMS}
    try:
        for service, program in running.items():
            until = time.monotonic() + PATIENCE
            while not stack.is_healthy(service):
                assert program.poll() is None, stack.log(service).read_text()
                assert time.monotonic() < until, f"{service} never said that it works"
        for program in running.values():
            program.send_signal(signal.SIGTERM)
        ends = {service: program.wait(PATIENCE) for service, program in running.items()}
    finally:
        for program in running.values():
            program.kill()
    assert ends == dict.fromkeys(compose.PROGRAMS, 0)
    assert not any("Traceback" in stack.log(service).read_text() for service in running)
    assert stack.run("web", compose.health("web")).returncode == 1

    _none_starts_on_newer_data(stack)


def _build(stack: Stack) -> subprocess.CompletedProcess[str]:
    """What the Dockerfile does after copying: without a database, without a key, without network."""
    (built,) = [rest for rest in compose.steps("RUN") if "manage.py" in rest]
    command = built.split(" && ")[0].split()
    image = {**compose.image_environment(), "STATIC_ROOT": str(stack.image.parent / "static"), "PATH": os.defpath}
    return subprocess.run([sys.executable, *command[1:]], cwd=stack.image, env=image, check=False)


def _the_application_owns_nothing(stack: Stack) -> None:
    address = stack.environment("web")["DATABASE_URL"]
    with psycopg.connect(address, autocommit=True) as database:
        owners = database.execute("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'").fetchall()
        assert owners == [(roles.OWNER,)]
        rights = "SELECT rolsuper, rolcreatedb, rolcreaterole, rolbypassrls FROM pg_roles WHERE rolname = ANY(%s)"
        assert set(database.execute(rights, [[roles.OWNER, roles.APPLICATION]])) == {(False, False, False, False)}
        for refused in (
            "TRUNCATE cases_event",
            "DELETE FROM cases_readlog",
            "CREATE TABLE mine (id int)",
            "UPDATE cases_release SET version = '9'",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                database.execute(refused)
    with psycopg.connect(stack.environment("migrate")["MIGRATE_DATABASE_URL"]) as database:
        assert database.execute("SELECT current_user").fetchone() == (roles.OWNER,)


def _none_starts_on_newer_data(stack: Stack) -> None:
    with psycopg.connect(stack.environment("migrate")["MIGRATE_DATABASE_URL"]) as database:
        database.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('cases', '0999_later', now())")
        database.execute("INSERT INTO cases_release (version) VALUES ('9.0.0')")
    try:
        starts = {service: stack.start(service) for service in compose.PROGRAMS}
        assert {service: program.wait(PATIENCE) for service, program in starts.items()} == dict.fromkeys(starts, 1)
        for service in starts:
            said = stack.log(service).read_text()
            assert "De gegevens zijn bijgewerkt door versie 9.0.0; deze versie" in said.splitlines()[-1]
            assert "Traceback" not in said
        assert stack.once("migrate").stdout.startswith("CommandError: De gegevens zijn bijgewerkt door versie 9.0.0;")
    finally:
        with psycopg.connect(stack.environment("migrate")["MIGRATE_DATABASE_URL"]) as database:
            database.execute("DELETE FROM django_migrations WHERE name = '0999_later'")
            database.execute("DELETE FROM cases_release WHERE version = '9.0.0'")
