"""Every kind of term that the contract can express."""

from dataclasses import replace
from datetime import date

from cases.contract import (
    BEGUN,
    BREACH,
    NEARING,
    ActLength,
    Certainty,
    Direction,
    Extend,
    Length,
    LocalLength,
    Nature,
    Pause,
    Roll,
    Subject,
    Term,
    Unit,
    Warning,  # noqa: A004
    awb,
)
from tests.toylaw.basis import article

WEEKS_8 = Length(amount=8, unit=Unit.WEEKS)
TERMS = (
    Term(
        key="toylaw.decide",
        label="Besluit",
        basis=article("2"),
        length=WEEKS_8,
        valid_until=date(2026, 7, 1),
        started_by=frozenset({"request", "urgent_request"}),
        counts_from="received_on",
        met_by=frozenset({"grant"}),
        ended_by=frozenset({"withdraw"}),
    ),
    Term(
        key="toylaw.decide",
        label="Besluit",
        basis=article("2", valid_from=date(2026, 7, 1)),
        length=WEEKS_8,
        started_by=frozenset({"request", "urgent_request"}),
        counts_from="received_on",
        met_by=frozenset({"grant"}),
        ended_by=frozenset({"withdraw"}),
        pauses=(
            Pause(
                by="ask_more", basis=article("3"), reason="Brief “vul aan” verstuurd", since="asked_on", until="until"
            ),
        ),
        resumed_by=frozenset({"completed"}),
        resumed_on="completed_on",
        extensions=(
            Extend(
                by="extend", basis=article("3a"), reason="Verlengd", length=ActLength(field="weeks", unit=Unit.WEEKS)
            ),
        ),
    ),
    Term(
        key="toylaw.urgent",
        label="Eerste contact",
        basis=article("5"),
        nature=Nature.NORM,
        roll=Roll.NONE,
        urgent=True,
        length=LocalLength(rule="toylaw.urgent", default=Length(amount=48, unit=Unit.HOURS)),
        started_by=frozenset({"urgent_request"}),
        met_by=frozenset({"contact"}),
        ended_by=frozenset({"withdraw"}),
        never_stands_still="Deze klok loopt door.",
        warnings=(BEGUN, Warning(kind="nearing", before=Length(amount=6, unit=Unit.HOURS), urgent=True), BREACH),
    ),
    Term(
        key="toylaw.window",
        label="Eigen plan",
        basis=article("6"),
        nature=Nature.WINDOW,
        length=Length(amount=7, unit=Unit.DAYS),
        started_by=frozenset({"request"}),
        counts_from="received_on",
        warnings=(),
    ),
    Term(
        key="toylaw.after_window",
        label="Na het plan",
        basis=article("6a"),
        started_at_end_of="toylaw.window",
        length=Length(amount=3, unit=Unit.WORKING_DAYS),
        met_by=frozenset({"grant"}),
    ),
    Term(
        key="toylaw.papers",
        label="Stukken inleveren",
        basis=article("7", Certainty.MEMORY),
        question="Telt de dag van het gesprek zelf mee?",
        direction=Direction.BACK,
        nature=Nature.WINDOW,
        length=Length(amount=10, unit=Unit.DAYS),
        started_by=frozenset({"plan_hearing"}),
        counts_from="hearing_on",
        warnings=(NEARING,),
    ),
    Term(
        key="toylaw.pay",
        label="Betalen",
        basis=article("8"),
        length=Length(amount=4, unit=Unit.WEEKS),
        repeats=True,
        started_by=frozenset({"grant"}),
        met_by=frozenset({"pay"}),
        ended_by=frozenset({"finish"}),
    ),
    Term(
        key="toylaw.evaluate",
        label="Evaluatie",
        basis=article("8a"),
        roll=Roll.NONE,
        length=ActLength(field="weeks", unit=Unit.WEEKS, maximum=Length(amount=8, unit=Unit.WEEKS)),
        started_by=frozenset({"grant"}),
        met_by=frozenset({"finish"}),
    ),
    Term(
        key="toylaw.own_plan",
        label="Plan van de inwoner bekijken",
        basis=article("6b"),
        length=LocalLength(
            rule="toylaw.own_plan",
            default=Length(amount=2, unit=Unit.WORKING_DAYS),
            maximum=Length(amount=5, unit=Unit.WORKING_DAYS),
        ),
        started_by=frozenset({"request"}),
        only_if=("own_plan", True),
        met_by=frozenset({"contact"}),
    ),
    # As the dwangsom after an ingebrekestelling (Awb 4:17): what follows the end of a term that was not met.
    Term(
        key="toylaw.notice",
        label="Laatste twee weken",
        basis=article("12"),
        length=Length(amount=14, unit=Unit.DAYS),
        roll=Roll.NONE,
        started_by=frozenset({"give_notice"}),
        met_by=frozenset({"grant"}),
    ),
    Term(
        key="toylaw.penalty",
        label="Boete loopt op",
        basis=article("12a"),
        length=Length(amount=42, unit=Unit.DAYS),
        roll=Roll.NONE,
        started_at_end_of="toylaw.notice",
        met_by=frozenset({"grant"}),
    ),
    replace(
        awb.BEZWAAR,
        about=None,  # one besluit a case
        started_by=frozenset({"publish"}),
        counts_from="sent_on",
        met_by=frozenset({"object"}),
    ),
    replace(awb.BESLISSING_BEZWAAR, met_by=frozenset({"answer"})),
)
STANDING = (
    Term(
        key="toylaw.next_visit",
        label="Volgend bezoek",
        basis=article("10"),
        subject=Subject.HOUSEHOLD,
        repeats=True,
        length=Length(amount=3, unit=Unit.MONTHS),
        started_by=frozenset({"visit"}),
        counts_from="visited_on",
        met_by=frozenset({"visit"}),
        met_on="visited_on",
    ),
    Term(
        key="toylaw.check_person",
        label="Gegevens nakijken",
        basis=article("10a"),
        subject=Subject.PERSON,
        length=Length(amount=1, unit=Unit.YEARS),
        started_by=frozenset({"check_person"}),
    ),
    Term(
        key="toylaw.chase_task",
        label="Taak navragen",
        basis=article("10b"),
        subject=Subject.TASK,
        length=Length(amount=5, unit=Unit.DAYS),
        started_by=frozenset({"chase_task"}),
    ),
    Term(
        key="toylaw.review_grant",
        label="Inzage achteraf nakijken",
        basis=article("10c"),
        subject=Subject.GRANT,
        length=Length(amount=5, unit=Unit.WORKING_DAYS),
        started_by=frozenset({"review_grant"}),
    ),
)
