"""What must be true of the files themselves; each failure says what to do."""

import ast
import io
import re
import tokenize
import tomllib
from pathlib import Path

import pytest
from django.conf import settings

from tests.architecture.tree import ROOT, files, name

REAL_LAWS = [law for law in settings.LAWS if "." not in law]
LAW_NAMES = re.compile(r"(?i)(?<![a-z])(wmo|jeugd|jeugdwet|participatie|participatiewet|schulden)(?![a-z])")
LONGEST = 300
CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text())


def code_of(path: Path) -> str:
    """The text of a source file without comments, and for Python without docstrings: those may give an example."""
    text = path.read_text()
    if path.suffix == ".py":
        said = docstrings(text)
        tokens = tokenize.generate_tokens(io.StringIO(text).readline)
        return "\n".join(t.string for t in tokens if t.type != tokenize.COMMENT and t.start not in said)
    return re.sub(r"{#.*?#}|/\*.*?\*/|<!--.*?-->|^\s*//.*?$", "", text, flags=re.DOTALL | re.MULTILINE)


def docstrings(text: str) -> set[tuple[int, int]]:
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    found = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, owners) and ast.get_docstring(node) is not None:
            first = node.body[0]
            found.add((first.lineno, first.col_offset))
    return found


# Where the core ends and templates begin: a law brings its own templates and pages.
CORE = [*files(".py", ".html", ".css", ".js", ".typ", under="cases"), *files(".html", under="templates")]


@pytest.mark.parametrize("path", CORE, ids=name)
def test_core_names_no_law(path):
    assert LAW_NAMES.findall(code_of(path)) == [], "extend the contract instead"


def test_a_law_in_the_core_would_be_seen(tmp_path):
    """The search has teeth: in code it finds the name, in a comment or docstring it does not."""
    planted = tmp_path / "planted.py"
    planted.write_text('"""Like wmo."""\nx = 1  # wmo\nif law == "wmo":\n    key = "wmo.decide"\n')
    assert LAW_NAMES.findall(code_of(planted)) == ["wmo", "wmo"]


SOURCES = [path for path in files(".py", ".html", ".css", ".js", ".typ") if "migrations" not in path.parts]


def test_no_file_is_too_long():
    long = {name(path): n for path in SOURCES if (n := len(path.read_text().splitlines())) > LONGEST}
    assert long == {}, "this is usually two rooms in one"


def test_no_room_without_a_name():
    banned = {"helpers.py", "utils.py", "services.py", "common.py"}
    rooms = [path for part in ("cases", *REAL_LAWS) for path in files(".py", under=part)]
    assert [name(path) for path in rooms if path.name in banned] == []


def test_every_setting_stands_in_the_example():
    example = set(re.findall(r"^#?([A-Z][A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    read = set()
    for path in (ROOT / "socialdomain/settings.py", ROOT / "socialdomain/gunicorn.py", *files(".py", under="cases")):
        read |= set(re.findall(r"""(?:env(?:\.\w+)?\(|environ(?:\.get\(|\[))\s*["']([A-Z_]+)["']""", path.read_text()))
    assert read - example == set()
    assert {"DATABASE_URL", "SECRET_KEY", "PORT"} <= read  # the search finds them
    source = "\n".join(path.read_text() for path in files(".py", under="socialdomain"))
    assert [
        setting for setting in sorted(example) if f'"{setting}"' not in source and f"'{setting}'" not in source
    ] == []


def test_every_make_target_stands_in_contributing():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    told = set(re.findall(r"`make ([a-z]+)", (ROOT / "CONTRIBUTING.md").read_text()))
    assert targets - told == set()
    assert told - targets == set()


def test_locks_name_no_host_and_pin_every_package():
    for lock in sorted((ROOT / "requirements").glob("*.txt")):
        text = lock.read_text()
        assert "://" not in text, lock.name
        pinned = re.findall(r"^[a-z0-9][^ \n]*==[^ \n]+", text, re.MULTILINE | re.IGNORECASE)
        named = re.findall(r"^[a-z0-9]", text, re.MULTILINE | re.IGNORECASE)
        assert len(pinned) == len(named) > 0, lock.name
        assert text.count("--hash=sha256:") >= len(pinned), lock.name


def test_no_file_names_this_machine():
    places = {f"{ROOT}/", f"{Path.home()}/", f"{ROOT.parent}/"} - {"//"}
    found = []
    for path in files():
        text = path.read_bytes()
        found += [(name(path), place) for place in places if place.encode() in text]
    assert found == []


def test_a_law_stands_in_every_list():
    """A new law is one folder, its name in LAWS, and its name in these lists of pyproject.toml."""
    lint = CONFIG["tool"]["importlinter"]
    contracts = {contract["name"]: contract for contract in lint["contracts"]}
    layer = contracts["The core knows no law; laws do not know each other"]["layers"][1]
    lists = {
        "root_packages": lint["root_packages"],
        "the layer of the laws": re.findall(r"\w+", layer),
        "what tests of the core may not import": contracts["The core is tested without any real law"][
            "forbidden_modules"
        ],
        "ruff's known-first-party": CONFIG["tool"]["ruff"]["lint"]["isort"]["known-first-party"],
        "mypy's files": CONFIG["tool"]["mypy"]["files"],
        "coverage's source": CONFIG["tool"]["coverage"]["run"]["source"],
    }
    missing = [(law, where) for law in REAL_LAWS for where, found in lists.items() if law not in found]
    assert missing == []
    assert f"({REAL_LAWS[0]})" not in layer, "a law that exists is no longer optional"


def test_every_law_has_the_same_shape():
    for law in REAL_LAWS:
        folder = ROOT / law
        assert {"apps", "law", "procedure", "terms"} <= {path.stem for path in folder.iterdir()}, law
        assert (ROOT / "tests" / law / "examples.py").exists(), f"the contract suite needs tests/{law}/examples.py"


TIMELESS = [
    *(path for part in ("rules", "contract", "actions", "queries", "forms", "typesetting", "models")
      for path in files(".py", under=f"cases/{part}")),
    *(path for law in REAL_LAWS for path in files(".py", under=law)),
]  # fmt: skip
CLOCK = re.compile(r"\b(timezone\.now|datetime\.now|datetime\.today|date\.today|utcnow|localdate\(\)|time\.time)\b")


def test_the_clock_is_read_at_the_edge_only():
    """Views, tasks and commands read the clock once and pass it on as `at`."""
    assert [name(path) for path in TIMELESS if CLOCK.search(code_of(path))] == []
