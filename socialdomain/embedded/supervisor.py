"""Start everything in order, keep it running, stop it in the opposite order."""

import http.client
import os
import socket
import time
from functools import partial
from pathlib import Path
from typing import NoReturn

from socialdomain.embedded import StartupError, lock, process
from socialdomain.embedded.account import server_account
from socialdomain.embedded.output import Output, say
from socialdomain.embedded.prepare import prepare
from socialdomain.embedded.secrets import Secrets, open_secrets
from socialdomain.embedded.servers import Servers
from socialdomain.embedded.services import Service, ending, launch, programs, stop_together
from socialdomain.embedded.state import ROOM, is_full, load_dotenv, open_data, save_env
from socialdomain.embedded.stopping import check

_LAST_PORT = 65535
_WEB_PATIENCE = 120  # seconds; a busy machine loads slowly
_OWN_KEYS = ("SECRET_KEY", "BSN_KEYS", "BSN_INDEX_KEYS")


def run() -> NoReturn:
    """Hold the data folder and run until a signal. Raises StartupError with one plain sentence."""
    load_dotenv()
    port = _port()
    account = server_account()
    data = open_data(account)
    held = lock.take(data / "lock")
    if held is None:
        raise StartupError(f"It is already running at {lock.note(data / 'lock') or 'another address'}.")
    try:
        address = f"http://localhost:{port}"
        # A note that is still there is a killed run's: its web server needs a moment to go.
        _check_port(port, patience=10 if lock.note(data / "lock") == address else 0)
        held.note(address)
        if is_full(data):
            raise StartupError(f"The disk is full: less than {ROOM // 1_000_000} MB is left for {data}.")
        servers = Servers(data, account, open_secrets(data))
        try:
            _serve(servers, data, port)
        finally:
            servers.stop()
    finally:
        held.release()


def _serve(servers: Servers, data: Path, port: int) -> NoReturn:
    env = _environment(servers.start(), servers.keys, data, port)
    output = Output(data / "logs")
    logins = prepare(data, env, output, own_database=servers.postgres is not None)
    services = []
    try:
        for name, argv in programs().items():
            service = Service(name, partial(launch, name, argv, env, output), running=None, since=0)
            services.append(service)
            service.keep_alive()
        _wait_for_web(services[0], output, port)
        say(f"\nSamenhang runs at http://localhost:{port}\n{logins}Ctrl-C stops it. Data and logs: {data}\n")
        _keep(servers, services, output)
    finally:
        say("Stopping ...")
        # A task may finish: the worker takes up to 20 seconds for that.
        stop_together(services, patience=25)


def _keep(servers: Servers, services: list[Service], output: Output) -> NoReturn:
    broker = Service("valkey", servers.start_valkey, servers.valkey, time.monotonic())
    watched = [*services, broker] if servers.valkey is not None else services
    while True:
        check()
        output.pump(0.5)
        if servers.postgres is not None and (code := servers.postgres.poll()) is not None:
            why = "the disk is full" if is_full(servers.folder) else f"{ending(code)}, see .data/logs/postgres.log"
            raise StartupError(f"PostgreSQL stopped ({why}); all else was stopped too. What was saved is safe.")
        for service in watched:
            service.keep_alive()


def _environment(found: dict[str, str], keys: Secrets, data: Path, port: int) -> dict[str, str]:
    """Settings for all children: what the person set goes before what we made."""
    settings = {
        "DEBUG": "0",
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
        "MEDIA_ROOT": str(data / "media"),
        "STATIC_ROOT": str(data / "static"),
        **found,
    }
    if "DATABASE_URL" in found:
        settings |= {"DEMO": "1", **keys.settings()}
    elif missing := [name for name in _OWN_KEYS if name not in os.environ]:
        # Keys that are only in this folder would be lost with it, and the data with them.
        raise StartupError(f"With a database of your own, also set {', '.join(missing)} (.env.example).")
    save_env(data, settings)
    return {**settings, **os.environ, "PORT": str(port), "PYTHONUNBUFFERED": "1"}


def _wait_for_web(web: Service, output: Output, port: int) -> None:
    until = time.monotonic() + _WEB_PATIENCE
    while not _web_answers(port):
        check()
        if web.running is None or web.running.poll() is not None or time.monotonic() > until:
            output.pump(0)
            raise StartupError(f"The web server did not start: {process.last_line(output.logs / 'web.log')}")
        output.pump(0.1)


def _web_answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/healthz")
        connection.getresponse()  # it answers; what it says is not ours to judge
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def _port() -> int:
    given = os.environ.get("PORT") or "8000"
    if not given.isdecimal() or not 0 < int(given) <= _LAST_PORT:
        raise StartupError(f"PORT must be a number from 1 to {_LAST_PORT}, not {given}.")
    return int(given)


def _check_port(port: int, patience: float) -> None:
    until = time.monotonic() + patience
    while True:
        check()
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except PermissionError:
                raise StartupError(f"Only root may use port {port}; choose another: PORT=8000 make run") from None
            except OSError:
                if time.monotonic() > until:
                    free = f"PORT={port + 1 if port < _LAST_PORT else 8000} make run"
                    raise StartupError(f"Port {port} is in use; choose another: {free}") from None
            else:
                return
        time.sleep(0.1)
