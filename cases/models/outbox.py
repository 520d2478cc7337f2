"""What still has to happen because of something that is already true. Written in the same transaction."""

from django.db import models
from django.db.models import Q

from cases.models.user import User


class Outbox(models.Model):
    """One message to deliver. `key` is stable, so that a resend is recognised; `payload` holds ids only.

    Each row is delivered in a transaction of its own; a failing row backs off and stays visible.
    `created_at` is since when it waits: for what is planned (the mail of a morning) its planned moment.
    """

    key = models.CharField(max_length=160, unique=True)
    kind = models.CharField(max_length=20)  # "signal", "reaction" or "mail"
    payload = models.JSONField()
    created_at = models.DateTimeField()
    not_before = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=120, blank=True)  # class name of the error, never its text

    class Meta:
        indexes = [models.Index(fields=["not_before"], condition=Q(sent_at=None), name="outbox_waiting")]


class MessageKind(models.TextChoices):
    DAILY = "daily", "Overzicht van de dag"
    SINGLE = "single", "Bericht"


class Message(models.Model):
    """A message in the application. Ordinary terms share one a day for each colleague."""

    recipient = models.ForeignKey(User, models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=8, choices=MessageKind.choices)
    day = models.DateField()
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "day"], condition=Q(kind=MessageKind.DAILY), name="one_daily_message"
            ),
        ]
        indexes = [
            models.Index(fields=["recipient", "-created_at"], name="message_newest"),
            models.Index(
                fields=["recipient"], condition=Q(read_at=None), name="message_unread"
            ),  # counted on each page
        ]


class MessageItem(models.Model):
    """One line of a message: which term, which warning. The words come from the contract when it is shown."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="items")
    deadline = models.ForeignKey("cases.Deadline", models.CASCADE, related_name="+")
    signal_kind = models.CharField(max_length=20)
    due_version = models.PositiveIntegerField()
    added_at = models.DateTimeField()
    mail = models.CharField(max_length=160, blank=True)  # key of the outbox row of the e-mail it stands in

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["message", "deadline", "signal_kind", "due_version"], name="one_message_item"
            ),
        ]
        indexes = [models.Index(fields=["mail"], condition=~Q(mail=""), name="message_item_mail")]
