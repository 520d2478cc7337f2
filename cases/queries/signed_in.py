"""Who is logged in, with all that stands around every page of theirs: one statement a request."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.backends import ModelBackend
from django.db.models import QuerySet, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.fields import IntegerField

from cases.models import SetupStamp, User
from cases.queries.system import SystemState, state_columns, state_of
from cases.reader import with_facts

UNREAD = "(SELECT count(*) FROM cases_message WHERE recipient_id = cases_user.id AND read_at IS NULL)"


class Colleagues(ModelBackend):
    """Logs in as Django does, and brings along what every page asks. Rights are read again with each request."""

    def get_user(self, user_id: Any) -> User | None:
        user = with_surroundings(User.objects.filter(pk=user_id)).first()
        return user if user is not None and self.user_can_authenticate(user) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """How the watcher does, how many messages wait, and the moment of this request by the database's clock."""

    state: SystemState
    unread: int
    stamp: UUID | None  # of the set-up (`queries/remembered.py`)

    @property
    def now(self) -> datetime:
        return self.state.now


def with_surroundings(users: QuerySet[User]) -> QuerySet[User]:
    """These users with their rights and teams of now and what `surroundings_of` reads, in the same statement."""
    stamp = SetupStamp.objects.filter(pk=1).values("stamp")
    unread = RawSQL(UNREAD, [], IntegerField())  # noqa: S611 - our own words
    return with_facts(users).annotate(around_stamp=Subquery(stamp), around_unread=unread, **state_columns())


def moment_of(user: User) -> datetime:
    """The moment of this request."""
    return surroundings_of(user).now


def surroundings_of(user: User) -> Surroundings:
    """What stands around the pages of this user; no statement for who was read by `Colleagues`."""
    found: Surroundings | None = getattr(user, "_surroundings", None)
    if found is None:
        row: Any = user if hasattr(user, "around_unread") else with_surroundings(User.objects.filter(pk=user.pk)).get()
        found = Surroundings(state=state_of(row), unread=row.around_unread, stamp=row.around_stamp)
        user._surroundings = found  # type: ignore[attr-defined]  # noqa: SLF001
    return found
