"""Short words for the tests of the clock: dates as text, facts with defaults."""

from datetime import date
from typing import Any

from cases.rules.basis import Certainty, LegalBasis
from cases.rules.calendar import SHIPPED
from cases.rules.deadlines import Extension, Facts, Suspension, reckon
from cases.rules.length import Length
from cases.rules.proof import Proof

BASIS = LegalBasis(
    text="Speelwet art. 1",
    url="",
    checked_on=date(2026, 11, 21),
    certainty=Certainty.SEEN,
    valid_from=date(2020, 1, 1),
)
day = date.fromisoformat


def facts(start: Any, length: str, **more: Any) -> Facts:
    begin = day(start) if isinstance(start, str) else start
    return Facts(
        term="toy.term",
        label="Besluit",
        basis=BASIS,
        start=begin,
        length=Length.parse(length),
        **more,
    )


def reckoned(start: Any, length: str, today: str | None = None, **more: Any) -> Proof:
    return reckon(facts(start, length, **more), SHIPPED, day(today) if today else None)


def pause(invited: str, completed: str | None = None, ends_by: str | None = None) -> Suspension:
    return Suspension(
        invited_on=day(invited),
        completed_on=day(completed) if completed else None,
        ends_by=day(ends_by) if ends_by else None,
    )


def longer(length: str, on: str = "2026-12-01") -> Extension:
    return Extension(length=Length.parse(length), on=day(on))


def kinds(proof: Proof) -> list[str]:
    return [step.kind for step in proof.steps]
