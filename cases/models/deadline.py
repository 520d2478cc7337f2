"""A running term: the facts it is reckoned from, and the result. Written by `actions/deadline.py` alone."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from cases.contract import Nature, Unit, laws
from cases.models.access import CaseGrant
from cases.models.case import Case
from cases.models.household import Household
from cases.models.person import Person
from cases.models.task import Task

SUBJECTS = ("case", "household", "person", "task", "grant")


class Outcome(models.TextChoices):
    MET = "met", "gehaald"
    LAPSED = "lapsed", "vervallen"
    PASSED = "passed", "voorbij"  # a window that closed; nobody is late


def _exactly_one_subject() -> Q:
    condition = Q()
    for subject in SUBJECTS:
        others = {f"{other}__isnull": True for other in SUBJECTS if other != subject}
        condition |= Q(**{f"{subject}__isnull": False}, **others)
    return condition


def windows() -> frozenset[str]:
    """The keys of the terms that are somebody else's opportunity: nobody is ever late for them."""
    return keys_of(Nature.WINDOW)


def pressing() -> frozenset[str]:
    """The keys of the terms that stand on top of what is late while they run, by their own last day."""
    return frozenset(term.key for term in laws.terms() if term.presses)


def keys_of(nature: Nature) -> frozenset[str]:
    """The keys of every term of this nature."""
    return frozenset(term.key for term in laws.terms() if term.nature is nature)


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    def open(self) -> "DeadlineQuerySet":
        return self.filter(ended_at=None)

    def overdue(self, at: datetime) -> "DeadlineQuerySet":
        """The terms that are late: open, of our own making, and over. `Deadline.is_overdue` says the same of one."""
        return self.open().filter(due_at__lte=at).exclude(term__in=windows())


class Deadline(models.Model):
    """`due_on` is the last lawful day (inclusive), `due_at` the moment it is over (exclusive).

    Both are empty while the term stands still. "Overdue" is a query on `due_at`, never a column.
    The term text that counts is (`term`, `term_valid_from`): the one in force when the clock started.
    """

    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="deadlines")
    household = models.ForeignKey(Household, models.CASCADE, null=True, related_name="deadlines")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="deadlines")
    task = models.ForeignKey(Task, models.CASCADE, null=True, related_name="deadlines")
    grant = models.ForeignKey(CaseGrant, models.CASCADE, null=True, related_name="deadlines")
    law = models.CharField(max_length=40)
    term = models.CharField(max_length=80)
    term_valid_from = models.DateField()
    about = models.CharField(max_length=40, blank=True)  # key of what it is about, where several can run: a besluit
    urgent = models.BooleanField(default=False)
    starts_on = models.DateField()
    started_at = models.DateTimeField()  # for a term in hours: the moment it counts from
    amount = models.PositiveIntegerField()
    unit = models.CharField(max_length=12)
    local_rule = models.ForeignKey("cases.LocalRule", models.PROTECT, null=True, related_name="+")  # gave the length
    source = models.CharField(max_length=200, blank=True)  # of that rule, as it reads in the proof
    due_on = models.DateField(null=True)
    due_at = models.DateTimeField(null=True)
    due_version = models.PositiveIntegerField(default=1)
    suspended = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True)
    ended_on = models.DateField(null=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    ended_by = models.CharField(max_length=80, blank=True)  # key of the act: the reason in words is in the contract
    opened_at = models.DateTimeField(null=True)  # the moment of the act that started it, and that act's key
    opened_by = models.CharField(max_length=80, blank=True)
    follows = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_exactly_one_subject(), name="deadline_one_subject"),
            models.CheckConstraint(
                condition=Q(suspended=True, due_at=None, due_on=None) | Q(suspended=False, due_at__isnull=False),
                name="deadline_suspended_has_no_end",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, outcome="") | Q(ended_at__isnull=False, outcome__in=Outcome.values),
                name="deadline_outcome_when_ended",
            ),
            *(
                models.UniqueConstraint(
                    fields=[subject, "term", "about"], condition=Q(ended_at=None), name=f"one_open_{subject}_term"
                )
                for subject in SUBJECTS
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(ended_at=None), name="deadline_open_due"),
            models.Index(fields=["case"], name="deadline_case"),
            # Which term decides, and what is late or urgent, for every case of a long work list.
            models.Index(
                fields=["case"],
                include=["due_at", "urgent", "suspended", "term"],
                condition=Q(ended_at=None),
                name="deadline_case_open",
            ),
        ]

    def is_overdue(self, at: datetime) -> bool:
        """Whether this term is late; never for a window, one that stands still or one that has ended."""
        return self.ended_at is None and self.due_at is not None and self.due_at <= at and self.term not in windows()

    @property
    def was_late(self) -> bool:
        """Whether it was met after its end: on the recorded day, or for hours at the recorded moment."""
        if self.outcome != Outcome.MET or self.due_at is None or self.due_on is None:
            return False
        assert self.ended_at is not None
        assert self.ended_on is not None
        return self.ended_at >= self.due_at if self.unit == Unit.HOURS else self.ended_on > self.due_on

    @property
    def reference(self) -> str:
        """Which text of which term counts: `Term.reference`."""
        return f"{self.term}@{self.term_valid_from.isoformat()}"

    @property
    def subject(self) -> "models.Model":
        """The one thing this term belongs to."""
        for name in SUBJECTS:
            if getattr(self, f"{name}_id") is not None:
                subject: models.Model = getattr(self, name)
                return subject
        raise AssertionError("een termijn hoort bij precies één ding")


