"""What a page posts beside what was typed: numbers and the one-time key. Nonsense is never an error, only nothing."""

from uuid import UUID, uuid4


def number(text: str | None) -> int:
    """A number out of an address or a hidden field; 0 for anything else: a post without a version has seen nothing."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0  # noqa: PLR2004


def public_id(text: str | None) -> UUID | None:
    """The public id of something; None for anything else."""
    try:
        return UUID(text or "")
    except ValueError:
        return None


def one_time_key(text: str | None) -> UUID:
    """The key of a form; a post without a good one gets one, and is then its own first."""
    return public_id(text) or uuid4()
