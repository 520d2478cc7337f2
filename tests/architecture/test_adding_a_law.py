"""docs/adding-a-law.md is followed to the letter: its files, and nothing else, make a law that works."""

import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAPER = (ROOT / "docs/adding-a-law.md").read_text()
FILES = dict(re.findall(r"^`([\w/]+\.py)`\n```python\n(.*?)^```", PAPER, re.MULTILINE | re.DOTALL))
COMMANDS = re.findall(r"^\.venv/bin/python (manage\.py .+)$", PAPER, re.MULTILINE)
EMPTY = re.findall(r"empty\s+`([\w/]+/__init__\.py)`", PAPER)
SHARED = ("cases", "wmo", "socialdomain", "templates", "manage.py", "pyproject.toml")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with the folder of the new law in it; all else is this one's."""
    for name in SHARED:
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "tests").mkdir()
    for path in (ROOT / "tests").iterdir():
        if path.name != "__pycache__":
            (tmp_path / "tests" / path.name).symlink_to(path)
    for name, text in (*FILES.items(), *((name, "") for name in EMPTY)):
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
    return tmp_path


@pytest.fixture
def environment() -> dict[str, str]:
    """This run's own servers, with a database beside that of this run: `test_fiets_<pid>`."""
    url = urlsplit(os.environ["DATABASE_URL"])
    found = os.environ | {
        "LAWS": "wmo,fiets",
        "DATABASE_URL": urlunsplit(url._replace(path=f"/fiets_{os.getpid()}")),
        "SAMENHANG_LOAD_ENV": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    for name in ("DJANGO_SETTINGS_MODULE", "MIGRATE_DATABASE_URL", "APP_DATABASE_URL", "PYTEST_CURRENT_TEST"):
        found.pop(name, None)
    return found


def run(checkout: Path, environment: dict[str, str], *words: str) -> str:
    done = subprocess.run(
        [sys.executable, *words], cwd=checkout, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-3000:]
    return done.stdout


def test_the_page_shows_all_that_a_law_needs() -> None:
    assert {name.partition("/")[2] for name in FILES if name.startswith("fiets/")} == {
        "apps.py", "basis.py", "terms.py", "models.py", "forms.py", "letters.py", "procedure.py", "law.py",
    }  # fmt: skip
    assert set(EMPTY) == {"fiets/__init__.py", "tests/fiets/__init__.py"}
    assert COMMANDS == ["manage.py makemigrations fiets", "manage.py laws"]


def test_who_follows_the_page_has_a_law_that_works(checkout: Path, environment: dict[str, str]) -> None:
    outputs = [run(checkout, environment, *command.split()) for command in COMMANDS]
    assert (checkout / "fiets/migrations/0001_initial.py").exists()
    assert "`fiets.besluit` Besluit op het verzoek: 2 weken, of wat de gemeente bepaalt" in outputs[-1]
    run(checkout, environment, "manage.py", "laws", "--write", "pages")
    page = (checkout / "pages/fiets.md").read_text()
    assert "[*] --> gevraagd : Verzoek vastleggen" in page
    assert "Mag: Fietsmedewerker" in page
    said = run(
        checkout, environment, "-m", "pytest", "-q", "-p", "no:cacheprovider",
        "tests/fiets", "tests/contract/test_every_law.py", "tests/contract/test_every_step.py", "-k", "fiets",
    )  # fmt: skip
    passed = re.search(r"(\d+) passed", said)
    assert passed is not None
    assert int(passed[1]) > 30
