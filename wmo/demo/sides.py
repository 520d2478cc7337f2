"""Side roads: papers that are missing, an aanvraag set aside, a letter that says we are late."""

from datetime import date

from cases.contract import Days, Story
from wmo.demo.decision import reported
from wmo.demo.steps import FENNA, KARIM, Steps, act, after, day, note


def huisman(days: Days) -> Story:
    """A bill is missing: the clock stands still until she brings it."""
    asked = days.before(days.today, 3)
    applied = days.before(asked, 4)
    return Story(resident="huisman", team="oost", steps=(
        *_applied(
            days, applied, FENNA, "050 000 01 30",
            "Ik wil een traplift. Mijn heup doet zo’n pijn dat ik beneden slaap.",
            needed="Boven kunnen slapen en douchen.", remainder="Een traplift, of een slaapplek beneden.",
        ),
        act(
            days.work(asked, "10.10"), FENNA, "ask_completion", ends_by=day(days.today, 11),
            missing="Een tekening of foto van uw trap, met de maten. Die heeft de leverancier nodig.",
        ),
        act(days.work(asked, "10.20"), FENNA, "send_completion_request"),
    ))  # fmt: skip


def kuiper(days: Days) -> Story:
    """The papers never came; the aanvraag was set aside."""
    sent = days.before(days.today, 9)
    back = days.before(sent, 4)
    asked = days.before(back, 16)
    applied = days.before(asked, 3)
    return Story(resident="kuiper", team="oost", steps=(
        *_applied(
            days, applied, FENNA, "050 000 01 31",
            "Ik wil een aangepaste fiets, dan kan ik weer naar mijn broer.",
            needed="Zelf 5 kilometer kunnen fietsen.", remainder="Een driewielfiets, als dat past.",
        ),
        *_asked_in_vain(days, asked, back, FENNA, "Een offerte van de fiets en de uitslag van de proefrit."),
        act(
            days.work(sent, "9.40"), FENNA, "set_aside",
            reasons="Wij vroegen u om een offerte en de uitslag van de proefrit. Die kregen wij niet. Zonder die "
            "gegevens kunnen wij niet beslissen.",
        ),
        act(days.work(sent, "11.10"), FENNA, "publish_set_aside"),
    ))  # fmt: skip


def prins(days: Days) -> Story:
    """The same, signed yesterday and not sent yet."""
    back = days.before(days.today, 5)
    asked = days.before(back, 16)
    applied = days.before(asked, 3)
    return Story(resident="prins", team="noord", steps=(
        *_applied(
            days, applied, KARIM, "06 00 00 01 32",
            "Ik kan mijn huis niet op orde houden sinds mijn depressie. Ik schaam me als er iemand komt.",
            needed="Een huis dat zij zelf op orde kan houden.", remainder="Begeleiding, een paar maanden.",
        ),
        *_asked_in_vain(days, asked, back, KARIM, "Uw toestemming om met uw praktijkondersteuner te praten, of een "
                        "brief die u zelf meeneemt."),
        note(
            days.work(day(back, 1), "15.00"), KARIM, "call",
            "Twee keer gebeld en langs de deur geweest. Mevrouw wil nu niet, en weet dat zij opnieuw mag vragen.",
        ),
        act(
            days.work(days.before(days.today, 1), "16.00"), KARIM, "set_aside",
            reasons="Wij vroegen u om een brief van uw praktijkondersteuner. Die kregen wij niet. Zonder die brief "
            "weten wij niet welke hulp past.",
        ),
    ))  # fmt: skip


def verhoeven(days: Days) -> Story:
    """We are late and he wrote so: two weeks are left before it costs money each day."""
    noticed = days.before(days.today, 4)
    applied = days.before(noticed, 20)
    return Story(resident="verhoeven", team="oost", steps=(
        *_applied(
            days, applied, FENNA, "050 000 01 33",
            "Ik kom mijn flat niet uit, de lift is te klein voor mijn scootmobiel.",
            needed="Elke dag zelf naar buiten kunnen.", remainder="Een kleinere scootmobiel of een andere stalling.",
        ),
        note(
            days.work(day(applied, 8), "11.20"), FENNA, "call",
            "De leverancier heeft de maten van de lift nog niet. Verteld dat het besluit daardoor later komt.",
        ),
        act(days.work(noticed, "10.30"), FENNA, "receive_default_notice", how="post"),
        act(
            days.work(noticed, "11.00"), FENNA, "send_side_letter", letter="antwoord_ingebrekestelling",
        ),
        note(
            days.work(noticed, "11.15"), FENNA, "call",
            "Sorry gezegd tegen meneer. De maten zijn er vandaag. Het besluit komt deze week.",
        ),
    ))  # fmt: skip


def _applied(days: Days, applied: date, by: str, phone: str, words: str, *, needed: str, remainder: str) -> Steps:
    """From melding to aanvraag, with a short verslag."""
    begin = days.before(applied, 31)
    return (
        *reported(days, begin, by, phone, words),
        act(
            after(days, begin, 27, "14.00"), by, "give_verslag", problems="Staat in de melding.", needed=needed,
            own_strength="De buren helpen met de boodschappen. Meer is er niet.", remainder=remainder,
        ),
        act(days.work(applied, "9.30"), by, "file_aanvraag"),
    )  # fmt: skip


def _asked_in_vain(days: Days, asked: date, back: date, by: str, missing: str) -> Steps:
    """Asked to complete, with two weeks for it; nothing came."""
    return (
        act(
            days.work(asked, "10.10"), by, "ask_completion", missing=missing,
            ends_by=day(days.work(asked, "10.10").date(), 14),
        ),
        act(days.work(asked, "10.30"), by, "send_completion_request"),
        act(days.work(back, "9.10"), by, "receive_completion", sufficient="nee", remark="Er kwam niets binnen."),
    )  # fmt: skip


STORIES = (huisman, kuiper, prins, verhoeven)
