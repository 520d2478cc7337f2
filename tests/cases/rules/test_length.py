import pytest

from cases.rules.length import Length, Unit

# fmt: off
READ = [
    ("6 weeks", Length(6, Unit.WEEKS), "6 weken"), ("6 weken", Length(6, Unit.WEEKS), "6 weken"),
    ("1 week", Length(1, Unit.WEEKS), "1 week"), ("3 working days", Length(3, Unit.WORKING_DAYS), "3 werkdagen"),
    ("3 working_days", Length(3, Unit.WORKING_DAYS), "3 werkdagen"), ("1 werkdag", Length(1, Unit.WORKING_DAYS), "1 werkdag"),
    ("48 hours", Length(48, Unit.HOURS), "48 uur"), ("48 uur", Length(48, Unit.HOURS), "48 uur"),
    ("1 hour", Length(1, Unit.HOURS), "1 uur"), ("2 months", Length(2, Unit.MONTHS), "2 maanden"),
    ("1 maand", Length(1, Unit.MONTHS), "1 maand"), ("20 years", Length(20, Unit.YEARS), "20 jaar"),
    ("1 jaar", Length(1, Unit.YEARS), "1 jaar"), ("10 days", Length(10, Unit.DAYS), "10 dagen"),
    (" 10  DAGEN ", Length(10, Unit.DAYS), "10 dagen"), ("1dag", Length(1, Unit.DAYS), "1 dag"),
]
# fmt: on


@pytest.mark.parametrize(("text", "length", "dutch"), READ)
def test_length_is_read_and_written(text: str, length: Length, dutch: str) -> None:
    assert (Length.parse(text), length.text) == (length, dutch)


@pytest.mark.parametrize("length", [length for _, length, _ in READ])
def test_length_reads_what_it_writes(length: Length) -> None:
    assert Length.parse(length.text) == length


@pytest.mark.parametrize(
    "text", ["", "six weeks", "6", "weeks", "0 weeks", "-1 weeks", "1.5 weeks", "6 fortnights", "999999 days"]
)
def test_length_that_is_none_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match=r"is geen lengte: .*6 weeks"):
        Length.parse(text)
