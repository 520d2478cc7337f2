"""Who may see and do what. Every queryset of persons, households and cases passes `visible_to()`.

For now: the team that owns the case × the laws of the colleague's roles, plus who handles it and individual grants
with an end (ADR 0006). What may not be seen does not exist: no count, no search result, no 403, only 404.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Now

from cases import events
from cases.contract import NoAccessError, laws
from cases.models import (
    AWB_RECORDS,
    AddressSituation,
    Besluit,
    Case,
    CaseGrant,
    Document,
    DocumentFile,
    Household,
    Letter,
    Membership,
    Note,
    Person,
    Representative,
    Task,
    User,
)
from cases.reader import reader

M = TypeVar("M", bound=Model)
PART_OF_A_PERSON: tuple[type[Model], ...] = (AddressSituation, Representative)
PART_OF_A_CASE: dict[type[Model], str] = {
    CaseGrant: "content_object",
    Document: "case",
    DocumentFile: "document__case",
    Letter: "case",
    Note: "case",
    Task: "case",
    **dict.fromkeys(AWB_RECORDS, "case"),
    Besluit: "case",
}
UNKNOWN = "Dit bestaat niet, of je mag het niet zien."


def can(user: User, permission: str, case: Case | None = None) -> bool:
    """Whether a role gives `permission` ("wmo.decide") and, with a case, whether it holds for that case."""
    if case is None or case.pk is None:
        return permission in reader(user).permissions
    return permission in permissions_on(user, case)


def require(user: User | None, permission: str, case: Case | None = None) -> None:
    """Raises NoAccessError. The system itself (None) needs no permission."""
    if user is not None and not can(user, permission, case):
        raise NoAccessError(UNKNOWN)


def require_visible(user: User | None, subject: Model) -> None:
    """Raises NoAccessError for a subject that this user may not know. The system itself may know all."""
    if user is not None and not visible_to(user, type(subject)).filter(pk=subject.pk).exists():
        raise NoAccessError(UNKNOWN)


def permissions_on(user: User, case: Case) -> frozenset[str]:
    """All that this user may do with this case: what their roles give where the facts make it theirs, and what was
    granted on it. A grant brings its own permission and opens no door to those of a role.
    """
    if not user.is_active:
        return frozenset()
    known: tuple[int, list[str]] | None = getattr(case, "_granted", None)  # the gate brought them along
    if known is not None and known[0] == user.pk:
        granted = known[1]
    else:
        granted = list(_grants(user).filter(content_object=case).values_list("permission__codename", flat=True))
    return (reader(user).permissions if ground_of(user, case) != "grant" else frozenset()) | frozenset(granted)


def visible_to(user: User, model: type[M]) -> QuerySet[M]:
    """The rows of `model` this user may see; for a model without a rule: none."""
    queryset: QuerySet[M] = model._default_manager.all()  # noqa: SLF001
    rule = _rule(user, model) if user.is_active else None
    return queryset.none() if rule is None else queryset.filter(rule)


def _rule(user: User, model: type[Model]) -> Q | None:
    """Which rows; an empty Q is all, None is none."""
    who = reader(user)
    if model is Case:
        own = Q(team__in=who.teams) | Q(handler=user)
        for law, procedure in laws.closed_to(who.permissions):
            own &= ~Q(law=law, procedure=procedure)
        return Q(law__in=who.laws) & own | Q(pk__in=who.grants)
    # Who takes a melding must find a person whom nobody knows yet: name, birth date and address, no more.
    if model in (Household, Person):
        if "cases.register" in who.permissions:
            return Q()
        return _own_household(user) if model is Household else _known_person(user)
    if model in PART_OF_A_PERSON:
        return Q(person__in=known_to(user))
    if path := PART_OF_A_CASE.get(model):
        of_case = Q(**{f"{path}__in": visible_to(user, Case)})
        return of_case & _not_confidential(user, path) if model in (Document, DocumentFile) else of_case
    return None


def _own_household(user: User) -> Q:
    """Which households somebody's own work gives: that of their team with the right to look, or through a case.

    What was linked together (`merged_into`) is one household: who may see a part, sees the shell of the whole. Asked
    of each household apart: the question is nearly always about a few of them (`first_own_households` for the list).
    """
    root = Coalesce(OuterRef("merged_into"), OuterRef("pk"))
    return Q(Exists(Household.objects.filter(Q(pk=root) | Q(merged_into=root)).filter(_own_part(user))))


def _own_part(user: User) -> Q:
    """A household as it stands, without what it was linked to."""
    who = reader(user)
    of_team = Q(team__in=who.teams) if "cases.read_household" in who.permissions else Q(pk=None)
    return of_team | Q(Exists(visible_to(user, Case).filter(household=OuterRef("pk"))))


def own_households(user: User) -> QuerySet[Household]:
    """The households that this user works with. Taking meldingen finds the others, and opens none of them."""
    return Household.objects.filter(_own_household(user)) if user.is_active else Household.objects.none()


def first_own_households(user: User, most: int) -> QuerySet[Household]:
    """The first by name of what this user works with now: of their team, or with an open case. Asked from that work to
    its households, and of each half only so many: it takes as long in a large municipality as in a small one.
    """
    if not user.is_active:
        return Household.objects.none()
    who, roots, order = reader(user), Household.objects.filter(merged_into=None), ("search_name", "pk")
    # Each way to a case by its own index: with an "or" between them all open cases of the municipality are looked at.
    ways = (Q(team__in=who.teams), Q(handler=user), Q(pk__in=who.grants))
    cases = [visible_to(user, Case).filter(way, closed_at=None).order_by() for way in ways]
    kept, *others = (found.values(kept=Coalesce("household__merged_into", "household")) for found in cases)
    kept = kept.union(*others)
    if "cases.read_household" not in who.permissions:
        return roots.filter(pk__in=kept).order_by(*order)[:most]
    linked = Household.objects.filter(team__in=who.teams, merged_into__isnull=False).order_by().values("merged_into")
    with_case = roots.filter(pk__in=kept.union(linked)).order_by(*order)[:most]
    return roots.filter(team__in=who.teams).order_by(*order)[:most].union(with_case).order_by(*order)[:most]


def require_own_household(user: User | None, household: Household) -> None:
    """Raises NoAccessError for a household outside this user's work. The system itself may know all."""
    if user is not None and not own_households(user).filter(pk=household.pk).exists():
        raise NoAccessError(UNKNOWN)


