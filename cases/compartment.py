"""The gate of the meldcode. It stands apart from `cases.access`, which gives none of it to anybody.

A meldcode is there for who opened it, for whom they involve, and for an aandachtsfunctionaris. For everybody else it
does not exist: no team, law, handler or other right leads to it, and each look is written down first.
"""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from cases import events
from cases.access import UNKNOWN
from cases.contract import NoAccessError
from cases.models import Meldcode, MeldcodeInvolved, User
from cases.reader import reader

ATTENDS = "cases.attend_meldcode"


def known_to(user: User) -> QuerySet[Meldcode]:
    """The meldcodes that exist for this colleague."""
    if not user.is_active:
        return Meldcode.objects.none()
    if ATTENDS in reader(user).permissions:
        return Meldcode.objects.all()
    let_in = MeldcodeInvolved.objects.filter(meldcode=OuterRef("pk"), user=user, ended_at=None)
    return Meldcode.objects.filter(Q(opened_by=user) | Exists(let_in))


def require_known(user: User, meldcode: Meldcode) -> None:
    """Raises NoAccessError for a meldcode that does not exist for this colleague."""
    if not known_to(user).filter(pk=meldcode.pk).exists():
        raise NoAccessError(UNKNOWN)


def open_meldcode(user: User, *, uuid: UUID, at: datetime, kind: str = "cases.open_meldcode") -> Meldcode:
    """The meldcode with this uuid, with its line in the read log; raises NoAccessError and logs the attempt.

    The line names the meldcode alone: on the page of a person, case or household nobody reads that there was a look.
    """
    found = known_to(user).select_related("person", "opened_by", "closed_by").filter(uuid=uuid).first()
    if found is None:
        target = Meldcode.objects.filter(uuid=uuid).first()
        if target is not None:
            events.log_read(kind=kind, subject=target, reader=user, at=at, ground="none", refused=True)
        raise NoAccessError(UNKNOWN)
    events.log_read(kind=kind, subject=found, reader=user, at=at, ground=ground_of(user, found))
    return found


def ground_of(user: User, meldcode: Meldcode) -> str:
    """By which rule this colleague sees it, for the read log."""
    if meldcode.opened_by_id == user.pk:
        return "meldcode:opened"
    let_in = MeldcodeInvolved.objects.filter(meldcode=meldcode, user=user, ended_at=None).exists()
    return "meldcode:involved" if let_in else "meldcode:attends"
