"""The work list: which cases, in which band, in which order, and never one that the reader may not see."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from cases.actions.deadline import close_window
from cases.models import Case, CaseGrant, Deadline, Message, MessageItem, Outcome, Suspension, User
from cases.queries.today import due_today, unread
from cases.queries.worklist import Wanted, Worklist, worklist
from cases.queries.worklist_rows import Band
from cases.rules.calendar import end_of_day
from tests.factories.case import act, make_case, make_team, make_user
from tests.factories.person import make_household, make_person

pytestmark = pytest.mark.django_db
TEAM = Wanted(which="team")
FIRST = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)  # when nothing is late yet


@pytest.fixture
def fenna() -> User:
    return make_user("fenna", "toylaw.work", "toylaw.decide", team=make_team())


def opened(
    actor: User | None, received_on: date, name: str, at: datetime, *, key: str = "request", **extra: Any
) -> Case:
    person = make_person()
    household = make_household((person, "other"), name=name)
    data = {"received_on": received_on, "wish": f"Vraag van {name}"}
    return make_case(actor, at, key=key, data=data, person=person, household=household, **extra)


def bands(found: Worklist) -> list[tuple[str, list[str]]]:
    return [(group.title, [row.name for row in group.rows]) for group in found.groups]


def one(found: Worklist, name: str) -> Any:
    return next(row for row in found.rows if row.name == name)


# --- bands and order ------------------------------------------------------------------------------


def test_bands_in_order_and_by_time_left_within_each(fenna: User, at: datetime) -> None:
    for name, received in [
        ("Later", date(2026, 11, 20)),
        ("Eerder", date(2026, 10, 26)),
        ("Vandaag", date(2026, 9, 29)),  # eight weeks later is 24 November
        ("Zeven dagen", date(2026, 10, 6)),
        ("Acht dagen", date(2026, 10, 7)),
        ("Een dag te laat", date(2026, 9, 28)),
        ("Lang te laat", date(2026, 9, 21)),
    ]:
        opened(None, received, name, at)
    opened(None, date(2026, 11, 24), "Spoed straks", at, key="urgent_request")
    opened(None, date(2026, 11, 22), "Spoed nu", at - timedelta(hours=40), key="urgent_request")
    still = opened(None, date(2026, 11, 2), "Stil", at - timedelta(days=10))
    act(still, "ask_more", None, at - timedelta(days=3), until=date(2026, 12, 7))
    sooner = opened(None, date(2026, 11, 2), "Stil tot morgen", at - timedelta(days=10))
    act(sooner, "ask_more", None, at - timedelta(days=3), until=date(2026, 11, 25))

    assert bands(worklist(fenna, TEAM, at)) == [
        ("Spoed: handel binnen 48 uur", ["Spoed nu", "Spoed straks"]),
        ("Te laat", ["Lang te laat", "Een dag te laat"]),
        ("Binnen 7 dagen", ["Vandaag", "Zeven dagen"]),
        ("Later", ["Acht dagen", "Eerder", "Later"]),
        ("Termijn staat stil", ["Stil tot morgen", "Stil"]),
    ]


def test_a_row_says_what_the_contract_says(fenna: User, at: datetime) -> None:
    opened(None, date(2026, 9, 21), "Postma", at, handler=fenna)
    row = one(worklist(fenna, Wanted(), at), "Postma")
    assert (row.title, row.law.short_name, row.state_label) == ("Vraag van Postma", "Speel", "Gevraagd")
    assert (row.clock.remaining_text, row.clock.day_text) == ("8 dagen te laat", "ma 16 nov")
    assert (row.term_label, row.is_norm, row.step) == ("Besluit", False, "Ken toe")
    assert row.handler == fenna


def test_without_a_subject_the_row_begins_with_the_own_words(fenna: User, at: datetime) -> None:
    make_case(None, at)
    row = worklist(fenna, TEAM, at).rows[0]
    assert row.title == ""
    assert row.own_words.startswith("Ik wil graag meedoen, maar")
    assert row.own_words.endswith(" …")


def test_late_begins_the_moment_after_the_last_day(fenna: User, at: datetime) -> None:
    opened(None, date(2026, 9, 29), "Postma", at)
    end = end_of_day(date(2026, 11, 24))
    assert one(worklist(fenna, TEAM, end - timedelta(seconds=1)), "Postma").band is Band.SOON
    found = worklist(fenna, TEAM, end)
    assert one(found, "Postma").band is Band.LATE
    assert found.late == Deadline.objects.overdue(end).values("case").distinct().count() == 1
    assert all(row.is_overdue(end) == (row in Deadline.objects.overdue(end)) for row in Deadline.objects.all())


def test_a_case_without_a_term_stands_in_later_with_its_next_step(fenna: User, at: datetime) -> None:
    case = opened(None, date(2026, 11, 20), "Postma", at)
    Deadline.objects.filter(case=case).delete()
    row = one(worklist(fenna, TEAM, at), "Postma")
    assert (row.band, row.clock, row.term_label) == (Band.LATER, None, "")
    opened(None, date(2026, 11, 20), "Met termijn", at)
    assert bands(worklist(fenna, TEAM, at)) == [("Later", ["Met termijn", "Postma"])]


def test_a_closed_case_is_no_work(fenna: User, at: datetime) -> None:
    case = opened(None, date(2026, 11, 20), "Postma", at, handler=fenna)
    act(case, "withdraw", None, at)
    found = worklist(fenna, TEAM, at)
    assert (found.rows, [tab.count for tab in found.tabs]) == ((), [0, 0, 0])


# --- windows and standing still --------------------------------------------------------------------


def test_a_window_decides_nothing_while_a_term_of_ours_runs(fenna: User, at: datetime) -> None:
    opened(None, date(2026, 11, 20), "Postma", at)  # "Eigen plan" ends in three days, the decision in eight weeks
    row = one(worklist(fenna, TEAM, at), "Postma")
    assert (row.band, row.term_label) == (Band.LATER, "Besluit")


def test_a_window_that_is_over_is_never_late(fenna: User, at: datetime) -> None:
    case = opened(None, date(2026, 11, 10), "Postma", at)
    Deadline.objects.filter(case=case, term="toylaw.decide").update(
        ended_at=at, ended_on=at.date(), outcome=Outcome.MET, ended_by="grant"
    )
    window = Deadline.objects.get(case=case, term="toylaw.window")
    assert window.due_at < at
    assert not window.is_overdue(at)
    found = worklist(fenna, TEAM, at)
    row = one(found, "Postma")
    assert (row.band, row.clock.remaining_text, row.clock.tone, found.late) == (Band.LATER, "voorbij", "", 0)
    assert due_today(Case.objects.all(), window.due_at - timedelta(hours=1)) == ()  # nor does it press on its last day

    close_window(deadline_id=window.pk, at=at)  # what starts at its end is ours: three working days, long over
    assert one(worklist(fenna, TEAM, at), "Postma").term_label == "Na het plan"
    assert worklist(fenna, TEAM, at).late == 1


def test_an_urgent_clock_runs_on_while_the_decision_stands_still(fenna: User, at: datetime) -> None:
    case = opened(None, date(2026, 11, 24), "Postma", at, key="urgent_request")
    act(case, "ask_more", None, at, until=date(2026, 12, 7))
    later = at + timedelta(hours=30)
    row = one(worklist(fenna, TEAM, later), "Postma")
    assert (row.band, row.clock.remaining_text, row.clock.tone) == (Band.URGENT, "nog 18 uur", "is-spoed")
    act(case, "contact", None, later)
    row = one(worklist(fenna, TEAM, later), "Postma")
    assert (row.band, row.clock.remaining_text) == (Band.STILL, "staat stil")


def test_standing_still_names_the_reason_the_last_day_and_what_ends_it(fenna: User, at: datetime) -> None:
    case = opened(None, date(2026, 11, 2), "Postma", at)
    act(case, "ask_more", None, at, until=date(2026, 12, 7))
    row = one(worklist(fenna, TEAM, at), "Postma")
    assert row.clock.day_text == "t/m ma 7 dec"
    assert (row.pause, row.step) == ("Brief “vul aan” verstuurd", "Aangevuld")


def test_a_suspension_that_ran_out_unseen_is_shown_as_it_is(fenna: User, at: datetime) -> None:
    """The watcher may be down for a week: no list says that a term stands still that runs, or hides it below."""
    case = opened(None, date(2026, 9, 7), "Postma", FIRST + timedelta(days=7))
    act(case, "ask_more", None, FIRST + timedelta(days=20), until=date(2026, 9, 28))
    assert Deadline.objects.get(case=case, term="toylaw.decide").suspended
    assert Suspension.objects.get().completed_on is None
    opened(None, date(2026, 10, 2), "Binnenkort", at)
    found = worklist(fenna, TEAM, at)
    assert bands(found) == [("Te laat", ["Postma"]), ("Binnen 7 dagen", ["Binnenkort"])]
    assert one(found, "Postma").clock.day_text == "ma 9 nov"  # 2 November and the seven days from 21 until 28 September
    assert Deadline.objects.get(case=case, term="toylaw.decide").suspended  # a page writes nothing


# --- urgent ---------------------------------------------------------------------------------------


def test_marks_come_from_the_urgent_terms_and_say_who_holds_it(fenna: User, at: datetime) -> None:
    case = opened(None, date(2026, 11, 24), "Postma", at, key="urgent_request", handler=fenna)
    row = one(worklist(fenna, TEAM, at), "Postma")
    assert [(mark.label, mark.done) for mark in row.marks] == [("Eerste contact", False)]
    assert (row.step, row.handler, row.is_norm) == ("Eerste contact", fenna, True)
    assert row.law_text == "wet: besluit uiterlijk di 19 jan 2027"
    act(case, "attempt", fenna, at)
    assert not one(worklist(fenna, TEAM, at), "Postma").marks[0].done
    act(case, "contact", fenna, at)
    row = one(worklist(fenna, TEAM, at), "Postma")
    assert (row.band, row.marks) == (Band.LATER, ())


def test_an_urgent_case_that_is_late_is_both(fenna: User, at: datetime) -> None:
    opened(None, date(2026, 11, 20), "Postma", at - timedelta(hours=50), key="urgent_request")
    found = worklist(fenna, TEAM, at)
    row = one(found, "Postma")
    assert (row.band, row.clock.remaining_text) == (Band.URGENT, "2 uur te laat")
    assert (found.households, found.urgent, found.late) == (1, 1, 1)


# --- lists, filters, groups, paging ------------------------------------------------------------------


def test_lists_and_their_counts(fenna: User, at: datetime) -> None:
    karim = make_user("karim", "toylaw.work", team=make_team())
    opened(None, date(2026, 11, 20), "Van mij", at, handler=fenna)
    opened(None, date(2026, 11, 20), "Van Karim", at, handler=karim)
    opened(None, date(2026, 11, 20), "Van niemand", at)
    found = worklist(fenna, Wanted(), at)
    assert [(tab.label, tab.count) for tab in found.tabs] == [
        ("Van mij", 1),
        ("Wijkteam Oost", 3),
        ("Nog niet verdeeld", 1),
    ]
    names = {
        which: {row.name for row in worklist(fenna, Wanted(which=which), at).rows} for which in ("mij", "vrij", "team")
    }
    assert names["mij"] == {"Van mij"}
    assert names["vrij"] == {"Van niemand"}
    assert len(names["team"]) == 3
    assert worklist(fenna, Wanted(which="bestaat niet"), at).current.which == "mij"
    assert worklist(fenna, Wanted(which="team", team="west"), at).current.label == "Wijkteam Oost"


def test_filters_and_groups(fenna: User, at: datetime) -> None:
    opened(None, date(2026, 11, 20), "Gevraagd", at)
    granted = opened(None, date(2026, 11, 20), "Toegekend", at)
    act(granted, "grant", None, at, weeks=4)
    opened(None, date(2026, 11, 24), "Spoed", at, key="urgent_request")
    chosen = worklist(fenna, Wanted(which="team", phase="execution"), at)
    assert [row.name for row in chosen.rows] == ["Toegekend"]
    assert chosen.current.count == 3
    assert chosen.households == 3  # the head counts the list, not what the filter left of it
    assert worklist(fenna, Wanted(which="team", phase="decision"), at).groups == ()
    by_phase = bands(worklist(fenna, Wanted(which="team", group="fase"), at))
    assert by_phase == [
        ("Spoed: handel binnen 48 uur", ["Spoed"]),
        ("Onderzoek", ["Gevraagd"]),
        ("Uitvoering", ["Toegekend"]),
    ]
    by_law = bands(worklist(fenna, Wanted(which="team", group="wet"), at))
    assert by_law == [("Spoed: handel binnen 48 uur", ["Spoed"]), ("Speel", ["Toegekend", "Gevraagd"])]
    assert len(worklist(fenna, Wanted(which="team", law="toylaw"), at).rows) == 3


@pytest.mark.parametrize("group", ["tijd", "wet", "fase"])
def test_a_cap_hides_the_least_pressing_and_says_which_comes_next(fenna: User, at: datetime, group: str) -> None:
    for day in (20, 19, 18):
        opened(None, date(2026, 11, day), f"Gewoon {day}", at)
    opened(None, date(2026, 11, 24), "Spoed", at, key="urgent_request")
    found = worklist(fenna, Wanted(which="team", shown=2, group=group), at)
    assert [row.name for row in found.rows] == ["Spoed", "Gewoon 18"]
    assert found.next_number == Case.objects.get(household__name="Gewoon 19").number
    assert worklist(fenna, Wanted(which="team", shown=4, group=group), at).next_number == ""


# --- the gate -----------------------------------------------------------------------------------------


def test_nothing_of_another_team_or_law_is_shown_or_counted(fenna: User, at: datetime) -> None:
    other = opened(None, date(2026, 9, 29), "Andere", at, team=make_team("west", "Wijkteam West"))
    message = Message.objects.create(recipient=fenna, kind="single", day=at.date(), created_at=at)
    deadline = Deadline.objects.get(case=other, term="toylaw.decide")
    MessageItem.objects.create(message=message, deadline=deadline, signal_kind="nearing", due_version=1, added_at=at)
    no_law = make_user("zonder", team=make_team("west", "Wijkteam West"))
    for user in (fenna, no_law):
        for which in ("mij", "team", "vrij", "mee"):
            found = worklist(user, Wanted(which=which), at)
            assert found.rows == ()
            assert {tab.count for tab in found.tabs} == {0}
            assert (found.households, found.urgent, found.late) == (0, 0, 0)
    assert unread(fenna, at) == ()


def test_a_granted_case_stands_in_a_list_of_its_own(fenna: User) -> None:
    at = timezone.now()
    case = opened(None, at.date(), "Meekijken", at, team=make_team("west", "Wijkteam West"))
    assert [tab.which for tab in worklist(fenna, Wanted(), at).tabs] == ["mij", "team", "vrij"]
    CaseGrant.objects.create(
        user=fenna, content_object=case, granted_by=make_user("chef"), reason="collegiale toets",
        permission=Permission.objects.get(codename="toylaw.work"),
        valid_from=at - timedelta(days=1), valid_until=at + timedelta(days=1),
    )  # fmt: skip
    found = worklist(User.objects.get(pk=fenna.pk), Wanted(which="mee"), at)  # of the next request
    assert (found.current.label, found.current.count) == ("Ik kijk mee", 1)
    assert [row.name for row in found.rows] == ["Meekijken"]
    assert not found.rows[0].may_take
