"""The validated registry of laws. An object, so that tests can make their own."""

from collections.abc import Collection, Iterator
from datetime import date

from cases.contract import awb
from cases.contract.errors import ContractError
from cases.contract.law import Law
from cases.contract.procedure import Procedure, Transition
from cases.contract.terms import Term
from cases.contract.validation import problems


class Registry:
    """The laws this installation runs, in the order of the settings."""

    def __init__(self) -> None:
        self._laws: dict[str, Law] = {}
        self._terms: tuple[Term, ...] = ()  # gathered once: a page with thirty cases asks a hundred times

    def register(self, law: Law) -> None:
        """Add `law`; raises ContractError with every problem, one sentence a line."""
        if law.key in self._laws:
            raise ContractError(f"De wet {law.key!r} is al aangemeld.")
        if found := list(problems(law)):
            raise ContractError("\n".join(found))
        self._laws[law.key] = law
        self._terms = ()

    def __iter__(self) -> Iterator[Law]:
        return iter(self._laws.values())

    def __contains__(self, key: object) -> bool:
        return key in self._laws

    def __getitem__(self, key: str) -> Law:
        try:
            return self._laws[key]
        except KeyError:
            raise ContractError(f"De wet {key!r} is hier niet aangemeld.") from None

    def procedure(self, law: str, key: str, version: int) -> Procedure:
        for procedure in self[law].procedures:
            if (procedure.key, procedure.version) == (key, version):
                return procedure
        raise ContractError(f"De wet {law!r} kent de procedure {key!r} versie {version} niet.")

    def closed_to(self, permissions: Collection[str]) -> tuple[tuple[str, str], ...]:
        """(law, procedure) whose cases do not exist for who holds these: the procedure's own permission is missing."""
        asked = {(law.key, p.key, p.permission) for law in self for p in law.procedures if p.permission}
        return tuple(sorted((law, key) for law, key, permission in asked if permission not in permissions))

    def act(self, key: str) -> tuple[Law, Transition]:
        """An act on something else than a case, by its full key: "toy.visit"."""
        law_key, _, act_key = key.partition(".")
        for act in self[law_key].acts:
            if act.key == act_key:
                return self[law_key], act
        raise ContractError(f"De handeling {key!r} bestaat niet.")

    def terms(self) -> tuple[Term, ...]:
        """Every term once: those of the laws, and the general ones of the Awb, AVG and standards."""
        if not self._terms:
            found: dict[str, Term] = {}
            for term in (*(term for law in self for term in law.terms()), *awb.TERMS):
                found.setdefault(term.reference, term)
            self._terms = tuple(found.values())
        return self._terms

    def term(self, key: str, on: date | None = None) -> Term:
        """The term with this key in force on `on` (default: the newest). Raises ContractError."""
        texts = sorted((t for t in self.terms() if t.key == key), key=lambda t: t.valid_from)
        if on is not None:
            texts = [t for t in texts if t.valid_from <= on and (t.valid_until is None or on < t.valid_until)]
        if not texts:
            raise ContractError(f"De termijn {key!r} bestaat niet.")
        return texts[-1]


laws = Registry()
