"""`manage.py deadline`: what it prints, what it refuses, and that it needs no database."""

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from cases.contract import Length, Unit
from cases.models import EquatedDay
from tests.factories.case import make_user
from tests.factories.rules import set_rule

ROOT = Path(__file__).resolve().parents[2]
NO_DATABASE = "Geen database bereikbaar: gerekend met de meegeleverde vrije dagen alleen.\n"


def deadline(*args: str) -> str:
    out = StringIO()
    call_command("deadline", *args, stdout=out, stderr=StringIO())
    return out.getvalue()


def answer(*args: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(deadline(*args, "--json"))
    return found


def on_the_shell(*args: str, **more: str) -> subprocess.CompletedProcess[str]:
    """The real command on a machine without `make run`; `more` are environment variables."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    environment = kept | {"SAMENHANG_LOAD_ENV": "0", "DJANGO_SETTINGS_MODULE": "socialdomain.settings"} | more
    return subprocess.run(  # noqa: PLW1510
        [sys.executable, "manage.py", "deadline", *args], cwd=ROOT, env=environment, capture_output=True, text=True
    )


# fmt: off
DUE = [
    # wat er getypt wordt                                                        uiterlijk
    (["awb.beslis_8w", "2026-10-30"],                                            "2026-12-28"),
    (["awb.beslis_8w", "2026-10-30", "--suspend", "2026-11-10", "2026-11-18"],   "2027-01-04"),
    (["awb.beslis_8w", "2026-10-30", "--suspend", "2026-11-10", "2026-11-18",
      "--suspend", "2026-12-01", "2026-12-10"],                                  "2027-01-11"),
    (["awb.bezwaar", "2026-11-24"],                                              "2027-01-05"),
    (["awb.hoorzitting", "2027-01-11"],                                          "2027-01-01"),
    (["awb.ingebrekestelling", "2026-12-12"],                                    "2026-12-26"),
    (["awb.herstel", "2026-11-24"],                                              "2026-12-08"),
    (["awb.herstel", "2026-11-24", "--length", "3 weeks"],                       "2026-12-15"),
    (["avg.verzoek", "2026-11-24"],                                              "2026-12-24"),
    (["istd.retour", "2026-04-02"],                                              "2026-04-09"),
    (["--length", "6 weeks", "2026-11-21"],                                      "2027-01-04"),
    (["--length", "6 weken", "2026-11-21", "--geen-atw"],                        "2027-01-02"),
    (["--length", "10 days", "2026-11-21"],                                      "2026-12-01"),
    (["--length", "1 month", "2026-01-31"],                                      "2026-03-02"),
    (["--length", "3 working days", "2026-04-02"],                               "2026-04-09"),
    (["--length", "8 weeks", "2026-10-30", "--suspend", "2026-11-10", "2026-11-18"], "2027-01-04"),
    (["--length", "48 hours", "2026-11-21T14:30"],                               "2026-11-23T14:30:00+01:00"),
    (["--length", "48 hours", "2027-03-27T14:30"],                               "2027-03-29T15:30:00+02:00"),
    (["awb.ebericht_notificatie", "2026-11-21T14:30"],                           "2026-11-23T14:30:00+01:00"),
    (["avg.datalek", "2026-11-21"],                                              "2026-11-24T00:00:00+01:00"),
    (["--length", "1 hour", "2027-10-31T02:30"],                                 "2027-10-31T02:30:00+01:00"),
]
# fmt: on


@pytest.mark.django_db
@pytest.mark.parametrize(("args", "due"), DUE)
def test_deadline_is_reckoned(args: list[str], due: str) -> None:
    assert answer(*args)["due"] == due


@pytest.mark.django_db
def test_json_carries_the_whole_proof() -> None:
    data = answer("awb.beslis_8w", "2026-10-30", "--suspend", "2026-11-10", "2026-11-18")
    assert {
        name: data[name] for name in ("term", "label", "basis", "certainty", "start", "raw_end", "due", "due_at")
    } == {
        "term": "awb.beslis_8w",
        "label": "Besluit op een aanvraag",
        "basis": "Awb art. 4:13 lid 2",
        "certainty": "seen",
        "start": "2026-10-30",
        "raw_end": "2027-01-01",
        "due": "2027-01-04",
        "due_at": "2027-01-04T23:00:00+00:00",
    }
    assert [step["kind"] for step in data["steps"]] == ["start", "length", "suspension", "roll", "result"]
    assert (data["calendar"], data["cannot_suspend"], data["confirmed"], data["notes"]) == ("database", "", False, [])


@pytest.mark.django_db
def test_reader_sees_each_step_and_what_is_not_confirmed() -> None:
    shown = deadline("awb.beslis_8w", "2026-10-30", "--suspend", "2026-11-10", "2026-11-18")
    assert shown.startswith("Besluit op een aanvraag (awb.beslis_8w)\nAwb art. 4:13 lid 2 · tekst van 1 juli 2026")
    assert "wo 18 nov 2026 − di 10 nov 2026 − 1 = 7 dagen" in shown
    assert "vr 1 jan 2027: Nieuwjaarsdag · za 2 jan 2027: zaterdag" in shown
    assert shown.endswith("\n\nUiterlijk maandag 4 januari 2027.\n")
    assert "Awb art. 4:15 lid 1 · uit het geheugen, nog niet bevestigd" in shown
    assert "nog niet bevestigd" not in deadline("awb.beslis_8w", "2026-10-30")


@pytest.mark.django_db
def test_reader_sees_the_moment_of_a_term_in_hours() -> None:
    shown = deadline("awb.ebericht_notificatie", "2026-11-21T14:30")
    assert shown.endswith("Uiterlijk maandag 23 november 2026 om 14.30 uur.\n")


@pytest.mark.django_db
def test_day_of_a_royal_decree_in_the_database_counts() -> None:
    before = answer("awb.bezwaar", "2026-11-24")["due"]
    EquatedDay.objects.create(
        day=date(2027, 1, 5), name="Dag van de test", source="Stcrt. 2026, 1", added_by=make_user(),
        added_at=datetime(2026, 11, 24, tzinfo=UTC),
    )  # fmt: skip
    data = answer("awb.bezwaar", "2026-11-24")
    assert (before, data["due"], data["calendar"]) == ("2027-01-05", "2027-01-06", "database")
    assert data["steps"][2]["note"] == "di 5 jan 2027: Dag van de test"


@pytest.mark.django_db
def test_norm_of_the_municipality_goes_before_the_default() -> None:
    default = answer("toylaw.urgent", "2026-11-21T14:30")
    now = datetime(2026, 11, 20, 9, tzinfo=UTC)
    set_rule("toylaw.urgent", Length(24, Unit.HOURS), date(2026, 1, 1), now)
    own = answer("toylaw.urgent", "2026-11-21T14:30")
    set_rule("toylaw.urgent", Length(36, Unit.HOURS), date(2026, 1, 1), now, code="0001")
    divided = answer("toylaw.urgent", "2026-11-21T14:30")
    assert [default["length"], own["length"], divided["length"]] == ["48 uur", "24 uur", "48 uur"]
    assert own["notes"] == ["De lengte van 24 uur is een norm of afspraak, geen wettelijke termijn."]


@pytest.mark.django_db
def test_text_of_a_term_is_the_one_in_force_at_the_start() -> None:
    starts = ["2019-06-03", "2026-06-30", "2026-07-01"]
    assert [answer("toylaw.decide", start)["valid_from"] for start in starts] == [
        "2020-01-01",
        "2020-01-01",
        "2026-07-01",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("args", "note"),
    [
        (["avg.datalek", "2026-11-21"], "Je gaf geen tijd: gerekend vanaf 00.00 uur."),
        (["awb.herstel", "2026-11-24"], "De lengte van 2 weken is een voorstel: wat in de brief staat, telt."),
        (["istd.retour", "2026-11-24"], "De lengte van 3 werkdagen is een norm of afspraak, geen wettelijke termijn."),
        (["awb.beslis_8w", "2026-04-17"], "De regel is gelezen in de tekst van 1 juli 2026, niet in een oudere."),
    ],
)
def test_reader_is_told_how_it_was_reckoned(args: list[str], note: str) -> None:
    assert note in answer(*args)["notes"]


# fmt: off
REFUSED = [
    # wat er getypt wordt                                                      wat het antwoord zegt
    (["awb.beslis_8", "2026-10-30"],                                           "bedoel je awb.beslis_8w"),
    (["bezwaar", "2026-10-30"],                                                "awb.bezwaar"),
    (["qqq", "2026-10-30"],                                                    "manage.py laws"),
    (["awb.beslis_8w", "2026-02-30"],                                          "geen bestaande datum"),
    (["awb.beslis_8w", "30-10-2026"],                                          "schrijf jaar-maand-dag"),
    (["awb.beslis_8w", "20261030"],                                            "schrijf jaar-maand-dag"),
    (["awb.beslis_8w", "1969-12-31"],                                          "van 1970 tot en met 2100"),
    (["--length", "80 years", "2026-10-30"],                                   "van 1970 tot en met 2100"),
    (["awb.beslis_8w", "2026-10-30", "--suspend", "2026-11-18", "2026-11-10"], "De stilstand eindigt op"),
    (["awb.beslis_8w", "2026-10-30", "--suspend", "2026-11-18", "2026-11-18"], "De stilstand eindigt op"),
    (["awb.beslis_8w", "2026-10-30", "--suspend", "2026-10-18", "2026-11-10"], "eerder dan het begin"),
    (["awb.beslis_8w", "2026-10-30", "--suspend", "2026-11-31", "2026-12-10"], "geen bestaande datum"),
    (["awb.bezwaar", "2026-10-30", "--suspend", "2026-11-10", "2026-11-18"],   "kunnen wij niet stilzetten"),
    (["toylaw.papers", "2027-01-11", "--suspend", "2027-01-12", "2027-01-18"], "toylaw.papers kan niet stilstaan"),
    (["--length", "48 hours", "2026-10-30", "--suspend", "2026-11-10", "2026-11-18"], "kan niet stilstaan"),
    (["--length", "six weeks", "2026-10-30"],                                  "is geen lengte"),
    (["--length", "0 days", "2026-10-30"],                                     "is geen lengte"),
    (["--length", "", "2026-10-30"],                                           "is geen lengte"),
    (["awb.beslis_8w", "2026-10-30T14:30"],                                    "telt geen uren"),
    (["avg.datalek", "2026-10-30T25:30"],                                      "is geen tijd"),
    (["avg.datalek", "2027-03-28T02:30"],                                      "bestaat niet op 2027-03-28"),
    (["awb.opschorting", "2026-10-30"],                                        "geef haar met --length"),
    (["awb.beslis_8w", "2026-10-30", "--length", "6 weeks"],                   "duurt 8 weken: laat --length weg"),
    (["awb.beslis_8w", "2026-10-30", "--geen-atw"],                            "Zo roep je dit aan"),
    (["awb.beslis_8w", "2026-10-30", "--suspend", "2026-11-10"],               "Zo roep je dit aan"),
    (["awb.beslis_8w", "2026-10-30", "--wat"],                                 "Zo roep je dit aan"),
    (["awb.beslis_8w"],                                                        "Zo roep je dit aan"),
    (["awb.beslis_8w", "2026-10-30", "2026-10-31"],                            "Zo roep je dit aan"),
    ([],                                                                       "Zo roep je dit aan"),
]
# fmt: on


@pytest.mark.django_db
@pytest.mark.parametrize(("args", "says"), REFUSED)
def test_mistake_gets_one_sentence_and_exit_code_2(
    args: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        deadline(*args)
    printed = capsys.readouterr()
    assert (left.value.code, printed.out) == (2, "")
    assert says in printed.err
    assert printed.err.count("\n") == 1
    assert printed.err[0].isupper() or printed.err[0] == "“"
    assert printed.err.rstrip()[-1] in ".?"


@pytest.mark.parametrize(
    "environment",
    [{}, {"DATABASE_URL": "postgresql://nobody:nothing@127.0.0.1:1/nowhere"}],
    ids=["none", "unreachable"],
)
def test_command_works_without_a_database(environment: dict[str, str]) -> None:
    ran = on_the_shell("awb.beslis_8w", "--json", "2026-10-30", **environment)
    data = json.loads(ran.stdout)
    assert (ran.returncode, data["due"], data["calendar"]) == (0, "2026-12-28", "meegeleverd")
    assert ran.stderr == NO_DATABASE


def test_mistake_on_the_shell_gets_exit_code_2_and_nothing_else() -> None:
    ran = on_the_shell("awb.beslis_8w", "--suspend", "2026-11-18")
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (2, "", 1)
