"""The burgerservicenummer: form and 11-test (Wet algemene bepalingen burgerservicenummer).

No message in this module ever repeats the number: it may end in a log.
"""

from stdnum.nl import bsn as stdnum_bsn

TEST_RANGE = range(999_900_006, 999_999_991)
"""Numbers that no living person has; the only ones allowed in tests and the demo."""


def parse_bsn(text: str) -> str:
    """Return the nine digits of a BSN typed with or without spaces and dots.

    Eight digits get their leading zero. Raises ValueError with a Dutch sentence
    that does not repeat what was typed.
    """
    digits = text.strip().translate({ord(" "): None, ord("."): None, ord("-"): None})
    if not (digits.isascii() and digits.isdigit() and len(digits) in (8, 9)):
        raise ValueError("Een BSN heeft 9 cijfers. Kijk het nummer na.")
    digits = digits.zfill(9)
    if not stdnum_bsn.is_valid(digits):
        raise ValueError("Dit BSN bestaat niet: het voldoet niet aan de 11-proef. Kijk het nummer na.")
    return digits


def is_test_bsn(digits: str) -> bool:
    """Say whether these nine digits lie in the range reserved for tests."""
    return int(digits) in TEST_RANGE
