"""What every step of every registered law does when it is taken, tried by an outsider, refused, or out of place."""

import json
from uuid import uuid4

import pytest

from cases.access import UNKNOWN
from cases.actions.transition import perform
from cases.contract import ConflictError, InvalidError, NoAccessError, NotAllowedHereError, RefusedError, laws
from cases.models import Case, Deadline, Event, Letter, LetterState, Outbox
from tests.contract.drive import (
    BSN,
    FAMILY,
    HOUSEHOLD,
    NAME,
    by,
    do,
    drive,
    everything,
    open_one,
    step_of,
    subject_of,
    take,
    ways,
    worker_of,
)
from tests.contract.nonsense import told_at_each_field
from tests.contract.words import is_dutch_sentence
from tests.factories.case import make_team, make_user

WAYS = ways()
STEPS = [(way, step) for way in WAYS for step in way.steps]
ACTS = [(law, act) for law in laws for act in law.acts]
GUARDS = [(way, name) for way in WAYS for name in way.refusals]
STATES = [(way, state) for way in WAYS for state in way.states]


def each(names, rows):
    ids = [f"{one.key}-{getattr(what, 'key', what)}" for one, what in rows]
    return pytest.mark.parametrize(names, rows, ids=ids)


def take_example(way, step, journey, actor):
    data = way.examples[step.key].data
    if step.opens:
        return open_one(way, step.key, data, actor, journey.at, origin=journey.case.origin)
    return take(journey.case, step.key, data, actor, journey.at)


def ready(way, step, at):
    """A case on which the step can be taken; for an opening step, another case of the same people."""
    return drive(way, (step.key,), at) if step.opens else step_of(way, step.key, at)


def roads(way):
    """One road to each state."""
    found = {}
    for step in way.procedure.transitions:
        if step.target:
            found.setdefault(step.target, (*way.examples[step.key].road, step.key))
    return found


@pytest.mark.django_db
@each(("way", "step"), [(way, step) for way, step in STEPS if not step.opens])
def test_step_refuses_nonsense_and_outsiders_moves_the_case_once_and_makes_its_letter(way, step, at):
    """One case for all of it: to drive it to its step is what takes the time."""
    journey = step_of(way, step.key, at)
    _refuses_nonsense(way, step, journey)
    _refuses_outsiders(way, step, journey)
    post = {
        "case_id": journey.case.pk,
        "key": step.key,
        "actor": by(way, step.key, journey.worker),
        "data": dict(way.examples[step.key].data),
        "at": journey.at,
        "seen": Case.objects.values_list("version", flat=True).get(pk=journey.case.pk),
    }
    before, events, once = Case.objects.get(pk=journey.case.pk), _events(), uuid4()
    case = perform(**post, once=once)
    _left_one_event(way, step, journey, before, events, case)
    _is_taken_once(post, once)
    if step.letter or step.sends:
        _makes_its_letters(way, step, case)


def _refuses_nonsense(way, step, journey):
    """In a form, and when it is posted all the same."""
    if not step.form.base_fields:
        return
    actor = by(way, step.key, journey.worker)
    data, must_fail = told_at_each_field(step, journey.case, actor, journey.at)
    before = everything()
    with pytest.raises(InvalidError) as refused:
        take(journey.case, step.key, data, actor, journey.at)
    assert must_fail <= set(refused.value.errors)
    assert refused.value.form.data == data
    assert everything() == before


def _is_taken_once(post, once):
    """The same post twice is one step; the same page again, with a fresh key, is a conflict or no longer fits."""
    after = everything()
    assert perform(**post, once=once).pk == post["case_id"]
    with pytest.raises((ConflictError, NotAllowedHereError)):
        perform(**post, once=uuid4())
    assert everything() == after


def _events():
    return set(Event.objects.values_list("id", flat=True))


def _left_one_event(way, step, journey, before, events, case):
    """It says what happened, and nothing personal."""
    case.refresh_from_db()
    assert case.state == (step.target or before.state)
    assert case.version == (1 if before is None else before.version + 1)
    assert (case.closed_at is not None) == case.state_data.final
    new = Event.objects.exclude(id__in=events).get(kind=f"{way.law.key}.{step.key}")
    assert (new.case_id, new.law, new.subject_kind, new.outcome) == (case.pk, way.law.key, "case", "ok")
    assert set(new.payload) == step.log | {"state", "version"}
    assert (new.payload["state"], new.payload["version"]) == (case.state, case.version)
    if step.letter:
        assert case.letters.filter(kind=step.letter, state=LetterState.DRAFT).count() == 1
    payloads = [*Event.objects.values_list("payload", flat=True), *Outbox.objects.values_list("payload", flat=True)]
    written = json.dumps(payloads)
    for secret in (BSN, NAME, FAMILY, HOUSEHOLD, journey.worker.last_name, "anarie"):
        assert secret not in written  # every free text of the examples says "kanarie" somewhere


@pytest.mark.django_db
@each(("way", "step"), [(way, step) for way, step in STEPS if step.opens])
def test_opening_begins_a_case_and_leaves_one_event_without_anything_personal(way, step, at):
    journey, events = ready(way, step, at), _events()
    case = take_example(way, step, journey, by(way, step.key, journey.worker))
    _left_one_event(way, step, journey, None, events, case)
    if step.letter or step.sends:
        _makes_its_letters(way, step, case)


@pytest.mark.django_db
@each(("way", "step"), [(way, step) for way, step in STEPS if step.opens])
def test_outsiders_open_nothing(way, step, at):
    _refuses_outsiders(way, step, ready(way, step, at))


