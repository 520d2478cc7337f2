"""Urgent meldingen: nobody reached yet, reached, helped, taken over, declined, and not urgent after all."""

from cases.contract import Days, Edited, Handed, Story
from wmo.demo.steps import FENNA, INTAKER, KARIM, MARGA, act, after, day, melding, note, start


def van_leeuwen(days: Days) -> Story:
    """Some hours ago; nobody was reached yet."""
    return Story(resident="van_leeuwen", team="oost", steps=(
        melding(
            days.ago(hours=2, minutes=30),
            "Mevrouw komt morgen uit het ziekenhuis. Haar heup is geopereerd. Er is thuis niemand, en de trap is nog "
            "te veel voor haar. Haar zoon is tot maandag in het buitenland.",
            "050 000 01 01", by=FENNA, reporter="professional", name="Transferpunt ziekenhuis Noorderveen", knows=True,
            urgent="help_lost",
        ),
        act(
            days.ago(hours=1, minutes=50), FENNA, "record_failed_contact",
            how="Gebeld naar de afdeling, mevrouw was bij de fysiotherapeut",
        ),
        note(
            days.ago(hours=1, minutes=45), FENNA, "call",
            "De verpleegkundige vraagt mevrouw om ons te bellen. Mevrouw mag morgen pas naar huis als er hulp is.",
        ),
    ))  # fmt: skip


def el_amrani(days: Days) -> Story:
    """Twenty hours ago; spoken to this morning, help is still being arranged."""
    return Story(resident="el_amrani", team="oost", steps=(
        melding(
            days.ago(hours=20),
            "Samira moet over een week haar huis uit, met drie kinderen. Er ligt een brief van de rechter. Ze durft "
            "de deur niet meer open te doen. Noor gaat al weken niet naar school.",
            "06 00 00 01 02", by=FENNA, reporter="other", name="Ans, buurvrouw", knows=True, urgent="eviction",
        ),
        act(
            days.ago(hours=18, minutes=40), FENNA, "record_failed_contact",
            how="Gebeld op het veilige nummer, geen gehoor. Geen bericht ingesproken",
        ),
        act(
            days.ago(minutes=25), FENNA, "record_safe_contact",
            how="Gebeld met mevrouw zelf op het veilige nummer. Zij kon vrij praten",
        ),
        note(
            days.ago(minutes=20), FENNA, "own_words",
            "“Ik krijg het niet meer geregeld. Volgende week staan ze voor de deur en dan zijn we ons huis kwijt. "
            "Noor wil niet meer naar school, en ik kan haar niet alleen laten.”",
        ),
        note(
            days.ago(minutes=15), FENNA, "call",
            "Oma Ria vangt Adam vandaag op. Mevrouw wil hulp in huis, nu alles tegelijk komt. Wij bellen vandaag met "
            "de woningcorporatie en met schuldhulp. Mevrouw is daarmee akkoord.",
        ),
    ))  # fmt: skip


def yildirim(days: Days) -> Story:
    """The crisis service took over; the ordinary onderzoek goes on."""
    begin = days.began(weeks=6, left=31)
    reported = after(days, begin, 0, "15.40")
    return Story(resident="yildirim", team="noord", steps=(
        melding(
            reported,
            "Emine heeft in drie nachten bijna niet geslapen. Ze zegt dat ze er niet meer wil zijn. Haar zoontje "
            "is bij mij.",
            "06 00 00 01 18", by=KARIM, reporter="family", name="Sevgi, zus", knows=True, urgent="danger",
        ),
        act(
            after(days, begin, 0, "15.55"), KARIM, "record_safe_contact",
            how="Gebeld via haar zus. Emine wil praten en blijft bij haar zus",
        ),
        act(
            after(days, begin, 0, "17.05"), KARIM, "crisis_service_takes_over",
            receiver="M. de Ruiter, crisisdienst GGZ Noorderveen",
            reason="De crisisdienst is vanavond om 18 uur bij haar. Haar zus blijft erbij en Deniz slaapt daar.",
        ),
        act(
            after(days, begin, 1, "9.10"), INTAKER, "confirm_melding_safely", channel="uitgereikt",
            route="Meegegeven aan mevrouw op het veilige adres",
        ),
        note(
            after(days, begin, 4, "10.30"), KARIM, "call",
            "Emine is thuis, met medicijnen en elke dag bezoek van de GGZ. Zij wil graag hulp bij haar dag en bij de "
            "zorg voor Deniz. Afspraak gemaakt bij haar thuis, samen met haar zus.",
        ),
        act(
            after(days, begin, 4, "10.45"), KARIM, "offer_clientondersteuning",
            medium="telefoon", plan_wish="no", also_carer="ja",
        ),
    ))  # fmt: skip


