"""What a sentence for a user may look like."""

import re

ENGLISH = re.compile(
    r"\b(the|this|field|required|enter|valid|invalid|select|choice|ensure|value|must|please|number|is not|exists)\b",
    re.IGNORECASE,
)
LONGEST = 260


def is_dutch_sentence(sentence: str, *, stop: bool = True) -> bool:
    """One line of plain Dutch that starts with a capital and, where `stop`, ends as a sentence does."""
    good_start = bool(sentence) and (sentence[0].isupper() or sentence[0] in "“0123456789")
    good_end = not stop or sentence.endswith((".", "?", "!"))
    return (
        good_start and good_end and "\n" not in sentence and len(sentence) <= LONGEST and not ENGLISH.search(sentence)
    )
