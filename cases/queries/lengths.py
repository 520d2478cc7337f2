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
            return length_by(term.length, local_rule(term.length, municipality_of(subject), day), day)
        case ActLength():
            return act_length(term.length, fields, day)


def local_rule(length: LocalLength, municipality: str, day: date) -> LocalRule | None:
    """The rule of the municipality that is in force on `day`: the newest that has begun."""
    rows = LocalRule.objects.filter(municipality=municipality, rule=length.rule, valid_from__lte=day)
    return rows.order_by("-valid_from").first()


def length_by(length: LocalLength, rule: LocalRule | None, day: date) -> Length:
    """What that rule says, never longer than the law allows; without one the default."""
    if rule is None:
        return length.default
    return length.maximum if length.maximum and is_longer(rule.length, length.maximum, day) else rule.length


def local_length(length: LocalLength, municipality: str, day: date) -> Length:
    """The municipality's dated value, never longer than the law allows; else the default."""
    return length_by(length, local_rule(length, municipality, day), day)


def is_longer(one: Length, other: Length, day: date) -> bool:
    """Whether `one` ends later than `other` when both start on `day`, also in different units."""
    if one.unit == other.unit:
        return one.amount > other.amount
    return ends(one, day) > ends(other, day)


def ends(length: Length, day: date) -> date:
    """The bare end of a length, without the Algemene termijnenwet. Raises ValueError beyond the calendar."""
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
