"""Our own PostgreSQL: make the cluster, start it, stop it."""

import errno
import os
import re
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import IO

import psycopg

from socialdomain.embedded import StartupError, process
from socialdomain.embedded.account import Account, make_folder, write_private
from socialdomain.embedded.binaries import postgres_bin, postgres_major

SUPERUSER = "samenhang_super"
# Statements hold names and free text as literals: never write them to the log. Terse leaves out
# DETAIL, which shows the key of a duplicate row (the BSN's blind index).
QUIET = ("log_min_error_statement=panic", "log_error_verbosity=terse", "log_checkpoints=off")
# Our statements are short and many: a look-up in an index is as cheap on an SSD as a scan, and a second process for one
# page is taken from the page of a colleague.
FOR_PAGES = ("random_page_cost=1.1", "max_parallel_workers_per_gather=0")
THROW_AWAY = (
    "fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal",
    "max_wal_senders=0", "autovacuum=off",
)  # fmt: skip


def cluster_folder(data: Path) -> Path:
    """The data folder of the wheel's major version; refuses to start empty beside an older one."""
    wanted = data / f"pg{postgres_major()}"
    others = [path.name for path in data.glob("pg[0-9]*") if path != wanted]
    if others and not wanted.exists():
        raise StartupError(
            f"The data in {data} were made by PostgreSQL {others[0][2:]}: dump them with that "
            f"version and restore them in version {postgres_major()} (docs/operations.md)."
        )
    return wanted


def start(
    cluster: Path,
    *,
    port: int,
    password: str,
    account: Account | None,
    log: IO[bytes],
    throw_away: bool = False,
) -> subprocess.Popen[bytes]:
    """Start PostgreSQL on the loopback address and wait until it answers.

    Raises StartupError, with the last line of its log, when it stops before that.
    """
    programs = postgres_bin(account)
    if not (cluster / "PG_VERSION").exists():
        _initialise(programs, cluster, password, account, throw_away=throw_away)
    process.wait_until_free(cluster, "postgres")
    # Nobody works here, so a pid file is a killed run's; its number may be someone else's by now.
    (cluster / "postmaster.pid").unlink(missing_ok=True)
    settings = [*QUIET, *FOR_PAGES, *(THROW_AWAY if throw_away else ()), f"port={port}"]
    settings += ["listen_addresses=127.0.0.1", "unix_socket_directories="]
    server = process.spawn(
        [str(programs / "postgres"), "-D", str(cluster)] + [word for setting in settings for word in ("-c", setting)],
        env=_environment(),
        output=log,
        account=account,
        cwd=cluster,
        on_parent_death=signal.SIGINT,
    )
    url = superuser_url(port, password, "postgres")
    process.wait_until_ready("PostgreSQL", server, Path(log.name), lambda: _answers(url))
    return server


def stop(server: subprocess.Popen[bytes]) -> None:
    """Stop fast (SIGINT): roll back what is open. SIGTERM would wait for every client."""
    process.stop(server, signal.SIGINT, patience=30)


def _environment() -> dict[str, str]:
    """No variable of ours: secrets in an environment can be read in /proc."""
    return {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}


def _initialise(programs: Path, cluster: Path, password: str, account: Account | None, *, throw_away: bool) -> None:
    """Make the cluster beside its place and move it there, so that half a one never stays."""
    for left in cluster.parent.glob("initdb-*"):  # of a start that was killed here
        shutil.rmtree(left, ignore_errors=True)
    workshop = Path(tempfile.mkdtemp(dir=cluster.parent, prefix="initdb-"))
    try:
        make_folder(workshop, account)
        secret = workshop / "password"  # a file: a pipe cannot be opened again after the switch of user
        write_private(secret, password, account)
        done = subprocess.run(
            [str(programs / "initdb"), "-D", str(workshop / "data"), f"--username={SUPERUSER}",
             f"--pwfile={secret}", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C",
             "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--data-checksums",
             *(["--no-sync"] if throw_away else [])],
            check=False, capture_output=True, text=True, cwd="/", env=_environment(),
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
        )  # fmt: skip
        if done.returncode != 0:
            if os.strerror(errno.ENOSPC) in done.stderr:
                raise StartupError(f"The disk is full: PostgreSQL could not be set up in {cluster.parent}.")
            problems = [line for line in done.stderr.splitlines() if re.search("error|FATAL|PANIC", line)]
            raise StartupError(f"PostgreSQL could not be set up: {(problems or ['it stopped without a word.'])[0]}")
        (workshop / "data").rename(cluster)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def _answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def superuser_url(port: int, password: str, database: str) -> str:
    """Connection string of the bootstrap role; used here only, never exported."""
    return f"postgresql://{SUPERUSER}:{password}@127.0.0.1:{port}/{database}"
