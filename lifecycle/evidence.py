"""Last evidence of life: the latest recorded act that shows an agreement alive, and how old it is on a day."""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from lifecycle import acts as act_kinds
from lifecycle.acts import Act
from lifecycle.choices import ENDED_STATES, State
from lifecycle.spans import MAX_DATE, MIN_DATE, UNKNOWN_SPAN, Span, parse_span

_NO_EVIDENCE = (
    *act_kinds.ENDING, act_kinds.DECLARING_VOID, act_kinds.TERM_STARTS, act_kinds.FRAMEWORK_ENDED,
    act_kinds.PARTY_DISSOLVED,
)  # fmt: skip


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
    """The acts that show an agreement alive, by their latest days; of several on one day in the natural order."""

    def __init__(self, acts: Iterable[Act]):
        dated = [
            (span.latest_known_day, act, span) for act in acts if _is_evidence(act) for span in [_day_of(act)]
        ]
        dated = [item for item in dated if item[2] != UNKNOWN_SPAN and item[0] > MIN_DATE]
        self._dated = sorted(_without_mere_publications(dated), key=lambda item: item[0])
        self._days = [day for day, _act, _span in self._dated]

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


def _is_evidence(act: Act) -> bool:
    """It was done while the agreement was alive, be it to end it later, or on a condition that is not met yet."""
    if act.kind in act_kinds.ENDING:
        return not act.is_planned and (act.is_partial or act.done_on.is_before(act.effective))
    return not act.is_planned and act.kind not in _NO_EVIDENCE


def _without_mere_publications(dated: list[tuple[date, Act, Span]]) -> list[tuple[date, Act, Span]]:
    """The dated acts without publications: to print a text says nothing of whether it still applies.

    Where no other act shows that it exists, its publication does. A registration is another thing: it is of
    what is in force (Charter of the United Nations, article 102).
    """
    acts = [item for item in dated if item[1].kind != act_kinds.PUBLISHING]
    is_known_otherwise = any(act.kind not in act_kinds.NEGOTIATING for _day, act, _span in acts)
    return acts if is_known_otherwise else dated


def _day_of(act: Act) -> Span:
    """The day on which it was done, else from which it counts; without a day, only by which day it had come."""
    on = parse_span(act.facts.get("on") or "")
    effective = act.effective.or_earlier() if act.is_bounded else act.effective
    return next((span for span in (on, act.done_on) if span != UNKNOWN_SPAN), effective)


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
