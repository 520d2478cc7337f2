"""`manage.py laws`: complete, stable for machines, and without a database."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

from django.core.management import call_command

from cases.contract import awb, laws

ROOT = Path(__file__).parents[2]
TERM_KEYS = {
    "key", "reference", "label", "nature", "subject", "basis", "valid_from", "valid_until", "length", "direction",
    "roll", "starts", "met", "ended_by", "pauses", "resumed", "extensions", "never_stands_still", "urgent",
    "presses", "warnings", "start_text", "met_text", "on_lapse", "law_says", "question",
}  # fmt: skip
STEP_KEYS = {
    "key", "label", "subject", "sources", "target", "permission", "basis", "fields", "guards", "effect", "letter",
    "logged", "primary", "by_people", "side", "hint", "done",
}  # fmt: skip


def output(*args):
    out = StringIO()
    call_command("laws", *args, stdout=out)
    return out.getvalue()


def plain():
    return json.loads(output("--json"))


def test_json_holds_every_procedure_step_term_amount_letter_and_reaction():
    found = {law["key"]: law for law in plain()["laws"]}
    assert list(found) == [law.key for law in laws]
    for law in laws:
        data = found[law.key]
        for declared, described in zip(law.procedures, data["procedures"], strict=True):
            assert (described["key"], described["version"]) == (declared.key, declared.version)
            assert [s["key"] for s in described["states"]] == [s.key for s in declared.states]
            assert [t["key"] for t in described["transitions"]] == [t.key for t in declared.transitions]
            assert [t["reference"] for t in described["terms"]] == [t.reference for t in declared.terms]
        assert [a["key"] for a in data["acts"]] == [a.key for a in law.acts]
        assert [t["reference"] for t in data["standing_terms"]] == [t.reference for t in law.standing_terms]
        assert [a["key"] for a in data["amounts"]] == [a.key for a in law.amounts]
        assert [x["key"] for x in data["letters"]] == [x.key for x in law.letters]
        assert [(r["event"], r["label"]) for r in data["reactions"]] == [(r.event, r.label) for r in law.reactions]


def test_json_holds_the_general_terms():
    assert [t["reference"] for t in plain()["general_terms"]] == [t.reference for t in awb.TERMS]


def test_json_keys_are_the_promised_ones():
    data = plain()
    assert set(data) == {"laws", "general_terms"}
    terms = [*data["general_terms"], *(t for law in data["laws"] for p in law["procedures"] for t in p["terms"])]
    assert {frozenset(term) for term in terms} == {frozenset(TERM_KEYS)}
    steps = [t for law in data["laws"] for p in law["procedures"] for t in p["transitions"]]
    assert {frozenset(step) for step in steps} == {frozenset(STEP_KEYS)}


def test_json_shows_what_a_term_is_made_of():
    main = next(p for law in plain()["laws"] if law["key"] == "toylaw" for p in law["procedures"] if p["version"] == 2)
    old, new = (term for term in main["terms"] if term["key"] == "toylaw.decide")
    assert (old["valid_until"], new["valid_from"]) == ("2026-07-01", "2026-07-01")
    assert new["length"] == {"kind": "fixed", "amount": 8, "unit": "weeks", "text": "8 weken"}
    assert new["starts"] == {
        "by": ["request", "urgent_request"], "at_end_of": None, "after": "end", "counts_from": "received_on", "about": None, "only_if": None,
    }  # fmt: skip
    assert new["met"] == {"by": ["grant"], "on": None, "repeats": False}
    assert [(pause["by"], pause["until"]) for pause in new["pauses"]] == [("ask_more", "until")]
    papers = next(term for term in main["terms"] if term["key"] == "toylaw.papers")
    assert (papers["direction"], papers["nature"], papers["basis"]["certainty"]) == ("back", "window", "memory")
    assert papers["basis"]["confirmed"] is False


def test_text_shows_every_term_and_marks_what_is_not_confirmed():
    text = output()
    for term in laws.terms():
        assert f"`{term.key}` {term.label}" in text
    assert "Speelwet art. 7 (nog niet bevestigd)" in text
    assert "Speelwet art. 2; geldt vanaf 2026-07-01" in text
    assert "op `toylaw.grant`: Onthoud toekenningen" in text


def test_write_makes_one_page_for_each_law(tmp_path):
    output("--write", str(tmp_path))
    assert {path.name for path in tmp_path.iterdir()} == {*(f"{law.key}.md" for law in laws), "algemeen.md"}
    assert (tmp_path / "wmo.md").read_text().startswith("# Wet maatschappelijke ondersteuning 2015 (wmo)")


def test_command_needs_no_database():
    bare = {name: value for name, value in os.environ.items() if not name.endswith("DATABASE_URL")}
    bare |= {"SAMENHANG_LOAD_ENV": "0", "DJANGO_SETTINGS_MODULE": "socialdomain.settings"}
    done = subprocess.run(
        [sys.executable, "manage.py", "laws", "--json"], cwd=ROOT, env=bare, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "wmo" in {law["key"] for law in json.loads(done.stdout)["laws"]}
