"""Words of a text that are put into a field for a number."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

from intake.reading import read_words

FIELD = forms.IntegerField(min_value=0)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("first", "1"),
        ("the First Korea-UK Health Dialogue", "1"),
        ("3rd", "3"),
        ("제2차 한영 보건 대화", "2"),
        ("제 4회", "4"),
        ("다섯 번째가 아닌 6번째 회의", "6"),
        ("7", "7"),
        ("the second of 12 sessions", "2"),
    ],
)
def test_a_number_is_found_in_an_ordinal(words, number):
    assert read_words(FIELD, words)["value"] == number


@pytest.mark.parametrize("words", ["the Dialogue", "보건 대화", "the last one"])
def test_words_without_a_number_are_refused(words):
    with pytest.raises(ValidationError):
        read_words(FIELD, words)
