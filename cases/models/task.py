"""Who does what by when; and a question of a law that stays open until somebody answers it."""

from django.db import models
from django.db.models import Q

from cases.models.case import Case
from cases.models.user import User
from cases.rules.ids import uuid7


class Task(models.Model):
    """`key` lets a law find its own task again ("wet.help_started"). With `asks` it is a question that only an answer
    ends: yes since a day, or no and why. `because` is free text: it stands here and in no event.
    """

    uuid = models.UUIDField(unique=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="tasks")
    label = models.CharField("wat", max_length=200)
    owner = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="tasks", verbose_name="wie")
    due_on = models.DateField("uiterlijk", null=True, blank=True)
    done_at = models.DateTimeField("klaar", null=True, blank=True)
    done_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    key = models.CharField(max_length=80, blank=True)
    asks = models.BooleanField(default=False)
    answer = models.BooleanField(null=True)
    answered_on = models.DateField(null=True)
    because = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "taak"
        verbose_name_plural = "taken"
        constraints = [
            models.CheckConstraint(
                condition=Q(answer=None, answered_on=None, because="")
                | (Q(answer=True, answered_on__isnull=False, because=""))
                | (Q(answer=False, answered_on=None) & ~Q(because="")),
                name="task_answer_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(asks=False, answer=None)
                | Q(asks=True, done_at=None, answer=None)
                | Q(asks=True, done_at__isnull=False, answer__isnull=False),
                name="task_question_ends_with_an_answer",
            ),
            models.UniqueConstraint(
                fields=["case", "key"], condition=Q(done_at=None) & ~Q(key=""), name="task_one_open_of_a_key"
            ),
        ]
        indexes = [
            models.Index(fields=["case"], condition=Q(done_at=None), name="task_open_case"),
            models.Index(fields=["owner", "due_on"], condition=Q(done_at=None), name="task_open_owner"),
        ]
