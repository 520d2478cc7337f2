"""New keys for every BSN: in batches, to be repeated, and nobody gets lost."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from cases.actions.bsn_keys import rotate_batch, under_old_keys
from cases.models import Person
from tests.factories.person import bsn_at, make_person

OLD = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
NEW = "YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODk="
pytestmark = pytest.mark.django_db


@pytest.fixture
def five(settings: Any) -> list[Person]:
    settings.BSN_KEYS, settings.BSN_INDEX_KEYS = f"k1:{OLD}", f"i1:{OLD}"
    made = [make_person(bsn=bsn_at(position)) for position in range(5)]
    make_person()  # without BSN: nothing to rotate
    settings.BSN_KEYS, settings.BSN_INDEX_KEYS = f"k2:{NEW},k1:{OLD}", f"i2:{NEW},i1:{OLD}"
    return made


def test_rotation_brings_every_bsn_under_the_new_keys(settings: Any, five: list[Person]) -> None:
    out, err = StringIO(), StringIO()
    call_command("rotate_bsn_key", "--batch", "2", stdout=out, stderr=err)
    assert out.getvalue() == "5 BSN's staan nu onder de nieuwste sleutels.\n"
    assert err.getvalue().splitlines() == ["2 van 5", "4 van 5", "5 van 5"]
    settings.BSN_KEYS, settings.BSN_INDEX_KEYS = f"k2:{NEW}", f"i2:{NEW}"
    assert [Person.objects.get(pk=person.pk).bsn for person in five] == [bsn_at(n) for n in range(5)]
    assert [Person.objects.with_bsn(bsn_at(n)).get() for n in range(5)] == five


def test_interrupted_rotation_goes_on_where_it_stopped(five: list[Person]) -> None:
    assert rotate_batch(after=0, size=2).rotated == 2
    assert under_old_keys().count() == 3
    out = StringIO()
    call_command("rotate_bsn_key", stdout=out, stderr=StringIO())
    assert out.getvalue().startswith("3 BSN")
    call_command("rotate_bsn_key", stdout=(again := StringIO()), stderr=StringIO())
    assert again.getvalue().startswith("0 BSN")


def test_bsn_whose_key_is_gone_is_left_and_reported(settings: Any, five: list[Person]) -> None:
    cipher = bytes(five[0].bsn_cipher or b"")
    settings.BSN_KEYS = f"k2:{NEW}"
    err = StringIO()
    with pytest.raises(SystemExit):
        call_command("rotate_bsn_key", stdout=StringIO(), stderr=err)
    assert "5 BSN's zijn niet te lezen" in err.getvalue()
    assert bytes(Person.objects.get(pk=five[0].pk).bsn_cipher or b"") == cipher
