"""All models of the core."""

from cases.models.access import CaseGrant, Municipality, Team, TeamMembership
from cases.models.address import AddressSituation
from cases.models.awb import Completion, DefaultNotice, DelayNotice, Penalty, Standstill
from cases.models.besluit import Besluit
from cases.models.case import Case, CaseQuerySet
from cases.models.coordinator import Coordinator
from cases.models.deadline import Alarm, Deadline, Extension, Heartbeat, Outcome, Signal, Suspension
from cases.models.document import DestroyReason, Document, DocumentDirection, DocumentFile, DocumentKind
from cases.models.event import ChainHead, Event, LogLine, OnceKey, ReadLog
from cases.models.former_address import FormerAddress
from cases.models.household import Household, Membership
from cases.models.letter import Letter, LetterState
from cases.models.letter_copy import LetterCopy, LetterDispatch, LetterWithdrawal
from cases.models.meldcode import MELDCODE_RECORDS, Meldcode, MeldcodeInvolved, MeldcodeStep
from cases.models.merger import HouseholdMerger, PersonMerger
from cases.models.note import Note, NoteKind
from cases.models.objection import AWB_RECORDS, Objection
from cases.models.outbox import Message, MessageItem, MessageKind, Outbox
from cases.models.person import Person
from cases.models.reach import Interpreter
from cases.models.relative import Relative
from cases.models.release import Release
from cases.models.representative import Representative
from cases.models.rulebook import Confirmation, EquatedDay, LocalRule, LocalSetting, SetupStamp, Verdict
from cases.models.task import Task
from cases.models.textblock import LetterTheme, TextBlock
from cases.models.user import User

__all__ = [
    "AWB_RECORDS",
    "MELDCODE_RECORDS",
    "AddressSituation",
    "Alarm",
    "Besluit",
    "Case",
    "CaseGrant",
    "CaseQuerySet",
    "ChainHead",
    "Completion",
    "Confirmation",
    "Coordinator",
    "Deadline",
    "DefaultNotice",
    "DelayNotice",
    "DestroyReason",
    "Document",
    "DocumentDirection",
    "DocumentFile",
    "DocumentKind",
    "EquatedDay",
    "Event",
    "Extension",
    "FormerAddress",
    "Heartbeat",
    "Household",
    "HouseholdMerger",
    "Interpreter",
    "Letter",
    "LetterCopy",
    "LetterDispatch",
    "LetterState",
    "LetterTheme",
    "LetterWithdrawal",
    "LocalRule",
    "LocalSetting",
    "LogLine",
    "Meldcode",
    "MeldcodeInvolved",
    "MeldcodeStep",
    "Membership",
    "Message",
    "MessageItem",
    "MessageKind",
    "Municipality",
    "Note",
    "NoteKind",
    "Objection",
    "OnceKey",
    "Outbox",
    "Outcome",
    "Penalty",
    "Person",
    "PersonMerger",
    "ReadLog",
    "Relative",
    "Release",
    "Representative",
    "SetupStamp",
    "Signal",
    "Standstill",
    "Suspension",
    "Task",
    "Team",
    "TeamMembership",
    "TextBlock",
    "User",
    "Verdict",
]
