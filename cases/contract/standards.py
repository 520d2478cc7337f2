"""Ready-made terms of the AVG and of the message standards iWmo and iJw, for every law.

The AVG articles are from memory. A message standard is an agreement between municipalities and
providers, not a statute: no Algemene termijnenwet, and being late is no breach of law.
"""

from datetime import date

from cases.contract.terms import ActLength, Nature, Subject, Term, Warning  # noqa: A004
from cases.rules.basis import Certainty, LegalBasis
from cases.rules.deadlines import Roll
from cases.rules.length import Length, Unit


def avg(number: str) -> LegalBasis:
    """An article of the AVG (GDPR), not yet compared with the text."""
    return LegalBasis(
        text=f"AVG art. {number}",
        url="https://eur-lex.europa.eu/eli/reg/2016/679/oj",
        checked_on=date(2026, 11, 21),
        certainty=Certainty.MEMORY,
        valid_from=date(2018, 5, 25),
    )


def rule(number: str) -> LegalBasis:
    """A rule of iWmo and iJw release 3.2, as published in August 2026."""
    return LegalBasis(
        text=f"iWmo/iJw 3.2 regel {number}",
        url="https://www.istandaarden.nl/iwmo/releases/release-iwmo-3.2",
        checked_on=date(2026, 11, 21),
        certainty=Certainty.SEEN,
        valid_from=date(2026, 8, 20),
    )


def message_term(key: str, label: str, basis: LegalBasis, length: Length) -> Term:
    """A term between municipality and provider: a norm that always runs on."""
    return Term(
        key=key,
        label=label,
        basis=basis,
        length=length,
        nature=Nature.NORM,
        roll=Roll.NONE,
        never_stands_still="De berichtenstandaard kent geen stilstand.",
    )


AVG_VERZOEK = Term(
    key="avg.verzoek",
    label="Antwoord op een verzoek over persoonsgegevens",
    basis=avg("12 lid 3"),
    length=Length(1, Unit.MONTHS),
    # The Algemene termijnenwet covers Dutch statutes. Regulation (EEG) 1182/71 moves a last day too;
    # until a lawyer confirms that, the strict day counts.
    roll=Roll.NONE,
    never_stands_still="De AVG kent geen stilstand, alleen 2 maanden extra als het verzoek ingewikkeld is.",
    on_lapse="Antwoord nu. De inwoner mag klagen bij de Autoriteit Persoonsgegevens.",
)
AVG_DATALEK = Term(
    key="avg.datalek",
    label="Datalek melden bij de Autoriteit Persoonsgegevens",
    basis=avg("33 lid 1"),
    length=Length(72, Unit.HOURS),
    urgent=True,
    never_stands_still="Een termijn in uren loopt altijd door.",
    on_lapse="Meld het lek nu, en leg uit waarom het later is.",
)

ISTD_RETOUR = message_term("istd.retour", "Retourbericht sturen", rule("OP090"), Length(3, Unit.WORKING_DAYS))
ISTD_VOT_VOW = message_term(
    "istd.vot_vow", "Antwoord op een verzoek om toewijzing", rule("VOT/VOW"), Length(5, Unit.WORKING_DAYS)
)
ISTD_VOT_VOW_WOONPLAATS = message_term(
    "istd.vot_vow_woonplaats", "Afwijzing wegens woonplaats", rule("VOT/VOW"), Length(2, Unit.WEEKS)
)
ISTD_DECLARATIE_ANTWOORD = message_term(
    "istd.declaratie_antwoord", "Antwoord op een declaratie", rule("OP090x4"), Length(10, Unit.WORKING_DAYS)
)
ISTD_START_STOP = message_term(
    "istd.start_stop", "Begin of eind van de hulp melden", rule("OP271 en OP272"), Length(5, Unit.WORKING_DAYS)
)

# The day that colleagues agreed on for a task. No law knows it: a norm, told in the message of the day, never alone.
TASK = Term(
    key="core.task",
    label="Taak",
    basis=LegalBasis(
        text="Afspraak van collega’s",
        url="",
        checked_on=date(2026, 11, 21),
        certainty=Certainty.SEEN,
        valid_from=date(2020, 1, 1),
    ),
    length=ActLength(field="due_on"),
    nature=Nature.NORM,
    subject=Subject.TASK,
    roll=Roll.NONE,
    never_stands_still="Wie de taak doet, kiest zelf een andere dag.",
    warnings=(
        Warning(kind="nearing", before=Length(1, Unit.WORKING_DAYS)),
        Warning(kind="overdue", before=Length(0, Unit.DAYS)),
    ),
    met_text="Klaar",
    on_lapse="Doe de taak, of kies een andere dag.",
)
TERMS: tuple[Term, ...] = (
    AVG_VERZOEK,
    AVG_DATALEK,
    ISTD_RETOUR,
    ISTD_VOT_VOW,
    ISTD_VOT_VOW_WOONPLAATS,
    ISTD_DECLARATIE_ANTWOORD,
    ISTD_START_STOP,
    TASK,
)
