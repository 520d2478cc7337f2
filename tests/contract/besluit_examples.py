"""Good input for the steps of a besluit, for each law that takes them with the engine of cases/besluit."""

from collections.abc import Mapping

from tests.contract.example import Data, Example, Refused
from tests.contract.side_examples import Examples, Refusals

SENT: Data = {"channel": "post"}
Group = Mapping[str, tuple[tuple[str, ...], Data]]  # kind -> the road to where it can be decided, and what is filled in


def besluit_examples(
    law: str,
    roads: Group,
    *,
    beside: Group | None = None,
) -> tuple[Examples, Refusals]:
    """For each kind the road on 24 November 2026 to where it can be decided, and what is filled in.

    `roads` are those that wait in states of their own, `beside` those that leave the state as it is.
    """
    eyes, sides = (f"{law}.vier_ogen",), frozenset(beside or {})
    examples: Examples = {}
    refusals: Refusals = {}
    for name, group in (("besluit", roads), ("side_besluit", beside or {})):
        for kind, (road, data) in group.items():
            filled = {"reasons": f"Kanarie: daarom dit besluit ({kind})", **data}
            examples |= {
                f"decide_{kind}": Example(road=road, data=filled),
                f"propose_{kind}": Example(road=with_eyes(road, sides), data=filled, choices=eyes),
                f"publish_{kind}": Example(road=(*road, f"decide_{kind}"), data=SENT),
            }
        for kind, (road, _) in list(group.items())[:1]:
            waiting = (*with_eyes(road, sides), f"propose_{kind}")
            examples |= {
                f"approve_{name}": Example(road=waiting, other=True),
                f"return_{name}": Example(road=waiting, data={"reason": "Kanarie: leg uit"}, other=True),
            }
    return examples, refusals | _refusals(roads, beside or {}, eyes)


def _refusals(main: Group, beside: Group, eyes: tuple[str, ...]) -> Refusals:
    """Each guard of the engine in a case in which it refuses."""
    sides = frozenset(beside)
    first, road = next((kind, road) for kind, (road, _) in (*main.items(), *beside.items()))
    found = {
        "reads_along": Refused(key=f"propose_{first}", road=road),
        "signs_alone": Refused(key=f"decide_{first}", road=with_eyes(road, sides), choices=eyes),
        "has_mandate": Refused(key=f"decide_{first}", road=road, mandate=""),
        "not_the_writer": Refused(
            key="approve_besluit" if main else "approve_side_besluit",
            road=(*with_eyes(road, sides), f"propose_{first}"),
            choices=eyes,
        ),
    }
    for kind, (road, _) in beside.items():
        found |= {
            "nothing_under_way": Refused(key=f"decide_{kind}", road=(*road, f"decide_{kind}")),
            "waits_for_signature": Refused(key="approve_side_besluit", road=road),
            f"to_send_{kind}": Refused(key=f"publish_{kind}", road=road),
        }
    for kind in main if len(main) > 1 else ():  # another one waits there
        other, (road, _) = next((key, row) for key, row in main.items() if key != kind)
        found[f"to_send_{kind}"] = Refused(key=f"publish_{kind}", road=(*road, f"decide_{other}"))
    return found


def with_eyes(road: tuple[str, ...], sides: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The same road where a colleague reads along: what was signed alone is laid before somebody, who signs it."""
    found: list[str] = []
    for key in road:
        kind = key.removeprefix("decide_")
        approve = "approve_side_besluit" if kind in sides else "approve_besluit"
        own = key in {kind, "decide_penalty", "decide_bezwaar"}
        found += [key] if own else [f"propose_{kind}", approve]
    return tuple(found)
