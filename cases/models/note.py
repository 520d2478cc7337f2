"""The contact journal of a case: append-only, facts only, the resident may read it."""

from django.db import models

from cases.models.case import Case
from cases.models.user import User
from cases.rules.ids import uuid7


class NoteKind(models.TextChoices):
    CALL = "call", "Telefoongesprek"
    VISIT = "visit", "Huisbezoek"
    MEETING = "meeting", "Overleg"
    OWN_WORDS = "own_words", "Eigen woorden van de inwoner"


class Note(models.Model):
    uuid = models.UUIDField(unique=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="notes")
    kind = models.CharField("soort", max_length=12, choices=NoteKind.choices)
    text = models.TextField("notitie")
    happened_on = models.DateField("datum")
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(kind__in=NoteKind.values), name="note_kind_known")]
        indexes = [models.Index(fields=["case", "-written_at"], name="note_case_newest")]
