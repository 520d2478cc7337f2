"""A project of its own around the real launcher: three small programs in place of the product.

The launcher, PostgreSQL, Valkey, gunicorn and Celery are the real ones; what they carry is small,
so that a start takes seconds.
"""

import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from socialdomain.embedded.servers import free_port
from socialdomain.embedded.state import ROOT

MANAGE = """\
import os, sys, threading
import psycopg

command = sys.argv[1]
with psycopg.connect(os.environ["MIGRATE_DATABASE_URL" if "owner" in sys.argv else "DATABASE_URL"]) as database:
    if command == "migrate":
        database.execute("CREATE TABLE IF NOT EXISTS note (id bigint GENERATED ALWAYS AS IDENTITY, words text)")
        if os.environ.get("FAIL") == "migrate":
            sys.exit("the migration does not fit")
        if os.environ.get("FAIL") == "version":
            sys.exit("CommandError: these data are newer.")
    if command == "collectstatic":
        os.makedirs(os.environ["STATIC_ROOT"], exist_ok=True)
    if command == "demo_data" and "--logins" in sys.argv:
        print("intaker  invented@example.org")
if command in ("sweep", os.environ.get("HANG")):
    print("waiting", flush=True)
    threading.Event().wait()
"""
WSGI = """\
def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"fine"]
"""
HEAP = """\
def warm_up(): ...
def freeze(): ...
"""
CELERY = """\
import os
from celery import Celery

app = Celery("small", broker=os.environ["REDIS_URL"])
"""


@dataclass(frozen=True)
class Project:
    """A folder in which `make run`'s command can be started."""

    root: Path

    @property
    def data(self) -> Path:
        return (self.root / ".data").resolve()

    def settings(self) -> dict[str, str]:
        """What the launcher wrote for `manage.py` by hand."""
        return dict(line.split("=", 1) for line in (self.data / "env").read_text().splitlines())

    def start(self, port: int, **env: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "socialdomain.embedded"],
            cwd=self.root,
            env={"PATH": os.environ["PATH"], "HOME": str(self.root), "PORT": str(port), **env},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    @contextmanager
    def running(self, port: int, **env: str) -> Iterator[subprocess.Popen[str]]:
        """Start, wait until it says it runs, and stop it if the test did not."""
        launcher = self.start(port, **env)
        try:
            read_until(launcher, "Ctrl-C stops it.")
            yield launcher
        finally:
            if launcher.poll() is None:
                launcher.send_signal(signal.SIGINT)
            launcher.communicate(timeout=60)

    def processes(self, *programs: str) -> list[int]:
        """Pids of everything that works for this project: by its folder or its environment."""
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                where = (entry / "cwd").readlink()
                name = (entry / "comm").read_text().strip()
            except OSError:
                continue
            mine = where.is_relative_to(self.root) or where.is_relative_to(self.data)
            if mine and (not programs or name in programs):
                found.append(int(entry.name))
        return found


def read_until(launcher: subprocess.Popen[str], words: str) -> str:
    """Read what the launcher says up to the line with these words."""
    said = ""
    assert launcher.stdout is not None
    for line in launcher.stdout:
        said += line
        if words in line:
            return said
    raise AssertionError(f"it stopped without saying {words!r}:\n{said}")


def wait_for_end(pids: list[int], seconds: float = 30) -> None:
    """Wait until these processes ended, told by the kernel."""
    for pid in pids:
        try:
            handle = os.pidfd_open(pid)
        except ProcessLookupError:
            continue
        with os.fdopen(handle):
            assert select.select([handle], [], [], seconds)[0], f"process {pid} still runs"


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """Under a folder that only its owner may enter, as /root is."""
    root = tmp_path_factory.mktemp("closed") / "project"
    package = root / "socialdomain"
    shutil.copytree(ROOT / "socialdomain" / "embedded", package / "embedded")
    for name in ("gunicorn.py", "keys.py", "roles.py"):
        shutil.copy(ROOT / "socialdomain" / name, package)
    for name, text in {"__init__.py": "", "wsgi.py": WSGI, "celery.py": CELERY, "heap.py": HEAP}.items():
        (package / name).write_text(text)
    (root / "manage.py").write_text(MANAGE)
    root.parent.chmod(0o700)
    yield Project(root)
    if (root / ".data").is_symlink():
        shutil.rmtree((root / ".data").resolve())
