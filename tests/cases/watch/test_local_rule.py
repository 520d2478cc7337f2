"""A rule of the municipality: it moves the running terms it governs, all or nothing, and waits for another's word."""

from datetime import date, datetime
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction

from cases.actions import hold
from cases.actions.hold import BUSY
from cases.actions.local_rule import add_local_rule, effect_of_rule
from cases.actions.watch import sweep
from cases.contract import CaseError, InvalidError, Length, NoAccessError, Unit
from cases.models import Case, Confirmation, Deadline, Event, LocalRule, Outbox, Signal, User
from cases.queries.rulebook import find, rulebook
from cases.queries.terms import calendar, confirmed_references, proof_of
from tests.cases.watch.moments import moment
from tests.cases.watch.processes import connected_as_application
from tests.factories.case import act, make_case, make_municipality, make_user
from tests.factories.rules import confirm, set_rule

PLAN, URGENT = "toylaw.own_plan", "toylaw.urgent"
TODAY = date(2026, 11, 24)  # a Tuesday; two working days later is Thursday 26 November


@pytest.fixture
def ilse(db: None) -> User:
    return make_user("ilse", "cases.manage_terms")


@pytest.fixture
def planned(fenna: User, at: datetime) -> Case:
    """A case in which the resident's plan has to be looked at within two working days."""
    return make_case(fenna, at, handler=fenna, data={"received_on": TODAY, "own_plan": True})


def plan(case: Case) -> Deadline:
    return case.deadlines.get(term=PLAN)


def wanted(actor: User, at: datetime, **changes: Any) -> dict[str, Any]:
    return {
        "rule": PLAN,
        "municipality": make_municipality(),
        "length": Length(4, Unit.WORKING_DAYS),
        "source": "Verordening 2026 art. 5",
        "valid_from": TODAY,
        "actor": actor,
        "at": at,
    } | changes


def test_the_terms_it_governs_move(planned: Case, ilse: User, at: datetime) -> None:
    effect = add_local_rule(**wanted(ilse, at))
    assert [(touch.number, touch.was, touch.becomes) for touch in effect.moved] == [
        (planned.number, date(2026, 11, 26), date(2026, 11, 30))
    ]
    moved = plan(planned)
    rule = LocalRule.objects.get()
    assert (moved.due_on, moved.due_version, moved.local_rule, moved.amount) == (date(2026, 11, 30), 2, rule, 4)
    assert (rule.added_by, rule.added_at) == (ilse, at)
    event = Event.objects.get(kind="cases.term_moved")
    assert (event.case_id, event.actor_id, event.payload["reason"]) == (planned.pk, ilse.pk, "local_rule")
    assert (event.payload["was"], event.payload["due_on"]) == ("2026-11-26", "2026-11-30")
    assert Event.objects.get(kind="cases.local_rule_added").payload == {
        "rule": PLAN, "municipality": "0000", "amount": 4, "unit": "working_days", "valid_from": "2026-11-24",
    }  # fmt: skip
    assert Outbox.objects.filter(key=f"moved:{moved.pk}:2").exists()


def test_a_term_that_began_earlier_keeps_the_rule_of_then(planned: Case, ilse: User, at: datetime) -> None:
    effect = add_local_rule(**wanted(ilse, at, valid_from=date(2026, 11, 25)))
    assert (effect.moved, effect.stay) == ((), ())
    assert plan(planned).due_on == date(2026, 11, 26)


def test_a_rule_between_two_governs_only_what_began_between(planned: Case, ilse: User, at: datetime) -> None:
    add_local_rule(**wanted(ilse, at))
    effect = add_local_rule(**wanted(ilse, at, valid_from=date(2026, 11, 1), length=Length(1, Unit.WORKING_DAYS)))
    assert (effect.moved, effect.stay) == ((), ())
    assert plan(planned).due_on == date(2026, 11, 30)


def test_another_municipality_keeps_its_own(planned: Case, ilse: User, at: datetime) -> None:
    effect = add_local_rule(**wanted(ilse, at, municipality=make_municipality("0001", "Elders")))
    assert (effect.moved, effect.stay) == ((), ())


def test_a_term_that_stands_on_the_same_day_stays_and_still_takes_its_source(
    planned: Case, ilse: User, at: datetime
) -> None:
    effect = add_local_rule(**wanted(ilse, at, length=Length(2, Unit.WORKING_DAYS)))
    assert (len(effect.moved), len(effect.stay)) == (0, 1)
    assert plan(planned).source == "Verordening 2026 art. 5"
    assert not Event.objects.filter(kind="cases.term_moved").exists()


def test_hours_that_are_over_are_late_at_once_and_the_watcher_says_so(fenna: User, ilse: User, at: datetime) -> None:
    start = moment("2026-11-24 10.00")
    case = make_case(fenna, start, key="urgent_request", data={"received_on": TODAY}, handler=fenna)
    now = moment("2026-11-25 10.00")
    length = Length(12, Unit.HOURS)
    effect = effect_of_rule(rule=URGENT, municipality=make_municipality(), length=length, valid_from=TODAY, at=now)
    assert [(touch.becomes, touch.late_at_once(now)) for touch in effect.moved] == [(moment("2026-11-24 22.00"), True)]
    assert LocalRule.objects.count() == 0
    set_rule(URGENT, length, TODAY, now)
    assert case.deadlines.get(term=URGENT).is_overdue(now)
    sweep("a", at=now)
    assert Signal.objects.filter(deadline__case=case, kind="breach", due_version=2).exists()


