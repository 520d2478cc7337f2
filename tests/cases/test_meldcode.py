"""The meldcode: five steps with a reason for each that is left out, and a decision that follows the afwegingskader."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from cases import compartment
from cases.actions.meldcode import Taken, begin, close, involve, let_go, take_step
from cases.contract import CaseError, NoAccessError, NotAllowedHereError, RefusedError
from cases.models import Event, Meldcode, MeldcodeStep, ReadLog
from cases.rules.meldcode import CONSULT, DECIDE, SIGNALS, TALK, WEIGH, Weighing, must_report
from tests.factories.case import make_case, make_team, make_user
from tests.factories.person import make_household, make_person

pytestmark = pytest.mark.django_db
ANSWERS = {
    SIGNALS: {"kindcheck": "worry"},
    CONSULT: {"consulted": "vt"},
    TALK: {},
    WEIGH: {"suspicion": True, "unsafe": "no"},
}


@pytest.fixture
def world(at):
    """A case of the team, with a child in the household."""
    parent, child = make_person("Mia", "Kuipers"), make_person("Kind", "Kuipers", birth="20150101")
    home = make_household((parent, "parent"), (child, "child"), name="Kuipers")
    fenna = make_user("fenna", "toylaw.work", team=make_team())
    case = make_case(fenna, at, household=home, person=parent, handler=fenna)
    return fenna, case, child


def opened(world, at):
    fenna, _, child = world
    return begin(person=child, frame="social", actor=fenna, at=at, once=uuid4())


def step(meldcode, number, actor, at, *, skipped=False, text="Kanarie", **answers):
    given = {} if skipped else ANSWERS.get(number, {}) | answers
    taken = Taken(number=number, skipped=skipped, done_on=at.date(), text=text, answers=given)
    return take_step(meldcode=meldcode.pk, taken=taken, actor=actor, at=at, once=uuid4())


def up_to_weighing(world, at, **weighing):
    fenna, _, _ = world
    meldcode = opened(world, at)
    for number in (SIGNALS, CONSULT):
        step(meldcode, number, fenna, at)
    step(meldcode, TALK, fenna, at, skipped=True, text="Praten geeft gevaar")
    step(meldcode, WEIGH, fenna, at, **weighing)
    return meldcode, fenna


@pytest.mark.parametrize(
    ("weighing", "needed"),
    [
        (Weighing(), None),
        (Weighing(suspicion=False), False),
        (Weighing(suspicion=True, unsafe=True), True),
        (Weighing(suspicion=True, unsafe=False), None),
        (Weighing(suspicion=True, unsafe=False, can_help=False), True),
        (Weighing(suspicion=True, unsafe=False, can_help=True, accepts=False), True),
        (Weighing(suspicion=True, unsafe=False, can_help=True, accepts=True), False),
        (Weighing(suspicion=True, unsafe=False, can_help=True, accepts=True, helps=False), True),
        (Weighing(suspicion=True, unsafe=False, can_help=True, accepts=True, helps=True), False),
    ],
)
def test_the_five_questions_say_whether_to_report(weighing, needed):
    """As the afwegingskader runs (nji.nl): the first "no" that matters leads to Veilig Thuis."""
    assert must_report(weighing) is needed


def test_five_steps_lead_to_a_decision_and_a_close(world, at):
    meldcode, fenna = up_to_weighing(world, at)
    step(meldcode, DECIDE, fenna, at, report_needed=False, help_possible=True, reported_on=None)
    close(meldcode=meldcode.pk, closing="De school volgt het", actor=fenna, at=at, once=uuid4())
    rows = list(meldcode.steps.values_list("number", "skipped", "text"))
    assert rows[2] == (TALK, True, "Praten geeft gevaar")
    assert [number for number, _, _ in rows] == [1, 2, 3, 4, 5]
    with pytest.raises(NotAllowedHereError, match="gesloten"):
        step(meldcode, SIGNALS, fenna, at)


def test_deciding_asks_every_step_before_it(world, at):
    fenna = world[0]
    meldcode = opened(world, at)
    step(meldcode, SIGNALS, fenna, at)
    with pytest.raises(RefusedError, match=r"stap 2 vast \(collegiale consultatie\)") as refused:
        step(meldcode, DECIDE, fenna, at, report_needed=True, help_possible=False, reported_on=None)
    assert "art. 2" in refused.value.refusal.basis.text
    assert meldcode.steps.count() == 1


def test_in_danger_the_rest_is_left_out_with_one_reason(world, at):
    fenna = world[0]
    meldcode = opened(world, at)
    step(meldcode, SIGNALS, fenna, at)
    answers = {"report_needed": True, "help_possible": False, "reported_on": at.date()}
    taken = Taken(
        number=DECIDE, skipped=False, done_on=at.date(), text="Nu gemeld", answers=answers, skip_rest="Acuut gevaar"
    )
    take_step(meldcode=meldcode.pk, taken=taken, actor=fenna, at=at, once=uuid4())
    rows = list(meldcode.steps.values_list("number", "skipped", "text"))
    left_out = [(number, True, "Acuut gevaar") for number in (CONSULT, TALK, WEIGH)]
    assert rows == [(SIGNALS, False, "Kanarie"), *left_out, (DECIDE, False, "Nu gemeld")]


@pytest.mark.parametrize("unsafe", ["acute", "structural"])
def test_acute_and_structural_unsafety_is_always_reported(world, at, unsafe):
    meldcode, fenna = up_to_weighing(world, at, unsafe=unsafe)
    with pytest.raises(RefusedError, match="melden bij Veilig Thuis noodzakelijk"):
        step(meldcode, DECIDE, fenna, at, report_needed=False, help_possible=True, reported_on=None)
    step(meldcode, DECIDE, fenna, at, report_needed=True, help_possible=True, reported_on=None)
    with pytest.raises(RefusedError, match="wanneer je bij Veilig Thuis meldde"):
        close(meldcode=meldcode.pk, closing="x", actor=fenna, at=at, once=uuid4())
    step(meldcode, DECIDE, fenna, at, report_needed=True, help_possible=True, reported_on=at.date())
    close(meldcode=meldcode.pk, closing="Veilig Thuis volgt het", actor=fenna, at=at, once=uuid4())


def test_what_can_not_be_is_refused(world, at):
    fenna, _, child = world
    meldcode = opened(world, at)
    with pytest.raises(CaseError, match="wat eruit kwam"):
        step(meldcode, SIGNALS, fenna, at, text="  ")
    later = Taken(number=TALK, skipped=False, done_on=at.date() + timedelta(days=1), text="x")
    with pytest.raises(CaseError, match="moet nog komen"):
        take_step(meldcode=meldcode.pk, taken=later, actor=fenna, at=at, once=uuid4())
    with pytest.raises(RefusedError, match="beslissing van stap 5"):
        close(meldcode=meldcode.pk, closing="x", actor=fenna, at=at, once=uuid4())
    stranger = make_user("elders", "toylaw.work", team=make_team("west", "Wijkteam West"))
    with pytest.raises(NoAccessError):
        begin(person=child, frame="social", actor=stranger, at=at, once=uuid4())


def test_the_database_holds_the_steps(world, at):
    meldcode = opened(world, at)
    row = {"meldcode": meldcode, "done_on": at.date(), "done_by": world[0], "written_at": at, "text": "x"}
    wrong = (
        {"number": 6},
        {"number": SIGNALS},  # without the kindcheck
        {"number": CONSULT},
        {"number": WEIGH},
        {"number": DECIDE},
        {"number": DECIDE, "skipped": True, "report_needed": True, "help_possible": True},
        {"number": DECIDE, "report_needed": False, "help_possible": True, "reported_on": at.date()},
        {"number": TALK, "text": ""},
        {"number": TALK, "kindcheck": "safe"},
    )
    for fields in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            MeldcodeStep.objects.create(**row | fields)


def test_one_key_does_it_once(world, at):
    fenna, _, child = world
    once = uuid4()
    first = begin(person=child, frame="social", actor=fenna, at=at, once=once)
    assert begin(person=child, frame="social", actor=fenna, at=at, once=once) == first
    taken = Taken(number=TALK, skipped=False, done_on=at.date(), text="x")
    key = uuid4()
    for _ in range(2):
        take_step(meldcode=first.pk, taken=taken, actor=fenna, at=at, once=key)
    assert (Meldcode.objects.count(), first.steps.count()) == (1, 1)


def test_events_and_read_lines_name_no_person_case_or_text(world, at):
    meldcode, fenna = up_to_weighing(world, at)
    compartment.open_meldcode(fenna, uuid=meldcode.uuid, at=at)
    lines = [*Event.objects.filter(subject_kind="meldcode"), *ReadLog.objects.filter(subject_kind="meldcode")]
    assert len(lines) == 6
    for line in lines:
        assert (line.case_id, line.household_id, line.person_id, line.law) == (None, None, None, "")
        assert set(line.payload) <= {"step", "user"}


def test_only_who_was_let_in_sees_it(world, at):
    fenna, _, _ = world
    meldcode = opened(world, at)
    osman = make_user("osman", "toylaw.work", team=make_team())
    hanneke = make_user("hanneke", "cases.attend_meldcode")
    seen = [compartment.known_to(user).exists() for user in (fenna, osman, hanneke)]
    assert seen == [True, False, True]
    with pytest.raises(NoAccessError):
        step(meldcode, SIGNALS, osman, at)
    involve(meldcode=meldcode.pk, colleague=osman, actor=fenna, at=at, once=uuid4())
    step(meldcode, SIGNALS, osman, at)
    let_go(meldcode=meldcode.pk, colleague=osman, actor=fenna, at=at, once=uuid4())
    assert not compartment.known_to(osman).exists()
    fenna.is_active = False
    assert not compartment.known_to(fenna).exists()


def test_the_pages_keep_what_was_typed(world, at):
    fenna, case, child = world
    client = Client()
    client.force_login(fenna)
    begun = client.post(f"/zaken/{case.uuid}/meldcode", {"persoon": str(child.uuid), "frame": "youth"})
    meldcode = Meldcode.objects.get()
    assert begun.headers["Location"] == f"/meldcode/{meldcode.uuid}"
    empty = client.post(f"/zaken/{case.uuid}/meldcode", {})
    assert empty.status_code == 400
    assert str(meldcode.uuid) in empty.content.decode(), "who may know it finds it there"
    answer = client.post(f"/meldcode/{meldcode.uuid}/stap/1", {"how": "gedaan", "text": "Blauwe plek"})
    text = answer.content.decode()
    assert answer.status_code == 400
    assert "Blauwe plek" in text
    assert "Kies een antwoord bij “Kindcheck" in text
    data = {"report_needed": "ja", "help_possible": "ja", "text": "Acuut gevaar"}
    early = client.post(f"/meldcode/{meldcode.uuid}/stap/5", data)
    assert early.status_code == 409
    assert "Leg eerst stap 1 vast" in early.content.decode()
    assert "Acuut gevaar" in early.content.decode()
    assert client.get(f"/meldcode/{meldcode.uuid}/stap/6").status_code == 404
    skipped = client.post(f"/meldcode/{meldcode.uuid}/stap/3", {"how": "overgeslagen", "text": "Te gevaarlijk"})
    assert skipped.status_code == 302
    page = client.get(f"/meldcode/{meldcode.uuid}").content.decode()
    assert "overgeslagen" in page
    assert "Te gevaarlijk" in page
    closing = client.post(f"/meldcode/{meldcode.uuid}/sluiten", {"closing": "Goed afgelopen"})
    assert closing.status_code == 409
    assert "Goed afgelopen" in closing.content.decode()
