"""Both servers of one data folder, and the addresses they answer at."""

import os
import socket
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from socialdomain.embedded import postgres, roles, valkey
from socialdomain.embedded.account import Account
from socialdomain.embedded.secrets import Secrets

_LOG_LIMIT = 5_000_000  # bytes; a log that is longer at a start makes place for a new one


@dataclass(frozen=True, slots=True)
class Servers:
    """What runs, and the settings with which the application finds it."""

    postgres: subprocess.Popen[bytes] | None
    valkey: subprocess.Popen[bytes] | None
    settings: Mapping[str, str]

    def stop(self) -> None:
        """Valkey first: nothing may still be told that a row is there when rows are gone."""
        if self.valkey is not None:
            valkey.stop(self.valkey)
        if self.postgres is not None:
            postgres.stop(self.postgres)


def start(folder: Path, account: Account | None, keys: Secrets, *, throw_away: bool = False) -> Servers:
    """Start what the environment does not point to already.

    `DATABASE_URL` set: no PostgreSQL here. `REDIS_URL` set: no Valkey here. `throw_away` trades
    durability for speed, for tests.
    """
    logs = folder / "logs"
    logs.mkdir(mode=0o700, exist_ok=True)
    settings: dict[str, str] = {}
    database = broker = None
    try:
        if "DATABASE_URL" not in os.environ:
            port = free_port()
            cluster = postgres.cluster_folder(folder)
            with fresh_log(logs / "postgres.log").open("ab") as log:
                database = postgres.start(
                    cluster, port=port, password=keys.superuser, account=account, log=log, throw_away=throw_away
                )
            settings |= _database_settings(port, keys)
        if "REDIS_URL" not in os.environ:
            port = free_port()
            with fresh_log(logs / "valkey.log").open("ab") as log:
                broker = valkey.start(
                    folder / "valkey", port=port, password=keys.valkey, account=account, log=log, throw_away=throw_away
                )
            settings["REDIS_URL"] = valkey.url(port, keys.valkey)
    except BaseException:
        Servers(database, broker, {}).stop()
        raise
    return Servers(database, broker, settings)


def _database_settings(port: int, keys: Secrets) -> dict[str, str]:
    roles.ensure(
        postgres.superuser_url(port, keys.superuser, "postgres"),
        postgres.superuser_url(port, keys.superuser, "template1"),
        owner=keys.owner,
        application=keys.application,
    )
    place = f"127.0.0.1:{port}/{roles.DATABASE}"
    return {
        "DATABASE_URL": f"postgresql://{roles.APPLICATION}:{keys.application}@{place}",
        "MIGRATE_DATABASE_URL": f"postgresql://{roles.OWNER}:{keys.owner}@{place}",
    }


def free_port() -> int:
    """A port on the loopback address that nobody listens at now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert isinstance(port, int)
    return port


def fresh_log(path: Path) -> Path:
    """Keep the previous log once, when this one has grown long."""
    if path.exists() and path.stat().st_size > _LOG_LIMIT:
        path.replace(path.with_suffix(".old.log"))
    return path
