"""What the side roads of the Awb write, inside the transaction of `perform()`. The terms follow by themselves."""

from typing import Any

from cases.actions.letter import send
from cases.awb import facts
from cases.contract import CaseError, Step
from cases.models import Completion, DefaultNotice, DelayNotice, Penalty, Standstill

Input = dict[str, Any]


def keep_request(step: Step[Input]) -> None:
    act = step.act
    Completion.objects.create(case=step.case, missing=act["missing"], ends_by=act["ends_by"], asked_at=step.at)


def send_request(step: Step[Input]) -> None:
    asked = step.case.completions.order_by("-pk")[0]
    asked.sent_on = step.act["sent_on"]
    asked.save(update_fields=["sent_on"])
    send_letter(step, "herstel")


def keep_completion(step: Step[Input]) -> None:
    asked = step.case.completions.exclude(sent_on=None).order_by("-pk")[0]
    asked.completed_on, asked.sufficient = step.act["runs_again_on"], step.act["sufficient"]
    asked.remark = step.act["remark"]
    asked.save(update_fields=["completed_on", "sufficient", "remark"])


def keep_abroad(step: Step[Input]) -> None:
    ground = Standstill.Ground.ABROAD
    Standstill.objects.create(case=step.case, ground=ground, reason=step.act["reason"], recorded_at=step.at)


def send_abroad(step: Step[Input]) -> None:
    found = step.case.standstills.filter(ground=Standstill.Ground.ABROAD).order_by("-pk")[0]
    found.since = step.act["sent_on"]
    found.save(update_fields=["since"])
    send_letter(step, "opschorting_buitenland")


def keep_standstill(step: Step[Input]) -> None:
    fields = {name: step.act[name] for name in ("ground", "since", "until", "reason", "expected_on")}
    Standstill.objects.create(case=step.case, recorded_at=step.at, **fields)


def end_standstill(step: Step[Input]) -> None:
    found = step.case.standstills.exclude(since=None).order_by("-pk")[0]
    found.ended_on = step.act["runs_again_on"]
    found.save(update_fields=["ended_on"])


def keep_delay(step: Step[Input]) -> None:
    fields = {name: step.act[name] for name in ("reason", "expected_on")}
    DelayNotice.objects.create(case=step.case, written_at=step.at, **fields)


def send_delay(step: Step[Input]) -> None:
    notice = step.case.delay_notices.order_by("-pk")[0]
    notice.sent_on = step.act["sent_on"]
    notice.save(update_fields=["sent_on"])
    send_letter(step, "verdaagbericht")


def keep_notice(step: Step[Input]) -> None:
    fields = {name: step.act[name] for name in ("received_on", "how", "verdict", "reason")}
    DefaultNotice.objects.create(case=step.case, recorded_by=step.actor, recorded_at=step.at, **fields)


def fix_penalty(step: Step[Input]) -> None:
    """Days and amount are reckoned once more here; a besluit that was not sent yet is replaced."""
    found = facts.penalty_of(step.case, step.at)
    if found is None or found.due is None:
        raise CaseError("Er is geen dwangsom verschuldigd.")
    Penalty.objects.update_or_create(
        case=step.case,
        first_day=found.first,
        defaults={
            "last_day": found.due.day,
            "days": found.due.number,
            "amount": found.due.total,
            "applicants": step.act["applicants"],
            "decided_on": step.act["decided_on"],
            "decider": step.actor,
            "mandate": step.actor.mandate if step.actor else "",
        },
    )


def send_penalty(step: Step[Input]) -> None:
    found = step.case.penalties.order_by("-pk")[0]
    found.sent_on = step.act["sent_on"]
    found.save(update_fields=["sent_on"])
    send_letter(step, "dwangsombesluit")


def send_side_letter(step: Step[Input]) -> None:
    send_letter(step, step.act["letter"])


def send_letter(step: Step[Input], kind: str) -> None:
    send(
        case=step.case, kind=kind, sent_on=step.act["sent_on"], channel=step.act["channel"],
        actor=step.actor, at=step.at, via=step.via,
    )  # fmt: skip
