"""A letter as each one gets it: who, at which address and why; then every further dispatch, and a withdrawal."""

from django.db import models
from django.db.models import Q

from cases.models.letter import Letter
from cases.models.user import User
from cases.rules.ids import uuid7


class LetterCopy(models.Model):
    """`lines` are those below the name. `by_hand`: a colleague added it, with a reason.

    While the letter is a draft only copies by hand have a row; sending makes the others and fills file and `sha256`.
    From then on nothing of it changes (a trigger). The first copy shares the file of the letter.
    """

    uuid = models.UUIDField(unique=True, default=uuid7, editable=False)
    letter = models.ForeignKey(Letter, models.CASCADE, related_name="copies")
    key = models.CharField(max_length=80)
    name = models.CharField(max_length=200)
    salutation = models.CharField(max_length=200)
    lines = models.JSONField(default=list)
    reason = models.CharField(max_length=200)
    notice = models.TextField(blank=True)
    reads_with_difficulty = models.BooleanField(default=False)
    by_hand = models.BooleanField(default=False)
    added_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    content = models.JSONField(null=True)
    file = models.FileField(upload_to="brieven/%Y/", blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["letter", "key"], name="letter_copy_one_each")]


class LetterDispatch(models.Model):
    """The same frozen copy went out once more. The day of the letter stays the first one (Awb 3:41, 6:8)."""

    copy = models.ForeignKey(LetterCopy, models.CASCADE, related_name="dispatches")
    sent_on = models.DateField()
    channel = models.CharField(max_length=20)
    reason = models.CharField(max_length=300)
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="letter_dispatch_says_why")]


class LetterWithdrawal(models.Model):
    """A sent letter was taken back. It undoes nothing by itself: what the law decided stands until it decides anew."""

    letter = models.OneToOneField(Letter, models.CASCADE, related_name="withdrawal")
    reason = models.CharField(max_length=300)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="letter_withdrawal_says_why")]
