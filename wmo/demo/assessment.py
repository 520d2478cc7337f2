"""Meldingen and onderzoeken: new, waiting for a plan, running, nearly late, late, and with the verslag given."""

from cases.contract import Days, Edited, Story
from wmo.demo.steps import FENNA, INTAKER, KARIM, act, after, melding, note, start, take


def willems(days: Days) -> Story:
    """Today, and nobody has it yet."""
    return Story(resident="willems", team="oost", steps=(
        melding(
            days.ago(minutes=55),
            "Mijn man heeft ALS. Ik til hem elke dag en mijn rug houdt het niet meer. Wij zoeken iets om hem te "
            "tillen, en iemand die af en toe blijft als ik even weg moet.",
            "06 00 00 01 16", reporter="family", name="Mei Tan", knows=True,
        ),
    ))  # fmt: skip


def visser(days: Days) -> Story:
    """Today, and nobody has it yet, in the other team."""
    return Story(resident="visser", team="noord", steps=(
        melding(
            days.ago(minutes=40),
            "Ik zie bijna niets meer. Koken durf ik niet en mijn post blijft liggen.",
            "050 000 01 17",
        ),
    ))  # fmt: skip


def brouwer(days: Days) -> Story:
    """Her own plan is still coming: the seven days are hers, so the onderzoek waits."""
    begin = days.before(days.today, 3)
    reported = days.work(days.before(begin, 1), "21.35")
    return Story(resident="brouwer", team="oost", steps=(
        melding(
            after(days, begin, 0, "8.50"),
            "Na mijn burn-out lukt het huishouden niet. Mijn zoon heeft autisme en vraagt veel "
            "aandacht. Ik wil eerst zelf opschrijven wat ik nodig heb.",
            "06 00 00 01 10", reported=reported,
        ),
        take(after(days, begin, 0, "10.20"), FENNA),
        act(after(days, begin, 0, "15.30"), INTAKER, "confirm_melding", channel="digitaal"),
        act(after(days, begin, 0, "15.40"), INTAKER, "record_digital_notice"),
        act(
            after(days, begin, 1, "10.15"), FENNA, "offer_clientondersteuning", medium="telefoon", plan_wish="yes",
        ),
        note(
            after(days, begin, 1, "10.25"), FENNA, "call",
            "Mevrouw maakt het plan samen met haar zus. Zij wil weten of de taakverdeling met Thijs er ook in mag: ja.",
        ),
    ))  # fmt: skip


def jansen(days: Days) -> Story:
    """One day late: the verslag is not finished, and meneer may apply without it."""
    begin = days.began(weeks=6, left=-1)
    first = melding(
        after(days, begin, 0, "9.35"),
        "Sinds mijn hersenbloeding kan ik niet meer stofzuigen en ramen doen. Mijn vrouw doet alles, en zij is ook "
        "niet de jongste meer.",
        "050 000 01 04",
    )  # fmt: skip
    return Story(resident="jansen", team="oost", steps=(
        *start(days, begin, FENNA, first, carer=True),
        note(
            after(days, begin, 14, "11.30"), FENNA, "visit",
            "Meneer en mevrouw laten het huis zien. Meneer kookt zittend, dat gaat goed. Mevrouw doet al het zware "
            "werk en heeft last van haar schouder.",
        ),
        note(
            after(days, begin, 14, "11.45"), FENNA, "own_words",
            "“Ik wil haar niet nog meer laten doen. Maar zij zegt altijd dat het wel gaat.”",
        ),
        Edited(at=after(days, begin, 28, "16.20"), by=FENNA, key="verslag", data={
            "question": "Meneer vraagt hulp bij het zware werk in huis.",
            "problems": "Zijn linkerarm is verlamd. Zwaar huishoudelijk werk lukt niet. Mevrouw raakt overbelast.",
            "needed": "Een schoon huis zonder dat mevrouw alles doet.",
            "own_strength": "Meneer kookt en doet de administratie. Mevrouw doet de was. De kinderen wonen ver weg.",
        }),
        note(
            after(days, begin, 40, "9.50"), FENNA, "call",
            "Gebeld dat het verslag later komt: wij wachten nog op wat de fysiotherapeut zegt over tillen. Verteld dat "
            "meneer na de zes weken ook zonder verslag mag aanvragen.",
        ),
    ))  # fmt: skip


