"""Phrases of dates and durations, as they stand within sentences in the active language."""

from collections.abc import Sequence

from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from core import edtf
from lifecycle.durations import duration_parts
from lifecycle.spans import day_in_interval

_NUMBER_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def duration_words(duration: str) -> str:
    """An ISO 8601 duration in words: three years, 3년. Another text is shown as it is."""
    counts = duration_parts(duration)
    if not counts:
        return duration
    years, months, weeks, days = counts
    units = [
        years and ngettext("%(number)s year", "%(number)s years", years) % {"number": _number_word(years)},
        months
        and ngettext("%(number)s month", "%(number)s months", months) % {"number": _number_word(months)},
        weeks and ngettext("%(number)s week", "%(number)s weeks", weeks) % {"number": _number_word(weeks)},
        days and ngettext("%(number)s day", "%(number)s days", days) % {"number": _number_word(days)},
    ]
    first, *others = [unit for unit in units if unit] or [_("no time")]
    for other in others:
        first = _("%(longer)s and %(shorter)s") % {"longer": first, "shorter": other}
    return first


def date_phrase(text: str) -> str:
    """A date as it stands in a sentence: on 12 May 2023, in August 2023, about 2002, from 2019 to 2021."""
    day = parse_date_or_none(text)
    if day is None:
        return _("on a day that is not recorded")
    if day.shape == "interval":
        return _("from %(span)s") % {"span": day.words()} if day.earliest and day.latest else day.words()
    if day.shape == "one of" or day.start.mark in ("~", "%"):  # type: ignore[union-attr]  # a date starts with a point
        return day.words()
    if day.start.day in ("", "XX"):  # type: ignore[union-attr]  # as above
        return _("in %(date)s") % {"date": day.words()}
    return _("on %(date)s") % {"date": day.words()}


def when_phrase(text: str) -> str:
    """A date that says when something was done; in Korean with the particle that a point of time has."""
    day = parse_date_or_none(text)
    phrase = date_phrase(text)
    is_interval = day is not None and day.shape == "interval"
    return phrase if is_interval else pgettext("when it was done", "%(date)s") % {"date": phrase}


def bare_date_phrase(text: str) -> str:
    """A date that stands after “from” or “until”."""
    day = parse_date_or_none(text)
    if day is None:
        return _("a day that is not recorded")
    if day.shape in ("date", "interval"):
        return day.words()
    if day.shape == "one of" and day.earliest and day.latest:
        return _("a day %(span)s") % {"span": day.words()}
    if day.shape == "one of" and day.latest:
        return _("%(date)s at the latest") % {"date": edtf.parse(day.end.text).words()}  # type: ignore[union-attr]  # it has this end
    if day.shape == "one of" and day.earliest:
        return _("%(date)s at the earliest") % {"date": edtf.parse(day.start.text).words()}  # type: ignore[union-attr]  # as above
    return _("a day %(span)s") % {"span": day.words()}


def length_and_start(facts: dict) -> dict:
    """The length, and the day it counts from: one of those of an interval."""
    start = day_in_interval(facts.get("start", ""))
    return {"length": duration_words(facts["length"]), "start": bare_date_phrase(start)}


def parse_date_or_none(text: str) -> edtf.EDTF | None:
    """The EDTF date; None where the text is empty or none."""
    try:
        return edtf.parse(text)
    except edtf.EDTFError:
        return None


def names_in_words(names: Sequence[str]) -> str:
    """Names as they stand in a sentence: A, B and C."""
    *others, last = names or [""]
    return _("%(names)s and %(last)s") % {"names": ", ".join(others), "last": last} if others else last


def _number_word(number: int) -> str:
    is_english = (get_language() or "en").startswith("en")
    return _NUMBER_WORDS[number] if is_english and number < len(_NUMBER_WORDS) else str(number)
