"""What happens after the besluit: the order, whether the help began, the CAK, and the end of the help."""

from datetime import date, timedelta

from django.db.models import QuerySet

from cases.contract import Step, local_day
from wmo import facts
from wmo.actions import note_reason
from wmo.decide import Input
from wmo.models import Beeindiging, Bijdrage, Form, Opdracht, Standing, Voorziening, What
from wmo.questions import answer, ask_whether_started, forget
from wmo.wijziging import conclude, end

WEEK = timedelta(weeks=1)
SVB = "Sociale Verzekeringsbank (SVB)"


def order(step: Step[Input]) -> None:
    """The order goes out; somebody asks a week after the first day whether the help began."""
    row: Voorziening = step.act["row"]
    sent: date = step.act["sent_on"]
    in_kind = row.form == Form.IN_KIND
    ask_on = max(row.starts_on, sent) + WEEK
    Opdracht.objects.create(
        case=step.case,
        voorziening=row,
        what=What.START,
        receiver=step.act["receiver"] if in_kind else SVB,
        address=step.act["address"] if in_kind else "",
        sent_on=sent,
        ask_on=ask_on,
    )
    ask_whether_started(step.case, row, ask_on, actor=step.actor, at=step.at, via=step.via)


def order_stop(step: Step[Input]) -> None:
    """To whom the order went, the end goes."""
    row: Voorziening = step.act["row"]
    begun = Opdracht.objects.get(voorziening=row, what=What.START)
    Opdracht.objects.create(
        case=step.case,
        voorziening=row,
        what=What.STOP,
        receiver=begun.receiver,
        address=begun.address,
        sent_on=step.act["sent_on"],
    )


def keep_start(step: Step[Input]) -> None:
    """The help began: with the first of the case the contribution begins, and the CAK has to hear it."""
    row: Voorziening = step.act["row"]
    day: date = step.act["help_started_on"]
    Voorziening.objects.filter(pk=row.pk).update(help_started_on=day)
    if step.act["cak"]:
        Bijdrage.objects.create(case=step.case, started_on=day)
    answer(step, row, yes=True, day=day)


def keep_no_start(step: Step[Input]) -> None:
    """Not yet: why is for colleagues, and it is asked again."""
    row: Voorziening = step.act["row"]
    note_reason(step)
    Opdracht.objects.filter(voorziening=row, what=What.START).update(ask_on=step.act["ask_on"])
    answer(step, row, yes=False, because=step.act["reason"])
    ask_whether_started(step.case, row, step.act["ask_on"], actor=step.actor, at=step.at, via=step.via)


def report_start(step: Step[Input]) -> None:
    _open_contribution(step).update(reported_on=step.act["reported_on"])


def keep_no_contribution(step: Step[Input]) -> None:
    _open_contribution(step).update(no_reason=step.act["reason"])


def report_stop(step: Step[Input]) -> None:
    """The last help of this person ended: so does the contribution, on its last day."""
    found = facts.contribution(step.case)
    assert found is not None
    ends = [row.last_day for row in facts.in_force(step.case) if row.help_started_on and row.last_day]
    last = max(max(ends, default=local_day(step.at)), found.started_on)
    Bijdrage.objects.filter(pk=found.pk).update(stopped_on=last, stop_reported_on=step.act["reported_on"])


def _open_contribution(step: Step[Input]) -> QuerySet[Bijdrage]:
    return Bijdrage.objects.filter(case=step.case, stopped_on=None)


def stop_help(step: Step[Input]) -> None:
    """Every voorziening ends on this day; what would begin later never begins."""
    stop = Beeindiging.objects.create(
        case=step.case,
        reason=step.act["reason"],
        stops_on=step.act["stops_on"],
        explanation=step.act["explanation"],
        by=step.actor,
    )
    for row in Voorziening.objects.filter(case=step.case, standing=Standing.GRANTED):
        end(row, stop.stops_on, ended_with=stop)
    conclude(step.case, local_day(step.at))
    forget(step)


def resume_help(step: Step[Input]) -> None:
    """It was stopped by mistake, and nobody had been told."""
    stop = Beeindiging.objects.filter(case=step.case).last()
    assert stop is not None
    rows = Voorziening.objects.filter(ended_with=stop)
    rows.update(standing=Standing.GRANTED, ended_on=None, ended_with=None)
    stop.delete()
