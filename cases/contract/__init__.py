"""What laws are written in. These are the only names a law imports to declare itself."""

from cases.contract.apps import LawConfig
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
from cases.contract.law import Law, LocalChoice, Panel, Reaction, Record, Role, Slot
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
from cases.contract.terms import (
    BEGUN,
    BREACH,
    NEARING,
    ActLength,
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
from cases.typesetting.content import Bullets, Facts, Heading, LetterContent, Paragraph, Quote, Sender

__all__ = [
    "BEGUN",
    "BREACH",
    "NEARING",
    "PHASE_LABELS",
    "Act",
    "ActForm",
    "ActLength",
    "Amount",
    "Bullets",
    "CaseError",
    "Certainty",
    "Colleague",
    "ConflictError",
    "ContractError",
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
    "Quote",
    "Reaction",
    "Record",
    "Refusal",
    "RefusedError",
    "Registry",
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
