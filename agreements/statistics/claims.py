"""Sentences that charts make good: each is right for none, one and many."""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.statistics.shapes import Row
from core import edtf


def _grouped(number: int) -> str:
    return number_format(number, force_grouping=True)


def _day_words(day: date) -> str:
    return edtf.parse(day.isoformat()).words()


def of_years(rows: Sequence[Row]) -> str:
    """Number since the first year, and the year with most of them, the last of several."""
    total = sum(row.total for row in rows)
    if not total:
        return _("No agreement has a year.")
    if total == 1:
        return _("One agreement, of %(year)s.") % {"year": rows[0].label}
    most = max(reversed(rows), key=lambda row: row.total)
    words = {
        "total": _grouped(total),
        "first": rows[0].label,
        "most": _grouped(most.total),
        "year": most.label,
    }
    if most.total == 1:
        return _("%(total)s agreements since %(first)s, never more than one in a year.") % words
    return _("%(total)s agreements since %(first)s; the most in one year, %(most)s, in %(year)s.") % words


def of_effect(known: int, presumed: int, day: date) -> str:
    """Number in effect on a day, and of those only presumed to be."""
    together = known + presumed
    if not together:
        return _("None is in effect on %(day)s.") % {"day": _day_words(day)}
    if not presumed:
        sentence = ngettext(
            "%(count)s is in effect on %(day)s, as recorded or derived by rule.",
            "%(count)s are in effect on %(day)s, all as recorded or derived by rule.",
            together,
        )
    elif not known:
        sentence = ngettext(
            "%(count)s is presumed to be in effect on %(day)s: nothing on record says otherwise.",
            "%(count)s are presumed to be in effect on %(day)s: nothing on record says otherwise.",
            together,
        )
    else:
        sentence = ngettext(
            "%(count)s are in effect on %(day)s, of which %(presumed)s is only presumed to be.",
            "%(count)s are in effect on %(day)s, of which %(presumed)s are only presumed to be.",
            presumed,
        )
    return sentence % {"count": _grouped(together), "presumed": _grouped(presumed), "day": _day_words(day)}


def of_evidence(count: int, old: int, day: date) -> str:
    """Of those in effect, for how many nothing of the last ten years shows it."""
    if not count:
        return _("None is in effect on %(day)s.") % {"day": _day_words(day)}
    if not old:
        return _("No last evidence of those in effect is as old as 10 years.")
    words = {"old": _grouped(old), "count": _grouped(count)}
    return _("The last evidence of %(old)s of %(count)s in effect is 10 years old or older.") % words


def of_top(rows: Sequence[Row]) -> str:
    """The first of the rows, or the several that share the first place."""
    if not rows:
        return _("None is recorded.")
    first = [row for row in rows if row.total == rows[0].total]
    words = {"name": rows[0].label, "count": _grouped(rows[0].total), "places": _grouped(len(first))}
    if len(rows) == 1:
        return ngettext("%(name)s alone, in %(count)s agreement.", "%(name)s alone, in %(count)s agreements.",
                        rows[0].total) % words  # fmt: skip
    if len(first) > 1:
        return ngettext("%(places)s share the first place, with %(count)s agreement each.",
                        "%(places)s share the first place, with %(count)s agreements each.",
                        rows[0].total) % words  # fmt: skip
    return ngettext("First is %(name)s, with %(count)s agreement.", "First is %(name)s, with %(count)s agreements.",
                    rows[0].total) % words  # fmt: skip


def of_lags(count: int, median: int) -> str:
    """By which day after its signing half of the agreements had taken effect."""
    if not count:
        return _("Of no agreement are both days known to the day.")
    words = {"count": _grouped(count), "days": _grouped(median)}
    if count == 1 and median > 0:
        return ngettext("The only one of which both days are known took effect %(days)s day after its signing.",
                        "The only one of which both days are known took effect %(days)s days after its signing.",
                        median) % words  # fmt: skip
    if count == 1:
        return _("The only one of which both days are known took effect with its signing or before.")
    if median <= 0:
        return _("At least half of %(count)s took effect with their signing or before.") % words
    return ngettext("At least half of %(count)s took effect within %(days)s day of their signing.",
                    "At least half of %(count)s took effect within %(days)s days of their signing.",
                    median) % words  # fmt: skip


def of_endings(count: int, silent: int) -> str:
    """Number of those that have ended without an act on record."""
    if not count:
        return _("None has ended.")
    words = {"count": _grouped(count), "silent": _grouped(silent)}
    if not silent:
        return ngettext("%(count)s has ended, by an act on record.",
                        "%(count)s have ended, each by an act on record.", count) % words  # fmt: skip
    if silent == count:
        return ngettext("%(count)s has ended: its term ran out, and no act is on record.",
                        "%(count)s have ended: their terms ran out, and no act is on record.",
                        count) % words  # fmt: skip
    return ngettext("%(silent)s of %(count)s that have ended lapsed silently: its term ran out, with no act on record.",
                    "%(silent)s of %(count)s that have ended lapsed silently: terms ran out, with no act on record.",
                    silent) % words  # fmt: skip
