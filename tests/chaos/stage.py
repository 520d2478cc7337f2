"""Servers and programs of one run, in a data folder of its own that is thrown away; what dies is started again.

Unlike those of the tests the servers are durable, as `make run` has them: PostgreSQL with fsync, Valkey with its AOF.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from socialdomain.embedded import StartupError, lock, postgres, process
from socialdomain.embedded.account import Account, server_account
from socialdomain.embedded.output import Output
from socialdomain.embedded.secrets import open_secrets
from socialdomain.embedded.servers import Servers, free_port
from socialdomain.embedded.services import Service, finish, manage, programs, stop_together
from socialdomain.embedded.state import ROOT, open_data

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
OURS = ("DATABASE_URL", "MIGRATE_DATABASE_URL", "APP_DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "LAWS")
SWEEPERS = ("worker one", "worker two", "beat one", "beat two", "sweeper")


@dataclass(slots=True)
class Stage:
    """`services` by name; "postmaster" and "broker" among them."""

    folder: Path
    held: lock.Lock
    servers: Servers
    env: dict[str, str]
    port: int
    services: dict[str, Service] = field(default_factory=dict)
    sink: "subprocess.Popen[bytes] | None" = None

    @property
    def superuser(self) -> str:
        """How to reach the database as who may end other people's connections."""
        port = urlsplit(self.env["DATABASE_URL"]).port
        assert port is not None
        return postgres.superuser_url(port, self.servers.keys.superuser, "postgres")

    def keep(self) -> None:
        """Start again what stopped, as `make run` does."""
        for service in self.services.values():
            service.keep_alive()

    def start(self, *names: str) -> None:
        """Start programs of ours, or start them again."""
        for name in names:
            self.services[name] = Service(name, partial(self._launch, name), running=None, since=0)

    def kill(self, *names: str) -> None:
        """Stop programs for good, all at once and without warning."""
        gone = [self.services.pop(name).running for name in names]
        for child in gone:
            if child is not None:
                process.end_group(child)
        for child in gone:
            if child is not None:
                child.wait()

    def set_clock(self, name: str, shift: int) -> None:
        """From its next start this program's clock is `shift` seconds off."""
        wrong = {"PYTHONPATH": str(HERE / "clock"), "CHAOS_CLOCK_SHIFT": str(shift)} if shift else {}
        self.services[name].start = partial(self._launch, name, **wrong)

    def close(self) -> None:
        own = [service for name, service in self.services.items() if name not in ("postmaster", "broker")]
        stop_together(own, patience=10)
        if self.sink is not None:
            process.stop(self.sink, signal.SIGKILL, patience=10)
        self.servers.stop()
        self.held.release()

    def spawn(self, name: str, argv: list[str], output: int | None = None, **more: str) -> subprocess.Popen[bytes]:
        """Run a program on this stage; what it says stands in its log, or comes through a pipe."""
        with (self.folder / "logs" / f"{name.replace(' ', '-')}.log").open("ab") as log:
            return process.spawn(argv, env=self.env | more, output=output or log, cwd=ROOT)

    def open_sink(self) -> None:
        """Let e-mail arrive in `mail.log`; its first line is the port."""
        self.sink = self.spawn("mail", [sys.executable, "-m", "tests.chaos.sink"])
        while not (lines := self.mails(skip=0)):
            if self.sink.poll() is not None:
                raise StartupError("The mail server of the chaos did not start.")
            time.sleep(0.05)
        self.env["EMAIL_URL"] = f"smtp://127.0.0.1:{lines[0]}"

    def mails(self, skip: int = 1) -> list[str]:
        """What arrived: Message-ID and subject."""
        return (self.folder / "logs/mail.log").read_text().splitlines()[skip:]

    def _launch(self, name: str, **more: str) -> subprocess.Popen[bytes]:
        return self.spawn(name, self._argv(name), **more)

    def _argv(self, name: str) -> list[str]:
        kind, _, which = name.partition(" ")
        if which and self.env["CHAOS_ENGINE"] == "eta":
            return [sys.executable, "-m", "celery", "--quiet", "-A", "tests.chaos.eta", "worker",
                    "--loglevel", "WARNING", "--concurrency", "2", "-n", f"{which}@chaos"]  # fmt: skip
        argv = programs()[kind]
        return [*argv, "-n", f"{which}@chaos"] if kind == "worker" else argv


def raise_curtain(engine: str, *, web: bool) -> Stage:
    """Fresh servers with the product's tables and the chaos law alone. Raises StartupError."""
    account = server_account()
    folder, held = _free_folder(open_data(account) / "chaos", account)
    for name in OURS:
        os.environ.pop(name, None)
    os.environ["SAMENHANG_LOAD_ENV"] = "0"
    servers = Servers(folder, account, open_secrets(folder))
    port = free_port()
    env = os.environ | servers.start() | servers.keys.settings()
    env |= {
        "CHAOS_ENGINE": engine,
        "LAWS": "tests.chaoslaw",
        "DJANGO_SETTINGS_MODULE": "socialdomain.settings",
        "DEMO": "1",  # no certificate, and a second step that a program can take
        "MEDIA_ROOT": str(folder / "media"),
        "STATIC_ROOT": str(folder / "static"),
        "PORT": str(port),
        "WEB_WORKERS": "1",
        "LOG_LEVEL": "WARNING",
        "EMAIL_URL": "",
        "PYTHONUNBUFFERED": "1",
    }
    stage = Stage(folder=folder, held=held, servers=servers, env=env, port=port)
    try:
        steps = {"migrate": manage("migrate", "--no-input", "--verbosity", "0", "--database", "owner")}
        if web:
            steps["static"] = manage("collectstatic", "--no-input", "--verbosity", "0")
        finish(steps, env, Output(folder / "logs"))
    except BaseException:
        stage.close()
        raise
    _watch_servers(stage)
    if engine == "sweep":
        stage.open_sink()
    os.environ.update(env)
    return stage


def _free_folder(parent: Path, account: Account | None) -> tuple[Path, lock.Lock]:
    """An empty folder that no other run holds. What the last run left there stays until now, to look at."""
    mode = 0o711 if account else 0o700
    parent.mkdir(mode=mode, exist_ok=True)
    for number in range(10):
        if held := lock.take(parent / f"{number}.lock"):
            folder = parent / str(number)
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(mode=mode)
            return folder, held
    raise StartupError(f"Ten runs of chaos hold {parent}.")


def _watch_servers(stage: Stage) -> None:
    """Those two start again as well: PostgreSQL where its clients look for it."""
    servers, port = stage.servers, urlsplit(stage.env["DATABASE_URL"]).port
    assert port is not None

    def start_postgres() -> subprocess.Popen[bytes]:
        with (stage.folder / "logs" / "postgres.log").open("ab") as log:
            cluster = postgres.cluster_folder(stage.folder)
            servers.postgres = postgres.start(
                cluster, port=port, password=servers.keys.superuser, account=servers.account, log=log
            )
        return servers.postgres

    starts: dict[str, tuple[Callable[[], subprocess.Popen[bytes]], subprocess.Popen[bytes] | None]] = {
        "postmaster": (start_postgres, servers.postgres),
        "broker": (servers.start_valkey, servers.valkey),
    }
    for name, (start, running) in starts.items():
        stage.services[name] = Service(name, start, running, time.monotonic())
