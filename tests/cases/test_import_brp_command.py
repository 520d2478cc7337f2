"""`manage.py import_brp`: what a functional administrator sees."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from cases.management.commands.import_brp import spans
from cases.models import Event
from tests.factories.person import brp_row, bsn_at, relative

A, B = bsn_at(0), bsn_at(1)
FAMILY: list[object] = [
    brp_row(A, "Samira", "Amrani", prefix="El", address="1", partners=[relative(B, "Mark", "Wit")]),
    brp_row(B, "Mark", "Wit", prefix="de", address="1", sex="M"),
]
pytestmark = pytest.mark.django_db


def run(path: Path, *options: str) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("import_brp", str(path), *options, stdout=out, stderr=err)
    except SystemExit as stopped:
        return int(stopped.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_command_reports_by_row_and_ends_well_when_rows_were_refused(tmp_path: Path) -> None:
    file = tmp_path / "brp.json"
    file.write_text(json.dumps([*FAMILY, brp_row("999999245", "Piet", "Geheim"), 7]))
    code, out, err = run(file)
    assert code == 0
    assert "personen      2: 2 nieuw, 0 gewijzigd, 0 hetzelfde; 0 van hen zijn overleden" in out
    assert "Niet ingelezen: 2 rijen" in out
    assert "  rij 3: Dit BSN bestaat niet: het voldoet niet aan de 11-proef." in out
    assert "  rij 4: Deze rij is geen persoon: er staan geen velden in." in out
    assert "2 van 2 nieuwe personen" in err
    assert "Geheim" not in out + err
    assert "999999245" not in out + err


def test_command_gives_json_and_nothing_else_on_standard_output(tmp_path: Path) -> None:
    file = tmp_path / "brp.json"
    file.write_text(json.dumps([*FAMILY, 7]), encoding="utf-8-sig")
    code, out, _ = run(file, "--json")
    assert code == 0
    report = json.loads(out)
    assert (report["new"], report["households_new"]) == (2, 1)
    assert report["problems"] == [
        {"rows": [3], "reason": "vorm", "text": "Deze rij is geen persoon: er staan geen velden in.", "came_in": False}
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"{", "geen JSON: kijk naar regel 1"),
        (b'{"a": 1}', "geen lijst"),
        (b"null", "geen lijst"),
        (b"", "geen JSON"),
        (b"\xff\xfe\x00", "geen tekst in UTF-8"),
        (b"[" * 100_000, "geen JSON"),
    ],
)
def test_unusable_file_gives_one_sentence_and_code_2(tmp_path: Path, content: bytes, sentence: str) -> None:
    file = tmp_path / "brp.json"
    file.write_bytes(content)
    code, out, err = run(file)
    assert (code, out, len(err.strip().splitlines())) == (2, "", 1)
    assert sentence in err


def test_missing_file_or_folder_gives_one_sentence(tmp_path: Path) -> None:
    assert run(tmp_path / "none.json")[::2] == (
        2,
        f"Het bestand {tmp_path / 'none.json'} is er niet. Kijk de naam na.\n",
    )
    code, _, err = run(tmp_path)
    assert (code, len(err.splitlines())) == (2, 1)


def test_missing_argument_or_key_gives_one_sentence(settings: Any, tmp_path: Path) -> None:
    err = StringIO()
    with pytest.raises(SystemExit, match="2"):
        call_command("import_brp", stderr=err)
    assert err.getvalue() == "Noem het bestand: manage.py import_brp BESTAND.\n"
    file = tmp_path / "brp.json"
    file.write_text(json.dumps(FAMILY))
    settings.BSN_KEYS = ""
    code, _, err_text = run(file)
    assert (code, len(err_text.strip().splitlines()) <= 2) == (2, True)
    assert "BSN_KEYS" in err_text


def test_production_refuses_the_import(settings: Any, tmp_path: Path) -> None:
    settings.DEMO = False
    code, _, err = run(tmp_path / "none.json")
    assert code == 2
    assert "DEMO=1" in err


def test_empty_file_brings_in_nothing(tmp_path: Path) -> None:
    file = tmp_path / "brp.json"
    file.write_text("[]")
    code, out, _ = run(file)
    assert code == 0
    assert out.startswith("0 rijen gelezen.")
    assert not Event.objects.exists()


def test_rows_are_named_in_spans() -> None:
    assert spans([90, 73, 74, 75, 76, 1, 2]) == ["1", "2", "73-76", "90"]