def test_its_source_is_in_the_proof_and_no_letter_takes_it_until_a_lawyer_confirms(
    planned: Case, ilse: User, at: datetime
) -> None:
    add_local_rule(**wanted(ilse, at))
    reference = LocalRule.objects.get().reference
    proof = proof_of(plan(planned), calendar(), at, confirmed_references())
    step = next(step for step in proof.steps if step.kind == "length")
    assert step.basis is not None
    assert (step.basis.text, step.basis.certainty.value, proof.confirmed) == (
        "Verordening 2026 art. 5", "entered", False,
    )  # fmt: skip
    asked = Confirmation.objects.get(reference=reference)
    assert (asked.asked_by, asked.verdict) == (ilse, "")
    confirm(reference, at)
    assert proof_of(plan(planned), calendar(), at, confirmed_references()).confirmed


def test_a_new_clock_takes_the_newest_rule_that_has_begun(fenna: User, ilse: User, at: datetime) -> None:
    for day, amount in ((date(2026, 11, 1), 3), (date(2026, 11, 20), 5), (date(2026, 12, 1), 1)):
        add_local_rule(**wanted(ilse, at, valid_from=day, length=Length(amount, Unit.WORKING_DAYS)))
    case = make_case(fenna, at, data={"received_on": TODAY, "own_plan": True})
    assert plan(case).due_on == date(2026, 12, 1)
    found = find(rulebook(), "toylaw.own_plan@2020-01-01")
    assert found is not None
    assert [part.length for part in found.rule.own] == ["1 werkdag", "5 werkdagen", "3 werkdagen"]


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"length": Length(6, Unit.WORKING_DAYS)}, "amount", "De wet staat hoogstens 5 werkdagen toe"),
        ({"length": Length(2, Unit.WEEKS)}, "amount", "De wet staat hoogstens 5 werkdagen toe"),
        ({"length": Length(0, Unit.DAYS)}, "amount", "getal in van 1 of meer"),
        ({"length": Length(9999, Unit.MONTHS)}, "amount", "hoogstens 10 jaar"),
        ({"length": Length(24, Unit.HOURS)}, "unit", "telt in dagen, weken of maanden"),
        ({"rule": URGENT, "length": Length(2, Unit.DAYS)}, "unit", "telt in uren"),
        ({"source": " "}, "source", "Vul in waar de gemeente dit besloot"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_at_its_field(
    ilse: User, at: datetime, changes: dict[str, Any], field: str, sentence: str
) -> None:
    with pytest.raises(InvalidError) as caught:
        add_local_rule(**wanted(ilse, at, **changes))
    assert set(caught.value.errors) == {field}
    assert sentence in caught.value.errors[field][0]
    assert (LocalRule.objects.count(), Event.objects.count()) == (0, 0)


def test_a_first_day_is_taken_once_and_a_fixed_term_takes_no_rule(ilse: User, fenna: User, at: datetime) -> None:
    add_local_rule(**wanted(ilse, at))
    with pytest.raises(InvalidError) as caught:
        add_local_rule(**wanted(ilse, at, length=Length(3, Unit.WORKING_DAYS)))
    assert set(caught.value.errors) == {"valid_from"}
    with pytest.raises(CaseError, match="bepaalt de gemeente de lengte niet"):
        add_local_rule(**wanted(ilse, at, rule="toylaw.decide"))
    with pytest.raises(NoAccessError):
        add_local_rule(**wanted(fenna, at, valid_from=date(2026, 12, 1)))


@pytest.mark.django_db(transaction=True)
def test_a_clock_that_is_starting_is_waited_for(ilse: User, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hold, "ATTEMPTS", 1)
    busy = connection.copy()
    with transaction.atomic():
        try:
            with busy.cursor() as cursor:
                cursor.execute("BEGIN")
                cursor.execute("SELECT count(*) FROM cases_localrule")
            with pytest.raises(CaseError, match=BUSY):
                add_local_rule(**wanted(ilse, at))
        finally:
            busy.close()
    assert LocalRule.objects.count() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not settings.APP_DATABASE_URL, reason="one role for all")
def test_it_needs_no_more_than_the_application_may(planned: Case, ilse: User, at: datetime) -> None:
    with connected_as_application():
        assert len(add_local_rule(**wanted(ilse, at)).moved) == 1


def test_a_term_that_was_met_does_not_move(planned: Case, ilse: User, fenna: User, at: datetime) -> None:
    act(planned, "contact", fenna, at)
    assert add_local_rule(**wanted(ilse, at)).moved == ()
    assert plan(planned).due_on == date(2026, 11, 26)
