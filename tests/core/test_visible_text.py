"""Texts of which nothing can be seen, or that hold signs that no reader sees, are refused in the admin too."""

import pytest
from django.core.exceptions import ValidationError

from people.models import Person


@pytest.mark.parametrize("name", ["\u200b", "\u3164", "evil \u202e name", "two\nlines", "bell\x07"])
def test_a_name_that_cannot_be_seen_as_it_is_is_refused(db, name):
    with pytest.raises(ValidationError) as error:
        Person(name=name).full_clean()

    assert list(error.value.message_dict) == ["name"]


@pytest.mark.parametrize("name", ["O’Brien", "علی\u200cرضا", "דן\u200f", "김하나"])
def test_signs_that_join_letters_or_tell_their_direction_are_kept(db, name):
    Person(name=name).full_clean()
