"""A good input for each step of the Wmo, on Tuesday 24 November 2026 at 10.42 in Amsterdam."""

from tests.contract.bezwaar_examples import bezwaar_examples, receive_data
from tests.contract.example import Edit, Example, Refused
from tests.contract.side_examples import side_examples

NO = {"danger": "nee", "no_basics": "nee", "eviction": "nee", "help_lost": "nee"}
MELDING = {
    "reporter": "family",
    "reporter_name": "Kanarie de Melder",
    "safe_contact": "kanarie 050 123 45 67",
    "own_words": "Kanarie: ik kom de trap niet meer op",
    **NO,
}
VERSLAG = {
    "question": "Kanarie: hulp in huis",
    "problems": "Kanarie: stofzuigen lukt niet",
    "needed": "Kanarie: een schoon huis",
    "amount": "2,5",
    "unit": "04",
    "frequency": "2",
    "own_strength": "Kanarie: de afwas lukt zelf",
    "remainder": "Kanarie: zwaar werk",
    "expertise": "Kanarie: advies van de ergotherapeut",
}
CONTACT = {"how": "Kanarie: gebeld op het veilige nummer"}
REASON = {"reason": "Kanarie: het hoeft niet meer"}

GRANT = {
    "result": "Kanarie: een schoon huis",
    "category": "01",
    "amount": "2,5",
    "unit": "04",
    "frequency": "2",
    "starts_on": "01-12-2026",
    "ends_on": "30-11-2027",
    "review_on": "01-10-2027",
    "form": "pgb",
    "provider": "Kanarie Thuiszorg",
    "pgb_able": "ja",
    "pgb_motivated": "ja",
    "pgb_safe": "ja",
    "pgb_amount": "320,00",
    "pgb_frequency": "4",
    "pgb_reasons": "Kanarie: u kiest uw eigen hulp",
    "yearly_cost": "3840",
    "reasons": "Kanarie: u kunt zwaar werk niet zelf",
}
REFUSE = {"ground": "network", "reasons": "Kanarie: uw dochter helpt u"}

EYES = ("wmo.vier_ogen",)
START = ("register_melding", "offer_clientondersteuning")
ONDERZOEK = (*START, "start_onderzoek")
GIVEN = (*ONDERZOEK, "give_verslag")
ASKED = (*GIVEN, "file_aanvraag")
GRANTED = (*ASKED, "grant")
CLOSED = (*GIVEN, "close_without_aanvraag")
TEMPORARY = ("register_melding", "retriage_urgent", "grant_temporary")
WITHOUT = (*START, "file_aanvraag_without_verslag")
URGENT = ("register_melding", "retriage_urgent")

# After the besluit.
HELP = (*GRANTED, "publish_grant")
HELP_EYES = (*ASKED, "propose_grant", "approve_grant", "publish_grant")
IN_KIND = (*HELP, "correct_grant", "publish_change")
REVIEW = (*HELP, "start_heronderzoek")
REVIEWED = (*REVIEW, "give_heronderzoek")
REVISED = (*HELP, "skip_view", "revise")
REVOKED = (*HELP, "ask_view", "receive_view", "revoke", "publish_stop")
INTENT = (*REVOKED, "record_intent")
RECOVERED = (*INTENT, "skip_view", "recover")
STARTED = (*HELP, "send_svb", "record_help_start")
STOPPED = (*HELP, "stop_help_without_letter")
REFUSED = (*ASKED, "refuse", "publish_refusal")
WHY = {"reasons": "Kanarie: er is iets veranderd"}
REPORT = {**VERSLAG, "question": "Kanarie: het gaat beter"}
REVISE = {
    **{k: v for k, v in GRANT.items() if k not in ("starts_on", "reasons")},
    "amount": "4",
    "change": "c",
    "effective_on": "01-12-2026",
    **WHY,
}
CORRECT = {
    **GRANT,
    "form": "zin",
    "category": "07",
    "pgb_amount": "",
    "pgb_frequency": "",
    "reasons": "Kanarie: het moest dagbesteding zijn",
}
REPLACE = {"ground": "usual", "reasons": "Kanarie: dit is voor iedereen te koop"}
OVER = {**GRANT, "starts_on": "01-11-2025", "ends_on": "01-11-2026", "review_on": ""}
VIEW = {"about": ["withdrawal"], "intent": "Kanarie: wij willen stoppen", "channel": "post"}
SKIP = {"about": ["revision", "recovery"], "ground": "agrees", "why": "Kanarie: zij vroeg het zelf"}