def open_household(user: User, *, uuid: UUID, at: datetime, kind: str = "cases.open_household") -> Household:
    """The household with this uuid, with its line in the read log; raises NoAccessError and logs the attempt."""
    household = own_households(user).select_related("team", "merged_into").filter(uuid=uuid).first()
    if household is None:
        target = Household.objects.filter(uuid=uuid).first()
        if target is not None:
            events.log_read(kind=kind, subject=target, reader=user, at=at, ground="none", refused=True)
        raise NoAccessError(UNKNOWN)
    who = reader(user)
    of_team = household.team_id in who.teams and "cases.read_household" in who.permissions
    events.log_read(kind=kind, subject=household, reader=user, at=at, ground="team" if of_team else "case")
    return household


def open_person(user: User, *, uuid: UUID, at: datetime, kind: str = "cases.open_person") -> Person:
    """The person with this uuid whom the user works with, with its line in the read log; raises NoAccessError and logs
    the attempt. Who only takes meldingen finds a person, and opens none.
    """
    person = known_to(user).select_related("merged_into").filter(uuid=uuid).first()
    if person is None:
        target = Person.objects.filter(uuid=uuid).first()
        if target is not None:
            events.log_read(kind=kind, subject=target, reader=user, at=at, ground="none", refused=True)
        raise NoAccessError(UNKNOWN)
    of_case = visible_to(user, Case).filter(person=person).exists()
    events.log_read(kind=kind, subject=person, reader=user, at=at, ground="case" if of_case else "household")
    return person


def known_to(user: User) -> QuerySet[Person]:
    """The persons of whom this user may know more than a melding asks: through a case, or a household of their work."""
    return Person.objects.filter(_known_person(user)) if user.is_active else Person.objects.none()


