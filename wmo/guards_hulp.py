"""When a step after the besluit can't be taken now, and why: the order, the start, the contribution, the end."""

# ruff: noqa: ARG001 - every guard gets the same three

from datetime import datetime

from cases.contract import Refusal, local_day
from cases.models import Case, User
from wmo import basis, facts
from wmo.models import Form, Kind


def order_waiting(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    if not facts.to_order(case, Form.IN_KIND):
        return Refusal(reason="Er is geen hulp in natura die nog een opdracht nodig heeft.")
    return None


def svb_waiting(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    if not facts.to_order(case, Form.BUDGET):
        return Refusal(reason="Er is geen pgb dat nog naar de SVB moet.", basis=basis.BUDGET)
    return None


def stop_waiting(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    if not facts.to_stop(case):
        return Refusal(reason="Er is geen opdracht die eerder stopt.")
    return None


def start_unknown(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    if not facts.to_start(case):
        return Refusal(reason="Er is geen opdracht waarvan het begin nog niet bekend is.")
    return None


def contribution_open(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    found = facts.contribution(case)
    if found is None or found.reported_on or found.no_reason or found.stopped_on:
        return Refusal(reason="Er is nu geen begin van hulp om bij het CAK te melden.", basis=basis.CAK)
    return None


def contribution_ends(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    found = facts.contribution(case)
    if found is None or not found.reported_on or found.stop_reported_on or facts.running(case, local_day(at)):
        return Refusal(reason="Er is nu geen einde van hulp om bij het CAK te melden.", basis=basis.CAK)
    return None


def help_runs(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    if not facts.running(case, local_day(at)):
        return Refusal(reason="Er loopt geen hulp in deze zaak.")
    return None


def help_was_given(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    """A besluit gave help, also where it was withdrawn from its first day."""
    if not any(besluit.kind == Kind.GRANT and besluit.sent_on for besluit in facts.besluiten(case)):
        return Refusal(reason="In deze zaak is geen hulp gegeven.")
    return None


def help_stands(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    if not facts.in_force(case):
        return Refusal(reason="Er is geen hulp die nog ingetrokken kan worden.")
    return None


def no_help_runs(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    """A case with help in it stays in sight: first the help stops, then the case closes."""
    if facts.running(case, local_day(at)):
        return Refusal(reason="Er loopt nog hulp. Stop eerst de hulp, of trek haar in.")
    return None


def all_told(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    """Who was told that the help began, hears that it ended."""
    if facts.to_stop(case):
        return Refusal(reason="De aanbieder of de SVB weet nog niet dat de hulp stopt. Verstuur eerst dat bericht.")
    found = facts.contribution(case)
    if found is not None and found.reported_on and not found.stop_reported_on:
        return Refusal(reason="Het CAK weet nog niet dat de hulp stopt. Meld dat eerst.", basis=basis.CAK)
    return None


def change_not_waiting(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    """A besluit that lies ready goes out or is taken back first."""
    if facts.pending(case):
        return Refusal(reason="Er ligt nog een besluit klaar. Verstuur dat eerst, of draai het terug.")
    return None
