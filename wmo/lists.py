"""What the Wmo gives to lists of cases."""

from collections.abc import Collection, Mapping

from wmo.models import Melding


def own_words(cases: Collection[int]) -> Mapping[int, str]:
    """The question in the words of who reported it, by case id; never rewritten."""
    return dict(Melding.objects.filter(case__in=cases).values_list("case_id", "own_words"))


def safe_contact(cases: Collection[int]) -> dict[int, str]:
    """Where the melder said to be reached safely, by case; one statement."""
    return dict(Melding.objects.filter(case__in=cases).values_list("case", "safe_contact"))
