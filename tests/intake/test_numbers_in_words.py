"""Words of a text that are put into a field for a number or a date."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

from core.forms import EDTFFormField
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


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("3 de marzo de 2025", "2025-03-03"),
        ("1er janvier 2024", "2024-01-01"),
        ("3. März 2025", "2025-03-03"),
        ("14 maggio 2024", "2024-05-14"),
        ("22 de setembro de 2023", "2023-09-22"),
        ("3 marca 2025", "2025-03-03"),
        ("3 марта 2025", "2025-03-03"),
        ("diciembre de 2022", "2022-12"),
        ("2025年3月3日", "2025-03-03"),
    ],
)
def test_a_day_is_understood_in_the_language_of_the_text(words, day):
    assert read_words(EDTFFormField(), words)["value"] == day


@pytest.mark.parametrize("words", ["31 de marzoo de 2025", "31 de abril de 2025", "convenio de 2025"])
def test_words_that_are_no_day_in_another_language_are_refused(words):
    with pytest.raises(ValidationError):
        read_words(EDTFFormField(), words)