def peters(days: Days) -> Story:
    """The resident wants no urgent help; he does want an ordinary onderzoek."""
    begin = days.began(weeks=6, left=24)
    return Story(resident="peters", team="noord", steps=(
        melding(
            after(days, begin, 0, "11.15"),
            "Meneer is gevallen en lag een uur op de grond. Hij woont alleen en zijn thuiszorg stopt vrijdag.",
            "050 000 01 19", reporter="professional", name="Praktijkondersteuner huisarts Lie", knows=True,
            urgent="help_lost",
        ),
        Handed(at=after(days, begin, 0, "11.30"), by=MARGA, to=KARIM),
        act(
            after(days, begin, 0, "12.05"), KARIM, "record_safe_contact", how="Gebeld met meneer zelf, thuis",
        ),
        act(
            after(days, begin, 0, "12.20"), KARIM, "decline_urgent_help",
            reason="Meneer wil nu geen hulp in huis. Zijn buurman komt elke ochtend, en de alarmknop hangt. Hij weet "
            "dat hij ons altijd mag bellen.",
        ),
        act(after(days, begin, 1, "9.20"), INTAKER, "confirm_melding"),
        act(
            after(days, begin, 3, "14.00"), KARIM, "offer_clientondersteuning", medium="gesprek", plan_wish="no",
        ),
        act(after(days, begin, 6, "9.15"), KARIM, "start_onderzoek"),
        note(
            after(days, begin, 8, "15.30"), KARIM, "visit",
            "Meneer loopt met een stok. De drempel bij de voordeur en de douche zijn lastig. Hij wil in zijn huis "
            "blijven: zijn duiven zitten in de tuin.",
        ),
        note(
            after(days, begin, 8, "15.40"), KARIM, "own_words",
            "“Ik red me wel. Maar onder de douche houd ik me vast aan de kraan, en dat is geen leven.”",
        ),
    ))  # fmt: skip


def kok(days: Days) -> Story:
    """Somebody without a home: safe contact and a bed the same day."""
    begin = days.began(weeks=6, left=38)
    return Story(resident="onbekend", team="noord", steps=(
        melding(
            after(days, begin, 0, "9.40"),
            "Ik slaap sinds zondag in mijn auto. Ik ben bij mijn vriendin weg en ik heb vannacht geen plek.",
            "06 00 00 01 28", by=KARIM, urgent="no_basics", key="register_opvang",
        ),
        act(
            after(days, begin, 0, "10.00"), KARIM, "record_safe_contact",
            how="Gesproken aan de balie, in de spreekkamer",
        ),
        act(
            after(days, begin, 0, "14.20"), KARIM, "record_first_help",
            how="Bed voor 2 weken in de opvang aan de Zeedijk, eten en een kluisje",
        ),
        act(
            after(days, begin, 0, "15.05"), KARIM, "grant_temporary", category="17", result="Een bed en een kluisje.",
            starts_on=after(days, begin, 0, "15.05").date(), ends_on=day(after(days, begin, 0, "15.05").date(), 55),
            provider="Opvang Zeedijk", reasons="U slaapt in uw auto en heeft vannacht geen plek. U werkt en wilt dat "
            "houden. Daarom krijgt u nu een bed, terwijl wij samen zoeken naar wat daarna past.",
        ),
        act(after(days, begin, 0, "15.30"), KARIM, "publish_temporary", channel="uitgereikt"),
        act(after(days, begin, 1, "9.25"), INTAKER, "confirm_melding", channel="uitgereikt"),
        act(
            after(days, begin, 1, "9.30"), KARIM, "offer_clientondersteuning", medium="gesprek", plan_wish="unknown",
        ),
        note(
            after(days, begin, 1, "9.50"), KARIM, "meeting",
            "Met de opvang: Stefan werkt vier ochtenden in de haven en wil dat houden. Hij mag zijn bed laat bezetten.",
        ),
    ))  # fmt: skip


