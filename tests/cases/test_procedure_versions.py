"""A case begins under version 1 of a procedure, version 2 goes live, and the case closes as it began.

Version 2 asks more at a step of the same name, does something else with it, knows a step that version 1 has not, and
its term is shorter. What ran keeps its own: form, effect, step, and the text of its term.
"""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django import forms
from django.core.checks import run_checks
from django.test import Client

from cases.contract import InvalidError, Length, NotAllowedHereError, Registry, Step, Unit, laws
from cases.models import Case
from cases.queries.terms import term_of
from tests.factories.case import act, make_case, make_team, make_user
from tests.toylaw.basis import article
from tests.toylaw.forms import PeriodForm
from tests.toylaw.law import LAW
from tests.toylaw.procedure import MAIN, OLD

pytestmark = pytest.mark.django_db
MAY, DECEMBER = datetime(2026, 5, 4, 9, tzinfo=UTC), datetime(2026, 12, 7, 9, tzinfo=UTC)


class LongerForm(PeriodForm):
    """Version 2 also asks why."""

    why = forms.CharField(label="Waarom?")


def keep_why(step: Step[dict[str, Any]]) -> None:
    step.case.title = step.act["why"]


FIRST = replace(MAIN, version=3, current=True)
NEWEST = next(t for t in MAIN.terms if t.key == "toylaw.decide" and t.valid_until is None)
SECOND = replace(
    MAIN,
    version=4,
    label="Speelzaak, vernieuwd",
    transitions=tuple(
        replace(t, form=LongerForm, effect=keep_why, label="Ken toe met reden") if t.key == "grant" else t
        for t in MAIN.transitions
        if t.key != "reword"
    ),
    terms=tuple(
        replace(t, length=Length(2, Unit.WEEKS), basis=article("2", valid_from=date(2026, 12, 1))) if t is NEWEST else t
        for t in MAIN.terms
    ),
)
REST = LAW.procedures[2:]


def run(monkeypatch: Any, *procedures: Any) -> None:
    """The law as this version of the program declares it; refused if it could not be."""
    law = replace(LAW, procedures=(*procedures, *REST))
    Registry().register(law)
    monkeypatch.setitem(laws._laws, "toylaw", law)
    monkeypatch.setattr(laws, "_terms", ())


OLDER = (OLD, replace(MAIN, current=False))


@pytest.fixture
def fenna():
    return make_user("fenna", "toylaw.work", "toylaw.decide", team=make_team())


def test_a_case_closes_under_the_version_it_began_with(fenna, monkeypatch):
    run(monkeypatch, *OLDER, FIRST)
    wish = {"received_on": MAY.date(), "wish": "Een fiets"}
    old = make_case(fenna, MAY, data=wish)
    clock = old.deadlines.get(term="toylaw.decide")
    assert (old.procedure_version, clock.due_on) == (3, date(2026, 6, 29))  # eight weeks

    run(monkeypatch, *OLDER, replace(FIRST, current=False), SECOND)
    new = make_case(fenna, DECEMBER, data=wish | {"received_on": DECEMBER.date()})
    assert (new.procedure_version, new.procedure_data.label) == (4, "Speelzaak, vernieuwd")
    assert new.deadlines.get(term="toylaw.decide").due_on == date(2026, 12, 21)  # two weeks

    clock.refresh_from_db()
    assert term_of(clock).length == Length(8, Unit.WEEKS)
    assert clock.due_on == date(2026, 6, 29)

    act(old, "reword", fenna, DECEMBER, wish="Een bakfiets")  # a step that only version 1 has
    with pytest.raises(NotAllowedHereError, match="bestaat niet in deze zaak"):
        act(new, "reword", fenna, DECEMBER, wish="Een bakfiets")
    with pytest.raises(InvalidError):
        act(new, "grant", fenna, DECEMBER, weeks=4)  # version 2 asks why
    act(new, "grant", fenna, DECEMBER, weeks=4, why="Omdat het kan")
    act(old, "grant", fenna, DECEMBER, weeks=4)  # version 1 does not
    titles = Case.objects.order_by("pk").values_list("title", flat=True)
    assert list(titles) == ["Een bakfiets", "Omdat het kan"]
    for case in (old, new):
        assert act(case, "finish", fenna, DECEMBER).state == "closed"
    clock.refresh_from_db()
    assert (clock.outcome, clock.term_valid_from) == ("met", date(2020, 1, 1))


def test_pages_and_lists_show_both(fenna, monkeypatch):
    run(monkeypatch, *OLDER, FIRST)
    old = make_case(fenna, MAY, handler=fenna)
    run(monkeypatch, *OLDER, replace(FIRST, current=False), SECOND)
    new = make_case(fenna, DECEMBER, handler=fenna, household=old.household, person=old.person)
    client = Client()
    client.force_login(fenna)
    for case, verb in ((old, "Ken toe<"), (new, "Ken toe met reden")):
        text = client.get(f"/zaken/{case.uuid}").content.decode()
        assert verb in text
        assert client.get(f"/zaken/{case.uuid}/stap/withdraw").status_code == 200
    for address in ("/werkvoorraad", f"/huishoudens/{old.household.uuid}", f"/personen/{old.person.uuid}"):
        text = client.get(address).content.decode()
        assert old.number in text
        assert new.number in text


def test_a_version_that_is_gone_is_told(fenna, monkeypatch):
    run(monkeypatch, *OLDER, FIRST)
    make_case(fenna, MAY)
    assert "cases.E006" not in {found.id for found in run_checks(databases=["default"])}
    run(monkeypatch, *OLDER, SECOND)
    found = [error.msg for error in run_checks(databases=["default"]) if error.id == "cases.E006"]
    assert found == ["Er zijn zaken onder toylaw/main versie 3, en die versie bestaat niet meer."]
