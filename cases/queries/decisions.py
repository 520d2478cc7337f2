"""The besluiten of a case that were sent: against each one can make bezwaar, in six weeks of its own (Awb 6:7)."""

from django.db.models import prefetch_related_objects

from cases.contract import PublishedDecision
from cases.models import Case, Penalty
from cases.queries import besluiten


def decisions_of(case: Case) -> tuple[PublishedDecision, ...]:
    """What its law decided, and the besluiten over a dwangsom (4:18), which every law can take."""
    prefetch_related_objects([case], "penalties")
    penalties = (
        PublishedDecision(
            key=penalty_key(row), label="Besluit over de dwangsom", sent_on=row.sent_on, decider=row.decider_id
        )
        for row in case.penalties.all()
        if row.sent_on
    )
    law = case.law_data
    return (
        *(law.decisions(case) if law.decisions else ()),
        *(besluiten.decisions(case) if law.besluiten else ()),
        *penalties,
    )


def penalty_key(penalty: Penalty) -> str:
    """One dwangsom has one first day."""
    return f"dwangsom_{penalty.first_day:%Y%m%d}"
