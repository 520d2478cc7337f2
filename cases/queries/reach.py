"""How the resident of a case is reached safely, in few words: for the head of every page of that case."""

from dataclasses import dataclass
from datetime import date

from cases.models import AddressSituation, Case
from cases.queries.bring import bring
from cases.rules.addressees import Scope

REACH = ("situations", "representatives__known_as")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """`acting` is (as what, name, phone) of who acts for the resident in this case; `marks` are short warnings."""

    phone: str
    when: str
    marks: tuple[str, ...]
    acting: tuple[tuple[str, str, str], ...]

    @property
    def is_plain(self) -> bool:
        """Nothing to say: no line."""
        return not (self.phone or self.when or self.marks or self.acting)


def reach_of(case: Case, today: date) -> Reach:
    """Read it; one statement at most, none where the rows are there."""
    person = case.person
    bring([person], *REACH)
    kinds = {row.kind for row in person.situations.all() if row.holds_on(today)}
    hidden = person.address_secret or AddressSituation.Kind.SHELTER in kinds
    marks = (
        "adres afgeschermd" if hidden else "",
        "geen vast adres" if AddressSituation.Kind.NONE in kinds else "",
        "post naar een veilig adres" if AddressSituation.Kind.POST in kinds else "",
        "leest moeilijk" if person.reads_with_difficulty else "",
        person.interpreter_text,
    )
    acting = [row for row in person.representatives.all() if row.holds_on(today)]
    return Reach(
        phone=person.phone,
        when=person.contact_note,
        marks=tuple(mark for mark in marks if mark),
        acting=tuple(
            (
                row.get_role_display(),
                row.display_name,
                row.phone or (row.known_as.phone if row.known_as else ""),
            )
            for row in acting
            if (row.scope != Scope.LAW or row.law == case.law) and (row.scope != Scope.CASE or row.case_id == case.pk)
        ),
    )
