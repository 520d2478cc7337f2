"""Both servers of one data folder, and the addresses they answer at."""

import os
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path

from socialdomain import roles
from socialdomain.embedded import postgres, valkey
from socialdomain.embedded.account import Account
from socialdomain.embedded.secrets import Secrets

_LOG_LIMIT = 5_000_000  # bytes; a log that is longer at a start makes place for a new one


@dataclass(slots=True)
class Servers:
    """The servers of one folder. `throw_away` trades durability for speed, for tests."""

    folder: Path
    account: Account | None
    keys: Secrets
    throw_away: bool = False
    postgres: subprocess.Popen[bytes] | None = None
    valkey: subprocess.Popen[bytes] | None = None
    valkey_port: int = 0

    def start(self) -> dict[str, str]:
        """Start what the environment does not point to already; return the settings to find it with.

        `DATABASE_URL` set: no PostgreSQL here. `REDIS_URL` set: no Valkey here.
        """
        (self.folder / "logs").mkdir(mode=0o700, exist_ok=True)
        settings: dict[str, str] = {}
        try:
            if "DATABASE_URL" not in os.environ:
                port = self._start_postgres()
                settings |= _database_settings(port, self.keys)
            if "REDIS_URL" not in os.environ:
                self.start_valkey()
                settings["REDIS_URL"] = valkey.url(self.valkey_port, self.keys.valkey)
        except BaseException:
            self.stop()
            raise
        return settings

    def stop(self) -> None:
        """Valkey first: no message may still say that a row is there when PostgreSQL is gone."""
        if self.valkey is not None:
            valkey.stop(self.valkey)
        if self.postgres is not None:
            postgres.stop(self.postgres)

    def _start_postgres(self) -> int:
        port = free_port()
        with fresh_log(self.folder / "logs" / "postgres.log").open("ab") as log:
            self.postgres = postgres.start(
                postgres.cluster_folder(self.folder),
                port=port,
                password=self.keys.superuser,
                account=self.account,
                log=log,
                throw_away=self.throw_away,
            )
        return port

    def start_valkey(self) -> subprocess.Popen[bytes]:
        """Start Valkey, or start it again where its clients look for it."""
        self.valkey_port = self.valkey_port or free_port()
        with fresh_log(self.folder / "logs" / "valkey.log").open("ab") as log:
            self.valkey = valkey.start(
                self.folder / "valkey",
                port=self.valkey_port,
                password=self.keys.valkey,
                account=self.account,
                log=log,
                throw_away=self.throw_away,
            )
        return self.valkey


def _database_settings(port: int, keys: Secrets) -> dict[str, str]:
    place = f"127.0.0.1:{port}/{roles.DATABASE}"
    application = f"postgresql://{roles.APPLICATION}:{keys.application}@{place}"
    owner = f"postgresql://{roles.OWNER}:{keys.owner}@{place}"
    roles.ensure(postgres.superuser_url(port, keys.superuser, "postgres"), owner, application, for_tests=True)
    return {"DATABASE_URL": application, "MIGRATE_DATABASE_URL": owner}


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
