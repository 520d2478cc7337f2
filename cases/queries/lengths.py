"""How long a term is: what the statute says, what the municipality set, or what the act itself brought."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import models

from cases.contract import ActLength, CaseError, Length, LocalLength, Term, Unit, local_day
from cases.models import Case, CaseGrant, Household, LocalRule, Task
from cases.rules.calendar import SHIPPED, plus

Fields = Mapping[str, object]


def length_of(term: Term, subject: models.Model, day: date, fields: Fields) -> Length:
    """How long this term is for this subject, starting on `day`, with the fields of the starting act."""
    match term.length:
        case Length():
            return term.length
        case LocalLength():
            return local_length(term.length, municipality_of(subject), day)
        case ActLength():
            return act_length(term.length, fields, day)


def local_length(length: LocalLength, municipality: str, day: date) -> Length:
    """The municipality's dated value, never longer than the law allows; else the default."""
    row = (
        LocalRule.objects.filter(municipality=municipality, rule=length.rule, valid_from__lte=day)
        .filter(models.Q(valid_until=None) | models.Q(valid_until__gt=day))
        .order_by("-valid_from")
        .first()
    )
    if row is None:
        return length.default
    found = Length(row.amount, Unit(row.unit))
    return length.maximum if length.maximum and is_longer(found, length.maximum, day) else found


def is_longer(one: Length, other: Length, day: date) -> bool:
    """Whether `one` ends later than `other` when both start on `day`, also in different units."""
    if one.unit == other.unit:
        return one.amount > other.amount
    return _ends(one, day) > _ends(other, day)


def _ends(length: Length, day: date) -> date:
    if length.unit is Unit.HOURS:
        return day + timedelta(hours=length.amount)
    return plus(day, length, SHIPPED)


def municipality_of(subject: models.Model) -> str:
    """Whose norms count for this subject; empty for a person, who may live anywhere.

    That is the municipality of the team that does the work: the BRP may still name another one for the household.
    """
    match subject:
        case Household():
            return subject.team.municipality_id if subject.team else subject.municipality
        case Case():
            return subject.team.municipality_id
        case Task():
            return subject.case.team.municipality_id
        case CaseGrant():
            return subject.content_object.team.municipality_id
        case _:
            return ""


def act_length(length: ActLength, fields: Fields, start: date) -> Length:
    """A number of units, or the days up to the last day that the act named.

    Raises CaseError when the act named none, one that lies too early, or more than the law allows.
    """
    match fields.get(length.field):
        case date() as last:  # a moment is a date too
            found = Length((local_day(last) - start).days, Unit.DAYS)
        case int() as amount:
            found = Length(amount, length.unit)
        case _:
            raise CaseError("Vul in hoe lang deze termijn duurt.")
    if found.amount < 1:
        raise CaseError("Deze termijn moet eindigen na de dag waarop hij begint. Kies een latere dag.")
    if length.maximum and is_longer(found, length.maximum, start):
        raise CaseError(f"Deze termijn mag hoogstens {length.maximum.text} duren. Kies een kortere termijn.")
    return found
