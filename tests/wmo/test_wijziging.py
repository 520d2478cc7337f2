"""A besluit that changes an earlier one: heronderzoek, herziening, intrekking, terugvordering, herstel."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from cases.contract import InvalidError, RefusedError
from cases.models import Deadline
from tests.factories.case import act
from tests.wmo.examples import (
    CORRECT,
    HELP,
    INTENT,
    REPORT,
    REVIEWED,
    REVISE,
    REVISED,
)
from tests.wmo.roads import on_road, running, take_back, window, words
from wmo.models import Besluit, Heronderzoek, Herverslag, Kind, Onderzoek, Standing, Voorziening, Zienswijze

pytestmark = pytest.mark.django_db
WHY = "Er is iets veranderd"


# --- looking again


def test_the_terms_of_the_besluit_start_when_it_is_sent(at):
    case, _, _ = on_road(*HELP, at=at)
    assert running(case, "wmo.heronderzoek").due_on == date(2027, 10, 1)
    assert running(case, "wmo.einde_voorziening").due_on == date(2027, 10, 5)  # eight weeks ahead of 30-11-2027


def test_a_heronderzoek_keeps_the_first_verslag_as_it_was(at):
    case, fenna, at = on_road(*REVIEWED, at=at)
    first, second = Onderzoek.objects.get(case=case), Herverslag.every.get(case=case)
    assert (first.question, second.question) == ("Kanarie: hulp in huis", REPORT["question"])
    with pytest.raises(DatabaseError), transaction.atomic():
        Herverslag.every.filter(pk=second.pk).update(problems="Anders")
    take_back(case, "give_heronderzoek", fenna, at)
    act(case, "give_heronderzoek", fenna, at, **REPORT | {"problems": "Beter opgeschreven"})
    assert Herverslag.every.get(case=case).problems == "Beter opgeschreven"


def test_help_that_goes_on_gets_a_letter_and_no_besluit(at):
    case, fenna, at = on_road(*REVIEWED, at=at)
    act(case, "continue_help", fenna, at, reason="Het past nog precies", review_on="1-3-2028")
    case.refresh_from_db()
    assert case.state == "beschikking_toegekend"
    assert Besluit.objects.filter(case=case).count() == 1
    assert running(case, "wmo.heronderzoek").due_on == date(2028, 3, 1)
    assert Heronderzoek.objects.get(case=case).concluded_on == at.date()
    text = words(case, "hulp_gaat_door")
    assert "geen besluit" in text
    assert "bezwaar" not in text


def test_a_second_heronderzoek_has_a_verslag_of_its_own(at):
    case, fenna, at = on_road(*REVIEWED, "continue_help", at=at)
    act(case, "start_heronderzoek", fenna, at, trigger="signal")
    act(case, "give_heronderzoek", fenna, at, **REPORT | {"question": "Het gaat weer slechter"})
    assert list(Herverslag.every.filter(case=case).values_list("question", flat=True)) == [
        REPORT["question"], "Het gaat weer slechter",
    ]  # fmt: skip


def test_a_new_period_is_a_besluit_and_leaves_the_first_as_it_was(at):
    case, fenna, at = on_road(*REVIEWED, at=at)
    act(case, "continue_period", fenna, at, ends_on="30-11-2028", reasons=WHY)
    act(case, "publish_change", fenna, at)
    first, second = Voorziening.objects.filter(case=case).order_by("pk")
    assert (first.ends_on, first.ended_on, first.standing) == (date(2027, 11, 30), None, Standing.GRANTED)
    assert (second.starts_on, second.ends_on) == (date(2027, 12, 1), date(2028, 11, 30))
    assert second.pgb_amount == first.pgb_amount
    assert Heronderzoek.objects.get(case=case).outcome == Kind.CONTINUATION


# --- herzien and intrekken


def test_a_revision_ends_the_old_help_the_day_before_and_waits_for_dispatch(at):
    case, fenna, at = on_road(*HELP, "skip_view", at=at)
    act(case, "revise", fenna, at, **REVISE | {"effective_on": "1-2-2027"})
    old = Voorziening.objects.get(case=case, standing=Standing.GRANTED)
    assert old.ended_on is None  # nothing changes until it is sent (Awb 3:40)
    act(case, "publish_change", fenna, at)
    old.refresh_from_db()
    new = Voorziening.objects.get(case=case, standing=Standing.GRANTED)
    assert (old.ended_on, old.standing) == (date(2027, 1, 31), Standing.ENDED)
    assert (new.starts_on, new.amount) == (date(2027, 2, 1), Decimal(4))
    assert window(case, "grant").due_on == window(case, "revision").due_on == date(2027, 1, 5)
    assert "maandag 1 februari 2027" in words(case, "herziening")


def test_only_ground_a_works_back_in_time(at):
    case, fenna, at = on_road(*HELP, "ask_view", "receive_view", at=at)
    for change in "bcde":
        with pytest.raises(InvalidError) as refused:
            act(case, "revoke", fenna, at, change=change, effective_on="1-11-2026", reasons=WHY)
        assert "grond a" in refused.value.errors["effective_on"][0]
    act(case, "revoke", fenna, at, change="a", effective_on="1-11-2026", reasons=WHY)


def test_a_besluit_that_waited_too_long_does_not_work_back(at):
    case, fenna, at = on_road(*HELP, "skip_view", at=at)
    act(case, "revise", fenna, at, **REVISE | {"effective_on": "1-12-2026"})
    with pytest.raises(InvalidError) as refused:
        act(case, "publish_change", fenna, at + timedelta(days=20))
    assert "kan niet terugwerken" in refused.value.errors["sent_on"][0]


def test_an_unsent_change_is_taken_back_without_a_trace_in_the_help(at):
    case, fenna, at = on_road(*REVISED, at=at)
    before = Voorziening.objects.get(case=case, standing=Standing.GRANTED)
    take_back(case, "revise", fenna, at)
    after = Voorziening.objects.get(case=case, standing=Standing.GRANTED)
    assert (after.pk, after.ended_on, after.version) == (before.pk, None, before.version)
    assert Zienswijze.objects.get(case=case, kind=Kind.REVISION).besluit is None
    act(case, "revise", fenna, at, **REVISE)  # the zienswijze counts for the next one


def test_the_zienswijze_waits_for_its_last_day_and_is_used_for_one_besluit(at):
    case, fenna, at = on_road(*HELP, at=at)
    act(case, "ask_view", fenna, at, about=["withdrawal"], intent="Wij willen stoppen")
    assert running(case, "awb.zienswijze").due_on == date(2026, 12, 8)
    with pytest.raises(RefusedError, match="08-12-2026"):
        act(case, "revoke", fenna, at, change="b", effective_on="1-2-2027", reasons=WHY)
    later = at + timedelta(days=15)
    act(case, "revoke", fenna, later, change="b", effective_on="1-2-2027", reasons=WHY)
    assert "Wij kregen geen reactie" in words(case, "intrekking")


def test_one_of_two_provisions_is_withdrawn_while_the_other_goes_on(at):
    case, fenna, at = on_road(*HELP, "ask_view", "receive_view", at=at)
    besluit = Besluit.objects.get(case=case)
    other = Voorziening.objects.create(
        case=case, person=case.person, besluit=besluit, category="12", result="Een scootmobiel",
        starts_on=date(2026, 12, 1), standing=Standing.GRANTED,
    )  # fmt: skip
    with pytest.raises(InvalidError):
        act(case, "revoke", fenna, at, change="b", effective_on="1-2-2027", reasons=WHY)
    act(case, "revoke", fenna, at, provisions=[str(other.uuid)], change="b", effective_on="1-2-2027", reasons=WHY)
    act(case, "publish_change", fenna, at)
    case.refresh_from_db()
    assert case.state == "beschikking_toegekend"
    assert Voorziening.objects.get(case=case, standing=Standing.GRANTED).category == "01"


def test_each_later_besluit_has_six_weeks_of_its_own(at):
    case, fenna, at = on_road(*REVISED, "publish_change", at=at)
    first = window(case, "revision")
    later = at + timedelta(days=7)
    act(case, "skip_view", fenna, later, about=["withdrawal"], ground="agrees", why="Zelf gevraagd")
    act(case, "revoke", fenna, later, change="b", effective_on="1-2-2027", reasons=WHY)
    act(case, "publish_change", fenna, later)
    first.refresh_from_db()
    assert first.ended_at is None
    assert window(case, "withdrawal").due_on == first.due_on + timedelta(days=7)


def test_as_many_besluiten_as_it_takes_each_with_its_window(at):
    """Nothing keeps a fifth besluit from going out while bezwaar against the first can still be made."""
    case, fenna, at = on_road(*REVISED, "publish_change", at=at)
    for number in range(3):
        later = at + timedelta(days=1 + number)
        act(case, "skip_view", fenna, later, about=["revision"], ground="agrees", why="Zelf gevraagd")
        newest = Voorziening.objects.granted().filter(case=case).latest("pk")
        change = REVISE | {"effective_on": f"1-{3 + number}-2027", "provision": str(newest.uuid)}
        act(case, "revise", fenna, later, **change)
        act(case, "publish_change", fenna, later)
    windows = Deadline.objects.filter(case=case, term="awb.bezwaar", ended_at=None).order_by("pk")
    assert [row.about for row in windows] == ["grant_1", "revision_2", "revision_3", "revision_4", "revision_5"]


def test_bezwaar_meets_the_window_of_the_besluit_it_is_about_and_no_other(at):
    case, fenna, at = on_road(*REVISED, "publish_change", at=at)
    act(case, "receive_bezwaar", fenna, at, decision="revision_2", how="post", committee="nee", words="Niet eens")
    ended = Deadline.objects.get(case=case, term="awb.bezwaar", about="revision_2")
    assert (ended.outcome, ended.ended_by) == ("met", "receive_bezwaar")
    assert window(case, "grant") is not None


# --- terugvorderen


def test_recovery_says_how_much_how_reckoned_and_what_comes_next(at):
    case, fenna, at = on_road(*INTENT, "skip_view", at=at)
    act(case, "recover", fenna, at, amount="2.520,00", computation="6 maanden van € 420", reasons=WHY)
    act(case, "publish_recovery", fenna, at)
    text = words(case, "terugvordering")
    for part in ("€ 2.520,00", "6 maanden van € 420", "dwangbevel", "artikel 2.4.1"):
        assert part in text, part
    case.refresh_from_db()
    assert case.state == "hulp_gestopt"


def test_nothing_is_recovered_after_a_withdrawal_on_another_ground(at):
    case, fenna, at = on_road(*HELP, "ask_view", "receive_view", at=at)
    act(case, "revoke", fenna, at, change="d", effective_on="1-12-2026", reasons=WHY)
    act(case, "publish_stop", fenna, at)
    with pytest.raises(RefusedError, match="grond a"):
        act(case, "recover", fenna, at, amount="100", computation="x", reasons=WHY)


# --- herstellen


def test_a_wrong_besluit_is_replaced_and_stays_in_the_history(at):
    case, fenna, at = on_road(*HELP, at=at)
    old, later = Besluit.objects.get(case=case), at + timedelta(days=5)
    act(case, "correct_grant", fenna, later, **CORRECT)
    act(case, "publish_change", fenna, later)
    new = Besluit.objects.get(case=case, replaces=old)
    assert Voorziening.objects.get(case=case, standing=Standing.GRANTED).besluit == new
    assert Voorziening.objects.get(besluit=old).standing == Standing.DROPPED
    first = Deadline.objects.get(case=case, term="awb.bezwaar", about="grant_1")
    assert (first.outcome, first.ended_by) == ("lapsed", "correct_grant")
    assert window(case, "grant").due_on == date(2027, 1, 11)  # 10 January is a Sunday
    assert "in de plaats van dat van 24 november 2026" in words(case, "herstelbesluit")


def test_a_refusal_can_become_help_and_help_a_refusal(at):
    case, fenna, at = on_road(*HELP, at=at)
    act(case, "correct_refusal", fenna, at, ground="usual", reasons=WHY)
    act(case, "publish_correction_refusal", fenna, at)
    case.refresh_from_db()
    assert case.state == "beschikking_afgewezen"
    assert not Voorziening.objects.granted().filter(case=case).exists()
    act(case, "correct_grant", fenna, at, **CORRECT)
    act(case, "publish_change", fenna, at)
    case.refresh_from_db()
    assert case.state == "beschikking_toegekend"


def test_what_was_right_in_the_wrong_besluit_stays(at):
    case, fenna, at = on_road(*HELP, at=at)
    besluit = Besluit.objects.get(case=case)
    right = Voorziening.objects.create(
        case=case, person=case.person, besluit=besluit, category="12", result="Een scootmobiel",
        starts_on=date(2026, 12, 1), standing=Standing.GRANTED,
    )  # fmt: skip
    act(case, "correct_grant", fenna, at, **CORRECT | {"keeps": [str(right.uuid)]})
    act(case, "publish_change", fenna, at)
    assert sorted(Voorziening.objects.granted().filter(case=case).values_list("category", flat=True)) == ["07", "12"]
