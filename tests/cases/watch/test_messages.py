"""A signal becomes a message: one a day for ordinary terms, alone for what cannot wait, to who works on it now."""

from datetime import date, datetime

import pytest

from cases.actions.deliver import deliver_outbox, retry_after
from cases.actions.notify import NobodyToTellError, mark_read, tell
from cases.actions.watch import sweep
from cases.models import (
    Case,
    CaseGrant,
    Deadline,
    Message,
    MessageItem,
    MessageKind,
    Outbox,
    Team,
    TeamMembership,
    User,
)
from cases.queries.recipients import recipients_of
from tests.cases.watch.moments import moment
from tests.factories.case import act, make_case, make_team, make_user
from tests.toylaw import law as toylaw

pytestmark = pytest.mark.django_db
DAY = moment("2027-01-12 0.05")


def decide(case: Case) -> Deadline:
    return case.deadlines.get(term="toylaw.decide")


def told(kind: str = "nearing") -> list[str]:
    rows = MessageItem.objects.filter(signal_kind=kind, deadline__term="toylaw.decide")
    return sorted(rows.values_list("message__recipient__username", flat=True))


def test_ordinary_terms_share_one_message_a_day(fenna: User, at: datetime) -> None:
    for _ in range(3):
        make_case(fenna, at, handler=fenna)
    sweep("a", at=moment("2026-12-02"))  # the own plans close
    Message.objects.all().delete()
    sweep("a", at=DAY)
    message = fenna.messages.get(kind=MessageKind.DAILY)
    assert (message.day, message.read_at, message.items.count()) == (date(2027, 1, 12), None, 3)


def test_a_day_is_a_day_in_amsterdam(fenna: User, at: datetime) -> None:
    case = make_case(fenna, at, handler=fenna)
    tell(deadline_id=decide(case).pk, kind="nearing", due_version=1, at=moment("2027-01-12 23.59"))
    other = make_case(fenna, at, handler=fenna)
    tell(deadline_id=decide(other).pk, kind="nearing", due_version=1, at=moment("2027-01-13 0.01"))
    assert list(fenna.messages.order_by("day").values_list("day", flat=True)) == [date(2027, 1, 12), date(2027, 1, 13)]


def test_a_term_that_is_over_comes_alone(case: Case, fenna: User) -> None:
    sweep("a", at=moment("2027-01-12"))
    sweep("a", at=moment("2027-01-20"))
    kinds = fenna.messages.filter(items__deadline__term="toylaw.decide").order_by("day").values_list("kind", flat=True)
    assert list(kinds) == [MessageKind.DAILY, MessageKind.SINGLE]


def test_an_urgent_term_comes_alone_also_at_night_in_the_weekend(fenna: User) -> None:
    friday_night = moment("2026-12-04 22.00")
    case = make_case(
        fenna, friday_night, key="urgent_request", data={"received_on": friday_night.date()}, handler=fenna
    )
    sweep("a", at=moment("2026-12-06 16.00"))  # Sunday, 6 hours before the end
    message = fenna.messages.get()
    assert message.kind == MessageKind.SINGLE
    assert message.items.get().deadline == case.deadlines.get(term="toylaw.urgent")


def test_after_a_pause_of_the_watcher_only_the_last_warning_is_told(case: Case) -> None:
    sweep("a", at=moment("2027-03-01"))
    assert (told("nearing"), told("breach")) == ([], ["fenna"])


def test_telling_twice_changes_nothing(case: Case, fenna: User) -> None:
    for _ in range(2):
        tell(deadline_id=decide(case).pk, kind="nearing", due_version=1, at=DAY)
        tell(deadline_id=decide(case).pk, kind="breach", due_version=1, at=DAY)
    assert (fenna.messages.count(), told("nearing"), told("breach")) == (2, ["fenna"], ["fenna"])


def test_news_makes_a_message_of_today_unread_again(fenna: User, at: datetime) -> None:
    first, second = make_case(fenna, at, handler=fenna), make_case(fenna, at, handler=fenna)
    tell(deadline_id=decide(first).pk, kind="nearing", due_version=1, at=DAY)
    message = fenna.messages.get()
    upto = message.items.latest("pk").pk
    assert mark_read(user=fenna, message=message.pk, upto=upto, at=DAY)
    tell(deadline_id=decide(second).pk, kind="nearing", due_version=1, at=DAY)
    message.refresh_from_db()
    assert message.read_at is None
    assert not mark_read(user=fenna, message=message.pk, upto=upto, at=DAY)  # the second line was never on the page


def test_what_ended_or_moved_meanwhile_is_not_told(case: Case, fenna: User) -> None:
    deadline = decide(case)
    assert tell(deadline_id=deadline.pk, kind="nearing", due_version=2, at=DAY) == 0
    act(case, "withdraw", fenna, DAY)
    assert tell(deadline_id=deadline.pk, kind="nearing", due_version=1, at=DAY) == 0
    assert Message.objects.count() == 0


# --- who is told -----------------------------------------------------------------------------------


