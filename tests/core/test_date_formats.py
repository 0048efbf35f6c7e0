"""Dates and times for people: alike everywhere, in the order of their language, and without a full stop at the end."""

from datetime import UTC, datetime

import pytest
from django.utils.formats import date_format
from django.utils.translation import override

MOMENTS = [datetime(2026, month, 9, hour, 4, tzinfo=UTC) for month in range(1, 13) for hour in (0, 8, 12, 20)]
FORMATS = ["DATE", "TIME", "DATETIME", "SHORT_DATE", "SHORT_DATETIME", "YEAR_MONTH", "MONTH_DAY"]


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("name", FORMATS)
def test_a_sentence_may_end_in_a_date(language, name):
    with override(language):
        assert not [text for each in MOMENTS if (text := date_format(each, f"{name}_FORMAT")).endswith(".")]


@pytest.mark.parametrize(
    ("language", "name", "words"),
    [
        ("en", "DATE", "9 November 2026"),
        ("en", "TIME", "20:04"),
        ("en", "DATETIME", "9 November 2026, 20:04"),
        ("ko", "DATE", "2026년 11월 9일"),
        ("ko", "TIME", "오후 8:04"),
        ("ko", "DATETIME", "2026년 11월 9일 오후 8:04"),
    ],
)
def test_times_are_written_as_their_language_does(language, name, words):
    with override(language):
        assert date_format(datetime(2026, 11, 9, 20, 4, tzinfo=UTC), f"{name}_FORMAT") == words


def test_korean_mornings():
    with override("ko"):
        assert (
            date_format(datetime(2026, 11, 9, 0, 4, tzinfo=UTC), "DATETIME_FORMAT")
            == "2026년 11월 9일 오전 12:04"
        )
