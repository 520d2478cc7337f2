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
    "end": Example(road=(*GRANTED, "publish_grant"), data=REASON),
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
