"""Phrases of dates and durations, as they stand within sentences in the active language."""

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from core import edtf
from lifecycle.durations import duration_parts

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
    """A date as it stands in a sentence: on 12 May 2023, in August 2023, on or before 3 December 2024."""
    day = parse_date_or_none(text)
    if day is None:
        return _("on a day that is not recorded")
    if day.shape != "date":
        return day.words()
    if day.start.day in ("", "XX"):  # type: ignore[union-attr]  # a date starts with a point
        return _("in %(date)s") % {"date": day.words()}
    return _("on %(date)s") % {"date": day.words()}


def bare_date_phrase(text: str) -> str:
    """A date that stands after “from” or “until”."""
    day = parse_date_or_none(text)
    if day is None:
        return _("a day that is not recorded")
    if day.shape == "date":
        return day.words()
    if day.shape == "one of" and day.earliest and day.latest:
        first, last = (edtf.parse(end.text).words() for end in (day.start, day.end))  # type: ignore[union-attr]  # it has both
        return _("a day between %(first)s and %(last)s") % {"first": first, "last": last}
    return _("a day %(span)s") % {"span": day.words()}


def parse_date_or_none(text: str) -> edtf.EDTF | None:
    """The EDTF date; None where the text is empty or none."""
    try:
        return edtf.parse(text)
    except edtf.EDTFError:
        return None


def _number_word(number: int) -> str:
    is_english = (get_language() or "en").startswith("en")
    return _NUMBER_WORDS[number] if is_english and number < len(_NUMBER_WORDS) else str(number)
