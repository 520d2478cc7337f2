"""What each column of a copied row becomes, in SQL: `old` is the row it is copied from, `copy` one line of `COPIES`."""

from collections.abc import Sequence

from django.db.models import DateField, DateTimeField, Field, ForeignKey, Model, UUIDField

from cases.models import Case, Household, Person, Team, User

from .pattern import related

COPIES = (
    "unnest(%(numbers)s::bigint[], %(shift)s::bigint[], %(days)s::int[], %(people)s::int[], %(teams)s::int[])"
    " copy(number, shift, days, people, teams)"
)
STAFF = "%(staff)s::bigint[]"  # the colleagues who have copies
UUID7 = (  # a version 7 as cases/rules/ids.py makes it: the milliseconds in front of a random one
    "encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing"
    " substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),"
    " 52, 1), 53, 1), 'hex')::uuid"
)
SURNAME = "(%(surnames)s::text[])[1 + (copy.number + abs(hashtext({old})::bigint)) %% %(names)s]"
KEY = "(%(keys)s::text[])[1 + (copy.number + abs(hashtext({old})::bigint)) %% %(names)s]"
OLD_NAME = "(%(home_names)s::jsonb ->> old.id::text)"  # the surname in the name of a household
OLD_KEY = "(%(name_keys)s::jsonb ->> {old})"
AT_LEAST_FIVE = "FM999900000"  # digits of a number
WHOLE_DAY = "old.birth_earliest = old.birth_latest"
BORN = "(old.birth_earliest + (copy.number %% 365 - 182)::int)"


def _renamed(column: str, old: str) -> str:
    return f"replace(old.{column}, {OLD_KEY.format(old=old)}, {KEY.format(old=old)})"


# What would be the same in every copy if it were taken over: numbers, names, birth days, addresses. No copy has a BSN.
OWN: dict[tuple[type[Model], str], str] = {
    (Case, "number"): "concat(extract(year from old.opened_at - make_interval(days => copy.days)), '-',"
    f" to_char(nextval('cases_case_number'), '{AT_LEAST_FIVE}'))",
    (Household, "number"): "concat(substr(old.number, 1, 7),"
    f" to_char(nextval('cases_household_number'), '{AT_LEAST_FIVE}'))",
    (Household, "name"): f"coalesce(replace(old.name, {OLD_NAME}, {SURNAME.format(old=OLD_NAME)}), old.name)",
    (Household, "search_name"): f"coalesce({_renamed('search_name', OLD_NAME)}, old.search_name)",
    (Household, "brp_address"): "''",
    (Household, "house_number"): "1 + (old.house_number + copy.number) %% 250",
    (Household, "postcode"): "CASE WHEN old.postcode = '' THEN '' ELSE"
    " concat(9000 + copy.number %% 1000, substr(old.postcode, 5)) END",
    (Person, "family_name"): SURNAME.format(old="old.family_name"),
    (Person, "sort_name"): f"coalesce({_renamed('sort_name', 'old.family_name')}, old.sort_name)",
    (Person, "search_name"): f"coalesce({_renamed('search_name', 'old.family_name')}, old.search_name)",
    (Person, "bsn_cipher"): "NULL",
    (Person, "bsn_index"): "NULL",
    (Person, "bsn_key_id"): "''",
    (Person, "bsn_index_key_id"): "''",
    **{
        (Person, f"birth_{part}"): f"CASE WHEN {WHOLE_DAY} THEN extract({part} from {BORN}) ELSE old.birth_{part} END"
        for part in ("year", "month", "day")
    },
    **{
        (Person, f"birth_{end}"): f"CASE WHEN {WHOLE_DAY} THEN {BORN} ELSE old.birth_{end} END"
        for end in ("earliest", "latest")
    },
}
OF_THE_LAW = "valid_from"  # the end of the names of columns that say which text of a law counts: no day of a case


def insert(model: type[Model], copied: Sequence[type[Model]]) -> str:
    """The statement that copies the rows `%(rows)s` of one table, once for each line of `COPIES`."""
    table, fields = model._meta.db_table, model._meta.concrete_fields  # noqa: SLF001
    names = ", ".join(f'"{field.column}"' for field in fields)
    values = ",\n  ".join(_value(model, field, copied) for field in fields)
    assert model._meta.pk is not None  # noqa: SLF001
    chosen = f'old."{model._meta.pk.column}" = ANY(%(rows)s::bigint[])'  # noqa: SLF001
    return f'INSERT INTO "{table}" ({names})\nSELECT {values}\nFROM "{table}" old CROSS JOIN {COPIES} WHERE {chosen}'


def _value(model: type[Model], field: "Field[object, object]", copied: Sequence[type[Model]]) -> str:
    old = f'old."{field.column}"'
    if own := OWN.get((model, field.name)):
        return own
    of_no_case = model is Person or field.name.endswith(OF_THE_LAW)
    match field:
        case ForeignKey():
            return _relation(old, related(field), copied)
        case UUIDField():
            return UUID7
        case DateTimeField() if not of_no_case:
            return older(old)
        case DateField() if not of_no_case:
            return f"{old} - copy.days"
    return f"{old} + copy.shift" if field.primary_key else old


def older(moment: str) -> str:
    """The same time of day on the earlier day, also over a change of the clock."""
    zone = "AT TIME ZONE 'Europe/Amsterdam'"
    return f"({moment} {zone} - make_interval(days => copy.days)) {zone}"


def _relation(old: str, to: type[Model], copied: Sequence[type[Model]]) -> str:
    if to in copied:
        return f"{old} + copy.shift"
    if to is Team:
        return f"{old} + copy.teams"
    return colleague(old) if to is User else old


def colleague(old: str) -> str:
    """The copy of a colleague where there is one; who is in no team exists once."""
    return f"CASE WHEN {old} = ANY({STAFF}) THEN {old} + copy.people ELSE {old} END"
