"""The import contracts hold, and they are no paper tiger: each kind of violation, planted, is found."""

import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

LAWS = "The core knows no law; laws do not know each other"
CORE = "Layers inside the core"
PURE = "Rules are pure Python"
FACE = "Laws use the public face of the core"
TESTS = "The core is tested without any real law"

# For each contract: the file, the line planted in it, and what the report must name.
VIOLATIONS = {
    LAWS: [
        ("cases/queries/terms.py", "import wmo.basis", "cases.queries.terms -> wmo.basis"),
        ("cases/rules/bsn.py", "def f():\n    import wmo.basis", "cases.rules.bsn -> wmo.basis"),
        ("cases/models/case.py", "import socialdomain.logs", "cases.models.case -> socialdomain.logs"),
        ("jeugd/__init__.py", "import wmo.basis", "jeugd -> wmo.basis"),
    ],
    PURE: [
        ("cases/rules/length.py", "import django.utils.timezone", "cases.rules.length -> django"),
        ("cases/rules/atw.py", "import celery", "cases.rules.atw -> celery"),
        ("cases/typesetting/view.py", "from django.conf import settings", "cases.typesetting.view -> django"),
    ],
    CORE: [
        ("cases/models/case.py", "from cases.actions import letter", "cases.models.case -> cases.actions"),
        ("cases/contract/terms.py", "from cases.models import Case", "cases.contract.terms -> cases.models"),
        ("cases/queries/terms.py", "from cases.actions import letter", "cases.queries.terms -> cases.actions"),
        ("cases/actions/note.py", "from cases.views import clock", "cases.actions.note -> cases.views"),
        ("cases/events.py", "from cases import access", "cases.events -> cases.access"),
        ("cases/helpers.py", "", "cases.helpers"),
    ],
    FACE: [
        ("wmo/actions.py", "from cases import events", "wmo.actions -> cases.events"),
        ("wmo/guards.py", "from cases.access import can", "wmo.guards -> cases.access"),
    ],
    TESTS: [
        ("tests/cases/test_events.py", "import wmo.law", "tests.cases.test_events -> wmo.law"),
        ("tests/toylaw/basis.py", "from wmo import basis", "tests.toylaw.basis -> wmo"),
    ],
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tree, with a second law that is still empty."""
    root = tmp_path_factory.mktemp("tree")
    for package in ("cases", "wmo", "socialdomain", "tests"):
        shutil.copytree(ROOT / package, root / package, ignore=shutil.ignore_patterns("__pycache__", "static"))
    (root / "jeugd").mkdir()
    (root / "jeugd/__init__.py").touch()
    config = (ROOT / "pyproject.toml").read_text()
    assert 'root_packages = ["socialdomain", "cases", "wmo", "tests"]' in config
    (root / "pyproject.toml").write_text(
        config.replace('"cases", "wmo", "tests"]', '"cases", "wmo", "jeugd", "tests"]')
    )
    return root


def lint(root: Path) -> tuple[set[str], str]:
    """The contracts that do not hold in this tree, and the report."""
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")], cwd=root, capture_output=True, text=True, check=False,
        env={"PATH": "", "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    lines = done.stdout.splitlines()
    assert any(line.startswith("Contracts: ") for line in lines), done.stdout + done.stderr
    broken = {line.removesuffix(" BROKEN") for line in lines if line.endswith(" BROKEN")}
    assert (done.returncode != 0) == bool(broken)
    return broken, done.stdout


@contextmanager
def planted(root: Path, lines: Mapping[str, str]) -> Iterator[None]:
    """Add these lines at the end of these files for a while."""
    before = {name: (root / name).read_text() if (root / name).exists() else None for name in lines}
    for name, line in lines.items():
        (root / name).write_text(f"{before[name] or ''}\n{line}\n")
    yield
    for name, text in before.items():
        (root / name).unlink() if text is None else (root / name).write_text(text)


def test_contracts_hold_and_naming_a_type_is_no_import(copy):
    only_a_type = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from cases.models import Case"
    with planted(copy, {"cases/contract/terms.py": only_a_type}):
        broken, report = lint(copy)
    assert broken == set(), report


@pytest.mark.parametrize("contract", VIOLATIONS)
def test_planted_violations_are_found(copy, contract):
    rows = VIOLATIONS[contract]
    with planted(copy, {name: line for name, line, _ in rows}):
        broken, report = lint(copy)
    assert contract in broken
    assert [named for _, _, named in rows if named not in report] == [], report
