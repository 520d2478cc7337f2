"""Good input for the side roads of the Awb, for each law that takes them: only the road to a waiting aanvraag differs."""

from tests.contract.example import Data, Example, Refused

Examples = dict[str, Example]
Refusals = dict[str, Refused]
SENT: Data = {"channel": "post"}
WHY = "Kanarie: wij wachten op u"


def side_examples(waiting: tuple[str, ...], *, late: int = 70, objection: bool = False) -> tuple[Examples, Refusals]:
    """`waiting` leads on 24 November 2026 to a case in which an aanvraag or bezwaar waits for its besluit.

    So many days later (`late`) every term is over.
    """
    asked = (*waiting, "ask_completion")
    default = (*waiting, "receive_default_notice")
    examples = {
        "ask_completion": Example(road=waiting, data={"missing": "Kanarie: een rekening", "ends_by": "08-12-2026"}),
        "send_completion_request": Example(road=asked, data=SENT),
        "receive_completion": Example(
            road=(*asked, "send_completion_request"),
            days=2,
            data={"sufficient": "nee", "remark": "Kanarie: niet alles"},
        ),
        "ask_abroad": Example(road=waiting, data={"reason": WHY}),
        "send_abroad_notice": Example(road=(*waiting, "ask_abroad"), data=SENT),
        "suspend": Example(road=waiting, data={"ground": "applicant", "reason": WHY}),
        "resume": Example(road=(*waiting, "suspend"), days=2),
        "write_delay_notice": Example(road=waiting, data={"reason": WHY, "expected_on": "22-01-2027"}),
        "send_delay_notice": Example(road=(*waiting, "write_delay_notice"), data=SENT),
        # Every term is over, so this one is valid; 60 days later the 42 days are over too.
        "receive_default_notice": Example(road=waiting, days=late, data={"how": "post"}),
        "send_side_letter": Example(road=default, data={"letter": "antwoord_ingebrekestelling", **SENT}),
        "decide_penalty": Example(road=default, days=60, data={"applicants": "2"}),
        "send_penalty_decision": Example(road=(*default, "decide_penalty"), data=SENT),
    }
    refusals = {
        "clock_runs": Refused(key="suspend", road=(*waiting, "suspend")),
        "term_not_over": Refused(key="suspend", road=default),
        "completion_waiting": Refused(key="send_completion_request", road=waiting),
        "completion_asked": Refused(key="receive_completion", road=waiting),
        "abroad_waiting": Refused(key="send_abroad_notice", road=waiting),
        "stands_still": Refused(key="resume", road=waiting),
        "delay_waiting": Refused(key="send_delay_notice", road=waiting),
        "penalty_over": Refused(key="decide_penalty", road=waiting),
        "penalty_waiting": Refused(key="send_penalty_decision", road=waiting),
        "side_letter_waiting": Refused(key="send_side_letter", road=waiting),
    }
    if objection:
        del examples["ask_abroad"], examples["send_abroad_notice"], refusals["abroad_waiting"]
    return examples, refusals