class Suspension(models.Model):
    """The term stands still: from the day after `invited_on`, until `completed_on` or `ends_by` (Awb 4:15)."""

    deadline = models.ForeignKey(Deadline, models.CASCADE, related_name="suspensions")
    invited_on = models.DateField()
    ends_by = models.DateField(null=True)
    completed_on = models.DateField(null=True)
    by = models.CharField(max_length=80)  # key of the act

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(completed_on=None) | Q(completed_on__gt=F("invited_on")), name="suspension_order"
            ),
            models.UniqueConstraint(fields=["deadline"], condition=Q(completed_on=None), name="one_open_suspension"),
        ]


class Extension(models.Model):
    """The term got longer, by an act with its own ground (verdaging, consent)."""

    deadline = models.ForeignKey(Deadline, models.CASCADE, related_name="extensions")
    on = models.DateField()
    amount = models.PositiveIntegerField()
    unit = models.CharField(max_length=12)
    by = models.CharField(max_length=80)


class Alarm(models.Model):
    """One moment at which the watcher acts for a term, written with the term and rewritten when it moves.

    `kind` is a warning's kind, or "resume" (a suspension runs out) or "closes" (a window is over).
    """

    deadline = models.ForeignKey(Deadline, models.CASCADE, related_name="alarms")
    kind = models.CharField(max_length=20)
    at = models.DateTimeField()
    due_version = models.PositiveIntegerField()
    fired_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["deadline", "kind", "due_version"], name="one_alarm")]
        # With the id, as the watcher's batches go: at midnight ten thousand fall due in the same moment.
        indexes = [models.Index(fields=["at", "id"], condition=Q(fired_at=None), name="alarm_waiting")]


class Signal(models.Model):
    """The proof that a warning went out: once per term, kind and version of its end."""

    deadline = models.ForeignKey(Deadline, models.CASCADE, related_name="signals")
    kind = models.CharField(max_length=20)
    due_version = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["deadline", "kind", "due_version"], name="one_signal")]


WATCHERS = ("beat", "sweep")  # through Celery, and the one that needs no Redis; either is enough


class Heartbeat(models.Model):
    """When each sweeper last finished a round. The red bar looks at the newest (ADR 0004)."""

    name = models.CharField(max_length=40, primary_key=True)  # one of WATCHERS, or "hand"
    at = models.DateTimeField()
    fired = models.PositiveIntegerField(default=0)
