"""A good input for each step of the toy law, on Tuesday 24 November 2026."""

from tests.contract.besluit_examples import besluit_examples
from tests.contract.bezwaar_examples import bezwaar_examples, receive_data
from tests.contract.example import Edit, Example, Refused
from tests.contract.side_examples import side_examples

ASKED = ("request",)
GRANTED = ("request", "grant")

EXAMPLES = {
    "request": Example(data={"received_on": "24-11-2026", "wish": "Een kanariegele fiets", "own_plan": "on"}),
    "urgent_request": Example(data={"received_on": "24-11-2026", "wish": "Een kanariegele bel"}),
    "ask_more": Example(road=ASKED, data={"until": "08-12-2026"}),
    "completed": Example(road=("request", "ask_more"), days=2),
    "extend": Example(road=ASKED, data={"weeks": "2"}),
    "plan_hearing": Example(road=ASKED, data={"hearing_on": "18-12-2026"}),
    "reword": Example(road=ASKED, data={"wish": "Een kanariegele bakfiets"}),
    "contact": Example(road=ASKED),
    "attempt": Example(road=ASKED),
    "grant": Example(road=ASKED, data={"weeks": "4"}),
    "pay": Example(road=GRANTED, days=7),
    "publish": Example(road=GRANTED, data={"sent_on": "24-11-2026"}),
    "object": Example(road=(*GRANTED, "publish")),
    "answer": Example(road=(*GRANTED, "publish", "object")),
    "give_notice": Example(road=ASKED),
    "let_lapse": Example(road=ASKED),
    "withdraw": Example(road=ASKED),
    "finish": Example(road=GRANTED),
    "visit": Example(data={"visited_on": "23-11-2026", "report": "Kanarie gezien"}),
    "check_person": Example(),
    "chase_task": Example(),
    "review_grant": Example(),
}
REFUSALS = {
    "needs_title": Refused(key="grant", road=ASKED, changes={"request": {"received_on": "24-11-2026"}}),
    "not_by_who_opened": Refused(key="grant", road=ASKED, handles=True),
}

RECORDS = {
    "agreement": Edit(road=ASKED, data={"label": "Kanarie bellen"}, change={"due_on": "01-12-2026"}),
}
SIDE_EXAMPLES, SIDE_REFUSALS = side_examples(("file_claim",))
BEZWAAR_EXAMPLES, BEZWAAR_REFUSALS = bezwaar_examples(("file_claim", "publish_claim"), "claim")
TOELAGE = ("ask_toelage",)
RUNS = (*TOELAGE, "decide_toelage", "publish_toelage")
TOELAGE_EXAMPLES, TOELAGE_REFUSALS = besluit_examples(
    "toylaw",
    {"toelage": (TOELAGE, {"effective_on": "01-12-2026"}), "weigering": (TOELAGE, {"ground": "rijk"})},
    beside={"korting": (RUNS, {})},
)
OTHERS = {
    "toelage": {
        "ask_toelage": Example(data={"received_on": "24-11-2026", "wish": "Een kanarie"}),
        "stop_toelage": Example(road=RUNS),
        "receive_bezwaar": Example(road=RUNS, data=receive_data("toelage_1")),
        **TOELAGE_EXAMPLES,
    },
    "bezwaar": BEZWAAR_EXAMPLES,
    "claim": {
        "file_claim": Example(data={"received_on": "24-11-2026", "wish": "Een kanarie"}),
        "publish_claim": Example(road=("file_claim",), data={"sent_on": "24-11-2026"}),
        "leave_aside_claim": Example(
            road=("file_claim", "ask_completion", "send_completion_request", "receive_completion"),
            data={"sent_on": "26-11-2026"},
        ),
        "finish_claim": Example(road=("file_claim",)),
        "receive_bezwaar": Example(road=("file_claim", "publish_claim"), data=receive_data("claim")),
        **SIDE_EXAMPLES,
    },
}
OTHER_REFUSALS = {
    "toelage": {
        **TOELAGE_REFUSALS,
        "not_the_handler": Refused(key="decide_korting", road=RUNS, handles=True),
        "may_object": Refused(key="receive_bezwaar", road=TOELAGE),
    },
    "bezwaar": BEZWAAR_REFUSALS,
    "claim": {
        **SIDE_REFUSALS,
        "may_object": Refused(key="receive_bezwaar", road=("file_claim",)),
        "may_leave_aside": Refused(key="leave_aside_claim", road=("file_claim",)),
        "not_extended_yet": Refused(
            key="write_delay_notice", road=("file_claim", "write_delay_notice", "send_delay_notice")
        ),
    },
}