def smit(days: Days) -> Story:
    """Two days left, while the medical advice comes later: the clock runs on."""
    begin = days.began(weeks=6, left=2)
    first = melding(
        after(days, begin, 0, "10.50"),
        "Door mijn reuma kom ik de trap bijna niet meer op. Ik slaap nu op de bank. Kan mijn huis worden aangepast?",
        "06 00 00 01 05",
    )  # fmt: skip
    return Story(resident="smit", team="oost", steps=(
        *start(days, begin, FENNA, first),
        note(
            after(days, begin, 12, "14.00"), FENNA, "visit",
            "Slaapkamer en badkamer zijn boven. Beneden is een berging van 3 bij 4 meter. Mevrouw wil niet verhuizen: "
            "haar zus woont naast haar.",
        ),
        note(
            after(days, begin, 13, "9.40"), FENNA, "meeting",
            "Medisch advies gevraagd: is te verwachten dat traplopen nog slechter wordt? Dat bepaalt of een traplift "
            "genoeg is.",
        ),
        Edited(at=after(days, begin, 27, "15.10"), by=FENNA, key="verslag", data={
            "question": "Mevrouw wil in haar eigen huis blijven wonen en weer in een bed slapen.",
            "problems": "Reuma in knieën en handen. De trap lukt één keer per dag, met pijn. Zij slaapt op de bank.",
            "needed": "Slapen en douchen zonder de trap te lopen.",
            "own_strength": "Haar zus doet boodschappen. Mevrouw kookt zelf en rijdt nog auto.",
            "expertise": "Medisch advies is gevraagd. Het komt later dan de zes weken.",
        }),
        note(
            after(days, begin, 38, "11.15"), FENNA, "call",
            "De adviseur kan niet eerder. Mevrouw weet dat de termijn daardoor niet stilstaat. Wij overleggen of het "
            "verslag zonder dit advies af kan.",
        ),
    ))  # fmt: skip


def nowak(days: Days) -> Story:
    """Thirteen days left: the advice is in and has to be read."""
    begin = days.began(weeks=6, left=13)
    first = melding(
        after(days, begin, 0, "15.05"),
        "Ik heb COPD en wij wonen op twee hoog zonder lift. Mijn vrouw sjouwt alles naar boven. Een traplift, of toch "
        "verhuizen: wij weten het niet.",
        "06 00 00 01 07", reporter="self",
    )  # fmt: skip
    return Story(resident="nowak", team="oost", steps=(
        *start(days, begin, FENNA, first, carer=True, medium="gesprek"),
        note(
            after(days, begin, 9, "13.30"), FENNA, "visit",
            "Huisbezoek met de ergotherapeut. Meneer rust drie keer op de trap. Een traplift past niet in het "
            "gezamenlijke trappenhuis. Er staan gelijkvloerse woningen in de wijk Molenpad.",
        ),
        note(
            after(days, begin, 9, "14.10"), FENNA, "own_words",
            "“Als we maar in de buurt van de kerk en van onze kleinkinderen blijven.” Mevrouw knikt.",
        ),
        note(
            after(days, begin, 17, "9.25"), FENNA, "meeting",
            "Advies van de ergotherapeut is binnen. Nalezen en met meneer en mevrouw bespreken.",
        ),
    ))  # fmt: skip


