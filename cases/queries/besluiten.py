"""The besluiten of a case, out of rows that a page has loaded once."""

from collections.abc import Iterable

from django.db.models import prefetch_related_objects

from cases.contract import PublishedDecision
from cases.models import Besluit, Case


def besluiten(case: Case) -> list[Besluit]:
    """Those that were not taken back, oldest first."""
    return [row for row in _every(case) if row.dropped_at is None]


def unsent(case: Case) -> Besluit | None:
    """The besluit that is under way: written or signed, and not sent yet. There is one at most."""
    return next((row for row in besluiten(case) if row.sent_on is None), None)


def newest_sent(case: Case, *kinds: str) -> Besluit | None:
    """The newest of these kinds (all, without any) that was sent and that no later one replaced."""
    sent = [row for row in besluiten(case) if row.sent_on]
    replaced = {row.replaces_id for row in sent}
    fits = (row for row in reversed(sent) if row.pk not in replaced and (not kinds or row.kind in kinds))
    return next(fits, None)


def last_dropped(case: Case, kinds: Iterable[str]) -> Besluit | None:
    """The newest of these kinds that was taken or sent back: nobody types its words twice."""
    wanted = set(kinds)
    return next((row for row in reversed(_every(case)) if row.dropped_at and row.kind in wanted), None)


def key_of(case: Case, besluit: Besluit) -> str:
    """What names this besluit in its case, for bezwaar and its term: its kind and its number (dropped ones count)."""
    return f"{besluit.kind}_{sum(1 for row in _every(case) if row.pk <= besluit.pk)}"


def decisions(case: Case) -> tuple[PublishedDecision, ...]:
    """Every besluit that was sent: each opens bezwaar."""
    return tuple(
        PublishedDecision(
            key=key_of(case, row), label=f"Besluit: {row.label}", sent_on=row.sent_on, decider=row.decider_id
        )
        for row in besluiten(case)
        if row.sent_on
    )


def _every(case: Case) -> list[Besluit]:
    prefetch_related_objects([case], "besluiten")
    rows: list[Besluit] = sorted(case.besluiten.all(), key=lambda row: row.pk)
    for row in rows:
        row.case = case  # its kind is asked of the law of the case; no statement for that
    return rows
