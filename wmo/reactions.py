"""What the Wmo does when something happens elsewhere: a task for who handles the case, never an end by itself."""

from datetime import timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db.models import QuerySet

from cases.actions.task import add_task
from cases.actions.transition import perform
from cases.contract import CaseError, Phase, Reaction, local_day
from cases.models import Case, Event, Membership, Task
from wmo.models import Standing, Voorziening
from wmo.questions import STARTED, ask_whether_started

SOON = timedelta(days=3)
WEEK = timedelta(weeks=1)


def look_after_death(event_id: int) -> None:
    """The resident died: somebody looks what that means, and to whom we write."""
    event = Event.objects.get(id=event_id)
    for case in _open_cases().filter(person__pk__in=[event.subject_id]):
        _task(case, event, "wmo.overleden", "De inwoner is overleden: kijk of de hulp stopt, en aan wie wij schrijven")


def look_after_move(event_id: int) -> None:
    """The household moved: does the resident still live in this municipality, and can the help come along?"""
    event = Event.objects.get(id=event_id)
    living = Membership.objects.open().filter(household__pk__in=[event.subject_id]).values("person_id")
    for case in _open_cases().filter(person_id__in=living):
        _task(
            case, event, "wmo.verhuisd", "Verhuisd: woont de inwoner nog in onze gemeente? Kijk of de hulp kan blijven"
        )


def look_after_leaving(event_id: int) -> None:
    """The resident left the household: the same question."""
    event = Event.objects.get(id=event_id)
    for case in _open_cases().filter(person_id=event.payload["person"]):
        _task(
            case, event, "wmo.verhuisd", "Verhuisd: woont de inwoner nog in onze gemeente? Kijk of de hulp kan blijven"
        )


def hear_answer(event_id: int) -> None:
    """The task "Is de hulp gestart?" was answered on its own page: yes is recorded, after no we ask again."""
    event = Event.objects.get(id=event_id)
    key = str(event.payload.get("key", ""))
    if not key.startswith(STARTED):
        return
    row = Voorziening.objects.select_related("case").get(pk=int(key.removeprefix(STARTED)))
    if row.help_started_on is not None:
        return
    if event.payload["answer"]:
        data = {"provision": str(row.uuid), "help_started_on": event.payload["answered_on"]}
        try:
            perform(
                case_id=row.case_id, key="record_help_start", actor=None, data=data, at=event.at, seen=None,
                once=_once(event, row.case), via="watcher",
            )  # fmt: skip
        except CaseError:
            _task(
                row.case, event, "wmo.hulp_nakijken", "De dag waarop de hulp begon past niet bij het besluit: kijk na"
            )
    elif row.standing == Standing.GRANTED and not Task.objects.filter(case=row.case, key=key, done_at=None).exists():
        ask_whether_started(row.case, row, local_day(event.at) + WEEK, actor=None, at=event.at, via="watcher")


def _open_cases() -> QuerySet[Case]:
    return Case.objects.filter(law="wmo").exclude(phase=Phase.CLOSED).select_related("team", "handler")


def _task(case: Case, event: Event, key: str, label: str) -> None:
    add_task(
        case=case, label=label, owner=None, due_on=local_day(event.at) + SOON, actor=None, at=event.at, via="watcher",
        once=_once(event, case), key=key,
    )  # fmt: skip


def _once(event: Event, case: Case) -> UUID:
    """The same event makes the same task once, however often it is delivered."""
    return uuid5(NAMESPACE_URL, f"wmo/reaction/{event.id}/{case.pk}")


REACTIONS = (
    Reaction(event="cases.person_deceased", label="Kijk na een overlijden of de hulp stopt", handle=look_after_death),
    Reaction(event="cases.household_moved", label="Kijk na een verhuizing of de hulp blijft", handle=look_after_move),
    Reaction(event="cases.person_moved_out", label="Kijk na een vertrek of de hulp blijft", handle=look_after_leaving),
    Reaction(event="cases.answer_task", label="Neem over dat de hulp begon", handle=hear_answer),
)