EXAMPLES = {
    "register_melding": Example(data=MELDING),
    "confirm_melding": Example(road=("register_melding",), data={"channel": "post"}),
    "confirm_melding_safely": Example(
        road=("register_melding",), data={"route": "Kanarie: meegegeven bij de huisarts", "channel": "uitgereikt"}
    ),
    "offer_clientondersteuning": Example(road=("register_melding",), data={"medium": "telefoon", "plan_wish": "no"}),
    "receive_plan": Example(road=("register_melding",), days=2),
    "start_onderzoek": Example(road=START),
    "give_verslag": Example(road=ONDERZOEK, data=VERSLAG),
    "complete_verslag": Example(road=WITHOUT, data=VERSLAG),
    "send_verslag": Example(road=GIVEN, data={"channel": "digitaal"}),
    "record_comment": Example(road=GIVEN, data={"comment": "Kanarie: het klopt, alleen die vrijdag niet"}),
    "file_aanvraag_after_closing": Example(road=CLOSED, days=3, data={"how": "letter"}),
    "file_aanvraag": Example(road=GIVEN, data={"how": "verslag"}),
    "file_aanvraag_without_verslag": Example(road=START, days=50, data={"how": "letter"}),
    "grant": Example(road=ASKED, data=GRANT),
    "propose_grant": Example(road=ASKED, data=GRANT, choices=EYES),
    "propose_refuse": Example(road=ASKED, data=REFUSE, choices=EYES),
    "approve_grant": Example(road=(*ASKED, "propose_grant"), other=True),
    "approve_refuse": Example(road=(*ASKED, "propose_refuse"), other=True),
    "send_back": Example(road=(*ASKED, "propose_grant"), data=REASON, other=True),
    "grant_temporary": Example(
        road=URGENT,
        data={**GRANT, "reasons": "Kanarie: het kan niet wachten", "ends_on": "31-01-2027", "review_on": ""},
    ),
    "publish_temporary": Example(road=TEMPORARY, data={"channel": "post"}),
    "refuse": Example(road=ASKED, data=REFUSE),
    "publish_grant": Example(road=GRANTED, data={"channel": "post"}),
    "publish_refusal": Example(road=(*ASKED, "refuse"), data={"channel": "post"}),
    "record_safe_contact": Example(road=URGENT, data=CONTACT),
    "record_first_help": Example(road=(*URGENT, "record_safe_contact"), data=CONTACT),
    "record_failed_contact": Example(road=URGENT, data=CONTACT),
    "crisis_service_takes_over": Example(road=URGENT, data={"receiver": "Kanarie van de crisisdienst", **REASON}),
    "decline_urgent_help": Example(road=URGENT, data=REASON),
    "retriage_not_urgent": Example(road=URGENT, data=REASON),
    "retriage_urgent": Example(road=("register_melding",), data=REASON),
    "withdraw": Example(road=("register_melding",), data=REASON),
    "close_without_aanvraag": Example(road=GIVEN, data={**REASON, "channel": "post"}),
    "end": Example(road=REFUSED, days=60, data=REASON),
    "send_order": Example(road=IN_KIND, data={"address": "Kanarieweg 1", "channel": "post"}),
    "send_svb": Example(road=HELP, data={"channel": "digitaal"}),
    "send_stop_order": Example(road=(*HELP, "send_svb", "stop_help_without_letter"), data={"channel": "digitaal"}),
    "record_help_start": Example(road=(*HELP, "send_svb"), days=10),
    "record_no_start": Example(road=(*HELP, "send_svb"), days=10, data=REASON),
    "report_cak_start": Example(road=STARTED),
    "no_contribution": Example(road=STARTED, data=REASON),
    "report_cak_stop": Example(road=(*STARTED, "report_cak_start", "stop_help_without_letter"), days=30),
    "stop_help": Example(
        road=HELP,
        data={"reason": "request", "stops_on": "10-12-2026", "explanation": "Kanarie: tot ziens", "channel": "post"},
    ),
    "stop_help_without_letter": Example(
        road=HELP, data={"reason": "death", "stops_on": "10-12-2026", "explanation": "Kanarie: niemand"}
    ),
    "reopen": Example(road=(*STOPPED, "end"), data=REASON),
    "start_heronderzoek": Example(road=HELP, data={"trigger": "signal", "channel": "post"}),
    "give_heronderzoek": Example(road=REVIEW, data=REPORT),
    "send_heronderzoek": Example(road=REVIEWED, data={"channel": "post"}),
    "continue_help": Example(
        road=REVIEWED, data={"reason": "Kanarie: het gaat goed", "review_on": "01-11-2027", "channel": "post"}
    ),
    "revise": Example(road=(*HELP, "skip_view"), data=REVISE),
    "revoke": Example(
        road=(*HELP, "ask_view", "receive_view"), data={"change": "a", "effective_on": "01-12-2026", **WHY}
    ),
    "continue_period": Example(road=REVIEWED, data={"ends_on": "30-11-2028", "review_on": "01-10-2028", **WHY}),
    "recover": Example(
        road=(*INTENT, "skip_view"), data={"amount": "1.234,50", "computation": "Kanarie: drie maanden", **WHY}
    ),
    "correct_grant": Example(road=HELP, data=CORRECT),
    "correct_refusal": Example(road=HELP, data=REPLACE),
    "approve_change": Example(road=(*HELP_EYES, "skip_view", "revise"), choices=EYES, other=True),
    "send_change_back": Example(road=(*HELP_EYES, "skip_view", "revise"), choices=EYES, data=REASON, other=True),
    "publish_change": Example(road=REVISED, data={"channel": "post"}),
    "publish_stop": Example(road=REVOKED[:-1], data={"channel": "post"}),
    "publish_correction_refusal": Example(road=(*HELP, "correct_refusal"), data={"channel": "post"}),
    "publish_recovery": Example(road=RECOVERED, data={"channel": "post"}),
    "ask_view": Example(road=HELP, data=VIEW),
    "receive_view": Example(road=(*HELP, "ask_view"), data={"view": "Kanarie: dat klopt niet"}),
    "skip_view": Example(road=HELP, data=SKIP),
    "record_intent": Example(road=REVOKED, data={"who": "resident", "reasons": "Kanarie: zij zei het zelf"}),
}
WANTS_PLAN = {"offer_clientondersteuning": {"medium": "telefoon", "plan_wish": "yes"}}
REFUSALS = {
    "support_offered": Refused(key="start_onderzoek", road=("register_melding",)),
    "plan_clear": Refused(key="start_onderzoek", road=START, changes=WANTS_PLAN),
    "receipt_waiting": Refused(key="confirm_melding", road=("register_melding", "confirm_melding")),
    "letter_is_safe": Refused(
        key="confirm_melding",
        road=("register_melding",),
        changes={"register_melding": {**MELDING, "resident_knows": "nee"}},
    ),
    "verslag_open": Refused(key="complete_verslag", road=(*WITHOUT, "complete_verslag")),
    "verslag_given": Refused(key="grant", road=WITHOUT),
    "six_weeks_over": Refused(key="file_aanvraag_without_verslag", road=START),
    "four_eyes": Refused(key="propose_grant", road=ASKED),
    "signs_alone": Refused(key="grant", road=ASKED, choices=EYES),
    "not_the_writer": Refused(key="approve_grant", road=(*ASKED, "propose_grant")),
    "was_urgent": Refused(key="grant_temporary", road=("register_melding",)),
    "no_temporary_besluit": Refused(key="grant_temporary", road=TEMPORARY),
    "temporary_to_send": Refused(key="publish_temporary", road=URGENT),
    "verslag_stands": Refused(key="record_comment", road=WITHOUT),
    "no_comment_yet": Refused(key="record_comment", road=(*GIVEN, "record_comment")),
    "verslag_to_send": Refused(key="send_verslag", road=(*GIVEN, "send_verslag")),
    "has_mandate": Refused(key="grant", road=ASKED, mandate=""),
    "is_urgent": Refused(key="record_safe_contact", road=("register_melding",)),
    "not_urgent": Refused(key="retriage_urgent", road=URGENT),
    "no_contact_yet": Refused(key="record_safe_contact", road=(*URGENT, "record_safe_contact")),
    "contact_made": Refused(key="record_first_help", road=URGENT),
    "order_waiting": Refused(key="send_order", road=HELP),
    "svb_waiting": Refused(key="send_svb", road=(*HELP, "send_svb")),
    "stop_waiting": Refused(key="send_stop_order", road=HELP),
    "start_unknown": Refused(key="record_help_start", road=HELP),
    "contribution_open": Refused(key="report_cak_start", road=HELP),
    "contribution_ends": Refused(key="report_cak_stop", road=HELP),
    "help_runs": Refused(key="stop_help", road=HELP, changes={"grant": OVER}),
    "help_was_given": Refused(key="reopen", road=(*REFUSED, "end")),
    "help_stands": Refused(key="revoke", road=REVOKED),
    "no_help_runs": Refused(key="end", road=HELP),
    "all_told": Refused(
        key="end",
        road=(*HELP, "send_svb", "stop_help_without_letter"),
        changes={
            "stop_help_without_letter": {"reason": "death", "stops_on": "23-11-2026", "explanation": "Kanarie: niemand"}
        },
    ),
    "change_not_waiting": Refused(key="start_heronderzoek", road=REVISED),
    "may_sign": Refused(key="revise", road=(*HELP, "skip_view"), mandate=""),
    "reviewed": Refused(key="continue_help", road=REVIEW),
    "review_open": Refused(key="give_heronderzoek", road=REVIEWED),
    "review_report_to_send": Refused(key="send_heronderzoek", road=REVIEW),
    "heard_on_revision": Refused(key="revise", road=HELP),
    "heard_on_withdrawal": Refused(key="revoke", road=(*HELP, "ask_view")),
    "heard_on_recovery": Refused(key="recover", road=INTENT),
    "no_view_waiting": Refused(key="ask_view", road=(*HELP, "ask_view")),
    "view_asked": Refused(key="receive_view", road=HELP),
    "change_waits": Refused(key="approve_change", road=REVISED),
    "revoked_on_ground_a": Refused(key="recover", road=HELP),
    "intent_recorded": Refused(key="recover", road=(*REVOKED, "skip_view")),
    "no_intent_yet": Refused(key="record_intent", road=INTENT),
    "change_to_send": Refused(key="publish_change", road=HELP),
    "stop_to_send": Refused(key="publish_stop", road=REVISED),
    "refusal_to_send": Refused(key="publish_correction_refusal", road=REVISED),
    "recovery_to_send": Refused(key="publish_recovery", road=REVOKED),
    "window_free": Refused(key="publish_change", road=(*REVISED, *("publish_change", "skip_view", "revise") * 3)),
}

