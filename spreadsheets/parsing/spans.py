"""Spans of years as lists write terms: 2019-24, 19/20, '19–'24, 2019-2024."""

import re

from spreadsheets.parsing.calendars import OURS, last_year

_LAST_MONTH = 12
_MOST_YEARS = 60
_YEARS = re.compile(
    r"(?:(?:a\.?[ya]\.?|f\.?y\.?|academic year|school year)\s*)?(?P<mark>['’]?)(?P<first>\d{4}|\d\d)\s*"
    r"(?P<sign>[-–—/]|~|to|bis|until|à|a|до|부터)\s*(?P<mark2>['’]?)(?P<last>(?:19|20)\d\d|\d\d)",
    re.IGNORECASE,
)


def span_of_years(text: str, latest_start: int) -> tuple[int, int] | None:
    """The first and the last year of a span; None where the text is none, or may be a month of a year (2010-12).

    A first year of two digits is the last one up to ``latest_start``.
    """
    match = _YEARS.fullmatch(" ".join(text.split()).strip(" ."))
    if not match or may_be_month(text):
        return None
    first = int(match["first"])
    if len(match["first"]) == 2:
        first = last_year(first, latest_start, OURS)
    last = int(match["last"])
    if len(match["last"]) == 2:
        last += first - first % 100
        last += 100 if last < first else 0
    return (first, last) if 0 < last - first <= _MOST_YEARS else None


def may_be_month(text: str) -> bool:
    """True for a text that is a month as well as it is a span: 2010-12, 99/03, 11/15; not for 2019-24."""
    match = _YEARS.fullmatch(" ".join(text.split()).strip(" ."))
    if not match or match["sign"] not in "-–—/" or match["mark2"]:
        return False
    is_bare = len(match["first"]) == 2 and not match["mark"]
    return int(match["last"]) <= _LAST_MONTH or (is_bare and int(match["first"]) <= _LAST_MONTH)
