"""Decisions of the Wmo: temporary help, four eyes, pgb, several provisions, closing without a besluit, taking back."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from cases.actions.undo import undo_step
from cases.contract import InvalidError, RefusedError
from cases.models import Case, Deadline, Letter, LetterState
from cases.queries.undoable import undoable_of
from tests.contract.drive import choose, drive, main_way
from tests.factories.case import act, edit
from tests.wmo.examples import ASKED, CLOSED, GIVEN, GRANT, GRANTED, REFUSE, TEMPORARY, URGENT
from wmo.law import LAW
from wmo.models import Besluit, Kind, Onderzoek, Standing, Voorziening

pytestmark = pytest.mark.django_db
WAY = main_way(LAW)
PGB = ("pgb_able", "pgb_motivated", "pgb_safe")


def on_road(*road, at, **options):
    journey = drive(WAY, road, at, **options)
    return Case.objects.get(pk=journey.case.pk), journey.worker, journey.at


def take_back(case, key, actor, at):
    case = Case.objects.get(pk=case.pk)
    step = next(step for step in undoable_of(case) if step.transition.key == key)
    return undo_step(
        case_id=case.pk, event=step.event, reason="Vergissing", actor=actor, at=at, seen=case.version, once=uuid4()
    )


def row(case, **values):
    """A voorziening as a besluit grants it, without the steps around it."""
    besluit = Besluit.objects.filter(case=case).first() or Besluit.objects.create(
        case=case, kind=Kind.GRANT, decided_on=date(2026, 11, 24), reasons="x"
    )
    fields = {
        "category": "01",
        "result": "x",
        "starts_on": date(2027, 1, 1),
        "standing": Standing.GRANTED,
        "besluit": besluit,
    }
    return Voorziening.objects.create(case=case, person=case.person, **(fields | values))


# What is granted already, what would come beside it, and whether the database takes it.
BESIDE = [
    ("same product, same time", {}, {}, False),
    ("same product, one shared day", {"ends_on": date(2027, 6, 30)}, {"starts_on": date(2027, 6, 30)}, False),
    ("same product, the day after", {"ends_on": date(2027, 6, 30)}, {"starts_on": date(2027, 7, 1)}, True),
    ("ended earlier than planned", {"ends_on": date(2027, 12, 31), "ended_on": date(2027, 3, 1),
                                    "standing": Standing.ENDED}, {"starts_on": date(2027, 3, 2)}, True),
    ("ended, on that last day", {"ended_on": date(2027, 3, 1), "standing": Standing.ENDED},
     {"starts_on": date(2027, 3, 1)}, False),
    ("another product", {}, {"category": "02"}, True),
    ("a proposal is no clash yet", {}, {"standing": Standing.PROPOSED, "besluit": None}, True),
    ("what was dropped never counted", {"standing": Standing.DROPPED}, {}, True),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second", "fits"), [r[1:] for r in BESIDE], ids=[r[0] for r in BESIDE])
def test_two_of_one_product_at_one_time_are_refused_by_the_database(at, first, second, fits):
    case, _, _ = on_road(*ASKED, at=at)
    row(case, **first)
    if fits:
        row(case, **second)
        return
    with pytest.raises(IntegrityError, match="wmo_one_of_a_product"), transaction.atomic():
        row(case, **second)


def test_who_has_it_already_hears_so_at_the_date(at):
    case, worker, now = on_road(*GRANTED, at=at)
    other = drive(WAY, ASKED, at, worker=worker).case
    assert other.person == case.person
    with pytest.raises(InvalidError) as refused:
        act(other, "grant", worker, now, **GRANT)
    assert "Er loopt al “hulp bij het huishouden” vanaf 01-12-2026" in refused.value.errors["starts_on"][0]
    act(other, "grant", worker, now, **{**GRANT, "starts_on": "01-12-2027", "ends_on": "", "review_on": ""})


@pytest.mark.parametrize("missing", [*PGB, "pgb_amount", "pgb_frequency"])
def test_a_pgb_asks_three_conditions_and_an_amount(at, missing):
    case, worker, now = on_road(*ASKED, at=at)
    with pytest.raises(InvalidError) as refused:
        act(case, "grant", worker, now, **{**GRANT, missing: "nee" if missing in PGB else ""})
    assert set(refused.value.errors) == {missing}


def test_a_pgb_without_its_conditions_is_refused_by_the_database(at):
    case, _, _ = on_road(*ASKED, at=at)
    with pytest.raises(IntegrityError, match="wmo_pgb_meets_conditions"), transaction.atomic():
        row(case, form="pgb", pgb_amount=320, pgb_frequency="4", pgb_able=True, pgb_motivated=True, pgb_safe=False)


def test_help_in_natura_keeps_no_amount_of_a_pgb(at):
    case, worker, now = on_road(*ASKED, at=at)
    act(case, "grant", worker, now, **{**GRANT, "form": "zin"})
    found = Voorziening.objects.get(case=case)
    assert (found.form, found.pgb_amount, found.provider) == ("zin", None, "Kanarie Thuiszorg")


def test_what_it_costs_is_never_a_ground_to_refuse(at):
    case, worker, now = on_road(*ASKED, at=at)
    act(case, "grant", worker, now, **{**GRANT, "yearly_cost": "9999999"})
    form = WAY.procedure.transition("refuse").form
    assert "yearly_cost" not in form.base_fields
    assert [label for _, label in form.base_fields["ground"].choices if "kost" in label.lower()] == []


def test_several_proposals_are_granted_together(at):
    case, worker, now = on_road(*ASKED, at=at)
    first = {key: value for key, value in GRANT.items() if key != "reasons"}
    edit(case, "voorziening", worker, now, **first)
    edit(case, "voorziening", worker, now, **{**first, "category": "02", "form": "zin"})
    act(case, "grant", worker, now, reasons="U heeft allebei nodig.")
    besluit = Besluit.objects.get(case=case)
    assert sorted(besluit.voorzieningen.values_list("category", "standing")) == [("01", "granted"), ("02", "granted")]


def test_temporary_help_leaves_the_onderzoek_running_and_gives_way(at):
    case, worker, now = on_road(*TEMPORARY, at=at)
    assert case.state == "melding_ontvangen"
    open_terms = set(Deadline.objects.open().filter(case=case).values_list("term", flat=True))
    assert {"wmo.onderzoek", "wmo.spoed"} <= open_terms  # a besluit is no help yet
    act(case, "publish_temporary", worker, now, channel="post")
    temporary_window = Deadline.objects.get(case=case, term="awb.bezwaar", about="temporary_1")
    assert str(temporary_window.due_on) == "2027-01-05"
    for key in ("offer_clientondersteuning", "start_onderzoek", "give_verslag", "file_aanvraag"):
        act(case, key, worker, now, **dict(WAY.examples[key].data))
    act(case, "grant", worker, now, **{**GRANT, "starts_on": "15-12-2026"})
    temporary, final = Voorziening.objects.filter(case=case).order_by("pk")
    assert (temporary.standing, str(temporary.ended_on)) == (Standing.ENDED, "2026-12-14")
    assert final.standing == Standing.GRANTED
    take_back(case, "grant", worker, now)
    temporary.refresh_from_db()
    assert (temporary.standing, temporary.ended_on) == (Standing.GRANTED, None)


def test_a_municipality_that_asks_four_eyes_gets_them(at):
    case, worker, now = on_road(*ASKED, at=at)
    colleague = drive(WAY, ASKED[:1], at, worker=worker).worker
    choose(worker, {"wmo.vier_ogen"})
    with pytest.raises(RefusedError, match="leest een collega mee"):
        act(case, "refuse", worker, now, **REFUSE)
    act(case, "propose_refuse", worker, now, **REFUSE)
    with pytest.raises(RefusedError, match="Jij schreef dit besluit"):
        act(case, "approve_refuse", colleague, now)
    besluit = Besluit.objects.get(case=case)
    assert (besluit.drafted_by, besluit.decider, besluit.mandate) == (worker, None, "")


def test_what_is_sent_back_comes_back_with_its_words(at):
    case, worker, now = on_road(*ASKED, "propose_grant", "send_back", at=at)
    assert case.state == "aanvraag"
    assert Voorziening.objects.get(case=case).standing == Standing.PROPOSED
    form = WAY.procedure.transition("propose_grant").form(subject=case, actor=worker, at=now)
    assert form.initial["reasons"] == GRANT["reasons"]


def test_a_besluit_that_is_taken_back_leaves_its_trace(at):
    case, worker, now = on_road(*GRANTED, at=at)
    take_back(case, "grant", worker, now + timedelta(hours=1))
    besluit = Besluit.objects.get(case=case)
    assert besluit.dropped_at is not None
    assert Voorziening.objects.get(case=case).standing == Standing.PROPOSED
    act(case, "refuse", worker, now, **REFUSE)
    assert [b.kind for b in Besluit.objects.standing().filter(case=case)] == [Kind.REFUSAL]


def test_a_given_verslag_and_its_comment_are_frozen_by_the_database(at):
    case, worker, now = on_road(*GIVEN, at=at)
    act(case, "record_comment", worker, now, comment="Die vrijdag niet")
    rows = Onderzoek.objects.filter(case=case)
    for change in ({"problems": "anders"}, {"comment": "anders"}, {"given_on": None}):
        with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
            rows.update(**change)
    assert rows.get().comment == "Die vrijdag niet"


def test_the_closing_letter_is_no_besluit_and_the_aanvraag_can_still_come(at):
    case, worker, now = on_road(*CLOSED, at=at)
    letter = Letter.objects.get(case=case, kind="afsluitbrief")
    words = str(letter.content)
    assert letter.state == LetterState.SENT
    assert "bezwaar maken" in words  # against the besluit on an aanvraag, which still can
    assert "Deze brief is geen besluit" in words
    assert not Deadline.objects.filter(case=case, term="awb.bezwaar").exists()
    again = act(case, "file_aanvraag_after_closing", worker, now + timedelta(days=30))
    assert (again.state, again.closed_at) == ("aanvraag", None)
    assert Deadline.objects.open().filter(case=case, term="wmo.aanvraag_beschikking").exists()


def test_an_urgent_melding_alone_opens_temporary_help(at):
    case, worker, now = on_road(URGENT[0], at=at)
    with pytest.raises(RefusedError, match="niet met spoed gemeld"):
        act(case, "grant_temporary", worker, now, **{**GRANT, "reasons": "nu"})


def test_an_aanvraag_is_set_aside_within_four_weeks_of_the_hersteltermijn_and_not_later(at):
    case, worker, now = on_road(*ASKED, "ask_completion", "send_completion_request", at=at)
    with pytest.raises(RefusedError, match="heeft nog tijd om aan te vullen"):
        act(case, "set_aside", worker, now, reasons="De rekening ontbreekt")
    act(case, "receive_completion", worker, now + timedelta(days=2), sufficient="nee")
    window = Deadline.objects.get(case=case, term="awb.buiten_behandeling")
    assert str(window.due_on) == "2026-12-24"
    act(case, "set_aside", worker, now + timedelta(days=3), reasons="De rekening ontbreekt")
    done = act(case, "publish_set_aside", worker, now + timedelta(days=3), channel="post")
    assert done.state == "buiten_behandeling"
    outcomes = dict(Deadline.objects.filter(case=case).values_list("term", "outcome"))
    assert (outcomes["awb.buiten_behandeling"], outcomes["wmo.aanvraag_beschikking"]) == ("met", "met")
    assert Deadline.objects.open().filter(case=case, term="awb.bezwaar").exists()
    words = str(Letter.objects.get(case=case, kind="beschikking").content)
    assert "artikel 4:5 van de Algemene wet bestuursrecht" in words


def test_after_the_four_weeks_only_a_decision_on_the_merits_is_left(at):
    case, worker, now = on_road(*ASKED, "ask_completion", "send_completion_request", "receive_completion", at=at)
    with pytest.raises(RefusedError, match="Beslis nu op de inhoud"):
        act(case, "set_aside", worker, now + timedelta(days=40), reasons="De rekening ontbreekt")
