"""The contract as plain data: what `manage.py laws` prints, for people and for machines.

Keys are stable: another program may rely on them. Callables are named by module and function. Lists keep the order of
the declaration, sets are sorted.
"""

from collections.abc import Callable, Iterable
from typing import Any

from cases.contract import awb
from cases.contract.law import Law, Panel, Reaction, Role
from cases.contract.letter import Letter
from cases.contract.procedure import PHASE_LABELS, Procedure, State, Transition
from cases.contract.retention import Retention
from cases.contract.terms import ActLength, Amount, LocalLength, Term
from cases.contract.terms import Warning as TermWarning
from cases.rules.basis import LegalBasis
from cases.rules.length import Length

Plain = dict[str, Any]


def contract(laws: Iterable[Law]) -> Plain:
    """Every law, and the terms of the Awb, AVG and message standards that each law may opt into."""
    return {"laws": [_law(law) for law in laws], "general_terms": [_term(term) for term in awb.TERMS]}


def _law(law: Law) -> Plain:
    return {
        "key": law.key,
        "name": law.name,
        "short_name": law.short_name,
        "basis": _basis(law.basis),
        "retentions": [_retention(row) for row in law.retentions],
        "permissions": [{"key": key, "label": label} for key, label in law.permissions],
        "roles": [_role(role) for role in law.roles],
        "procedures": [_procedure(procedure) for procedure in law.procedures],
        "acts": [_transition(act) for act in law.acts],
        "standing_terms": [_term(term) for term in law.standing_terms],
        "amounts": [_amount(amount) for amount in law.amounts],
        "choices": [
            {"key": row.key, "label": row.label, "default": row.default, "hint": row.hint} for row in law.choices
        ],
        "letters": [_letter(letter) for letter in law.letters],
        "panels": [_panel(panel) for panel in law.panels],
        "reactions": [_reaction(reaction) for reaction in law.reactions],
    }


def _retention(row: Retention) -> Plain:
    return {
        "key": row.key,
        "reference": row.reference,
        "label": row.label,
        "period": _length(row.period),
        "counts_from": row.counts_from.value,
        "text": row.text,
        "basis": _basis(row.basis),
        "question": row.question,
        "valid_until": row.valid_until.isoformat() if row.valid_until else None,
    }


def _role(role: Role) -> Plain:
    return {"key": role.key, "label": role.label, "permissions": sorted(role.permissions)}


def _procedure(procedure: Procedure) -> Plain:
    return {
        "key": procedure.key,
        "version": procedure.version,
        "label": procedure.label,
        "current": procedure.current,
        "permission": procedure.permission,
        "kept_as": procedure.kept_as,
        "road": list(procedure.road),
        "states": [_state(state) for state in procedure.states],
        "transitions": [_transition(transition) for transition in procedure.transitions],
        "terms": [_term(term) for term in procedure.terms],
    }


def _state(state: State) -> Plain:
    return {
        "key": state.key,
        "label": state.label,
        "phase": state.phase.value,
        "phase_label": PHASE_LABELS[state.phase],
        "todo": state.todo,
        "final": state.final,
        "kept_as": state.kept_as if isinstance(state.kept_as, str) else _name(state.kept_as),
    }


def _transition(transition: Transition) -> Plain:
    return {
        "key": transition.key,
        "label": transition.label,
        "subject": transition.subject.value,
        "sources": sorted(transition.sources),
        "target": transition.target,
        "permission": transition.permission,
        "basis": _basis(transition.basis),
        "fields": [
            {"name": name, "label": str(field.label or name), "required": field.required}
            for name, field in transition.form.base_fields.items()
        ],
        "guards": [_name(guard) for guard in (*transition.applies, *transition.guards)],
        "effect": _name(transition.effect) if transition.effect else None,
        "letter": transition.letter,
        "logged": sorted(transition.log),
        "primary": transition.primary,
        "by_people": transition.by_people,
        "side": transition.side,
        "hint": transition.hint,
        "done": transition.done,
    }


