"""What a page posts beside what was typed: numbers and the one-time key. Nonsense is never an error, only nothing."""

from uuid import UUID, uuid4

from django.http import HttpRequest, QueryDict

from cases.rules.once import key_for

OF_THE_PAGE = frozenset(
    {"csrfmiddlewaretoken", "van", "once", "seen"}
)  # differ from page to page around the same words


def number(text: str | None) -> int:
    """A number out of an address or a hidden field; 0 for anything else: a post without a version has seen nothing."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0  # noqa: PLR2004


def public_id(text: str | None) -> UUID | None:
    """The public id of something; None for anything else."""
    try:
        return UUID(text or "")
    except ValueError:
        return None


def one_time_key(request: HttpRequest) -> UUID:
    """The key of a form, for the words that came with it; a post without a good one gets one, and is its own first.

    The same words again are a second post. Who never saw the first answer, went back and wrote on, sends other words:
    those must never hear that they were kept.
    """
    said = [(name, values) for name, values in request.POST.lists() if name not in OF_THE_PAGE]
    sent = [(name, [f"{file.name} {file.size}" for file in files]) for name, files in request.FILES.lists()]
    return key_for(public_id(request.POST.get("once")) or uuid4(), [*said, *sent])


def with_fresh_key(post: QueryDict) -> QueryDict:
    """What was posted, with a new key: for a form that comes back because its key was used up by other words."""
    fresh = post.copy()
    fresh["once"] = str(uuid4())
    return fresh
