"""Who is logged in, with all that stands around every page of theirs: one statement a request."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.fields import IntegerField

from cases.models import User
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

    @property
    def now(self) -> datetime:
        return self.state.now


def with_surroundings(users: QuerySet[User]) -> QuerySet[User]:
    """These users with their rights and teams of now and what `surroundings_of` reads, in the same statement."""
    return with_facts(users).annotate(around_unread=RawSQL(UNREAD, [], IntegerField()), **state_columns())  # noqa: S611 - our own words


def surroundings_of(user: User) -> Surroundings:
    """What stands around the pages of this user; no statement for who was read by `Colleagues`."""
    row: Any = user if hasattr(user, "around_unread") else with_surroundings(User.objects.filter(pk=user.pk)).get()
    return Surroundings(state=state_of(row), unread=row.around_unread)
