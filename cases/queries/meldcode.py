"""A meldcode as its page shows it, and the list of those that exist for a colleague. The gate goes first."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Q, QuerySet

from cases.compartment import known_to
from cases.models import (
    Household,
    Meldcode,
    MeldcodeInvolved,
    MeldcodeStep,
    Membership,
    Person,
    ReadLog,
    User,
)
from cases.queries.timeline import names_of
from cases.rules.meldcode import DECIDE, STEPS, WEIGH, StepText, must_report


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """One of the five with all that was recorded of it, oldest first."""

    step: StepText
    rows: tuple[MeldcodeStep, ...]

    @property
    def last(self) -> MeldcodeStep | None:
        return self.rows[-1] if self.rows else None

    @property
    def status(self) -> tuple[str, str]:
        """The badge: its words and its tone."""
        if self.last is None:
            return "nog doen", "is-rust"
        return ("overgeslagen", "is-let-op") if self.last.skipped else ("gedaan", "is-goed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    name: str
    at: datetime
    refused: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MeldcodeFile:
    """All of one meldcode."""

    meldcode: Meldcode
    steps: tuple[StepRow, ...]
    involved: tuple[MeldcodeInvolved, ...]
    candidates: tuple[User, ...]  # colleagues who could be let in
    looks: tuple[Look, ...]

    @property
    def advice(self) -> bool | None:
        """What the afwegingskader says of reporting, after the last weighing; None while that is open."""
        weighed = [row for row in self.steps[WEIGH - 1].rows if not row.skipped]
        return must_report(weighed[-1].weighing) if weighed else None

    @property
    def decision(self) -> MeldcodeStep | None:
        return self.steps[DECIDE - 1].last

    @property
    def report_waits(self) -> bool:
        """It was decided to report, and nobody wrote down yet when that was done."""
        return bool(self.decision and self.decision.report_needed and self.decision.reported_on is None)


def meldcodefile(meldcode: Meldcode) -> MeldcodeFile:
    """All that hangs on it; the reader passed the gate."""
    rows = list(meldcode.steps.select_related("done_by"))
    involved = tuple(meldcode.involved.select_related("user", "added_by").filter(ended_at=None))
    out = {meldcode.opened_by_id, *(row.user_id for row in involved)}
    people = User.objects.filter(is_active=True, is_superuser=False).exclude(pk__in=out)
    return MeldcodeFile(
        meldcode=meldcode,
        steps=tuple(StepRow(step=step, rows=tuple(row for row in rows if row.number == step.number)) for step in STEPS),
        involved=involved,
        candidates=tuple(people.order_by("first_name", "last_name", "pk")),
        looks=_looks(meldcode),
    )


def _looks(meldcode: Meldcode) -> tuple[Look, ...]:
    """Who looked or tried to, each for the last time; the newest first."""
    lines = ReadLog.objects.filter(subject_kind="meldcode", subject_id=meldcode.pk)
    rows = list(lines.values("actor_id", "outcome").annotate(last=Max("at")).order_by("-last"))
    names = names_of(row["actor_id"] for row in rows)
    return tuple(
        Look(name=names.get(row["actor_id"] or 0, "onbekende collega"), at=row["last"], refused=row["outcome"] != "ok")
        for row in rows
    )


def meldcodes_of(user: User) -> QuerySet[Meldcode]:
    """Those that exist for this colleague, the open ones first."""
    return known_to(user).select_related("person", "opened_by").order_by("closed_at", "-opened_at", "pk")


def whom(household: Household, on: date, *, also: Person | None = None) -> list[Person]:
    """About whom a meldcode can be, adult or child: who belongs to the household now, each once; one statement."""
    group = Household.objects.all().group(household)
    rows = Membership.objects.on(on).filter(household__in=group).select_related("person__merged_into")
    found = {one.pk: one for row in rows for one in [row.person.merged_into or row.person]}
    if also is not None:
        found.setdefault(also.pk, also)
    return sorted(found.values(), key=lambda one: (one.birth_earliest or date.max, one.pk))


def about(user: User, persons: list[Person]) -> tuple[Meldcode, ...]:
    """Those about these persons that exist for this colleague, also under a row that was linked to another."""
    wanted = [person.pk for person in persons]
    same = Q(person__in=wanted) | Q(person__merged_into__in=wanted)
    return tuple(known_to(user).filter(same, closed_at=None).select_related("person", "opened_by"))
