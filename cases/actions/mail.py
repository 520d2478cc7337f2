"""E-mail: word that something waits in Samenhang, for who asked for it. Queued with the message, sent by a sweeper.

Urgent and late go at once, ordinary terms once a morning. At least once: a resend carries the same Message-ID.
"""

import smtplib
from collections.abc import Callable
from datetime import datetime, time, timedelta
from threading import Thread
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Sum
from django.urls import reverse

from cases.models import Message, MessageKind, Outbox, User
from cases.queries.clock import database_now
from cases.queries.mail import MailLine, mail_lines
from cases.rules.calendar import AMSTERDAM, ONE_DAY, local_day

MAIL = "mail"  # the kind of its outbox rows
MORNING = time(7)  # in Amsterdam
ROOM = timedelta(minutes=5)  # what comes this shortly before the morning's mail goes with the next
LONGEST_SILENCE = timedelta(minutes=5)  # of all mail, after its server failed
LONGEST_SEND = 20.0  # seconds, from connecting to the answer
ABOUT_ONE = (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError)  # the server is well


def queue_mail(message: Message) -> str:
    """Put the e-mail of this message in the outbox; returns its key, or "" when its reader wants none.

    In the transaction that adds to the message. The mail of a morning is queued once, for all it will hold.
    """
    if not settings.EMAIL_URL:
        return ""
    user = message.recipient
    if not (user.by_email and user.email):
        return ""
    now = database_now()
    if message.kind == MessageKind.SINGLE:
        key, moment = f"{MAIL}:{message.pk}", now
    else:
        moment = next_morning(now + ROOM)
        key = f"{MAIL}:day:{user.pk}:{local_day(moment)}"
    row = Outbox(key=key, kind=MAIL, payload={"user": user.pk}, created_at=moment, not_before=moment)
    Outbox.objects.bulk_create([row], ignore_conflicts=True)
    return key


def next_morning(after: datetime) -> datetime:
    """The first morning after this moment, also where the clock changes that night."""
    today = datetime.combine(local_day(after), MORNING, AMSTERDAM)
    return today if today > after else datetime.combine(local_day(after) + ONE_DAY, MORNING, AMSTERDAM)


def send_mail(*, key: str, user_id: int, at: datetime) -> bool:
    """Send one e-mail; whether there was anything to send. Raises what the mail server answers, or TimeoutError.

    Who left, asked for none since, or may no longer see any of it gets nothing.
    """
    user = User.objects.filter(pk=user_id, is_active=True, by_email=True).exclude(email="").first()
    lines = mail_lines(user, key, at) if user else ()
    if user is None or not lines:
        return False
    message = EmailMessage(
        subject=_subject(lines),
        body=_body(lines),
        to=[user.email],
        headers={"Message-ID": message_id(key), "Auto-Submitted": "auto-generated"},
    )
    _within(LONGEST_SEND, message.send)
    return True


def message_id(key: str) -> str:
    """The same for each attempt, and of this installation: another one's mail 5 is another mail."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")
    return f"<{uuid5(uuid5(NAMESPACE_URL, settings.BASE_URL), key)}@{domain}>"


def is_about_the_server(error: Exception) -> bool:
    """Whether the next e-mail would meet the same error."""
    return isinstance(error, OSError) and not isinstance(error, ABOUT_ONE)


@transaction.atomic
def put_off(wait: Callable[[int], timedelta]) -> None:
    """The server failed: let no mail that waits knock for a while, ever longer. What a sweeper holds is skipped."""
    waiting = Outbox.objects.filter(kind=MAIL, sent_at=None)
    until = database_now() + min(wait(waiting.aggregate(n=Sum("attempts"))["n"] or 0), LONGEST_SILENCE)
    keys = list(waiting.select_for_update(skip_locked=True).filter(not_before__lt=until).values_list("pk", flat=True))
    Outbox.objects.filter(pk__in=keys).update(not_before=until)


def _subject(lines: tuple[MailLine, ...]) -> str:
    if len(lines) > 1:
        return f"Samenhang: {len(lines)} termijnen"
    what = "te laat" if lines[0].late else "termijn"
    return f"Samenhang: {what} {lines[0].number}".rstrip()


def _body(lines: tuple[MailLine, ...]) -> str:
    inbox = settings.BASE_URL + reverse("messages")
    blocks = [
        f"Zaak {line.number}\n{line.text}\n{settings.BASE_URL}{reverse('case', args=[line.case])}"
        if line.case
        else f"{line.text}\nOver wie het gaat, staat bij je berichten."
        for line in lines
    ]
    about = f"In deze e-mail staan geen namen. Je berichten: {inbox}\nWil je deze e-mail niet meer? Zet hem daar uit."
    return "\n\n".join([*blocks, about]) + "\n"


def _within(seconds: float, work: Callable[[], object]) -> None:
    """Do `work`, for `seconds` at most: a server that gives one byte at a time never meets the socket's time-out.

    What is given up goes on in its thread until it fails or, at the worst, sends: with the same Message-ID.
    """
    failed: list[Exception] = []

    def run() -> None:
        try:
            work()
        except Exception as error:  # noqa: BLE001 - raised below, in the thread that waits
            failed.append(error)

    thread = Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        raise TimeoutError
    if failed:
        raise failed[0]