def de_jong(days: Days) -> Story:
    """Help was in place within a day; now the ordinary onderzoek."""
    begin = days.began(weeks=6, left=17)
    return Story(resident="de_jong", team="noord", steps=(
        melding(
            after(days, begin, 0, "10.05"),
            "Mijn moeder wordt vanmiddag uit het ziekenhuis gestuurd. Ik zorg altijd voor haar, maar ik heb zelf mijn "
            "been gebroken. Er moet iemand komen die haar uit bed helpt.",
            "050 000 01 25", by=KARIM, reporter="family", name="Ineke, dochter", knows=True, urgent="help_lost",
        ),
        act(
            after(days, begin, 0, "10.50"), KARIM, "record_safe_contact",
            how="Gebeld met mevrouw op de afdeling, haar dochter luisterde mee",
        ),
        act(
            after(days, begin, 0, "15.15"), KARIM, "record_first_help",
            how="Thuiszorg komt vanaf vanavond, ’s ochtends en ’s avonds. Maaltijden vanaf morgen",
        ),
        act(after(days, begin, 1, "9.00"), INTAKER, "confirm_melding"),
        act(
            after(days, begin, 2, "13.30"), KARIM, "offer_clientondersteuning",
            medium="telefoon", plan_wish="no", also_carer="ja",
        ),
        act(after(days, begin, 5, "9.30"), KARIM, "start_onderzoek"),
        Edited(at=after(days, begin, 12, "16.00"), by=KARIM, key="verslag", data={
            "question": "Mevrouw wil thuis blijven wonen, ook als haar dochter er even niet kan zijn.",
            "problems": "Mevrouw kan niet alleen in en uit bed. Zij vergeet te eten. Haar dochter kan acht weken "
            "niet helpen.",
            "needed": "Hulp in huis zolang haar dochter herstelt, en daarna rust voor haar dochter.",
            "own_strength": "Mevrouw kleedt zich aan als de kleren klaarliggen. Een kleindochter komt op zondag.",
        }),
    ))  # fmt: skip


def willemsen(days: Days) -> Story:
    """An ordinary melding that became urgent on the way: the clock in hours started, and both marks were reached."""
    begin = days.began(weeks=6, left=10)
    first = melding(
        after(days, begin, 0, "14.20"),
        "Mijn man vergeet steeds meer. Ik kan hem niet meer alleen laten, ook niet om boodschappen te doen.",
        "050 000 01 27", reporter="family", name="Dirkje Willemsen", knows=True,
    )  # fmt: skip
    return Story(resident="harm", team="noord", steps=(
        *start(days, begin, KARIM, first, carer=True),
        act(
            after(days, begin, 16, "8.45"), KARIM, "retriage_urgent",
            reason="Mevrouw is vannacht met haar hart opgenomen. Meneer kan niet alleen zijn.",
        ),
        act(
            after(days, begin, 16, "9.10"), KARIM, "record_safe_contact",
            how="Bij meneer thuis, met de buren Jan en Hanneke",
        ),
        act(
            after(days, begin, 16, "13.45"), KARIM, "record_first_help",
            how="Logeerplek voor twee weken in zorghuis De Kwelder. De buren brengen hem",
        ),
        note(
            after(days, begin, 17, "11.00"), KARIM, "visit",
            "Meneer zit aan tafel met de krant en herkent ons. Hij slaapt goed. Mevrouw is geholpen en belt elke dag.",
        ),
    ))  # fmt: skip


STORIES = (van_leeuwen, el_amrani, yildirim, peters, kok, de_jong, willemsen)
