"""The papers are true where a machine can tell: links lead somewhere, decisions exist, examples give that output."""

import io
import re
import shlex
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]
PAPERS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "docs/adr").glob("*.md")])
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
