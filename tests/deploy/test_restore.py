"""docs/operations.md is done to the letter: its back-up, put back on an empty server, is what it was."""

import os
import re
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from cases.actions.letter import send
from cases.models import User
from socialdomain.embedded.state import ROOT
from tests.deploy.conftest import Stack, postgres_programs
from tests.factories.case import make_case, make_team, make_user

PAPER = (ROOT / "docs/operations.md").read_text()
TABLES = """
SELECT relname FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'django_session' ORDER BY relname
"""


def commands(heading: str) -> str:
    """The first block of commands under a heading."""
    _, _, section = PAPER.partition(f"\n## {heading}\n")
    found = re.search(r"^```\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


def run(script: str, env: dict[str, str]) -> str:
    """As who follows the page does: in the folder of the program, each command after the last went well."""
    done = subprocess.run(
        ["/bin/sh", "-e", "-x"], input=script, cwd=ROOT, env=env, text=True, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    return done.stdout


def contents(url: str) -> dict[str, tuple[int, str]]:
    """Of each table how many rows, and a hash over all of them."""
    with psycopg.connect(url) as database:
        tables = [row[0] for row in database.execute(TABLES)]
        hashed = "SELECT count(*), md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM \"{}\" t"
        return {table: database.execute(hashed.format(table)).fetchone() for table in tables}


@pytest.mark.servers
@pytest.mark.django_db(transaction=True)
def test_a_back_up_is_put_back_whole(stack: Stack, tmp_path: Path, settings):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    fenna = make_user("fenna", "toylaw.work", team=make_team())
    for _ in range(3):
        now = timezone.now()
        with transaction.atomic():
            send(case=make_case(fenna, now), kind="receipt", sent_on=now.date(), channel="post", actor=fenna, at=now)
    here = connection.settings_dict
    source = f"postgresql://{here['USER']}:{here['PASSWORD']}@{here['HOST']}:{here['PORT']}/{here['NAME']}"
    saved = contents(source)
    assert saved["cases_letter"][0] == 3
    assert sum(rows for name, (rows, _) in saved.items() if name.startswith("cases_event")) > 0

    path = f"{postgres_programs()}:{Path(sys.executable).parent}:{os.defpath}"
    program = {
        "PATH": path,
        "BACKUP": str(tmp_path),
        "SAMENHANG_LOAD_ENV": "0",
        "LAWS": ",".join(django_settings.LAWS),
        "BSN_KEYS": django_settings.BSN_KEYS,
        "BSN_INDEX_KEYS": django_settings.BSN_INDEX_KEYS,
    }
    run(commands("Back up"), program | {"MIGRATE_DATABASE_URL": source, "MEDIA_ROOT": settings.MEDIA_ROOT})
    there = {
        name: re.sub("/samenhang$", "/restored", value)
        for name, value in stack.environment("roles").items()
        if "DATABASE" in name or name in ("SECRET_KEY", "REDIS_URL")
    }
    media = tmp_path / "elsewhere"
    said = run(commands("Restore"), program | there | {"MEDIA_ROOT": str(media)})

    assert contents(there["MIGRATE_DATABASE_URL"]) == saved
    assert _files(media) == _files(Path(settings.MEDIA_ROOT))
    assert len(_files(media)) == 3
    assert said.count("de keten klopt") == 2
    with psycopg.connect(there["DATABASE_URL"], autocommit=True) as database:
        assert database.execute("SELECT count(*) FROM cases_letter").fetchone() == (3,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            database.execute("DELETE FROM cases_event")


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.django_db
def test_the_first_administrator_gets_in_and_sees_the_tables(client, settings, monkeypatch, capsys):
    settings.DEMO = False
    *_, make, code = re.findall(r"^docker compose exec web python manage.py (.+)$", PAPER, re.MULTILINE)
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "een-lang-wachtwoord-2026")
    call_command(*make.split(), "--no-input", "--email", "")
    call_command(*code.split())
    token = capsys.readouterr().out.split()[-1]
    client.post(reverse("login"), {"username": "beheer", "password": "een-lang-wachtwoord-2026"})
    client.post(f"{reverse('login_code')}?nood", {"code": token})
    tables = client.get(reverse("admin:index")).content.decode()
    assert "TOTP devices" in tables
    assert User.objects.get(username="beheer").is_staff
    assert client.get(reverse("worklist")).context["user"].username == "beheer"
