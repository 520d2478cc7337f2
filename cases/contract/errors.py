"""What can stop an act. Every message is one Dutch sentence that a consulent can act on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cases.rules.basis import LegalBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a step can't be taken now: a Dutch sentence with, where there is one, its article."""

    reason: str
    basis: LegalBasis | None = None


class CaseError(Exception):
    """An act that was not carried out; nothing was written. `str()` is a Dutch sentence for the user."""

    code = "geweigerd"


class NotAllowedHereError(CaseError):
    """The step does not exist or does not follow from the present state."""

    code = "stap-past-niet"


class RefusedError(CaseError):
    """A guard refused; `refusal` carries the article."""

    code = "voorwaarde"

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.reason)
        self.refusal = refusal


class NoAccessError(CaseError):
    """The actor may not do this, or may not know the subject: pages and API answer 404."""

    code = "geen-toegang"


class InvalidError(CaseError):
    """The form refused; `errors` maps each field to all of its sentences."""

    code = "invoer"

    def __init__(self, errors: Mapping[str, Sequence[str]], form: Any = None) -> None:
        super().__init__("Er is nog niets bewaard. Kijk naar de velden met een fout.")
        self.errors = errors
        self.form = form


class ConflictError(CaseError):
    """Somebody else changed the record since the user saw it; `seen` and `current` are versions."""

    code = "conflict"

    def __init__(self, *, seen: int, current: int) -> None:
        super().__init__("Iemand anders heeft dit intussen gewijzigd. Bekijk eerst wat er veranderd is.")
        self.seen = seen
        self.current = current


class ContractError(Exception):
    """A law's declaration is wrong. Raised at start-up, with a sentence that says what and where."""
