"""The servers of the bench, durable as in production, and a database for each size that is kept between runs.

What is measured is a copy, which goes again: a run leaves no note, no read line and no moved term behind.
"""

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from socialdomain.embedded.account import server_account
from socialdomain.embedded.lock import take
from socialdomain.embedded.secrets import open_secrets
from socialdomain.embedded.servers import Servers
from socialdomain.embedded.services import manage
from socialdomain.embedded.state import open_data


@contextmanager
def servers() -> Iterator[dict[str, str]]:
    """Run PostgreSQL and Valkey in `.data/bench`; gives the environment of what uses them."""
    for name in ("DATABASE_URL", "MIGRATE_DATABASE_URL", "REDIS_URL"):  # never somebody's own
        os.environ.pop(name, None)
    account = server_account()
    folder = open_data(account) / "bench"
    folder.mkdir(mode=0o711 if account else 0o700, exist_ok=True)
    if (lock := take(folder / "lock")) is None:
        raise SystemExit("bench: another one is running here.")
    keys = open_secrets(folder)
    running = Servers(folder, account, keys)
    (folder / "media" / "onderweg").mkdir(parents=True, exist_ok=True)  # where an upload waits
    try:
        yield os.environ | {
            **keys.settings(),
            **running.start(),
            "SAMENHANG_LOAD_ENV": "0", "DEMO": "1", "DEBUG": "0", "HTTPS": "0", "LOG_LEVEL": "ERROR",
            "MEDIA_ROOT": str(folder / "media"), "STATIC_ROOT": str(folder / "static"),
        }  # fmt: skip
    finally:
        running.stop()
        lock.release()


def of_size(env: Mapping[str, str], cases: int) -> dict[str, str]:
    """The environment for the kept database of this size: made, migrated and filled as far as it is not."""
    here = at(env, f"bench_{cases}")
    with psycopg.connect(env["MIGRATE_DATABASE_URL"], autocommit=True) as owner:
        if not owner.execute("SELECT 1 FROM pg_database WHERE datname = %s", [f"bench_{cases}"]).fetchone():
            owner.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(f"bench_{cases}")))
    run(here, "migrate", "--database", "owner", "--verbosity", "0")
    run(here, "demo_data")
    run(here, "scale_data", "--cases", str(cases))
    with psycopg.connect(here["MIGRATE_DATABASE_URL"], autocommit=True) as owner:
        owner.execute("VACUUM ANALYZE")  # as autovacuum leaves a database that grew in years
    return here


@contextmanager
def copy_of(env: Mapping[str, str], cases: int) -> Iterator[dict[str, str]]:
    """The environment for a copy of the kept database, gone afterwards."""
    name = sql.Identifier(f"bench_{cases}_copy")
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name)
    with psycopg.connect(env["MIGRATE_DATABASE_URL"], autocommit=True) as owner:
        owner.execute(drop)
        original = sql.Identifier(f"bench_{cases}")
        owner.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(name, original))
        try:
            yield at(env, f"bench_{cases}_copy")
        finally:
            owner.execute(drop)


def at(env: Mapping[str, str], database: str) -> dict[str, str]:
    urls = ("DATABASE_URL", "MIGRATE_DATABASE_URL")
    return {**env, **{name: f"{env[name].rpartition('/')[0]}/{database}" for name in urls}}


def run(env: Mapping[str, str], *words: str) -> None:
    """A command of the product, its words shown; ends the bench when it fails."""
    done = subprocess.run(manage(*words), env=env, check=False)
    if done.returncode != 0:
        raise SystemExit(f"bench: {words[0]} failed.")


def collect_static(env: Mapping[str, str]) -> None:
    """Production's static files carry their hash in the name; a page asks a manifest for it."""
    if not (Path(env["STATIC_ROOT"]) / "staticfiles.json").exists():
        run(env, "collectstatic", "--no-input", "--verbosity", "0")
