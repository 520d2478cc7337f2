"""What the side roads show on the page of a case: the red banner, what a day later costs, and what was recorded."""

# ruff: noqa: ARG001 - every panel gets the case and the reader

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from cases.awb import facts
from cases.contract import Certainty, Panel, Slot, awb
from cases.models import Case, Deadline, Message, User
from cases.queries.bring import bring
from cases.queries.signed_in import moment_of
from cases.queries.terms import calendar, confirmed_references, proof_of
from cases.rules.calendar import local_day
from cases.rules.penalty import Day, euro
from cases.rules.wording import days as in_words

Context = Mapping[str, object]
RELATIONS = ("completions", "standstills", "delay_notices", "default_notices", "penalties", "objection")
MARKS = (1, 7, 14, 28, 42)  # the days of the dwangsom that the table shows
COURT = awb.article("6:12", certainty=Certainty.MEMORY)


def panels(work: str) -> tuple[Panel, ...]:
    """The panels of the side roads, for who may do `work`."""
    rows = (
        ("ingebreke", "In gebreke gesteld", Slot.TOP, in_default, 1),
        ("dwangsom", "Dwangsom", Slot.CASE, cost, 2),
        ("uitstel", "Uitstel en brieven over de termijn", Slot.CASE, recorded, 90),
        ("rechter", "Naar de rechter", Slot.ASIDE, court, 90),
    )
    return tuple(
        Panel(
            key=key, label=label, slot=slot, template=f"cases/awb/{key}.html", context=context,
            permission=work, order=order,
        )
        for key, label, slot, context, order in rows
    )  # fmt: skip


def in_default(case: Case, user: User) -> Context:
    """The red banner, while the two weeks or the dwangsom run."""
    clock = facts.running(case, facts.NOTICE)
    if clock is None:
        return {}
    at = moment_of(user)
    assert clock.due_on is not None
    left = (clock.due_on - local_day(at)).days
    found = facts.penalty_of(case, at)
    assert found is not None
    return {
        "left": "Vandaag" if left == 0 else f"Nog {in_words(left)}" if left > 0 else "Dwangsom",
        "over": left < 0,
        "due_on": clock.due_on,
        "received_on": clock.starts_on,
        "first_day": found.first,
        "day": len([day for day in found.days if day.day <= local_day(at)]),
        "owed": euro(found.due.total) if found.due else euro(found.days[0].total * 0),
        "most": euro(found.days[-1].total),
        "today": local_day(at),
    }


def cost(case: Case, user: User) -> Context:
    """What a day later costs, with the proof of the two weeks; after the besluit what it did cost."""
    clock = facts.newest(case, {facts.NOTICE})
    if clock is None:
        return {}
    at = moment_of(user)
    found = facts.penalty_of(case, at)
    assert found is not None
    decided = max(case.penalties.all(), key=lambda row: row.pk, default=None)
    return {
        "rows": _rows(found, clock) if not found.stopped else (),
        "stopped": found.stopped,
        "due": found.due,
        "owed": euro(found.due.total) if found.due else "",
        "decided": decided,
        "decided_amount": euro(decided.amount) if decided else "",
        "proof": proof_of(clock, calendar(), at, confirmed_references()),
        "first_day": awb.DWANGSOM_EERSTE_DAG,
        "first": found.first,
        "amounts_from": awb.DWANGSOM_BEDRAGEN[0][2].basis.valid_from,
        "knows": _who_knows(case, clock),
        "today": local_day(at),
    }


def court(case: Case, user: User) -> Context:
    """After the two weeks the applicant may go to court as well."""
    clock = facts.running(case, facts.NOTICE)
    return {"after": clock.due_on, "basis": COURT} if clock else {}


def recorded(case: Case, user: User) -> Context:
    """What was asked, told and received about the term."""
    bring([case], *RELATIONS)
    found: dict[str, list[Any]] = {
        "completions": _newest_first(case.completions.all()),
        "standstills": _newest_first(case.standstills.all()),
        "delays": _newest_first(case.delay_notices.all()),
        "notices": _newest_first(case.default_notices.all()),
    }
    return {**found, "today": local_day(moment_of(user))} if any(found.values()) else {}


def _newest_first(rows: Iterable[Any]) -> list[Any]:
    return sorted(rows, key=lambda row: row.pk, reverse=True)


def _rows(found: facts.PenaltyFacts, clock: Deadline) -> list[Mapping[str, object]]:
    """No besluit until and with this day: so much."""
    assert clock.due_on is not None
    free = found.first - timedelta(days=1)
    rows: list[Mapping[str, object]] = [{"day": free, "number": "–", "per_day": "€ 0", "total": "€ 0"}]
    shown = [day for day in found.days if day.number in MARKS or (found.due and day.number == found.due.number)]
    return [*rows, *(_row(day, found.due) for day in shown)]


def _row(day: Day, due: Day | None) -> Mapping[str, object]:
    return {
        "day": day.day,
        "number": day.number,
        "per_day": euro(day.per_day),
        "total": euro(day.total),
        "reached": due is not None and day.number <= due.number,
    }


def _who_knows(case: Case, clock: Deadline) -> list[tuple[str, datetime | None]]:
    """Who handles it, and who got a message about this term."""
    told = Message.objects.filter(items__deadline=clock).select_related("recipient").order_by("created_at", "pk")
    found = {message.recipient.display_name: message.created_at for message in reversed(told)}
    handler = [(f"{case.handler.display_name}, behandelt", None)] if case.handler else []
    return [*handler, *((name, at) for name, at in sorted(found.items(), key=lambda row: row[1]))]
