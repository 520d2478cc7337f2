"""Aanvragen and besluiten: to decide, signed but not sent, sent and open to bezwaar, long in place."""

from datetime import date

from cases.contract import Days, Story
from wmo.demo.steps import FENNA, KARIM, Steps, act, after, day, melding, note, start

VERSLAG_AFTER, AANVRAAG_AFTER = 27, 31  # days after the melding, well within the six weeks


def de_groot(days: Days) -> Story:
    """Half of the two weeks has gone: the besluit has to be written."""
    applied = days.began(weeks=2, left=7)
    begin = days.before(applied, AANVRAAG_AFTER)
    return Story(resident="de_groot", team="oost", steps=(
        *reported(
            days, begin, FENNA, "050 000 01 06",
            "Ik ga drie dagen naar de dagbesteding, maar ik kom er niet meer. De bus is te ver lopen.", carer=True,
        ),
        note(
            after(days, begin, 13, "10.00"), FENNA, "visit",
            "Meneer loopt met een rollator tot de hoek. Lang staan bij de halte lukt niet. Hij geniet van de "
            "houtwerkplaats en wil niet thuiszitten.",
        ),
        act(
            after(days, begin, VERSLAG_AFTER - 3, "15.00"), FENNA, "give_verslag",
            question="Meneer wil drie dagen per week naar de dagbesteding kunnen gaan.",
            problems="Hij kan niet ver lopen en niet lang staan. De halte is 600 meter ver.",
            needed="Vervoer van huis naar de dagbesteding en terug. Drie dagen per week.",
            own_strength="Zijn dochter brengt hem op maandag. Verder is er niemand met een auto in de buurt.",
            remainder="Vervoer op twee dagen per week. De regiotaxi past niet: meneer kan de wachttijd niet staan.",
            pgb_explained_on=after(days, begin, 13, "10.00").date(),
        ),
        act(days.work(applied, "9.20"), FENNA, "file_aanvraag"),
        note(
            days.work(day(applied, 1), "11.05"), FENNA, "own_words",
            "Op het getekende verslag schreef meneer: “Klopt. Mijn dochter wil wel dat de chauffeur aanbelt.”",
        ),
    ))  # fmt: skip


def van_den_heuvel(days: Days) -> Story:
    """Applied a few days ago, after an admission; he wants a pgb."""
    applied = days.began(weeks=2, left=10)
    begin = days.before(applied, 39)
    return Story(resident="van_den_heuvel", team="oost", steps=(
        *reported(
            days, begin, FENNA, "06 00 00 01 08",
            "Ik ben opgenomen geweest en ga weer alleen wonen. Ik zie op tegen de post en de afspraken. Mijn zus "
            "helpt, maar die woont in Zwolle.",
        ),
        note(
            after(days, begin, 30, "14.30"), FENNA, "meeting",
            "Gesprek in de kliniek, met meneer en zijn zus Ina. Pgb uitgelegd. Meneer wil zijn oude begeleider terug.",
        ),
        act(
            after(days, begin, 37, "16.00"), FENNA, "give_verslag",
            question="Meneer vraagt hulp om na de opname weer alleen te wonen: een dagritme, post en afspraken.",
            problems="Hij vergeet afspraken en medicijnen. Hij opent zijn post niet. Boodschappen en koken gaan goed.",
            needed="Begeleiding na de opname. Drie keer per week een uur, het eerste half jaar.",
            expertise="GGZ Noorderveen, brief die meneer zelf meegaf.",
            own_strength="Zijn zus belt elke avond. De inloop kan op vrijdag. Meer lukt zijn zus niet: zij werkt en "
            "woont in Zwolle.",
            remainder="Begeleiding, 2 uur per week naast de inloop. Meneer kiest een pgb.",
            amount="2", unit="04", frequency="2", pgb_explained_on=after(days, begin, 30, "14.30").date(),
        ),
        act(days.work(applied, "10.40"), FENNA, "file_aanvraag"),
        note(
            days.work(applied, "11.00"), FENNA, "own_words",
            "Meneer schreef op het verslag: “Klopt wel. Alleen die vrijdag, daar zitten te veel mensen. Dat ga ik niet "
            "doen.”",
        ),
    ))  # fmt: skip


def bos(days: Days) -> Story:
    """The six weeks went by without a verslag, so she applied without one; the verslag still has to come."""
    applied = days.began(weeks=2, left=9)
    begin = days.before(applied, 48)
    return Story(resident="bos", team="oost", steps=(
        *reported(
            days, begin, FENNA, "050 000 01 15",
            "Ik heb MS en mijn handen doen het steeds minder. Ik wil hulp bij het wassen en aankleden.",
        ),
        note(
            after(days, begin, 20, "9.30"), FENNA, "call",
            "Huisbezoek ging niet door: mevrouw was opgenomen. Nieuwe afspraak gemaakt.",
        ),
        act(
            days.work(applied, "9.05"), FENNA, "file_aanvraag_without_verslag", how="letter",
        ),
        note(
            days.work(applied, "9.20"), FENNA, "call",
            "Sorry gezegd dat het onderzoek niet op tijd klaar was. Huisbezoek vastgelegd voor deze week. Mevrouw weet "
            "dat het besluit binnen twee weken komt.",
        ),
    ))  # fmt: skip


