import pytest

from cases.rules.bsn import is_test_bsn, parse_bsn
from tests.factories.person import WEIGHTS, bsn_at


@pytest.mark.parametrize("typed", ["999990019", "9999 90 019", " 9999.90.019 ", "9999-90-019"])
def test_bsn_is_read_however_it_is_typed(typed: str) -> None:
    assert parse_bsn(typed) == "999990019"


def test_eight_digits_get_their_leading_zero() -> None:
    assert parse_bsn("10245741") == "010245741"


@pytest.mark.parametrize("typed", ["", "12345", "1234567890", "99999001a", "٩٩٩٩٩٠٠١٩"])
def test_bsn_of_another_form_is_refused_without_being_repeated(typed: str) -> None:
    with pytest.raises(ValueError, match="9 cijfers") as refused:
        parse_bsn(typed)
    assert not typed or typed not in str(refused.value)


def test_exactly_the_numbers_that_pass_the_eleven_test_are_taken() -> None:
    for number in range(999_990_000, 999_990_200):
        digits = str(number)
        passes = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=True)) % 11 == 0
        try:
            taken = parse_bsn(digits) == digits
        except ValueError:
            taken = False
        assert taken is passes
    with pytest.raises(ValueError, match="11-proef") as refused:
        parse_bsn("000000000")
    assert "000000000" not in str(refused.value)


def test_test_range_is_recognised() -> None:
    assert is_test_bsn(bsn_at(0))
    assert bsn_at(0) == "999900006"
    assert not is_test_bsn("010245741")
