"""A piece of paper in a case ("stuk"): what it is, and its files, the newest on top and the older ones kept."""

from django.db import models
from django.db.models import Q

from cases.models.case import Case
from cases.models.user import User
from cases.rules.ids import uuid7


class DocumentKind(models.TextChoices):
    APPLICATION = "application", "Aanvraag of formulier"
    LETTER = "letter", "Brief"
    MESSAGE = "message", "E-mail of bericht"
    REPORT = "report", "Verslag"
    ADVICE = "advice", "Advies"
    MEDICAL = "medical", "Medisch stuk"
    PLAN = "plan", "Plan of budgetplan"
    MONEY = "money", "Stuk over geld"
    CONTRACT = "contract", "Contract"
    RULING = "ruling", "Uitspraak of beschikking"
    PICTURE = "picture", "Foto of tekening"
    OTHER = "other", "Ander stuk"


class DocumentDirection(models.TextChoices):
    IN = "in", "Binnengekomen"
    OUT = "out", "Uitgegaan"
    INTERNAL = "internal", "Van onszelf"


class DestroyReason(models.TextChoices):
    WRONG_CASE = "wrong_case", "Hoort niet in deze zaak"
    NOT_NEEDED = "not_needed", "Niet nodig voor deze zaak (AVG 5 lid 1 onder c)"
    ERASURE = "erasure", "De inwoner vroeg om wissen (AVG 17)"
    PERIOD_OVER = "period_over", "De bewaartermijn is voorbij"
    UNREADABLE = "unreadable", "Niet leesbaar, of dubbel"


class Document(models.Model):
    """`confidential`: only for who handles the case, their stand-in, and who added it (cases/access.py).

    A destroyed document keeps its row, so that anybody can see that it was there and why it went; without the title,
    the author and the files.
    """

    uuid = models.UUIDField(unique=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="documents")
    title = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=12, choices=DocumentKind.choices)
    direction = models.CharField(max_length=8, choices=DocumentDirection.choices)
    received_on = models.DateField()
    author = models.CharField(max_length=120, blank=True)
    confidential = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    destroyed_at = models.DateTimeField(null=True)
    destroyed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    destroyed_because = models.CharField(max_length=12, choices=DestroyReason.choices, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=DocumentKind.values), name="document_kind_known"),
            models.CheckConstraint(
                condition=Q(direction__in=DocumentDirection.values), name="document_direction_known"
            ),
            models.CheckConstraint(
                condition=Q(destroyed_at=None, destroyed_by=None, destroyed_because="") & ~Q(title="")
                | Q(
                    destroyed_at__isnull=False,
                    destroyed_by__isnull=False,
                    destroyed_because__in=DestroyReason.values,
                    title="",
                    author="",
                ),
                name="document_destroyed_says_nothing",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "-received_on"], name="document_case_newest"),
            models.Index(fields=["destroyed_at"], condition=~Q(destroyed_at=None), name="document_destroyed"),
        ]


class DocumentFile(models.Model):
    """One version of a document. `received_sha256` is of the bytes as they came, `sha256` of those we keep.

    `name` is the file's name at the sender: it stands here and nowhere else, not in an address and not in a log.
    An empty `file` is a file that was destroyed.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="files")
    number = models.PositiveIntegerField()
    file = models.FileField(upload_to="stukken/", blank=True)
    kind = models.CharField(max_length=4)  # key of cases.uploads.kinds.KINDS: its real kind, never that of its name
    name = models.CharField(max_length=200, blank=True)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    received_sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="document_file_numbered")]
        indexes = [models.Index(fields=["received_sha256"], name="document_file_same")]