def hassan(days: Days) -> Story:
    """Granted and signed yesterday; until it is sent the term runs on."""
    applied = days.began(weeks=2, left=4)
    begin = days.before(applied, AANVRAAG_AFTER)
    return Story(resident="hassan", team="oost", steps=(
        *reported(
            days, begin, FENNA, "06 00 00 01 12",
            "Na mijn ongeluk kan ik niet meer lang lopen. Ik breng Amina naar school en dat lukt bijna niet meer.",
        ),
        note(
            after(days, begin, 14, "15.45"), FENNA, "visit",
            "Meneer loopt 100 meter met krukken. Een elektrische rolstoel heeft hij geprobeerd bij de revalidatie: die "
            "past in de gang en in de schuur.",
        ),
        act(
            after(days, begin, VERSLAG_AFTER, "13.00"), FENNA, "give_verslag",
            question="Meneer wil zelf zijn dochter naar school brengen en boodschappen doen.",
            problems="Hij kan 100 meter lopen. De school is 900 meter ver. Fietsen en autorijden kan niet meer.",
            needed="Zich zelf kunnen verplaatsen in de wijk. Elke dag.",
            own_strength="Buren nemen Amina mee als het regent. Meneer kan zelf in en uit een rolstoel.",
            remainder="Een elektrische rolstoel voor buiten.",
            expertise="Advies van de revalidatiearts, door meneer zelf meegegeven.",
            pgb_explained_on=after(days, begin, 14, "15.45").date(),
        ),
        act(days.work(applied, "9.50"), FENNA, "file_aanvraag"),
        act(
            days.work(days.before(days.today, 1), "16.30"), FENNA, "grant",
            category="11", result="U kunt zelf door de wijk, ook met uw dochter naar school.",
            starts_on=day(days.today, 14), review_on=day(days.today, 379),
            reasons="U kunt niet ver lopen en niet meer fietsen. U zei: “Ik wil haar zelf brengen, dat is ons half "
            "uurtje.” Uw buren helpen soms, maar niet elke dag. De regiotaxi past niet bij korte ritten. Daarom krijgt "
            "u een elektrische rolstoel.",
        ),
    ))  # fmt: skip


def vos(days: Days) -> Story:
    """Refused and signed; not sent yet."""
    applied = days.began(weeks=2, left=3)
    begin = days.before(applied, AANVRAAG_AFTER)
    return Story(resident="vos", team="noord", steps=(
        *reported(
            days, begin, KARIM, "06 00 00 01 24",
            "Ik heb een gewone fiets, maar door mijn knie wil ik een elektrische. Die kan ik niet betalen.",
        ),
        note(
            after(days, begin, 10, "9.15"), KARIM, "call",
            "Meneer fietst elke dag naar zijn werk. Met trapondersteuning houdt hij dat vol, zegt zijn fysiotherapeut.",
        ),
        act(
            after(days, begin, VERSLAG_AFTER, "11.00"), KARIM, "give_verslag",
            problems="Zijn knie doet pijn bij lange ritten.",
            needed="Met minder kracht kunnen fietsen.",
            own_strength="Meneer werkt en fietst elke dag. Een elektrische fiets is gewoon te koop, ook tweedehands.",
            remainder="Geen maatwerk. Wel hulp bij het zoeken: het fonds Noorderveen geeft een renteloze lening.",
        ),
        act(days.work(applied, "10.10"), KARIM, "file_aanvraag", how="form"),
        act(
            days.work(days.before(days.today, 1), "15.20"), KARIM, "refuse", ground="usual",
            reasons="Een elektrische fiets is een gewone fiets die iedereen kan kopen. Daarvoor geeft de gemeente geen "
            "geld. Wij weten dat het voor u een groot bedrag is. Bij het fonds Noorderveen kunt u renteloos lenen. "
            "Karim Bouzid helpt u graag met de aanvraag.",
        ),
    ))  # fmt: skip


