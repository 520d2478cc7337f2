"""The main road of the Wmo 2015 with its side roads (law.md 2.1)."""

from cases.contract import Procedure
from wmo.procedure.besluit import BESLUIT_STEPS
from wmo.procedure.heronderzoek import HERONDERZOEK_STEPS
from wmo.procedure.hulp import HULP_STEPS
from wmo.procedure.melding import MELDING_STEPS
from wmo.procedure.onderzoek import ONDERZOEK_STEPS
from wmo.procedure.urgent import URGENT_STEPS
from wmo.procedure.wijziging import WIJZIGING_STEPS
from wmo.states import STATES
from wmo.terms import TERMS

MAATWERK = Procedure(
    key="maatwerk",
    version=1,
    label="Maatwerkvoorziening",
    states=STATES,
    transitions=(
        *MELDING_STEPS,
        *ONDERZOEK_STEPS,
        *BESLUIT_STEPS,
        *URGENT_STEPS,
        *HULP_STEPS,
        *HERONDERZOEK_STEPS,
        *WIJZIGING_STEPS,
    ),
    terms=TERMS,
    road=("melding_ontvangen", "onderzoek", "verslag", "aanvraag", "toekenning_klaar", "beschikking_toegekend"),
    # One single question, such as a scootmobiel: no persoonlijk plan, no urgency, the verslag at once.
    shortest=(
        "register_melding",
        "confirm_melding",
        "offer_clientondersteuning",
        "start_onderzoek",
        "give_verslag",
        "file_aanvraag",
        "grant",
        "publish_grant",
    ),
)