def _refuses_outsiders(way, step, journey):
    team = journey.case.team
    others = [key for key, _ in way.law.permissions if key != step.permission]
    outsiders = [make_user("zonder", *others, team=team), make_user("leeg", team=team)]
    if not step.opens:
        outsiders.append(worker_of(way.law, username="elders", team=make_team("west", "Wijkteam West")))
    before = everything()
    for outsider in outsiders:
        with pytest.raises(NoAccessError) as refused:
            take_example(way, step, journey, outsider)
        assert str(refused.value) == UNKNOWN
    after = everything()
    if step.opens:  # the factory made a household before it asked
        for label in ("cases.Household", "cases.Membership"):
            before.pop(label), after.pop(label)
    assert after == before


@pytest.mark.django_db
@each(("law", "act"), ACTS)
def test_act_on_something_else_leaves_one_event_and_refuses_outsiders(law, act, at):
    subject, worker = subject_of(law, act, at)
    outsiders = [make_user("leeg", team=make_team()), worker_of(law, username="elders", team=make_team("west", "West"))]
    before = everything()
    for outsider in outsiders:
        with pytest.raises(NoAccessError):
            do(law, act, subject, outsider, at)
    assert everything() == before
    do(law, act, subject, worker, at)
    event = Event.objects.get(kind=f"{law.key}.{act.key}")
    assert (event.law, event.subject_kind, event.subject_id) == (law.key, act.subject.value, subject.pk)
    assert set(event.payload) == act.log
    started = [term for term in law.standing_terms if act.key in term.started_by]
    assert [d.term for d in Deadline.objects.filter(**{act.subject.value: subject})] == [t.key for t in started]


@pytest.mark.django_db
@each(("way", "name"), GUARDS)
def test_guard_refuses_in_dutch_with_its_reason(way, name, at):
    refusal = way.refusals[name]
    worker = worker_of(way.law, mandate="Mandaat 2026")
    decider = worker if refusal.decided else None
    journey = drive(
        way, refusal.road, at, changes=refusal.changes, worker=worker, choices=refusal.choices, decider=decider
    )
    worker.mandate = refusal.mandate
    worker.save(update_fields=["mandate"])
    Case.objects.filter(pk=journey.case.pk).update(handler=worker if refusal.handles else None)
    step = way.procedure.transition(refusal.key)
    guard = next(guard for guard in (*step.applies, *step.guards) if guard.__name__ == name)
    before = everything()
    with pytest.raises(RefusedError) as refused:
        take(journey.case, step.key, way.examples[step.key].data, worker, journey.at)
    assert guard(Case.objects.get(pk=journey.case.pk), worker, journey.at) == refused.value.refusal
    assert is_dutch_sentence(str(refused.value)), str(refused.value)
    assert everything() == before


@pytest.mark.django_db
@each(("way", "state"), STATES)
def test_steps_that_do_not_follow_from_a_state_say_so_and_an_end_ends_every_term(way, state, at):
    journey = drive(way, roads(way)[state], at)
    assert journey.case.state == state
    if way.procedure.state(state).final:
        assert Deadline.objects.filter(case=journey.case).exists()
        left = set(Deadline.objects.filter(case=journey.case, ended_at=None).values_list("term", flat=True))
        assert left <= {term.key for term in way.procedure.terms if term.outlives}
    elsewhere = [step for step in way.procedure.transitions if state not in step.sources]
    actors = [by(way, step.key, journey.worker) for step in elsewhere]
    before = everything()
    for step, actor in zip(elsewhere, actors, strict=True):
        with pytest.raises(NotAllowedHereError) as refused:
            take(journey.case, step.key, way.examples[step.key].data, actor, journey.at)
        assert is_dutch_sentence(str(refused.value)), str(refused.value)
    assert everything() == before


@pytest.mark.parametrize("law", list(laws), ids=lambda law: law.key)
def test_every_letter_is_made_by_a_step(law):
    steps = [step for way in WAYS if way.law is law for step in way.procedure.transitions]
    made = {letter for step in steps for letter in (step.letter, step.sends) if letter}
    assert {letter.key for letter in law.letters} == made


def _makes_its_letters(way, step, case):
    """Each composes and typesets, and lets the municipality and the colleague have their own words."""
    from cases.actions.letter import compose, preview

    for kind in filter(None, (step.letter, step.sends)):
        row = Letter.objects.get(case=case, kind=kind)
        content = compose(row)
        assert content.title
        assert content.number == case.number
        assert content.addressee[0].endswith(FAMILY) != way.law.letter(kind).outsider
        assert preview(row).startswith(b"%PDF-")
        letter = way.law.letter(kind)
        if letter.slots:
            _own_words_come_through(letter, row)


def _own_words_come_through(letter, row):
    """Every slot is in the letter, every variable has a value of its own sort, and the law's own parts stay."""
    from cases.actions.letter import compose

    law_s_own = compose(row)
    row.texts = {slot.key: f"Eigen woorden bij {slot.key}." for slot in letter.slots}
    words = str(compose(row).blocks)
    for slot in letter.slots:
        assert f"Eigen woorden bij {slot.key}." in words
    if letter.values:
        values = letter.values(row.case, row)
        assert set(values) == {variable.key for variable in letter.variables}
        assert set(letter.written(values)) == set(values)
    row.texts = {slot.key: "" for slot in letter.slots}
    emptied = compose(row)
    for name in ("title", "grounds", "closing", "proofs", "salutation", "number", "date"):
        assert getattr(emptied, name) == getattr(law_s_own, name)
    assert len(emptied.blocks) >= 1
