"""The papers are true where a machine can tell: links lead somewhere, decisions exist, examples give that output."""

import importlib.util
import io
import re
import shlex
import tomllib
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import call_command, get_commands

ROOT = Path(__file__).resolve().parents[2]
PAPERS = sorted(
    [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").glob("*.md"),
        *(ROOT / "docs/adr").glob("*.md"),
        *(ROOT / "docs/promises").glob("*.md"),
    ]
)
DECISIONS = sorted((ROOT / "docs/adr").glob("[0-9]*.md"))
CODE = [path for part in ("cases", "wmo", "socialdomain") for path in sorted((ROOT / part).rglob("*.py"))]
README = (ROOT / "README.md").read_text()
BLOCKS = re.findall(r"^```\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
CALL = re.compile(r"^\$ \.venv/bin/python manage\.py (.+)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
CALLS = [call for block in BLOCKS for call in CALL.findall(block)]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(paper):
    links = re.findall(r"(?<!!)\[[^\]]+\]\(([^)#]+)", paper.read_text())
    local = [link for link in links if "://" not in link]
    assert [link for link in local if not (paper.parent / link).exists()] == []


def test_every_decision_is_listed_under_its_number():
    listed = (ROOT / "docs/adr/README.md").read_text()
    for path in DECISIONS:
        assert f"[{path.name[:4]}]({path.name})" in listed
        assert path.read_text().startswith(f"# {int(path.name[:4])}. ")


def test_decisions_that_the_code_names_exist():
    numbers = {path.name[:4] for path in DECISIONS}
    named = {
        number for path in [*CODE, ROOT / "pyproject.toml"] for number in re.findall(r"ADR (\d{4})", path.read_text())
    }
    assert named - numbers == set()


TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
SETTINGS = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
NO_SETTINGS = {"SEED", "ARGS", "UPGRADE", "PORT", "CHROMIUM", "CI", "SAMENHANG_LOAD_ENV"}  # of a command, or of tests


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_commands_and_files_that_the_papers_name_exist(paper):
    text = paper.read_text()
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    code = "\n".join([*re.findall(r"`([^`\n]+)`", text), *(block for language, block in blocks if not language)])
    assert set(re.findall(r"\bmake ([a-z]+)", code)) - TARGETS == set()
    assert set(re.findall(r"manage\.py ([a-z_]+)", code)) - set(get_commands()) == set()
    modules = {name for name in re.findall(r"python -m ([\w.]+)", code) if not importlib.util.find_spec(name)}
    assert modules == set()
    if paper.name == "adding-a-law.md":  # names what its reader will make; test_adding_a_law.py follows it
        return
    files = re.findall(r"(?<![\w/.])(?:tests|docs|cases|socialdomain|requirements)/[\w/.-]+", code)
    assert [name for name in files if not (ROOT / name).exists()] == []
    assert set(re.findall(r"`([A-Z][A-Z_]+_[A-Z]+)`", text)) - SETTINGS - NO_SETTINGS == set()


def test_publiccode_is_whole():
    found = yaml.safe_load((ROOT / "publiccode.yml").read_text())
    needed = {
        "publiccodeYmlVersion", "name", "url", "releaseDate", "platforms", "categories", "developmentStatus",
        "softwareType", "description", "legal", "maintenance", "localisation",
    }  # fmt: skip
    assert needed - set(found) == set()
    assert found["publiccodeYmlVersion"] == "0.4"
    assert found["softwareVersion"] == settings.VERSION
    assert found["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert found["softwareType"] == "standalone/web"
    assert found["maintenance"]["type"] == "community"
    assert found["maintenance"]["contacts"]
    assert found["localisation"]["availableLanguages"] == ["nl"]
    for words in found["description"].values():
        assert len(words["shortDescription"]) <= 150
        assert 150 <= len(words["longDescription"]) <= 10_000
        assert all(len(feature) <= 100 for feature in words["features"])
    licence = found["legal"]["license"]
    assert licence == tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["license"]
    assert (ROOT / found["description"]["nl"]["documentation"].removeprefix("https://example.org/samenhang/")).exists()


def test_each_promise_has_a_page_with_its_command_and_its_limits():
    folder = ROOT / "docs/promises"
    listed = (folder / "README.md").read_text()
    pages = [path for path in folder.glob("*.md") if path.name != "README.md"]
    assert len(pages) == 5
    for path in pages:
        text = path.read_text()
        assert f"]({path.name})" in listed
        (command,) = re.findall(r"^```\n(make .*)\n```", text, re.MULTILINE)
        assert f"`{command}`" in listed
        assert "**Promise.**" in text
        assert "**Not shown.**" in text


@pytest.mark.django_db
@pytest.mark.parametrize(("call", "output"), CALLS)
def test_the_readme_shows_what_the_command_says(call, output, capsys):
    name, *words = shlex.split(call)
    said = io.StringIO()
    try:
        call_command(name, *words, stdout=said, stderr=io.StringIO())
    except SystemExit:
        said.write(capsys.readouterr().err)
    assert said.getvalue().strip() == output.strip()


def test_the_readme_quotes_what_the_laws_say():
    said = io.StringIO()
    call_command("laws", stdout=said)
    quoted = next(block for block in BLOCKS if block.startswith("- `wmo."))
    assert quoted in said.getvalue()


def test_the_pages_about_the_laws_are_fresh(tmp_path):
    call_command("laws", write=tmp_path, stdout=io.StringIO())
    for name in [*(law for law in settings.LAWS if "." not in law), "algemeen"]:
        page = (ROOT / "docs/laws" / f"{name}.md").read_text()
        assert page == (tmp_path / f"{name}.md").read_text(), "run `make docs`"


def test_the_readme_shows_commands_at_all():
    assert len(CALLS) == 2
