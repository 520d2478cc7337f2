"""Real servers for the tests, up before pytest-django reads the settings.

Each run takes the first free folder `.data/test/N`, so that runs beside each other, and beside
`make run`, do not meet. Where `DATABASE_URL` and `REDIS_URL` are given, those servers are used.
"""

import os
import shutil
from collections.abc import Generator
from pathlib import Path

import pytest

from socialdomain.embedded import StartupError
from socialdomain.embedded.account import Account, server_account
from socialdomain.embedded.bootstrap import missing_for_browser
from socialdomain.embedded.lock import Lock, take
from socialdomain.embedded.secrets import open_secrets
from socialdomain.embedded.servers import Servers
from socialdomain.embedded.state import open_data

_held: list[Servers | Lock] = []
_left_out: list[str] = []


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Generator[None, object, object]:
    """Wrap, because a wrapper runs before pytest-django's own hook, which imports the settings."""
    if worker := os.environ.get("PYTEST_XDIST_WORKER"):
        _keep_apart(int(worker.removeprefix("gw")))
    else:
        try:
            _start()
        except StartupError as error:
            raise pytest.UsageError(str(error)) from None
    return (yield)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    """Stop what this run started. A run that is killed takes its servers along (PDEATHSIG)."""
    while _held:
        thing = _held.pop()
        thing.stop() if isinstance(thing, Servers) else thing.release()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the browser tests out where there is no browser; in CI that is a failure."""
    journeys = [item for item in items if item.get_closest_marker("browser")]
    missing = missing_for_browser()
    if not journeys or not missing:
        return
    if os.environ.get("CI") == "true":
        raise pytest.UsageError(f"{missing} is missing, so {len(journeys)} browser tests cannot run.")
    items[:] = [item for item in items if item not in journeys]
    config.hook.pytest_deselected(items=journeys)
    _left_out.append(f"{missing} is missing: the {len(journeys)} tests marked `browser` were left out.")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say so at the end, where it is read."""
    for sentence in _left_out:
        terminalreporter.write_line(f"samenhang: {sentence}", yellow=True)


def _keep_apart(worker: int) -> None:
    """A worker inherits the servers of the run; pytest-django gives it a database of its own, we the rest."""
    os.environ["REDIS_URL"] = f"{os.environ['REDIS_URL'].rpartition('/')[0]}/{worker + 1}"
    if "MEDIA_ROOT" in os.environ:
        os.environ["MEDIA_ROOT"] += f"-{worker}"


def _start() -> None:
    os.environ["SAMENHANG_LOAD_ENV"] = "0"  # a developer's .env must not decide what a test does
    account = server_account()
    folder, lock = _free_folder(open_data(account) / "test", account)
    _held.append(lock)
    try:
        settings = _up(folder, account)
    except StartupError:
        # Without fsync a machine that lost its power leaves a cluster that nobody needs to repair.
        _clear(folder)
        settings = _up(folder, account)
    if "MIGRATE_DATABASE_URL" in settings:
        # The tests make databases, migrate and flush: the owner's work. APP_DATABASE_URL is for
        # the tests that show what the application's role cannot do.
        settings["APP_DATABASE_URL"] = settings["DATABASE_URL"]
        settings["DATABASE_URL"] = settings["MIGRATE_DATABASE_URL"]
    for name, value in settings.items():
        os.environ.setdefault(name, value)


def _up(folder: Path, account: Account | None) -> dict[str, str]:
    keys = open_secrets(folder)
    servers = Servers(folder, account, keys, throw_away=True)
    settings = servers.start()
    _held.append(servers)
    return {**keys.settings(), "MEDIA_ROOT": str(folder / "media"), **settings}


def _free_folder(parent: Path, account: Account | None) -> tuple[Path, Lock]:
    parent.mkdir(mode=0o711 if account else 0o700, exist_ok=True)
    for number in range(100):
        folder = parent / str(number)
        folder.mkdir(mode=0o711 if account else 0o700, exist_ok=True)
        if lock := take(folder / "lock"):
            return folder, lock
    raise StartupError(f"A hundred test runs hold {parent}.")


def _clear(folder: Path) -> None:
    for cluster in folder.glob("pg[0-9]*"):
        shutil.rmtree(cluster)
    (folder / "secrets.json").unlink(missing_ok=True)
