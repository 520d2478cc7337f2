"""Our own Valkey, the Redis-compatible server: start it, stop it."""

import os
import signal
import subprocess
from pathlib import Path
from typing import IO

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from socialdomain.embedded import process
from socialdomain.embedded.account import Account, make_folder, write_private
from socialdomain.embedded.binaries import valkey_server

# `noeviction`: a broker that throws messages away when memory is short loses work unseen.
SETTINGS = """\
bind 127.0.0.1
port {port}
requirepass {password}
dir "{folder}"
daemonize no
save ""
appendonly {durable}
appendfsync everysec
maxmemory-policy noeviction
"""


def start(
    folder: Path,
    *,
    port: int,
    password: str,
    account: Account | None,
    log: IO[bytes],
    throw_away: bool = False,
) -> subprocess.Popen[bytes]:
    """Start Valkey on the loopback address and wait until it answers."""
    make_folder(folder, account)
    process.wait_until_free(folder, "valkey-server")
    config = folder / "valkey.conf"  # a file: a password on the command line shows in `ps`
    durable = "no" if throw_away else "yes"
    settings = SETTINGS.format(port=port, password=password, folder=folder, durable=durable)
    write_private(config, settings, account)
    server = process.spawn(
        [str(valkey_server(account)), str(config)],
        env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
        output=log,
        account=account,
        cwd=folder,
    )
    address = url(port, password)
    process.wait_until_ready("Valkey", server, Path(log.name), lambda: _answers(address))
    return server


def stop(server: subprocess.Popen[bytes]) -> None:
    """Stop Valkey; it writes its append-only file first."""
    process.stop(server, signal.SIGTERM, patience=15)


def url(port: int, password: str) -> str:
    """Redis URL of the first database."""
    return f"redis://:{password}@127.0.0.1:{port}/0"


def _answers(address: str) -> bool:
    once = Retry(NoBackoff(), 0)  # the client's own patience would cost us seconds
    with redis.Redis.from_url(address, retry=once) as client:
        try:
            client.ping()
        except redis.ConnectionError:  # also: still loading its file
            return False
    return True