def sarr(days: Days) -> Story:
    """A persoonlijk plan came in on time and counts in the onderzoek."""
    begin = days.began(weeks=6, left=21)
    first = melding(
        after(days, begin, 0, "9.15"),
        "Joost is blind geworden door suikerziekte. Wij willen leren hoe wij dat samen doen, met werk en met Lena.",
        "06 00 00 01 22", reporter="family", name="Fatou Sarr", knows=True,
    )  # fmt: skip
    opening, taken, receipt, support, _ = start(days, begin, KARIM, first, plan="yes", carer=True)
    return Story(resident="joost", team="noord", steps=(
        opening, taken, receipt, support,
        act(after(days, begin, 6, "8.40"), KARIM, "receive_plan"),
        act(after(days, begin, 6, "9.30"), KARIM, "start_onderzoek"),
        note(
            after(days, begin, 6, "9.45"), KARIM, "own_words",
            "Uit hun eigen plan: “Wij willen geen hulp die alles overneemt. Leer Joost de weg naar de bushalte en naar "
            "school, dan kan hij Lena weer halen.”",
        ),
        note(
            after(days, begin, 15, "16.15"), KARIM, "visit",
            "Joost laat zien hoe hij met een stok door het huis gaat. Lena helpt met kleuren op de kastjes.",
        ),
    ))  # fmt: skip


def dijkstra(days: Days) -> Story:
    """It came in as urgent and was not; the verslag is given and waits for a signature."""
    begin = days.began(weeks=6, left=6)
    return Story(resident="dijkstra", team="oost", steps=(
        melding(
            after(days, begin, 0, "16.05"),
            "Mijn oude buurvrouw doet niet open en de gordijnen zijn al twee dagen dicht.",
            "050 000 01 11", by=FENNA, reporter="other", name="Bert, buurman", knows=False, urgent="danger",
        ),
        act(
            after(days, begin, 0, "16.25"), FENNA, "record_safe_contact",
            how="Bij mevrouw langsgegaan. Zij deed open en was net wakker",
        ),
        act(
            after(days, begin, 0, "16.45"), FENNA, "retriage_not_urgent",
            reason="Mevrouw had griep en sliep veel. Haar dochter was er vanochtend. Er is eten in huis.",
        ),
        act(
            after(days, begin, 1, "9.40"), INTAKER, "confirm_melding_safely", channel="uitgereikt",
            route="Gegeven aan mevrouw zelf, bij haar in de tuin",
        ),
        act(
            after(days, begin, 4, "10.30"), FENNA, "offer_clientondersteuning",
            medium="gesprek", plan_wish="no", also_carer="ja",
        ),
        act(after(days, begin, 5, "9.00"), FENNA, "start_onderzoek"),
        note(
            after(days, begin, 11, "14.45"), FENNA, "visit",
            "Mevrouw vindt de dagen lang sinds haar man er niet meer is. Zij zong in het koor, maar komt er niet meer.",
        ),
        act(
            after(days, begin, 25, "13.20"), FENNA, "give_verslag",
            question="Mevrouw wil weer onder de mensen zijn en hulp bij het zware werk.",
            problems="Zij is veel alleen en eet dan slecht. Ramen, bed en vloeren lukken niet meer.",
            needed="Een schoon huis en twee dagdelen onder de mensen. Meer is op dit moment niet nodig.",
            amount="2", unit="16", frequency="2",
            own_strength="Haar dochter kookt op zondag voor drie dagen. Mevrouw houdt zelf haar geld en pillen bij.",
            remainder="Twee dagdelen dagbesteding. Voor het zware werk is de algemene voorziening genoeg.",
            pgb_explained_on=after(days, begin, 11, "14.45").date(),
        ),
        note(
            after(days, begin, 26, "10.10"), FENNA, "call",
            "Mevrouw heeft het verslag en leest het met haar dochter. Zij belt als het klopt.",
        ),
    ))  # fmt: skip


STORIES = (willems, visser, brouwer, jansen, smit, nowak, sarr, dijkstra)
