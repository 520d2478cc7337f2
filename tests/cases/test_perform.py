"""`perform()` and `open_case()`: one act, one transaction, one event; and what they refuse."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction

from cases.actions.transition import Opening, open_case, perform
from cases.contract import (
    CaseError,
    ConflictError,
    InvalidError,
    NoAccessError,
    NotAllowedHereError,
    RefusedError,
    Transition,
    laws,
)
from cases.models import Alarm, Case, Deadline, Event, Letter, OnceKey, Outbox
from tests.factories.case import act, make_case, make_team, make_user
from tests.factories.person import make_household, make_person
from tests.toylaw.law import LAW
from tests.toylaw.procedure import MAIN, OLD

pytestmark = pytest.mark.django_db
ROWS = (Case, Deadline, Alarm, Letter, Event, OnceKey, Outbox)


@pytest.fixture
def fenna():
    return make_user("fenna", "toylaw.work", "toylaw.decide", team=make_team())


@pytest.fixture
def case(fenna, at):
    return make_case(fenna, at, data={"received_on": at.date(), "wish": "Fiets"})


def rows():
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in ROWS}


def step(case, key, actor, at, *, seen=1, once=None, **data):
    return perform(case_id=case.pk, key=key, actor=actor, data=data, at=at, seen=seen, once=once or uuid4())


def with_extra(monkeypatch, **changes):
    """The toy law with one more step, for this test alone."""
    extra = Transition(
        **{"key": "extra", "label": "Extra", "permission": "toylaw.work", "sources": frozenset({"asked"})} | changes
    )
    law = replace(LAW, procedures=(OLD, replace(MAIN, transitions=(*MAIN.transitions, extra))))
    monkeypatch.setitem(laws._laws, "toylaw", law)


def test_opening_gives_case_terms_letter_and_event_together(fenna, case, at):
    assert (case.law, case.procedure, case.procedure_version, case.version) == ("toylaw", "main", 2, 1)
    assert (case.state, case.phase, case.title, case.opened_at) == ("asked", "assessment", "Fiets", at)
    assert case.number.startswith("2026-")
    assert {d.term for d in Deadline.objects.filter(case=case)} == {"toylaw.decide", "toylaw.window"}
    assert [letter.kind for letter in case.letters.all()] == ["receipt"]
    event = Event.objects.get()
    assert (event.kind, event.at, event.actor_id, event.actor_role) == ("toylaw.request", at, fenna.pk, "consulent")
    assert (event.case_id, event.household_id, event.person_id) == (case.pk, case.household_id, case.person_id)
    assert event.payload == {"received_on": "2026-11-24", "state": "asked", "version": 1}


def test_step_moves_state_and_version_and_writes_one_event(fenna, case, at):
    done = step(case, "grant", fenna, at, weeks=4)
    case.refresh_from_db()
    assert (done.state, case.state, case.phase, case.version) == ("granted", "granted", "execution", 2)
    event = Event.objects.get(kind="toylaw.grant")
    assert event.payload == {"state": "granted", "version": 2}
    assert [letter.kind for letter in case.letters.order_by("pk")] == ["receipt", "decision"]
    # A law may react to an event: that is written with it.
    assert [(o.kind, o.payload["event"]) for o in Outbox.objects.all()] == [("reaction", event.id)]


def test_step_without_target_keeps_the_state(fenna, case, at):
    assert step(case, "attempt", fenna, at).state == "asked"
    assert Event.objects.get(kind="toylaw.attempt").payload == {"state": "asked", "version": 2}


def test_closing_sets_the_moment(fenna, case, at):
    step(case, "withdraw", fenna, at)
    case.refresh_from_db()
    assert (case.phase, case.closed_at) == ("closed", at)


def test_system_acts_as_system(case, at):
    step(case, "let_lapse", None, at, seen=None)
    event = Event.objects.get(kind="toylaw.let_lapse")
    assert (event.actor_id, event.actor_role) == (None, "systeem")


def test_people_do_not_take_a_step_of_the_system(fenna, case, at):
    before = rows()
    with pytest.raises(NotAllowedHereError, match="doet het systeem zelf"):
        step(case, "let_lapse", fenna, at)
    assert rows() == before


# --- all or nothing ---------------------------------------------------------------------------------


def test_term_that_refuses_undoes_effect_state_and_letter(fenna, case, at):
    """The form takes nine weeks, the law eight: the last word falls when everything else is already written."""
    before = rows()
    with pytest.raises(CaseError, match="hoogstens 8 weken"):
        step(case, "grant", fenna, at, weeks=9)
    assert rows() == before


def test_rollback_of_the_caller_takes_the_event_along(fenna, case, at):
    before = rows()
    with transaction.atomic():
        step(case, "grant", fenna, at, weeks=4)
        transaction.set_rollback(True)
    assert rows() == before


def test_constraint_that_refuses_is_a_sentence_without_the_row(fenna, case, at, monkeypatch):
    def clash(step):
        Case.objects.filter(pk=step.case.pk).update(phase="moon")

    with_extra(monkeypatch, effect=clash)
    before = rows()
    with pytest.raises(CaseError) as refused:
        step(case, "extra", fenna, at)
    assert str(refused.value) == "Dit kan niet bewaard worden: het spreekt iets tegen dat al vastligt."
    assert refused.value.__cause__ is None
    assert rows() == before


# --- what somebody else did meanwhile -----------------------------------------------------------------


def test_old_version_is_a_conflict_that_names_both(fenna, case, at):
    step(case, "attempt", fenna, at)
    before = rows()
    with pytest.raises(ConflictError) as conflict:
        step(case, "grant", fenna, at, seen=1, weeks=4)
    assert (conflict.value.seen, conflict.value.current) == (1, 2)
    assert rows() == before


def test_case_closed_meanwhile_says_so(fenna, case, at):
    step(case, "withdraw", fenna, at)
    before = rows()
    with pytest.raises(NotAllowedHereError) as refused:
        step(case, "grant", fenna, at, seen=1, weeks=4)
    assert str(refused.value) == "Deze zaak is gesloten (gesloten). Er is niets gewijzigd."
    assert rows() == before


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("fly", "Deze stap bestaat niet in deze zaak."),
        ("pay", "“Betaal” past niet bij deze zaak: die staat nu op “Gevraagd”."),
        ("request", "“Verzoek” past niet bij deze zaak: die staat nu op “Gevraagd”."),
    ],
)
def test_step_that_does_not_follow(fenna, case, at, key, sentence):
    before = rows()
    with pytest.raises(NotAllowedHereError) as refused:
        step(case, key, fenna, at)
    assert str(refused.value) == sentence
    assert rows() == before


def test_only_an_opening_step_of_a_current_procedure_opens(fenna, at):
    person = make_person()
    where = Opening(household=make_household((person, "other")), person=person, team=make_team())
    for key in ("grant", "fly"):
        with pytest.raises(NotAllowedHereError, match="Met deze stap begint geen zaak"):
            open_case(law="toylaw", key=key, opening=where, actor=fenna, at=at, once=uuid4(), data={})
    assert not Case.objects.exists()


# --- who, and under which conditions ---------------------------------------------------------------------


def test_case_that_does_not_exist_reads_as_one_that_may_not_be_seen(fenna, case, at):
    stranger = make_user("elders", "toylaw.work", team=make_team("west", "Wijkteam West"))
    with pytest.raises(NoAccessError) as hidden:
        step(case, "attempt", stranger, at)
    with pytest.raises(NoAccessError) as absent:
        perform(case_id=0, key="attempt", actor=fenna, data={}, at=at, seen=1, once=uuid4())
    assert str(hidden.value) == str(absent.value)


def test_stranger_does_not_learn_which_steps_exist(case, at):
    stranger = make_user("elders", "toylaw.work", team=make_team("west", "Wijkteam West"))
    for key in ("fly", "attempt", "let_lapse"):
        with pytest.raises(NoAccessError):
            step(case, key, stranger, at)


def test_guard_knows_who_acts(fenna, at):
    case = make_case(fenna, at, data={"received_on": at.date(), "wish": "Fiets"}, handler=fenna)
    karim = make_user("karim", "toylaw.work", "toylaw.decide", team=make_team())
    with pytest.raises(RefusedError) as refused:
        step(case, "grant", fenna, at, weeks=4)
    assert str(refused.value) == "Wie de zaak behandelt, beslist niet zelf."
    assert refused.value.refusal.basis.text == "Speelwet art. 9"
    assert step(case, "grant", karim, at, weeks=4).state == "granted"


def test_first_guard_speaks_first(fenna, at):
    case = make_case(fenna, at, handler=fenna)
    with pytest.raises(RefusedError, match="Vul eerst in waar het over gaat"):
        step(case, "grant", fenna, at, weeks=4)


# --- input ----------------------------------------------------------------------------------------------------


def test_invalid_input_carries_all_errors_and_what_was_typed(fenna, case, at):
    with pytest.raises(InvalidError) as invalid:
        step(case, "grant", fenna, at, weeks="veel")
    assert set(invalid.value.errors) == {"weeks"}
    assert invalid.value.form.data == {"weeks": "veel"}


@pytest.mark.parametrize("day", ["1900-01-01", "1969-12-31"])
def test_day_outside_the_calendar_is_an_answer_not_a_crash(fenna, at, day):
    with pytest.raises(CaseError, match="De kalender loopt van 1970 tot en met 2100"):
        make_case(fenna, at, data={"received_on": day})
    assert not Case.objects.exists()


def test_day_that_still_has_to_come_is_refused(fenna, at):
    with pytest.raises(InvalidError) as invalid:
        make_case(fenna, at, data={"received_on": at.date() + timedelta(days=1)})
    assert invalid.value.errors == {"received_on": ["Deze dag moet nog komen. Vul de dag van ontvangst in."]}


def test_pause_that_ends_before_it_starts_is_refused(fenna, case, at):
    before = rows()
    with pytest.raises(CaseError, match="Kies een latere dag"):
        step(case, "ask_more", fenna, at, until=at.date())
    assert rows() == before


# --- versions of a procedure -------------------------------------------------------------------------------------


def test_case_stays_under_the_procedure_it_began_with(fenna, at, monkeypatch):
    old_times = replace(LAW, procedures=(replace(OLD, current=True), replace(MAIN, current=False)))
    with monkeypatch.context() as patched:
        patched.setitem(laws._laws, "toylaw", old_times)
        old = make_case(fenna, at, data={"received_on": at.date(), "wish": "Fiets"})
    new = make_case(fenna, at)
    assert (old.procedure_version, new.procedure_version) == (1, 2)
    with pytest.raises(NotAllowedHereError, match="bestaat niet in deze zaak"):
        step(old, "grant", fenna, at, weeks=4)
    assert not Deadline.objects.filter(case=old).exists()  # version 1 watched no terms
    assert act(old, "withdraw", fenna, at).state == "closed"
