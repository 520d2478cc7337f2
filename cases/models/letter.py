"""A letter: a draft that follows the case, then the sent version, frozen with its PDF and its content."""

from django.db import models
from django.db.models import Q

from cases.models.case import Case
from cases.models.textblock import LetterTheme
from cases.models.user import User
from cases.rules.ids import uuid7


class LetterState(models.TextChoices):
    DRAFT = "draft", "concept"
    SENT = "sent", "verstuurd"
    WITHDRAWN = "withdrawn", "vervallen"


class Letter(models.Model):
    """`content` is the frozen LetterContent (JSON) of a sent letter; `sha256` proves the file.

    `sent_on` is the recorded day of dispatch: for a besluit that day is the bekendmaking (Awb 3:41).
    `texts` are the words a colleague wrote in this letter's own slots, by slot; a slot that is not in it follows the
    municipality's text.
    """

    uuid = models.UUIDField(unique=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=LetterState.choices, default=LetterState.DRAFT)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    texts = models.JSONField(default=dict, blank=True)
    edited_at = models.DateTimeField(null=True)
    edited_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    theme = models.ForeignKey(LetterTheme, models.PROTECT, null=True, related_name="+")  # of a sent letter
    sent_on = models.DateField(null=True)
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    channel = models.CharField(max_length=20, blank=True)  # "post", "balie", "digitaal"
    content = models.JSONField(null=True)
    file = models.FileField(upload_to="brieven/%Y/", blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=LetterState.SENT) | (Q(sent_on__isnull=False) & ~Q(sha256="")),
                name="letter_sent_is_frozen",
            ),
        ]
        indexes = [models.Index(fields=["case", "-drafted_at"], name="letter_case_newest")]
