"""What laws are written in. These are the only names a law imports to declare itself."""

from cases.contract.apps import LawConfig
from cases.contract.besluit import BesluitKind
from cases.contract.demo import Act, Colleague, Days, Demo, Edited, Handed, Noted, Story, Told
from cases.contract.errors import (
    CaseError,
    ConflictError,
    ContractError,
    InvalidError,
    NoAccessError,
    NotAllowedHereError,
    Refusal,
    RefusedError,
)
from cases.contract.law import Law, LocalChoice, Panel, PublishedDecision, Reaction, Record, Role, Slot
from cases.contract.letter import Letter, Sort, TextSlot, Variable
from cases.contract.procedure import (
    PHASE_LABELS,
    ActForm,
    EmptyForm,
    Guard,
    Phase,
    Procedure,
    State,
    Step,
    Transition,
    nothing_to_undo,
)
from cases.contract.registry import Registry, laws
from cases.contract.retention import COUNTS_FROM_TEXT, CountsFrom, Retention
from cases.contract.terms import (
    BEGUN,
    BREACH,
    NEARING,
    ActLength,
    After,
    Amount,
    Extend,
    LocalLength,
    Nature,
    Pause,
    Subject,
    Term,
    Warning,  # noqa: A004
)
from cases.rules.addressees import Matter
from cases.rules.basis import Certainty, LegalBasis
from cases.rules.calendar import local_day
from cases.rules.deadlines import Direction, Roll
from cases.rules.length import Length, Unit
from cases.rules.wording import full_date, plain_date, short_date
from cases.typesetting.content import Block, Bullets, Facts, Heading, LetterContent, Paragraph, Quote, Sender

__all__ = [
    "BEGUN",
    "BREACH",
    "COUNTS_FROM_TEXT",
    "NEARING",
    "PHASE_LABELS",
    "Act",
    "ActForm",
    "ActLength",
    "After",
    "Amount",
    "BesluitKind",
    "Block",
    "Bullets",
    "CaseError",
    "Certainty",
    "Colleague",
    "ConflictError",
    "ContractError",
    "CountsFrom",
    "Days",
    "Demo",
    "Direction",
    "Edited",
    "EmptyForm",
    "Extend",
    "Facts",
    "Guard",
    "Handed",
    "Heading",
    "InvalidError",
    "Law",
    "LawConfig",
    "LegalBasis",
    "Length",
    "Letter",
    "LetterContent",
    "LocalChoice",
    "LocalLength",
    "Matter",
    "Nature",
    "NoAccessError",
    "NotAllowedHereError",
    "Noted",
    "Panel",
    "Paragraph",
    "Pause",
    "Phase",
    "Procedure",
    "PublishedDecision",
    "Quote",
    "Reaction",
    "Record",
    "Refusal",
    "RefusedError",
    "Registry",
    "Retention",
    "Role",
    "Roll",
    "Sender",
    "Slot",
    "Sort",
    "State",
    "Step",
    "Story",
    "Subject",
    "Term",
    "TextSlot",
    "Told",
    "Transition",
    "Unit",
    "Variable",
    "Warning",
    "full_date",
    "laws",
    "local_day",
    "nothing_to_undo",
    "plain_date",
    "short_date",
]
