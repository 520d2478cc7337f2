"""What every law's opening form promises to the page of the melding, where one conversation opens several."""

from collections import defaultdict

import pytest
from django.conf import settings

from cases.contract import laws
from cases.forms.melding import WhoForm

REAL = [law for law in laws if law.key in {name for name in settings.LAWS if "." not in name}]
FORMS = {(law.key, t.key): t.form for law in REAL for _, t in law.opening() if not t.from_case}
OF_THE_PAGE = {"actie", "onderwerp", "once", "csrfmiddlewaretoken"}


@pytest.mark.parametrize("door", FORMS, ids=".".join)
def test_no_question_has_a_name_of_the_page_itself(door):
    own = set(WhoForm.base_fields) | OF_THE_PAGE
    assert own & set(FORMS[door].base_fields) == set()


def test_one_name_is_one_question():
    """What two laws ask under one name is asked once, in the words of the first: so it takes the same answers."""
    asked = defaultdict(set)
    for form in FORMS.values():
        for name, field in form.base_fields.items():
            if not field.widget.is_hidden:
                choices = tuple(value for value, _ in getattr(field, "choices", ()))
                asked[name].add((type(field).__name__, choices))
    assert {name: found for name, found in asked.items() if len(found) > 1} == {}