OTHERS = {
    "opvang": {
        "register_opvang": Example(data=MELDING),
        "hand_over_to_municipality": Example(
            road=("register_opvang",),
            data={
                "municipality": "Kanariestad",
                "receiver": "Kanarie van de opvang",
                "reason": "Kanarie: zijn familie woont daar",
                "place": "Kanarie: de nachtopvang",
            },
        ),
    },
}
RECORDS = {
    "verslag": Edit(road=ONDERZOEK, data=VERSLAG, change={"problems": "Kanarie: ramen lappen lukt niet"}),
    "voorziening": Edit(
        road=ASKED, data={k: v for k, v in GRANT.items() if k != "reasons"}, change={"provider": "Kanarie Zorg"}
    ),
    "herverslag": Edit(road=REVIEW, data=REPORT, change={"problems": "Kanarie: koken lukt niet meer"}),
}
SIDE_EXAMPLES, SIDE_REFUSALS = side_examples(ASKED)
EXAMPLES |= SIDE_EXAMPLES
REFUSALS |= SIDE_REFUSALS
INCOMPLETE = (*ASKED, "ask_completion", "send_completion_request", "receive_completion")
EXAMPLES |= {
    "set_aside": Example(road=INCOMPLETE, data={"reasons": "Kanarie: de rekening kwam niet"}),
    "propose_set_aside": Example(road=INCOMPLETE, data={"reasons": "Kanarie: de rekening kwam niet"}, choices=EYES),
    "approve_set_aside": Example(road=(*INCOMPLETE, "propose_set_aside"), other=True),
    "publish_set_aside": Example(road=(*INCOMPLETE, "set_aside"), data={"channel": "post"}),
}
REFUSALS["may_leave_aside"] = Refused(key="set_aside", road=ASKED)
DIGITAL = (*GIVEN, "send_verslag")
EXAMPLES |= {
    "receive_erasure_request": Example(road=("register_melding", "withdraw")),
    "answer_erasure_request": Example(
        road=("register_melding", "receive_erasure_request"),
        days=2,
        data={"erased": "nee", "reason": "Kanarie: wij moeten dit nog bewaren", "channel": "post"},
    ),
    "record_digital_notice": Example(road=DIGITAL),
}
REFUSALS |= {
    "no_erasure_request": Refused(key="receive_erasure_request", road=("register_melding", "receive_erasure_request")),
    "erasure_requested": Refused(key="answer_erasure_request", road=("register_melding",)),
    "notice_waits": Refused(key="record_digital_notice", road=("register_melding",)),
}
EXAMPLES["receive_bezwaar"] = Example(road=(*GRANTED, "publish_grant"), data=receive_data("grant_1"))
REFUSALS["may_object"] = Refused(key="receive_bezwaar", road=ASKED)
BEZWAAR_EXAMPLES, BEZWAAR_REFUSALS = bezwaar_examples((*GRANTED, "publish_grant"), "grant_1")
OTHERS["bezwaar"] = BEZWAAR_EXAMPLES
HEARD = ("open_bezwaar", "admit_bezwaar", "waive_hearing")
OTHER_REFUSALS = {
    "bezwaar": {**BEZWAAR_REFUSALS, "has_mandate": Refused(key="decide_bezwaar", road=HEARD, mandate="")},
}