def de_vries(days: Days) -> Story:
    """Sent last week: the help may begin, bezwaar is possible."""
    sent = days.before(days.today, 7)
    applied = days.before(sent, 8)
    begin = days.before(applied, 24)
    return Story(resident="de_vries", team="oost", steps=(
        *reported(
            days, begin, FENNA, "050 000 01 13",
            "Ik krijg mijn huis niet meer schoon. Bukken en tillen gaat niet door mijn rug.",
        ),
        note(
            after(days, begin, 12, "10.45"), FENNA, "visit",
            "Mevrouw doet zelf de afwas, de was en het stof op ooghoogte. Vloeren, badkamer en bed verschonen lukken "
            "niet. Haar kleinzoon doet de tuin.",
        ),
        act(
            after(days, begin, 19, "14.10"), FENNA, "give_verslag",
            problems="Versleten rug. Zij kan niet bukken, tillen of lang staan.",
            needed="Hulp bij het zware werk in huis. Een schoon huis, elke week.",
            amount="2.5", unit="04", frequency="2",
            own_strength="Mevrouw doet al het lichte werk. Haar kleinzoon doet de tuin en de boodschappen.",
            remainder="Hulp bij het huishouden, 2,5 uur per week.",
            pgb_explained_on=after(days, begin, 12, "10.45").date(),
        ),
        act(days.work(applied, "9.30"), FENNA, "file_aanvraag"),
        act(
            days.work(day(applied, 5), "15.40"), FENNA, "grant",
            category="01", result="Een schoon huis, zonder dat u zwaar werk doet.", amount="2.5", unit="04",
            frequency="2", starts_on=day(sent, 10), ends_on=day(sent, 740), review_on=day(sent, 375),
            reasons="U kunt niet bukken en tillen. U zei: “Het stof zie ik wel, maar ik kom er niet meer bij.” Het "
            "lichte werk doet u zelf. Uw kleinzoon helpt u al veel. Voor het zware werk is er niemand. Daarom krijgt u "
            "hulp van de gemeente.",
        ),
        act(days.work(sent, "11.30"), FENNA, "publish_grant"),
        note(
            days.work(day(sent, 2), "9.40"), FENNA, "call",
            "Mevrouw heeft de brief gelezen en is blij. De hulp belt haar om een vaste ochtend af te spreken.",
        ),
    ))  # fmt: skip


def meijer(days: Days) -> Story:
    """Refused and sent: a general facility is enough; he may object."""
    sent = days.before(days.today, 15)
    applied = days.before(sent, 9)
    begin = days.before(applied, 26)
    return Story(resident="meijer", team="oost", steps=(
        *reported(
            days, begin, FENNA, "06 00 00 01 14",
            "Sinds mijn scheiding eet ik slecht en zie ik niemand. Ik wil dat er iemand bij mij komt.",
        ),
        note(
            after(days, begin, 11, "13.15"), FENNA, "visit",
            "Meneer is somber en heeft daarvoor een afspraak bij de huisarts. Hij kent de buurtkamer niet. Samen "
            "langsgegaan: hij is blijven eten.",
        ),
        act(
            after(days, begin, 22, "10.20"), FENNA, "give_verslag",
            problems="Meneer is veel alleen en kookt niet voor zichzelf.",
            needed="Elke dag een maaltijd en mensen om zich heen.",
            own_strength="Meneer kan zelf reizen en heeft tijd. Hij wil meehelpen in de buurtkamer.",
            remainder="De buurtkamer is genoeg: elke dag een maaltijd, op dinsdag koken met anderen.",
        ),
        act(days.work(applied, "9.10"), FENNA, "file_aanvraag"),
        act(
            days.work(day(applied, 6), "14.50"), FENNA, "refuse", ground="general",
            reasons="U wilt mensen om u heen en elke dag een maaltijd. Dat kan in de buurtkamer aan het Molenpad. U "
            "bent daar geweest en u wilt er gaan meehelpen. Daarom hoeft er nu niemand bij u thuis te komen.",
        ),
        act(days.work(sent, "10.00"), FENNA, "publish_refusal"),
    ))  # fmt: skip


def osei(days: Days) -> Story:
    """One plain question, a scootmobiel: no plan, no life areas, no scores. Bezwaar is over."""
    begin = days.before(days.today, 88)
    asked = "Ik kan niet ver meer lopen. Mag ik een scootmobiel, dan kom ik weer bij mijn volkstuin."
    return Story(resident="osei", team="noord", steps=(
        *reported(days, begin, KARIM, "06 00 00 01 23", asked),
        act(
            after(days, begin, 12, "14.00"), KARIM, "give_verslag",
            problems="Meneer kan 200 meter lopen. Zijn volkstuin is 2 kilometer ver.",
            needed="Scootmobiel. Zelf in de wijk kunnen komen.",
            own_strength="Meneer heeft een droge schuur met stroom.",
            remainder="Een scootmobiel.",
        ),
        act(after(days, begin, 13, "9.15"), KARIM, "file_aanvraag"),
        act(
            after(days, begin, 14, "11.00"), KARIM, "grant", category="12", starts_on=day(begin, 28),
            review_on=day(begin, 28 + 730),
            reasons="U kunt niet ver lopen. Met een scootmobiel komt u zelf bij de winkel en bij uw volkstuin.",
        ),
        act(after(days, begin, 15, "9.30"), KARIM, "publish_grant"),
    ))  # fmt: skip


def reported(days: Days, begin: date, by: str, phone: str, words: str, *, carer: bool | None = None) -> Steps:
    return start(days, begin, by, melding(after(days, begin, 0, "9.25"), words, phone), carer=carer)


STORIES = (de_groot, van_den_heuvel, bos, hassan, vos, de_vries, meijer, osei)