def _term(term: Term) -> Plain:
    return {
        "key": term.key,
        "reference": term.reference,
        "label": term.label,
        "nature": term.nature.value,
        "subject": term.subject.value,
        "basis": _basis(term.basis),
        "valid_from": term.valid_from.isoformat(),
        "valid_until": term.valid_until.isoformat() if term.valid_until else None,
        "length": _length(term.length),
        "direction": term.direction.value,
        "roll": term.roll.value,
        "starts": {
            "by": sorted(term.started_by),
            "at_end_of": term.started_at_end_of,
            "after": term.after.value,
            "counts_from": term.counts_from,
            "about": term.about,
            "only_if": {"field": term.only_if[0], "is": term.only_if[1]} if term.only_if else None,
        },
        "met": {"by": sorted(term.met_by), "on": term.met_on, "repeats": term.repeats},
        "ended_by": sorted(term.ended_by),
        "pauses": [
            {
                "by": pause.by,
                "since": pause.since,
                "until": pause.until,
                "reason": pause.reason,
                "basis": _basis(pause.basis),
            }
            for pause in term.pauses
        ],
        "resumed": {"by": sorted(term.resumed_by), "on": term.resumed_on},
        "extensions": [
            {"by": ext.by, "length": _length(ext.length), "reason": ext.reason, "basis": _basis(ext.basis)}
            for ext in term.extensions
        ],
        "never_stands_still": term.never_stands_still,
        "urgent": term.urgent,
        "presses": term.presses,
        "warnings": [_warning(warning) for warning in term.warnings],
        "start_text": term.start_text,
        "met_text": term.met_text,
        "on_lapse": term.on_lapse,
        "law_says": term.law_says,
        "question": term.question,
    }


def _warning(warning: TermWarning) -> Plain:
    return {"kind": warning.kind, "before": _length(warning.before), "urgent": warning.urgent}


def _length(length: Length | LocalLength | ActLength) -> Plain:
    """`kind` says who decides: the law itself ("fixed"), the municipality ("local") or the starting act ("act")."""
    match length:
        case Length():
            return {"kind": "fixed", "amount": length.amount, "unit": length.unit.value, "text": length.text}
        case LocalLength():
            return {
                "kind": "local",
                "rule": length.rule,
                "default": _length(length.default),
                "maximum": _length(length.maximum) if length.maximum else None,
                "text": f"{length.default.text}, of wat de gemeente bepaalt",
            }
        case ActLength():
            return {
                "kind": "act",
                "field": length.field,
                "unit": length.unit.value,
                "maximum": _length(length.maximum) if length.maximum else None,
                "suggestion": _length(length.suggestion) if length.suggestion else None,
                "text": "wat in de handeling staat" + (f", hoogstens {length.maximum.text}" if length.maximum else ""),
            }


def _amount(amount: Amount) -> Plain:
    return {
        "key": amount.key,
        "label": amount.label,
        "value": amount.value,
        "unit": amount.unit,
        "basis": _basis(amount.basis),
        "valid_from": amount.basis.valid_from.isoformat(),
        "valid_until": amount.valid_until.isoformat() if amount.valid_until else None,
        "notes": list(amount.notes),
    }


def _letter(letter: Letter) -> Plain:
    return {
        "key": letter.key,
        "label": letter.label,
        "permission": letter.permission,
        "clock": letter.clock,
        "slots": [{"key": slot.key, "label": slot.label, "required": slot.required} for slot in letter.slots],
        "variables": [{"key": v.key, "label": v.label, "sort": v.sort.value} for v in letter.variables],
    }


def _panel(panel: Panel) -> Plain:
    return {"key": panel.key, "label": panel.label, "slot": panel.slot.value, "permission": panel.permission}


def _reaction(reaction: Reaction) -> Plain:
    return {"event": reaction.event, "label": reaction.label, "handler": _name(reaction.handle)}


def _basis(basis: LegalBasis | None) -> Plain | None:
    if basis is None:
        return None
    return {
        "text": basis.text,
        "url": basis.url,
        "checked_on": basis.checked_on.isoformat(),
        "certainty": basis.certainty.value,
        "confirmed": basis.confirmed,
        "valid_from": basis.valid_from.isoformat(),
    }


def _name(function: Callable[..., object]) -> str:
    return f"{function.__module__}.{getattr(function, '__qualname__', type(function).__qualname__)}"
