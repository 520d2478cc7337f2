"""A BSN is not readable in the database, and still found."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from cases import crypto
from cases.models import Person
from tests.factories.person import bsn_at, make_person

OLD = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
NEW = "YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODk="


def test_ciphertext_differs_each_time_and_opens_only_for_its_owner() -> None:
    owner, other = uuid4(), uuid4()
    first, second = crypto.seal(bsn_at(0), owner), crypto.seal(bsn_at(0), owner)
    assert first.cipher != second.cipher
    assert crypto.unseal(first, owner) == bsn_at(0)
    with pytest.raises(crypto.UnreadableError) as refused:
        crypto.unseal(first, other)
    assert bsn_at(0) not in str(refused.value)


def test_changed_ciphertext_does_not_open() -> None:
    owner = uuid4()
    sealed = crypto.seal(bsn_at(0), owner)
    broken = bytes([sealed.cipher[0] ^ 1]) + sealed.cipher[1:]
    for cipher in (broken, sealed.cipher[:-1], b"", b"short"):
        with pytest.raises(crypto.UnreadableError):
            crypto.unseal(crypto.Sealed(cipher, sealed.key_id), owner)


def test_without_its_key_a_ciphertext_stays_closed(settings: Any) -> None:
    owner = uuid4()
    settings.BSN_KEYS = f"old:{OLD}"
    sealed = crypto.seal(bsn_at(0), owner)
    settings.BSN_KEYS = f"new:{NEW},old:{OLD}"
    assert crypto.unseal(sealed, owner) == bsn_at(0)
    assert crypto.seal(bsn_at(0), owner).key_id == "new"
    settings.BSN_KEYS = f"new:{NEW}"
    with pytest.raises(crypto.UnreadableError):
        crypto.unseal(sealed, owner)


@pytest.mark.parametrize(
    "text", ["", "a", "a:", ":" + OLD, "a:MTIz", "a:no base64!", f"a:{OLD},a:{NEW}", f"a:{OLD},b:MTIz"]
)
def test_wrong_keys_are_refused_without_being_shown(settings: Any, text: str) -> None:
    settings.BSN_KEYS = text
    with pytest.raises(ImproperlyConfigured, match="BSN_KEYS") as refused:
        crypto.encryption_keys()
    assert OLD not in str(refused.value)


def test_secrets_do_not_show_in_a_repr() -> None:
    key = crypto.index_keys()[0]
    assert key.secret.hex() not in repr(key)
    assert repr(key) == f"Key(id='{key.id}')"


@pytest.mark.django_db
def test_nothing_readable_stands_in_the_row() -> None:
    person = make_person(bsn=bsn_at(3))
    with connection.cursor() as cursor:
        cursor.execute("SELECT p.*, p::text FROM cases_person p WHERE id = %s", [person.pk])
        row = cursor.fetchone()
    shown = " ".join(bytes(value).hex() if isinstance(value, memoryview) else str(value) for value in row)
    for secret in (bsn_at(3), bsn_at(3).encode().hex()):
        assert secret not in shown
    fresh = Person.objects.get(pk=person.pk)
    assert fresh.bsn == bsn_at(3)
    assert bsn_at(3) not in repr(fresh)


@pytest.mark.django_db
def test_ciphertext_copied_to_another_person_does_not_open() -> None:
    one, other = make_person(bsn=bsn_at(0)), make_person(bsn=bsn_at(1))
    Person.objects.filter(pk=other.pk).update(bsn_cipher=one.bsn_cipher)
    with pytest.raises(crypto.UnreadableError):
        _ = Person.objects.get(pk=other.pk).bsn


@pytest.mark.django_db
def test_person_is_found_by_bsn_under_an_old_and_a_new_index_key(settings: Any) -> None:
    settings.BSN_INDEX_KEYS = f"i1:{OLD}"
    early = make_person(bsn=bsn_at(0))
    settings.BSN_INDEX_KEYS = f"i2:{NEW},i1:{OLD}"
    late = make_person(bsn=bsn_at(1))
    assert (early.bsn_index_key_id, late.bsn_index_key_id) == ("i1", "i2")
    assert Person.objects.with_bsn(bsn_at(0)).get() == early
    assert Person.objects.with_bsn(bsn_at(1)).get() == late
    assert not Person.objects.with_bsn(bsn_at(2)).exists()
