"""After the besluit: help that runs and is looked at again, revised, withdrawn with money to pay back, stopped."""

from datetime import date

from cases.contract import Days, Story
from wmo.demo.steps import FENNA, KARIM, Steps, act, after, day, melding, note, start


def gerrit(days: Days) -> Story:
    """A heronderzoek runs: things go better, the verslag is written."""
    begin = days.before(days.today, 158)
    review = days.before(days.today, 12)
    return Story(resident="gerrit_postma", team="oost", steps=(
        *_helped(
            days, begin, FENNA, "Ik kan mijn overhemden niet meer strijken en het bed niet verschonen.",
            "050 000 01 09", category="01", amount="3", provider="Thuiszorg De Linde",
            result="Een schoon huis en schone kleren.", first=day(begin, 40), review=day(begin, 405),
        ),
        act(after(days, begin, 45, "10.10"), FENNA, "record_help_start", help_started_on=day(begin, 41)),
        act(after(days, begin, 46, "9.15"), FENNA, "report_cak_start"),
        act(days.work(review, "9.40"), FENNA, "start_heronderzoek", trigger="signal"),
        note(
            days.work(day(review, 6), "14.00"), FENNA, "visit",
            "Meneer heeft een nieuwe heup en strijkt weer zelf. Zijn vrouw is blij: “Hij fluit erbij.” De vloeren "
            "lukken nog niet.",
        ),
        act(
            days.work(day(review, 8), "11.20"), FENNA, "give_heronderzoek",
            question="Meneer doet de was en het strijken weer zelf. De vloeren en ramen lukken niet.",
            problems="Bukken en tillen gaat niet. Staan gaat weer goed.",
            needed="Schone vloeren en ramen.", amount="2", unit="04", frequency="2",
            own_strength="Meneer doet de was. Mevrouw kookt.", remainder="Hulp bij het zware werk, 2 uur per week.",
        ),
        act(
            days.work(day(review, 9), "10.05"), FENNA, "ask_view", about=["revision"],
            intent="U heeft nu 3 uur hulp per week. U doet meer zelf. Wij denken dat 2 uur genoeg is.",
        ),
    ))  # fmt: skip


def sarr(days: Days) -> Story:
    """Revised: more help, because she asked for it herself."""
    begin = days.before(days.today, 156)
    review = days.before(days.today, 40)
    sent = days.before(days.today, 20)
    return Story(resident="sarr", team="noord", steps=(
        *_helped(
            days, begin, KARIM, "Door mijn reuma lukt het huishouden niet. Ik heb een dochter van tien en een baan.",
            "06 00 00 01 22", category="01", amount="2", provider="Zorggroep Wad",
            result="Een schoon huis.", first=day(begin, 40), review=day(begin, 405),
        ),
        act(after(days, begin, 44, "9.30"), KARIM, "record_help_start", help_started_on=day(begin, 42)),
        act(after(days, begin, 45, "9.30"), KARIM, "report_cak_start"),
        act(days.work(review, "10.00"), KARIM, "start_heronderzoek", trigger="request"),
        act(
            days.work(day(review, 9), "15.00"), KARIM, "give_heronderzoek",
            question="Mevrouw kan sinds de zomer ook niet meer koken en wassen.",
            problems="Haar handen zijn stijf en doen pijn. Dat blijft zo, zegt de reumatoloog.",
            needed="Een schoon huis, en hulp bij de was.", amount="4", unit="04", frequency="2",
            own_strength="Joost doet de boodschappen en kookt in het weekend.",
            remainder="Hulp bij het huishouden, 4 uur per week.",
        ),
        act(
            days.work(day(review, 12), "9.10"), KARIM, "skip_view", about=["revision"], ground="agrees",
            why="Mevrouw vroeg zelf om meer hulp en is het eens met het verslag.",
        ),
        act(
            days.work(day(review, 13), "11.30"), KARIM, "revise", change="c", effective_on=day(sent, 3),
            category="01", amount="4", unit="04", frequency="2", provider="Zorggroep Wad",
            result="Een schoon huis en schone was.", review_on=day(sent, 400),
            reasons="Uw handen doen meer pijn dan vorig jaar. Joost doet al veel. Daarom krijgt u meer uren.",
        ),
        act(days.work(sent, "9.20"), KARIM, "publish_change"),
        act(days.work(day(sent, 1), "9.40"), KARIM, "send_order"),
        act(days.work(day(sent, 9), "9.15"), KARIM, "record_help_start", help_started_on=day(sent, 5)),
    ))  # fmt: skip


