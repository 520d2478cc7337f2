"""A good input for each step of the Wmo, on Tuesday 24 November 2026 at 10.42 in Amsterdam."""

from tests.contract.example import Example, Refused

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

START = ("register_melding", "offer_clientondersteuning")
ONDERZOEK = (*START, "start_onderzoek")
GIVEN = (*ONDERZOEK, "give_verslag")
ASKED = (*GIVEN, "file_aanvraag")
GRANTED = (*ASKED, "grant")
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
    "save_verslag": Example(road=ONDERZOEK, data=VERSLAG),
    "give_verslag": Example(road=ONDERZOEK, data=VERSLAG),
    "complete_verslag": Example(road=WITHOUT, data=VERSLAG),
    "file_aanvraag": Example(road=GIVEN, data={"how": "verslag"}),
    "file_aanvraag_without_verslag": Example(road=START, days=50, data={"how": "letter"}),
    "grant": Example(
        road=ASKED,
        data={
            "result": "Kanarie: een schoon huis",
            "category": "01",
            "amount": "2,5",
            "unit": "04",
            "frequency": "2",
            "starts_on": "01-12-2026",
            "ends_on": "30-11-2027",
            "review_on": "01-10-2027",
            "reasons": "Kanarie: u kunt zwaar werk niet zelf",
        },
    ),
    "refuse": Example(road=ASKED, data={"ground": "network", "reasons": "Kanarie: uw dochter helpt u"}),
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
    "close_without_aanvraag": Example(road=GIVEN, data=REASON),
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
    "verslag_open": Refused(key="save_verslag", road=(*WITHOUT, "complete_verslag")),
    "verslag_given": Refused(key="grant", road=WITHOUT),
    "six_weeks_over": Refused(key="file_aanvraag_without_verslag", road=START),
    "has_mandate": Refused(key="grant", road=ASKED, mandate=""),
    "is_urgent": Refused(key="record_safe_contact", road=("register_melding",)),
    "not_urgent": Refused(key="retriage_urgent", road=URGENT),
    "no_contact_yet": Refused(key="record_safe_contact", road=(*URGENT, "record_safe_contact")),
    "contact_made": Refused(key="record_first_help", road=URGENT),
}
