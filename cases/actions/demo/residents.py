"""The invented residents of Noorderveen and their households. Nobody in this file exists.

Who has a BSN came in as from the BRP, with a number that no living person has; `by_hand` is whom a colleague once
typed in. The addresses do not exist either.
"""

from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from cases.actions.household import form_household
from cases.actions.person import register_person
from cases.contract import local_day
from cases.models import Membership, Person, Team
from cases.rules.address import Address
from cases.rules.bsn import TEST_RANGE, is_test_bsn, parse_bsn
from cases.rules.names import Name, NameUse
from cases.rules.partial_date import PartialDate

FIRST_BSN = 999_910_000  # a stretch of the test range that the BRP test set leaves free
CITY = "Noorderveen"
BOTH = "12"  # gezag of both parents
PARTNER, PARENT, CHILD, OTHER = (role.value for role in (
    Membership.Role.PARTNER, Membership.Role.PARENT, Membership.Role.CHILD, Membership.Role.OTHER,
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Resident:
    """`key` is what the stories call this person; `born` as the BRP writes it."""

    key: str
    name: Name
    sex: str
    born: str
    role: str = OTHER
    phone: str = ""
    by_hand: bool = False
    gezag: str = ""  # as the BRP records it


@dataclass(frozen=True, slots=True)
class Home:
    team: str
    address: Address
    residents: tuple[Resident, ...]


def address(street: str, number: int, letters: str, suffix: str = "") -> Address:
    return Address(street=street, house_number=number, house_suffix=suffix, postcode=f"9999 {letters}", city=CITY)


def name(given: str, family: str, prefix: str = "", *, partner: str = "", use: NameUse = NameUse.OWN) -> Name:
    return Name(given=given, prefix=prefix, family=family, partner=partner, use=use)


HOMES = (
    Home("oost", address("Berkenhof", 3, "ZB"), (
        Resident("van_leeuwen", name("Johanna", "Leeuwen", "van"), "V", "19420709", phone="050 000 01 01"),
    )),
    Home("oost", address("Lindelaan", 14, "ZC"), (
        Resident("el_amrani", name("Samira", "El Amrani"), "V", "19880214", PARENT, phone="06 00 00 01 02"),
        Resident("yassin", name("Yassin", "Wit", "de"), "M", "20120503", CHILD, gezag=BOTH),
        Resident("noor", name("Noor", "Wit", "de"), "V", "20190618", CHILD, gezag=BOTH),
        Resident("adam", name("Adam", "Wit", "de"), "M", "20240811", CHILD, gezag=BOTH),
        # Lives elsewhere since the separation, and belongs to this household all the same.
        Resident("mark", name("Mark", "Wit", "de"), "M", "19850127", PARENT, phone="06 00 00 01 03"),
    )),
    Home("oost", address("Kastanjestraat", 51, "ZD"), (
        Resident("jansen", name("Hendrik", "Jansen"), "M", "19510322", PARTNER, phone="050 000 01 04"),
        Resident("koster", name("Willemina", "Koster"), "V", "19530904", PARTNER),
    )),
    Home("oost", address("Meidoornlaan", 22, "ZE"), (
        Resident("smit", name("Tineke", "Smit"), "V", "19610130", phone="06 00 00 01 05"),
    )),
    Home("oost", address("Lindelaan", 97, "ZC", "A"), (
        Resident("de_groot", name("Cornelis", "Groot", "de"), "M", "19460812", phone="050 000 01 06"),
    )),
    Home("oost", address("Havenstraat", 40, "ZF"), (
        Resident("nowak", name("Piotr", "Nowak"), "M", "19580526", PARTNER, phone="06 00 00 01 07"),
        Resident("zofia", name("Zofia", "Nowak"), "V", "19600211", PARTNER),
    )),
    Home("oost", address("Berkenhof", 18, "ZB"), (
        Resident("van_den_heuvel", name("Henk", "Heuvel", "van den"), "M", "19700416", phone="06 00 00 01 08"),
    )),
    Home("oost", address("Merelstraat", 8, "ZG"), (
        Resident("gerrit_postma", name("Gerrit", "Postma"), "M", "19470312", PARTNER, phone="050 000 01 09"),
        Resident(
            "geertje_postma", name("Geertje", "Bakker", partner="Postma", use=NameUse.PARTNER_FIRST), "V", "19500530",
            PARTNER,
        ),
    )),
    Home("oost", address("Merelstraat", 80, "ZG"), (
        # Looks like Gerrit, with day and month exchanged: the melding page has to ask which of the two it is.
        Resident("gj_postma", name("G.J.", "Postma"), "M", "19471203", by_hand=True),
    )),
    Home("oost", address("Kastanjestraat", 8, "ZD"), (
        Resident("brouwer", name("Anneke", "Brouwer"), "V", "19740919", PARENT, phone="06 00 00 01 10"),
        Resident("thijs", name("Thijs", "Brouwer"), "M", "20100201", CHILD),
    )),
    Home("oost", address("Meidoornlaan", 5, "ZE"), (
        Resident("dijkstra", name("Sjoukje", "Dijkstra"), "V", "19390217", phone="050 000 01 11"),
    )),
    Home("oost", address("Molenpad", 12, "ZH"), (
        Resident("hassan", name("Yusuf", "Hassan"), "M", "19820708", PARENT, phone="06 00 00 01 12"),
        Resident("amina", name("Amina", "Hassan"), "V", "20150330", CHILD),
    )),
    Home("oost", address("Molenpad", 31, "ZH"), (
        Resident("de_vries", name("Riekje", "Vries", "de"), "V", "19441105", phone="050 000 01 13"),
    )),
    Home("oost", address("Havenstraat", 112, "ZF", "B"), (
        Resident("meijer", name("Wouter", "Meijer"), "M", "19680623", phone="06 00 00 01 14"),
    )),
    Home("oost", address("Kastanjestraat", 77, "ZD"), (
        Resident("bos", name("Marianne", "Bos"), "V", "19560810", phone="050 000 01 15"),
    )),
    Home("oost", address("Berkenhof", 26, "ZB"), (
        Resident("willems", name("Rob", "Willems"), "M", "19631212", PARTNER, phone="06 00 00 01 16"),
        Resident("tan", name("Mei", "Tan"), "V", "19650404", PARTNER),
    )),
    Home("noord", address("Zeedijk", 4, "ZK"), (
        Resident("visser", name("Grietje", "Visser"), "V", "19480103", phone="050 000 01 17"),
    )),
    Home("noord", address("Zeedijk", 39, "ZK"), (
        Resident("yildirim", name("Emine", "Yıldırım"), "V", "19910925", PARENT, phone="06 00 00 01 18"),
        Resident("deniz", name("Deniz", "Yıldırım"), "M", "20220117", CHILD),
    )),
    Home("noord", address("Kwelderweg", 16, "ZL"), (
        Resident("peters", name("Jacob", "Peters"), "M", "19520727", phone="050 000 01 19"),
    )),
    Home("noord", address("Kwelderweg", 60, "ZL"), (
        Resident("hendriks", name("Els", "Hendriks"), "V", "19670314", phone="06 00 00 01 20"),
    )),
    Home("noord", address("Vuurtorenlaan", 9, "ZM"), (
        Resident("van_dam", name("Arie", "Dam", "van"), "M", "19490630", PARTNER, phone="050 000 01 21"),
        Resident("van_dam_prins", name("Corrie", "Prins"), "V", "19511018", PARTNER),
    )),
    Home("noord", address("Vuurtorenlaan", 28, "ZM"), (
        Resident("sarr", name("Fatou", "Sarr"), "V", "19830511", PARTNER, phone="06 00 00 01 22"),
        Resident("joost", name("Joost", "Visser"), "M", "19800228", PARTNER),
        Resident("lena", name("Lena", "Visser"), "V", "20160907", CHILD),
    )),
    Home("noord", address("Scholeksterhof", 2, "ZN"), (
        Resident("osei", name("Kwame", "Osei"), "M", "19551221", phone="06 00 00 01 23"),
    )),
    Home("noord", address("Scholeksterhof", 15, "ZN"), (
        Resident("vos", name("Bram", "Vos"), "M", "19920806", phone="06 00 00 01 24"),
    )),
    Home("noord", address("Zeedijk", 88, "ZK"), (
        Resident("de_jong", name("Truus", "Jong", "de"), "V", "19360429", phone="050 000 01 25"),
    )),
    Home("noord", address("Kwelderweg", 101, "ZL"), (
        Resident("petrov", name("Ivan", "Petrov"), "M", "19770115", phone="06 00 00 01 26"),
    )),
    Home("noord", address("Vuurtorenlaan", 51, "ZM"), (
        Resident("willemsen", name("Dirkje", "Willemsen"), "V", "19450820", PARTNER, phone="050 000 01 27"),
        Resident("harm", name("Harm", "Willemsen"), "M", "19430602", PARTNER),
    )),
    Home("noord", Address(), (
        # Somebody without a home and without papers at hand: a melding can be about them all the same.
        Resident("onbekend", name("Stefan", "Kok"), "M", "19990000", by_hand=True),
    )),
    # Together until they part (families.py).
    Home("oost", address("Kastanjestraat", 102, "ZD"), (
        Resident("marloes", name("Marloes", "Kuipers"), "V", "19840611", PARENT, phone="06 00 00 01 28"),
        Resident("ruben", name("Ruben", "Terpstra"), "M", "19820923", PARENT, phone="06 00 00 01 29"),
        Resident("daan", name("Daan", "Terpstra"), "M", "20120130", CHILD, gezag=BOTH),
        Resident("lotte", name("Lotte", "Terpstra"), "V", "20170412", CHILD, gezag=BOTH),
    )),
    Home("oost", address("Lindelaan", 61, "ZA"), (
        Resident("huisman", name("Corrie", "Huisman"), "V", "19530317", phone="050 000 01 30"),
    )),
    Home("oost", address("Berkenhof", 27, "ZB"), (
        Resident("kuiper", name("Gerrit", "Kuiper"), "M", "19611104", phone="050 000 01 31"),
    )),
    Home("noord", address("Zeedijk", 12, "ZK"), (
        Resident("prins", name("Anneke", "Prins"), "V", "19740826", phone="06 00 00 01 32"),
    )),
    Home("oost", address("Kastanjestraat", 5, "ZD"), (
        Resident("verhoeven", name("Wim", "Verhoeven"), "M", "19480519", phone="050 000 01 33"),
    )),
)  # fmt: skip


def settle(teams: dict[str, Team], at: datetime) -> dict[str, Person]:
    """Register every resident and form the households; returns the persons by key."""
    count = sum(not resident.by_hand for home in HOMES for resident in home.residents)
    numbers = iter(free_bsns(count))
    found: dict[str, Person] = {}
    for home in HOMES:
        members = []
        for resident in home.residents:
            bsn = None if resident.by_hand else next(numbers)
            found[resident.key] = _register(resident, bsn, at)
            members.append((found[resident.key], resident.role))
        team = teams[home.team]
        form_household(
            members=members, municipality=team.municipality_id, address=home.address, team=team, on=local_day(at),
            actor=None, at=at, via="command",
        )  # fmt: skip
    return found


def free_bsns(count: int) -> list[str]:
    """The first `count` numbers of our stretch that pass the 11-test."""
    found = list(islice((f"{n:09d}" for n in range(FIRST_BSN, TEST_RANGE.stop) if _passes(f"{n:09d}")), count))
    assert all(is_test_bsn(digits) for digits in found)
    return found


def _passes(digits: str) -> bool:
    try:
        return parse_bsn(digits) == digits
    except ValueError:
        return False


def _register(resident: Resident, bsn: str | None, at: datetime) -> Person:
    person = register_person(
        name=resident.name, birth=PartialDate.parse(resident.born), sex=resident.sex, bsn=bsn,
        contact={"phone": resident.phone}, actor=None, at=at, via="command",
    )  # fmt: skip
    if bsn:
        # The demo has no link with the BRP; who has a number came in from there.
        person.source = Person.Source.BRP
        person.gezag = resident.gezag
        person.save(update_fields=["source", "gezag"])
    return person
