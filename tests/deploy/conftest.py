"""The services of docker-compose.yml on this machine: the same commands and settings, other addresses and folders."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from socialdomain import keys
from socialdomain.embedded import postgres, process
from socialdomain.embedded.account import make_folder, server_account, write_private
from socialdomain.embedded.binaries import postgres_bin, valkey_server
from socialdomain.embedded.servers import free_port
from socialdomain.embedded.state import ROOT, open_data
from tests.deploy import compose

HOST = "samenhang.gemeente.example"


@dataclass(frozen=True)
class Stack:
    """Servers, and a copy of what the image holds, in which the commands run."""

    image: Path
    values: dict[str, str]
    database_port: int
    broker_port: int
    web_port: int

    def environment(self, service: str) -> dict[str, str]:
        found = compose.environment(service, self.values)
        for here, there in {
            "postgresql://postgres:": f"postgresql://{postgres.SUPERUSER}:",
            "@postgres/": f"@127.0.0.1:{self.database_port}/",
            "@redis:6379": f"@127.0.0.1:{self.broker_port}",
            "0.0.0.0:8000": f"127.0.0.1:{self.web_port}",
            "/srv/": f"{self.image.parent}/",
        }.items():
            found = {name: value.replace(here, there) for name, value in found.items()}
        return {"PATH": os.defpath, "HOME": "/nonexistent", **found}

    def run(self, service: str, command: list[str]) -> subprocess.CompletedProcess[str]:
        """Run a command as this service and wait for its end."""
        return subprocess.run(
            [sys.executable, *command[1:]], cwd=self.image, env=self.environment(service),
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip

    def once(self, service: str) -> subprocess.CompletedProcess[str]:
        return self.run(service, compose.SERVICES[service]["command"])

    def start(self, service: str) -> subprocess.Popen[bytes]:
        """Start a service as its container would; what it says stands in <service>.log."""
        command = [sys.executable, *compose.SERVICES[service]["command"][1:]]
        with self.log(service).open("wb") as log:
            return subprocess.Popen(
                command, cwd=self.image, env=self.environment(service), stdout=log, stderr=log, start_new_session=True
            )

    def log(self, service: str) -> Path:
        return self.image.parent / f"{service}.log"

    def is_healthy(self, service: str) -> bool:
        return self.run(service, compose.health(service)).returncode == 0


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """PostgreSQL as its image leaves it, Valkey with Compose's own settings, and the Dockerfile's files."""
    folder = tmp_path_factory.mktemp("srv")
    account = server_account()
    servers = open_data(account) / "test" / f"compose-{os.getpid()}"
    made = keys.lines() | {"ALLOWED_HOSTS": HOST}
    found = Stack(_image(folder / "samenhang"), made, free_port(), free_port(), free_port())
    with ExitStack() as cleaning:
        cleaning.callback(shutil.rmtree, servers, ignore_errors=True)
        servers.mkdir(mode=0o711, parents=True)
        log = cleaning.enter_context((servers / "log").open("ab"))
        database = postgres.start(
            servers / "pg", port=found.database_port, password=made["POSTGRES_PASSWORD"], account=account, log=log,
            throw_away=True,
        )  # fmt: skip
        cleaning.callback(postgres.stop, database)
        broker = make_folder(servers / "redis", account)
        settings = compose.filled_in(compose.FILE["configs"]["redis"]["content"], made).replace("/data", str(broker))
        write_private(broker / "conf", f"{settings}\nbind 127.0.0.1\nport {found.broker_port}\n", account)
        valkey = process.spawn(
            [str(valkey_server(account)), str(broker / "conf")], env={}, output=log, account=account, cwd=broker
        )
        cleaning.callback(process.stop, valkey, signal.SIGTERM, 15)
        yield found


def _image(root: Path) -> Path:
    """What the Dockerfile copies, each to the place of its own name."""
    for rest in compose.steps("COPY"):
        *sources, target = rest.split()
        for source in sources:
            assert target in (source, f"{Path(source).parent}/", "./"), rest
            (root / source).parent.mkdir(parents=True, exist_ok=True)
            if (ROOT / source).is_dir():
                shutil.copytree(ROOT / source, root / source, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(ROOT / source, root / source)
    (root.parent / "media").mkdir(mode=0o700)
    return root


def postgres_programs() -> Path:
    """Where `pg_dump`, `pg_restore` and `pg_isready` are."""
    return postgres_bin(server_account())