def gj(days: Days) -> Story:
    """Withdrawn on ground a, with intent, and money asked back."""
    begin = days.before(days.today, 159)
    asked = days.before(days.today, 70)
    return Story(resident="gj_postma", team="oost", steps=(
        *_helped(
            days, begin, FENNA, "Ik kan niets meer in huis. Ik wil het geld zelf, dan regel ik de hulp.",
            "06 00 00 00 99", category="01", amount="4", result="Een schoon huis.", first=day(begin, 40),
            review=day(begin, 405), form="pgb", pgb_amount="420", pgb_frequency="4", pgb_able="ja",
            pgb_motivated="ja", pgb_safe="ja", pgb_reasons="U wilt zelf kiezen wie u helpt.",
        ),
        act(after(days, begin, 44, "9.30"), FENNA, "record_help_start", help_started_on=day(begin, 40)),
        act(after(days, begin, 45, "9.40"), FENNA, "report_cak_start"),
        note(
            days.work(day(asked, -3), "10.30"), FENNA, "call",
            "De SVB ziet rekeningen van een bedrijf dat niet bestaat. Meneer vertelt dat zijn zoon ze maakte en dat er "
            "nooit iemand kwam schoonmaken. Hij woonde steeds bij zijn zoon in huis.",
        ),
        act(
            days.work(asked, "9.15"), FENNA, "ask_view", about=["withdrawal", "recovery"],
            intent="U vroeg een pgb voor hulp in uw huis. U woonde daar niet en er kwam geen hulp. Wij willen het pgb "
            "stoppen vanaf de eerste dag, en het geld terugvragen.",
        ),
        act(
            days.work(day(asked, 9), "14.20"), FENNA, "receive_view",
            view="Ik weet dat het fout was. Ik had het geld nodig. Ik wil wel in delen betalen.",
        ),
        act(
            days.work(day(asked, 14), "10.00"), FENNA, "revoke", change="a", effective_on=day(begin, 40),
            reasons="U woonde bij uw zoon en er kwam niemand schoonmaken. Dat vertelde u ons niet. Als wij dat wisten, "
            "kreeg u geen pgb.",
        ),
        act(days.work(day(asked, 15), "9.30"), FENNA, "publish_stop"),
        act(days.work(day(asked, 15), "10.05"), FENNA, "send_stop_order"),
        act(
            days.work(day(asked, 16), "9.10"), FENNA, "record_intent", who="both",
            reasons="U vertelde zelf dat de rekeningen niet echt waren. Uw zoon maakte ze.",
        ),
        act(
            days.work(day(asked, 20), "11.40"), FENNA, "recover", amount="1680",
            computation="4 maanden pgb van € 420,00 per maand. Dat is samen € 1.680,00.",
            reasons="U kreeg dit geld voor hulp die er niet was. Wij houden rekening met uw brief: u mag in delen "
            "betalen.",
        ),
        act(days.work(day(asked, 21), "9.30"), FENNA, "publish_recovery"),
    ))  # fmt: skip


def _helped(
    days: Days, begin: date, by: str, words: str, phone: str, *, amount: str, first: date, review: date, **more: object
) -> Steps:
    """From melding to help with its order, as it mostly goes."""
    form = more.get("form", "zin")
    return (
        *start(days, begin, by, melding(after(days, begin, 0, "9.45"), words, phone)),
        act(
            after(days, begin, 20, "10.30"), by, "give_verslag", problems="Zwaar werk in huis lukt niet.",
            needed="Een schoon huis.", amount=amount, unit="04", frequency="2",
            own_strength="Licht werk gaat goed.", remainder="Hulp bij het zware werk.",
        ),
        act(after(days, begin, 24, "9.20"), by, "file_aanvraag"),
        act(
            after(days, begin, 30, "14.10"), by, "grant", amount=amount, unit="04", frequency="2", starts_on=first,
            review_on=review, reasons="U kunt het zware werk in huis niet zelf. Daarom krijgt u hulp.", **more,
        ),
        act(after(days, begin, 31, "10.15"), by, "publish_grant"),
        act(after(days, begin, 32, "9.10"), by, "send_svb" if form == "pgb" else "send_order"),
    )  # fmt: skip


STORIES = (gerrit, sarr, gj)
