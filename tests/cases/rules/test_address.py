import pytest

from cases.rules.address import parse_postcode


@pytest.mark.parametrize("typed", ["9712AB", "9712 ab", " 9712  Ab "])
def test_postcode_is_read_however_it_is_typed(typed: str) -> None:
    assert parse_postcode(typed) == "9712 AB"


@pytest.mark.parametrize("typed", ["0712 AB", "9712", "9712 A1", "9712 SS", "AB 9712"])
def test_impossible_postcode_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="4 cijfers en 2 letters"):
        parse_postcode(typed)


def test_no_postcode_stays_empty() -> None:
    assert parse_postcode(" ") == ""
