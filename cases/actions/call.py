"""A task to call who gets a letter and reads with difficulty: the page on top helps, a voice helps more."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from cases import access
from cases.actions.task import LONGEST, add_task
from cases.models import Case, Task, User
from cases.rules.addressees import Addressee

ARRIVES = timedelta(days=3)  # post takes a day or two: who is called has the letter at hand


def call_about(
    *,
    case: Case,
    letter: str,
    addressees: Iterable[Addressee],
    sent_on: date,
    actor: User | None,
    at: datetime,
    via: str = "page",
) -> list[Task]:
    """Add a task for each who reads with difficulty; `letter` is its name for colleagues. Runs in a transaction."""
    owner = case.handler
    if owner and not access.visible_to(owner, Case).filter(pk=case.pk).exists():
        owner = None
    return [
        add_task(
            case=case,
            label=_label(case, letter, one)[:LONGEST],
            owner=owner,
            due_on=sent_on + ARRIVES,
            actor=actor,
            at=at,
            via=via,
        )
        for one in addressees
        if one.reads_with_difficulty
    ]


def _label(case: Case, letter: str, one: Addressee) -> str:
    """What to do first; what no longer fits is the least missed."""
    interpreter = case.person.interpreter_text if one.key == str(case.person.uuid) else ""
    parts = (
        f"Bel {one.name[:1].lower()}{one.name[1:]} over de brief “{letter}”: leest moeilijk",
        f"met {interpreter}" if interpreter else "",
        one.phone,
        one.when,
    )
    return ", ".join(part for part in parts if part)
