"""A rule of the municipality: a length out of its verordening, or a norm. Added with a first day, never edited."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cases import access, events
from cases.actions.calendar import PERMISSION
from cases.actions.deadline import recompute
from cases.actions.hold import holding
from cases.actions.notify import queue_moved
from cases.contract import CaseError, InvalidError, Length, LocalLength, Unit, short_date
from cases.models import Confirmation, Deadline, LocalRule, Municipality, User
from cases.queries.lengths import ends, is_longer
from cases.queries.moves import Touch, lengthened, of_rule, terms_with
from cases.queries.terms import calendar as read_calendar

LONGEST = timedelta(days=3660)  # ten years: longer is a slip of the pen


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleEffect:
    """What a new rule does: the running terms that move, and those it governs that keep their last day."""

    moved: tuple[Touch, ...]
    stay: tuple[Touch, ...]


def effect_of_rule(
    *, rule: str, municipality: Municipality, length: Length, valid_from: date, at: datetime
) -> RuleEffect:
    """Say what this rule would do now; changes nothing. Raises InvalidError for a rule that can't be."""
    row = LocalRule(
        municipality=municipality, rule=rule, amount=length.amount, unit=length.unit.value, valid_from=valid_from
    )
    _raise_if_impossible(row)
    return _effect(lengthened(of_rule(row), row, read_calendar(), at))


def add_local_rule(
    *,
    rule: str,
    municipality: Municipality,
    length: Length,
    source: str,
    valid_from: date,
    actor: User,
    at: datetime,
) -> RuleEffect:
    """Add a rule beside the ones there are, move every open term it governs, and ask a lawyer: all or nothing.

    The rule counts at once; a date that rests on it stands in no letter until a lawyer other than `actor` confirms.
    Raises NoAccessError; InvalidError for a rule without a source, with a first day that is taken, or longer than the
    law allows; CaseError when too many acts are under way.
    """
    access.require(actor, PERMISSION)
    if not source.strip():
        raise InvalidError({"source": ["Vul in waar de gemeente dit besloot"]})
    row = LocalRule(
        municipality=municipality,
        rule=rule,
        amount=length.amount,
        unit=length.unit.value,
        source=source.strip(),
        valid_from=valid_from,
        added_by=actor,
        added_at=at,
    )
    return holding(LocalRule._meta.db_table, lambda: _add(row, actor, at))  # noqa: SLF001


def _add(row: LocalRule, actor: User, at: datetime) -> RuleEffect:
    # The event goes first: it takes the lock on the log's chain, so that nothing is left to wait for halfway.
    payload = {
        "rule": row.rule,
        "municipality": row.municipality_id,
        "amount": row.amount,
        "unit": row.unit,
        "valid_from": row.valid_from,
    }
    events.record(kind="cases.local_rule_added", subject=None, actor=actor, at=at, payload=payload)
    _raise_if_impossible(row)
    row.pk = None
    row.save(force_insert=True)
    Confirmation.objects.create(reference=row.reference, asked_by=actor, asked_at=at)
    ids = of_rule(row)
    list(Deadline.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))
    calendar = read_calendar()
    effect = _effect(lengthened(ids, row, calendar, at))
    for touch in (*effect.moved, *effect.stay):
        deadline = touch.deadline
        assert touch.length is not None
        deadline.amount, deadline.unit = touch.length.amount, touch.length.unit.value
        deadline.local_rule, deadline.source = row, row.source
        deadline.save(update_fields=["amount", "unit", "local_rule", "source"])
        if recompute(deadline, touch.term, calendar, at):
            _tell(deadline, touch, row, actor, at)
    return effect


def _tell(deadline: Deadline, touch: Touch, row: LocalRule, actor: User, at: datetime) -> None:
    payload = {
        "term": deadline.term,
        "was": touch.was,
        "due_on": deadline.due_on,
        "due_version": deadline.due_version,
        "reason": "local_rule",
        "local_rule": row.pk,
    }
    events.record(
        kind="cases.term_moved", subject=deadline.subject, actor=actor, at=at, payload=payload, law=deadline.law
    )
    queue_moved(deadline)


def _effect(found: list[Touch]) -> RuleEffect:
    return RuleEffect(
        moved=tuple(touch for touch in found if touch.moves), stay=tuple(touch for touch in found if not touch.moves)
    )


def _raise_if_impossible(row: LocalRule) -> None:
    lengths = [term.length for term in terms_with(row.rule) if isinstance(term.length, LocalLength)]
    if not lengths:
        raise CaseError("Van deze termijn bepaalt de gemeente de lengte niet zelf.")
    local, length = lengths[-1], row.length
    if (length.unit is Unit.HOURS) != (local.default.unit is Unit.HOURS):
        unit = "uren" if local.default.unit is Unit.HOURS else "dagen, weken of maanden"
        raise InvalidError({"unit": [f"Deze termijn telt in {unit}. Kies die eenheid"]})
    if length.amount < 1:
        raise InvalidError({"amount": ["Vul een getal in van 1 of meer"]})
    try:
        too_long = ends(length, row.valid_from) - row.valid_from > LONGEST
    except (ValueError, OverflowError):
        too_long = True
    if too_long:
        raise InvalidError({"amount": ["Kies een kortere termijn: hoogstens 10 jaar"]})
    if local.maximum and is_longer(length, local.maximum, row.valid_from):
        raise InvalidError({"amount": [f"De wet staat hoogstens {local.maximum.text} toe. Kies een kortere termijn"]})
    if LocalRule.objects.filter(municipality=row.municipality, rule=row.rule, valid_from=row.valid_from).exists():
        day = short_date(row.valid_from)
        raise InvalidError({"valid_from": [f"Vanaf {day} geldt al een eigen regel. Kies een andere eerste dag"]})
