"""Who does what by when."""

from django.db import models

from cases.models.case import Case
from cases.models.user import User
from cases.rules.ids import uuid7


class Task(models.Model):
    uuid = models.UUIDField(unique=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="tasks")
    label = models.CharField("wat", max_length=200)
    owner = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="tasks", verbose_name="wie")
    due_on = models.DateField("uiterlijk", null=True, blank=True)
    done_at = models.DateTimeField("klaar", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "taak"
        verbose_name_plural = "taken"
