"""Good input for the steps of a bezwaar, for each law: only the road to a sent decision differs."""

from tests.contract.example import Data, Example, Refused
from tests.contract.side_examples import Examples, Refusals, side_examples

SENT: Data = {"channel": "post"}


def receive_data(decision: str) -> Data:
    return {"decision": decision, "how": "post", "words": "Kanarie: ik ben het niet eens", "committee": "ja"}


def bezwaar_examples(decided: tuple[str, ...], decision: str) -> tuple[Examples, Refusals]:
    """`decided` leads on 24 November 2026 to a case in which `decision` (a PublishedDecision.key) was sent."""
    opened = ("open_bezwaar",)
    admitted = (*opened, "admit_bezwaar")
    planned = (*admitted, "plan_hearing")
    waived = (*admitted, "waive_hearing")
    signed = (*waived, "decide_bezwaar")
    sides, side_refusals = side_examples(opened, late=200, objection=True)
    without = {"open_bezwaar": {**receive_data(decision), "committee": "nee"}}
    examples = {
        "open_bezwaar": Example(origin=decided, data=receive_data(decision)),
        "admit_bezwaar": Example(road=opened, data={"excuse": "Kanarie: de post was laat"}),
        "plan_hearing": Example(
            road=admitted, data={"hearing_on": "21-12-2026", "hearing_place": "Kanariezaal, 10 uur"}
        ),
        "lay_out_papers": Example(road=planned),
        "hold_hearing": Example(road=planned, days=27, data={"hearing_report": "Kanarie: u vertelde"}),
        "waive_hearing": Example(road=admitted, data={"waived": "declined", "waived_reason": "Kanarie: u wilde niet"}),
        "record_advice": Example(road=admitted, data={"advice": "Kanarie: gegrond"}),
        "adjourn": Example(road=opened, data={"weeks": "6", "adjourned_reason": "Kanarie: het is druk"}),
        "agree_delay": Example(road=opened, data={"until": "30-06-2027", "agreed_how": "Kanarie: per brief"}),
        "decide_bezwaar": Example(road=waived, data={"outcome": "grounded", "reasons": "Kanarie: u heeft gelijk"}),
        "publish_bezwaar": Example(road=signed, data=SENT),
        "withdraw_bezwaar": Example(road=opened, data={"how": "written"}),
        "close_bezwaar": Example(road=(*signed, "publish_bezwaar")),
        **sides,
        "send_side_letter": Example(road=opened, data={"letter": "bezwaar_ontvangen", **SENT}),
    }
    refusals = {
        "not_the_first_decider": Refused(key="admit_bezwaar", road=opened, decided=True),
        "hearing_planned": Refused(key="hold_hearing", road=admitted),
        "papers_not_laid_out": Refused(key="lay_out_papers", road=admitted),
        "has_committee": Refused(key="record_advice", road=admitted, changes=without),
        "not_adjourned": Refused(key="adjourn", road=(*opened, "adjourn")),
        "advice_in": Refused(key="decide_bezwaar", road=(*planned, "hold_hearing")),
        **side_refusals,
        "side_letter_waiting": Refused(key="send_side_letter", road=(*opened, "send_side_letter")),
    }
    return examples, refusals
