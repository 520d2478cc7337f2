"""Play the stories of the laws in the order of time, through the same acts as any colleague's."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from cases import access
from cases.actions.alarm import CLOSES, RESUMES
from cases.actions.assign import assign
from cases.actions.deadline import close_window, let_suspension_run_out
from cases.actions.demo.town import Town
from cases.actions.intake import take_in
from cases.actions.note import add_note
from cases.actions.record import edit_record
from cases.actions.transition import perform
from cases.contract import Act, CaseError, Days, Edited, Handed, InvalidError, Noted, Story, laws, local_day
from cases.models import Alarm, Case, Person

Progress = Callable[[str, int, int], None]
APART = timedelta(minutes=1)  # what at least lies between two steps of a story
BY_ITSELF = {CLOSES: close_window, RESUMES: let_suspension_run_out}


class BrokenStoryError(RuntimeError):
    """A step of a story is refused: the demo and the law no longer agree."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Step `index` of the `number`th story, at its own time."""

    at: datetime
    law: str
    number: int
    story: Story
    index: int


def play(town: Town, persons: dict[str, Person], days: Days, progress: Progress, *, sample: int = 1) -> list[Case]:
    """Play every story of every law, or one in `sample`; returns the cases in the order in which they were opened."""
    moments = sorted((moment for moment in _moments(days) if moment.number % sample == 0), key=lambda moment: moment.at)
    opened: dict[int, int] = {}  # number of a story -> id of its case
    for done, moment in enumerate(moments, start=1):
        _let_pass(opened.values(), moment.at)
        try:
            case = _take(moment, town, persons, opened.get(moment.number))
        except CaseError as error:
            step = moment.story.steps[moment.index]
            why = error.errors if isinstance(error, InvalidError) else error
            raise BrokenStoryError(f"{moment.law}, {moment.story.resident}, {step}: {why}") from error
        opened.setdefault(moment.number, case.pk)
        progress("stappen gezet", done, len(moments))
    _let_pass(opened.values(), days.now)
    return [Case.objects.get(pk=pk) for pk in opened.values()]


def _moments(days: Days) -> list[Moment]:
    """Every step with its moment: in the past, and after the step ahead of it."""
    stories = [(law.key, story) for law in laws if law.demo for story in law.demo.stories(days)]
    found = []
    for number, (law, story) in enumerate(stories):
        latest = days.now
        for index in reversed(range(len(story.steps))):
            latest = min(story.steps[index].at, latest - APART)
            found.append(Moment(latest, law, number, story, index))
    return found


def _take(moment: Moment, town: Town, persons: dict[str, Person], opened: int | None) -> Case:
    step = moment.story.steps[moment.index]
    actor, at = town.colleagues[step.by], moment.at
    once = _once(moment)
    if opened is None:
        assert isinstance(step, Act)
        return take_in(
            law=moment.law, key=step.key, person=persons[moment.story.resident], own_household=False,
            team=town.teams[moment.story.team], data=step.data, actor=actor, at=at, once=once,
        )  # fmt: skip
    # Who acts has the case in front of them: that leaves its line in the read log.
    case = access.open_case(actor, uuid=Case.objects.values_list("uuid", flat=True).get(pk=opened), at=at)
    match step:
        case Act():
            return perform(
                case_id=case.pk, key=step.key, actor=actor, data=step.data, at=at, seen=case.version, once=once
            )
        case Handed():
            to = town.colleagues[step.to]
            return assign(case_id=case.pk, handler=to, actor=actor, at=at, seen=case.version, once=once)
        case Edited():
            edit_record(
                case_id=case.pk, key=step.key, record=None, data=step.data, actor=actor, at=at, seen=None, once=once
            )
        case Noted():
            add_note(case=case, kind=step.kind, text=step.text, happened_on=local_day(at), author=actor, at=at)
    return case


def _once(moment: Moment) -> UUID:
    return uuid5(NAMESPACE_URL, f"demo/{moment.law}/{moment.number}/{moment.index}")


def _let_pass(cases: Iterable[int], until: datetime) -> None:
    """Do what the watcher would have done by then: close the windows, let a hersteltermijn run out."""
    due = Alarm.objects.filter(
        kind__in=BY_ITSELF, at__lte=until, fired_at=None, deadline__ended_at=None, deadline__case__in=list(cases)
    )
    for alarm in due.order_by("at", "pk"):
        BY_ITSELF[alarm.kind](deadline_id=alarm.deadline_id, at=alarm.at)
        Alarm.objects.filter(pk=alarm.pk).update(fired_at=alarm.at)
