import pytest

from cases.rules.lookup import Fit, Wanted, fit
from cases.rules.names import Name
from cases.rules.partial_date import PartialDate

POSTMA = Wanted(surname="Postma", birth=PartialDate(1947, 3, 12))


@pytest.mark.parametrize(
    ("wanted", "name", "birth", "at_home", "expected"),
    [
        (POSTMA, Name(family="Postma"), PartialDate(1947, 3, 12), False, Fit.EXACT),
        (POSTMA, Name(family="Postma"), PartialDate(1947, 12, 3), False, Fit.SWAPPED),
        (POSTMA, Name(family="Posthma"), PartialDate(1947, 3, 12), False, Fit.SPELLING),
        (POSTMA, Name(family="Bakker", partner="Postma"), PartialDate(1950, 5, 30), True, Fit.HOME),
        (POSTMA, Name(family="Bakker"), PartialDate(1950, 5, 30), True, Fit.ADDRESS),
        (POSTMA, Name(family="Postma"), PartialDate(1947), False, Fit.NAME),
        (POSTMA, Name(family="Postma"), PartialDate(1950, 5, 30), False, None),
        (POSTMA, Name(family="Bakker"), PartialDate(1947, 3, 12), False, None),
        (Wanted(surname="van den Heuvel"), Name(prefix="van den", family="Heuvel"), PartialDate(), False, Fit.NAME),
        (Wanted(surname="Heuvel"), Name(prefix="van den", family="Heuvel"), PartialDate(), False, Fit.NAME),
        (Wanted(surname="el amrani"), Name(family="El Amrani"), PartialDate(), False, Fit.NAME),
        (Wanted(birth=PartialDate(1947, 3, 12)), Name(family="X"), PartialDate(1947, 3, 12), False, Fit.BIRTH),
        (Wanted(birth=PartialDate(1947, 3, 31)), Name(family="X"), PartialDate(1947, 3, 12), False, None),
        (Wanted(), Name(family="Postma"), PartialDate(), False, None),
    ],
)
def test_fit_says_how_a_person_matches(
    wanted: Wanted, name: Name, birth: PartialDate, at_home: bool, expected: Fit | None
) -> None:
    assert fit(wanted, name, birth, same_address=at_home) == expected


def test_date_that_cannot_be_swapped_has_no_swapped_twin() -> None:
    assert Wanted(birth=PartialDate(1947, 3, 31)).swapped is None
    assert Wanted(birth=PartialDate(1947, 3, 3)).swapped is None
    assert Wanted(birth=PartialDate(1947, 3)).swapped is None
    assert Wanted(birth=PartialDate(1947, 3, 12)).swapped == PartialDate(1947, 12, 3)
