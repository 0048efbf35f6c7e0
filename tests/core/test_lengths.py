"""Lengths of time as people write them, in English and Korean."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from core.lengths import parse_length
from lifecycle.phrases import duration_words

LENGTHS = {
    "P5Y": [
        "5 years", "five years", "five (5) years", "5 (five) years", "5-year", "a five-year term", "5년", "오 년",
        "5년간", "p5y",
    ],
    "P1Y": ["a year", "one year", "annually", "every year", "매년", "일년", "1 yr"],
    "P6M": [
        "six months", "six months' notice", "6개월", "여섯 달", "반년", "half a year", "6개월 전 서면 통보",
        "at least 6 months before",
    ],
    "P1Y6M": ["1 year and 6 months", "1년 6개월", "one and a half years", "1.5 years", "1년 반"],
    "P90D": ["90 days", "ninety days", "90일"],
    "P2W": ["2 weeks", "2주"],
    "P25Y": ["twenty-five years", "25년"],
    "P2Y": ["every two years", "격년", "2년마다"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("length", "text"), [(length, text) for length, texts in LENGTHS.items() for text in texts]
)
def test_a_length_is_understood(length, text):
    assert parse_length(text) == length


@pytest.mark.parametrize(
    "text",
    [
        "5",
        "years",
        "five bananas",
        "5 years or 6",
        "6 months 2 years",
        "2.5 months",
        "5 years and",
        "for ever",
        "!",
    ],
)
def test_what_is_no_length_is_refused(text):
    with pytest.raises(ValidationError, match="not a length of time"):
        parse_length(text)


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("length", ["P5Y", "P6M", "P1Y6M", "P90D", "P2W", "P25Y", "P1Y2M3D", "P12M"])
def test_a_length_that_is_shown_in_words_is_understood_again(language, length):
    with override(language):
        assert parse_length(duration_words(length)) == length
