"""Last evidence of life: the latest recorded act that shows an agreement alive, and how old it is on a day."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from lifecycle import acts as act_kinds
from lifecycle.acts import Act
from lifecycle.choices import ENDED_STATES, State
from lifecycle.spans import MAX_DATE, MIN_DATE, UNKNOWN_SPAN, Span

_ENDING = (*act_kinds.ENDING, act_kinds.DECLARING_VOID)
# Of these the next has come by the day of the one after it, as the states that they begin follow each other.
_TURNING_POINTS = (*act_kinds.CONCLUDING, *act_kinds.TAKING_EFFECT, "suspended", "resumed")


class EvidenceAge(models.TextChoices):
    """How long ago the last evidence of life is. A state that is held on past it is known less with the years."""

    UNDER_5 = "under_5", _("under 5 years")
    FROM_5_TO_10 = "5_to_10", _("5 to 10 years")
    OVER_10 = "over_10", _("10 years and more")
    NONE = "none", _("no dated evidence")


def has_evidence(state: str) -> bool:
    """The state is one that is held on until something ends it."""
    return state not in (*ENDED_STATES, State.UNKNOWN)


class EvidenceOfLife:
    """The acts that show an agreement alive, by their latest days; of several on one day in the natural order.

    ``is_of_one`` says of an end that it is that of one of many parties: the agreement goes on among the others.
    """

    def __init__(self, acts: Iterable[Act], is_of_one: Callable[[Act], bool]):
        dated = [(act, day) for act in acts if _is_evidence(act, is_of_one) for day in [_day_of(act)]]
        dated = [(act, day) for act, day in dated if day != UNKNOWN_SPAN and day.latest_known_day > MIN_DATE]
        latest = zip(_latest_days(dated), dated, strict=True)
        items = [(day, act, span) for day, (act, span) in latest]
        self._dated = sorted(_without_mere_publications(items), key=lambda item: item[0])
        self._days = [day for day, _act, _span in self._dated]

    @property
    def last_act(self) -> Act | None:
        """The latest act; None where none is dated."""
        return self._dated[-1][1] if self._dated else None

    def last_before(self, end: Span | None) -> tuple[dict, date] | None:
        """The latest act, and its latest day, before the end of its life; None where none is dated.

        The act is its kind, its day in EDTF, and the key of the milestone, or the reference and kind of the session.
        """
        number = bisect_left(self._days, end.latest if end else MAX_DATE)
        if not number:
            return None
        day, act, span = self._dated[number - 1]
        known = {"key": act.key} | {name: act.facts.get(name, "") for name in ("ref", "activity")}
        facts = {"kind": act.recorded_kind, "on": act.facts.get("on") or span.edtf}
        facts |= {"in_part": True} if act.is_partial else {}
        return facts | {name: value for name, value in known.items() if value}, day


def _is_evidence(act: Act, is_of_one: Callable[[Act], bool]) -> bool:
    """It was done while the agreement was alive, be it to end it later, or on a condition that is not met yet."""
    if act.kind in _ENDING:
        goes_on = act.is_partial or is_of_one(act) or act.done_on.is_before(act.effective)
        return not act.is_planned and goes_on
    return not act.is_planned and act.kind not in act_kinds.NO_ACTS_OF_ITS_OWN


def _latest_days(dated: list[tuple[Act, Span]]) -> list[date]:
    """The latest day of each, no later than the next turning point where it is one itself. They are in order."""
    days, next_day = [], MAX_DATE
    for act, span in reversed(dated):
        day = span.latest_known_day
        if act.kind in _TURNING_POINTS:
            day = next_day = max(span.earliest, min(day, next_day))
        days.append(day)
    return days[::-1]


def _without_mere_publications(dated: list[tuple[date, Act, Span]]) -> list[tuple[date, Act, Span]]:
    """The dated acts without publications: to print a text says nothing of whether it still applies.

    Where no other act shows that it exists, its publication does. A registration is another thing: it is of
    what is in force (Charter of the United Nations, article 102).
    """
    acts = [item for item in dated if item[1].kind != act_kinds.PUBLISHING]
    is_known_otherwise = any(act.kind not in act_kinds.NEGOTIATING for _day, act, _span in acts)
    return acts if is_known_otherwise else dated


def _day_of(act: Act) -> Span:
    """The day on which it was done, by its source at the latest, else from which it counts."""
    effective = act.effective.or_earlier() if act.is_bounded else act.effective
    return effective if act.done_on == UNKNOWN_SPAN else act.done_on


def latest_act(acts: list[Act], is_of_one: Callable[[Act], bool]) -> Act | None:
    """The last evidence of life; where no act is dated, the last that is recorded and has happened."""
    recorded = [act for act in acts if act.kind not in act_kinds.NO_ACTS_OF_ITS_OWN and not act.is_awaited]
    return EvidenceOfLife(acts, is_of_one).last_act or (recorded[-1] if recorded else None)


def years_between(earlier: date, later: date) -> int:
    """Whole years from one day to another; none where it lies ahead."""
    is_short = (later.month, later.day) < (earlier.month, earlier.day)
    return max(0, later.year - earlier.year - is_short)


def evidence_age(evidence_on: date | None, day: date) -> EvidenceAge:
    """The group of an age on a day. `register.possible_periods.evidence_age_sql` is the same in SQL."""
    if evidence_on is None:
        return EvidenceAge.NONE
    years = years_between(evidence_on, day)
    if years < 5:
        return EvidenceAge.UNDER_5
    return EvidenceAge.FROM_5_TO_10 if years < 10 else EvidenceAge.OVER_10