def _known_person(user: User) -> Q:
    """Through a case of their own or a household; also what is known of a row that was linked to this one."""
    same = Person.objects.filter(Q(pk=OuterRef("pk")) | Q(merged_into=OuterRef("pk")))
    member = Membership.objects.filter(household__in=own_households(user), person=OuterRef("pk"))
    of_case = visible_to(user, Case).filter(person=OuterRef("pk"))
    return Q(Exists(same.filter(Exists(of_case) | Exists(member))))


def _not_confidential(user: User, path: str) -> Q:
    """A confidential document is there for who handles the case, their stand-in and who added it; for others it is not.

    `path` leads from the row to its case: "case" or "document__case".
    """
    own = path.removesuffix("case")
    return (
        Q(**{f"{own}confidential": False})
        | Q(**{f"{path}__handler": user})
        | Q(**{f"{path}__handler__stand_in": user})
        | Q(**{f"{own}added_by": user})
    )


def ground_of(user: User, case: Case) -> str:
    """By which rule this user sees the case, for the read log."""
    who = reader(user)
    if who.knows(case):
        if case.handler_id == user.pk:
            return "handler"
        if case.team_id in who.teams:
            return "team"
    return "grant"


def open_case(
    user: User,
    *,
    uuid: UUID,
    at: datetime,
    kind: str = "cases.open_casefile",
    via: str = "page",
    payload: Mapping[str, object] | None = None,
) -> Case:
    """The case with this uuid, with its line in the read log; raises NoAccessError and logs the attempt.

    `payload` says what of the case was opened, in ids only.
    """
    case = find_case(user, uuid=uuid, at=at, kind=kind, via=via, payload=payload)
    events.log_read(kind=kind, subject=case, reader=user, at=at, ground=ground_of(user, case), via=via, payload=payload)
    return case


def find_case(
    user: User,
    *,
    uuid: UUID,
    at: datetime,
    kind: str,
    via: str = "page",
    payload: Mapping[str, object] | None = None,
) -> Case:
    """The case with this uuid, for an act that shows nothing of it; raises NoAccessError and logs the attempt."""
    granted = _grants(user).filter(content_object=OuterRef("pk")).values("permission__codename")
    rows = visible_to(user, Case).select_related("household", "person", "team", "handler")
    case = rows.annotate(codenames=ArraySubquery(granted)).filter(uuid=uuid).first()
    if case is not None:
        case._granted = (user.pk, case.codenames)  # type: ignore[attr-defined]  # noqa: SLF001
        return case
    target = Case.objects.select_related("household").filter(uuid=uuid).first()
    if target is not None:
        events.log_read(
            kind=kind, subject=target, reader=user, at=at, ground="none", via=via, refused=True, payload=payload
        )
    raise NoAccessError(UNKNOWN)


def open_document(
    user: User,
    *,
    uuid: UUID,
    document: UUID,
    at: datetime,
    kind: str = "cases.open_document",
    number: int | None = None,
) -> Document:
    """A document of a case, with its line in the read log; raises NoAccessError and logs the attempt.

    `number` is the version whose file is opened.
    """
    payload = {"document": str(document)} | ({} if number is None else {"file": number})
    case = find_case(user, uuid=uuid, at=at, kind=kind, payload=payload)
    found = visible_to(user, Document).select_related("added_by").filter(case=case, uuid=document).first()
    if found is None:
        if Document.objects.filter(case=case, uuid=document).exists():
            events.log_read(kind=kind, subject=case, reader=user, at=at, ground="none", refused=True, payload=payload)
        raise NoAccessError(UNKNOWN)
    found.case = case
    events.log_read(kind=kind, subject=case, reader=user, at=at, ground=ground_of(user, case), payload=payload)
    return found


def _grants(user: User) -> QuerySet[CaseGrant]:
    """Only grants in force: guardian's own functions would count an expired one."""
    return CaseGrant.objects.filter(user=user, valid_from__lte=Now(), valid_until__gt=Now())