def test_without_a_handler_the_team_is_told_who_may_work_on_this_law(team: Team, fenna: User, at: datetime) -> None:
    make_user("karim", "toylaw.decide", team=team)
    make_user("inge", "cases.register", team=team)  # no right of this law
    make_user("west", "toylaw.work", team=make_team("west", "Wijkteam West"))
    gone = make_user("gone", "toylaw.work", team=team)
    TeamMembership.objects.filter(user=gone).update(ends_on=date(2027, 1, 11))
    left = make_user("left", "toylaw.work", team=team)
    User.objects.filter(pk=left.pk).update(is_active=False)
    case = make_case(fenna, at)
    tell(deadline_id=decide(case).pk, kind="nearing", due_version=1, at=DAY)
    assert told() == ["fenna", "karim"]


def test_a_handler_who_left_is_replaced_by_the_stand_in(team: Team, fenna: User, case: Case) -> None:
    stand_in = make_user("karim", "toylaw.work", team=team)
    make_user("bo", "toylaw.work", team=team)
    User.objects.filter(pk=fenna.pk).update(is_active=False, stand_in=stand_in)
    tell(deadline_id=decide(case).pk, kind="nearing", due_version=1, at=DAY)
    assert told() == ["karim"]


def test_a_handler_who_may_no_longer_see_the_case_is_not_told(team: Team, fenna: User, case: Case) -> None:
    make_user("bo", "toylaw.work", team=team)
    fenna.groups.clear()
    tell(deadline_id=decide(case).pk, kind="nearing", due_version=1, at=DAY)
    assert told() == ["bo"]


def test_a_handler_who_left_without_a_stand_in_is_replaced_by_the_team(team: Team, fenna: User, case: Case) -> None:
    make_user("bo", "toylaw.work", team=team)
    User.objects.filter(pk=fenna.pk).update(is_active=False)
    tell(deadline_id=decide(case).pk, kind="nearing", due_version=1, at=DAY)
    assert told() == ["bo"]


def test_a_grant_whose_two_people_left_is_told_to_the_team(team: Team, fenna: User, case: Case) -> None:
    """Who looked under it and who gave it are both gone: somebody else must review it."""
    looked, gave = make_user("ria", team=team), make_user("wim", team=team)
    grant = CaseGrant(pk=1, content_object=case, user=looked, granted_by=gave)
    row = Deadline(grant=grant, law="toylaw", term="toylaw.review_grant")
    assert recipients_of(row, DAY) == [looked]
    looked.is_active = False
    assert recipients_of(row, DAY) == [gave]
    gave.is_active = False
    assert recipients_of(row, DAY) == [fenna]


def test_where_nobody_works_the_message_waits_and_is_visible(case: Case, fenna: User) -> None:
    User.objects.filter(pk=fenna.pk).update(is_active=False)
    done = sweep("a", at=DAY)
    assert (done.delivered, done.failed) == (0, 2)
    waiting = Outbox.objects.get(payload__deadline=decide(case).pk)
    assert (waiting.sent_at, waiting.failure, waiting.attempts) == (None, NobodyToTellError.__name__, 1)
    User.objects.filter(pk=fenna.pk).update(is_active=True)
    Outbox.objects.update(not_before="2020-01-01T00:00Z")  # the wait is over
    assert deliver_outbox(at=DAY, limit=10) == (2, 0)
    assert told() == ["fenna"]


# --- the outbox ------------------------------------------------------------------------------------


def queue(key: str, kind: str, **payload: object) -> Outbox:
    past = moment("2020-01-01")
    return Outbox.objects.create(key=key, kind=kind, payload=payload, created_at=past, not_before=past)


def test_a_poison_message_backs_off_and_holds_up_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toylaw, "HANDLED", handled := [])
    poison = queue("a", "nonsense")
    gone = queue("b", "reaction", law="toylaw", handler="vanished", event=1)
    queue("c", "reaction", law="toylaw", handler="remember", event=42)
    assert deliver_outbox(at=DAY, limit=10) == (1, 2)
    assert handled == [42]
    for row in (poison, gone):
        row.refresh_from_db()
        assert (row.sent_at, row.attempts, row.failure) == (None, 1, "ContractError")
    assert deliver_outbox(at=DAY, limit=10) == (0, 0)


def test_a_reaction_of_a_law_runs_once(case: Case, fenna: User, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toylaw, "HANDLED", handled := [])
    act(case, "plan_hearing", fenna, at, hearing_on="2027-01-06")
    decider = make_user("dewi", "toylaw.decide", team=case.team)
    Case.objects.filter(pk=case.pk).update(title="Een scootmobiel")
    act(case, "grant", decider, at, weeks=4)
    assert [deliver_outbox(at=at, limit=10), deliver_outbox(at=at, limit=10)] == [(1, 0), (0, 0)]
    assert len(handled) == 1


def test_a_batch_stops_at_its_limit() -> None:
    for n in range(3):
        queue(str(n), "reaction", law="toylaw", handler="remember", event=1000 + n)
    assert [deliver_outbox(at=DAY, limit=2), deliver_outbox(at=DAY, limit=2)] == [(2, 0), (1, 0)]


def test_the_wait_grows_to_an_hour_and_no_further() -> None:
    waits = [retry_after(n).total_seconds() for n in (1, 2, 3, 10, 30_000)]
    assert waits == [10, 20, 40, 3600, 3600]
