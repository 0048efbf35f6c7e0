"""Days of acts, set against the days of their sources: an act without a day has happened, a forecast has not."""

from dataclasses import replace
from datetime import date, timedelta

from lifecycle import acts as act_kinds
from lifecycle.acts import Act, parse_acts
from lifecycle.spans import MAX_DATE, MIN_DATE, UNKNOWN_SPAN, Span, day_after, parse_span

# Dated acts that show an agreement alive.
_EVIDENCE_OF_LIFE = (
    *act_kinds.CONCLUDING,
    *act_kinds.TAKING_EFFECT,
    *act_kinds.REQUIRING_EXISTENCE,
    act_kinds.SESSION_HELD,
    "suspended",
    "resumed",
)
_BEGINNING = (*act_kinds.CONCLUDING, *act_kinds.TAKING_EFFECT)
# What no agreement sees before it was concluded or took effect.
_COMING_AFTER_A_BEGINNING = (
    *act_kinds.TAKING_EFFECT, *act_kinds.REQUIRING_EXISTENCE, *act_kinds.ENDING, act_kinds.SESSION_HELD, "suspended",
    "resumed",
)  # fmt: skip
# What only an agreement in effect undergoes; an amendment or a leaving may come before.
_AFTER_EFFECT = (
    *act_kinds.EXTENDING, "reviewed", act_kinds.GIVING_NOTICE, act_kinds.WITHDRAWING_NOTICE, "suspended", "resumed",
)  # fmt: skip
_TIME_ZONES = timedelta(days=1)  # a source may be dated the day before, on the other side of the world


class SourceDays:
    """The days on which the sources of a body were there: published, else retrieved.

    ``known_by`` is the day on which the body itself was published: what none of its sources dates was so by then.
    """

    def __init__(self, body: dict, known_by: date | None = None):
        self._known_by = known_by or MAX_DATE
        self._days = {source.get("key"): _day_of_source(source) for source in body.get("sources") or []}
        self._cited = [
            (citation.get("facts") or [], citation.get("source")) for citation in body.get("citations") or []
        ]

    def first_for(self, key: str) -> date:
        """The day by which a source says it: the first of those cited for this act, else the last for all."""
        return self.first_since(MIN_DATE, key)

    def first_since(self, earliest: date, key: str) -> date:
        """The same, of the sources that can have seen an act which did not come before ``earliest``."""
        of_act, of_all = ([day for day in days if earliest <= day < MAX_DATE] for days in self._days_for(key))
        known_by = self._known_by if self._known_by >= earliest else MAX_DATE
        return min(of_act, default=max(of_all, default=known_by))

    def last_for(self, key: str) -> date:
        """The last day on which a source may say it, of those for this act and of those for all; else the body does."""
        of_sources = max([*self._for_act(key), *self._for_all()], default=MAX_DATE)
        return min(of_sources, self._known_by)

    def first_of_all(self) -> date:
        """The day of the first source of the body, whatever it is cited for."""
        return min(self._days.values(), default=MAX_DATE)

    def _days_for(self, key: str) -> tuple[list[date], list[date]]:
        """The days of the sources cited for this act, and for all; where none is cited for anything, of each."""
        return self._for_act(key), self._for_all() if self._cited else list(self._days.values())

    def _for_act(self, key: str) -> list[date]:
        path = f"milestones/{key}"
        return [
            self._day(source)
            for facts, source in self._cited
            if key and any(fact == path or fact.startswith(f"{path}/") for fact in facts)
        ]

    def _for_all(self) -> list[date]:
        return [self._day(source) for facts, source in self._cited if not facts or "milestones" in facts]

    def _day(self, source: str | None) -> date:
        return self._days.get(source, MAX_DATE)


def mark_forecasts(acts: list[Act], source_days: SourceDays) -> list[Act]:
    """The same acts; those that no source can have seen, as all were there before its day, are planned."""
    return [replace(act, is_planned=True) if _is_forecast(act, source_days) else act for act in acts]


def awaited_keys(body: dict) -> set[str]:
    """The keys of milestones that are still to come: planned, waiting for a condition, or foreseen by each source."""
    acts = mark_forecasts(parse_acts(body.get("milestones") or []), SourceDays(body))
    return {act.key for act in acts if act.key and act.is_awaited and act.kind == act.facts["kind"]}


def _is_forecast(act: Act, source_days: SourceDays) -> bool:
    day = act.done_on if act.done_on != UNKNOWN_SPAN else act.effective
    if act.kind in act_kinds.COMING_BY_ITSELF:
        return False
    last = source_days.last_for(act.key)
    return last < MAX_DATE and day.earliest > last + _TIME_ZONES


def bound_acts(acts: list[Act], source_days: SourceDays) -> list[Act]:
    """The same acts; those of which no day is recorded, or only a part, within the days that are possible.

    What is told as done has come by the day of its source, and what only an existing agreement undergoes comes after
    the day on which that can have begun.
    """
    bounded = [_come_by_source(act, acts, source_days) for act in acts]
    first_days = _first_days(bounded)
    return [_after_beginning(act, first_days) for act in bounded]


def _come_by_source(act: Act, acts: list[Act], source_days: SourceDays) -> Act:
    if act.is_awaited or act.is_of_another_agreement or act.kind not in act_kinds.NATURAL_ORDER:
        return act
    if not act.is_dated:
        return replace(act, effective=_possible_days(act, acts, source_days), is_bounded=True)
    if act.kind in act_kinds.COMING_BY_ITSELF:
        return act
    # The day from which it counts may lie ahead where it is not the day on which it was done.
    effective = act.effective if act.is_ahead_possible else _told_by(act.effective, act, source_days)
    return replace(act, effective=effective, done_on=_told_by(act.done_on, act, source_days))


def _told_by(day: Span, act: Act, source_days: SourceDays) -> Span:
    """The day, no later than the first source that can have seen it; a single day stays as it is."""
    if day == UNKNOWN_SPAN or day.earliest == day.latest:
        return day
    return replace(day, latest=min(day.latest, source_days.first_since(day.earliest, act.key)))


def _after_beginning(act: Act, first_days: dict[str, date]) -> Act:
    """The act, after the first day of what it needs; a single day stays as it is, and what contradicts it."""
    first = _first_day_before(act, first_days)
    is_open = act.effective.earliest < act.effective.latest
    if act.is_awaited or first == MIN_DATE or not is_open or act.effective.latest <= first:
        return act
    earliest = max(act.effective.earliest, day_after(first))
    return replace(act, effective=replace(act.effective, earliest=earliest))


def _first_days(acts: list[Act]) -> dict[str, date]:
    """The first possible day of the acts of each kind that have a day and have happened."""
    days: dict[str, date] = {}
    for act in acts:
        if act.is_dated and not act.is_awaited:
            days[act.kind] = min(act.effective.earliest, days.get(act.kind, MAX_DATE))
    return days


def _first_day_before(act: Act, first_days: dict[str, date]) -> date:
    """The first possible day of the effect, else of the conclusion, that the act comes after."""
    if act.kind in _AFTER_EFFECT:
        candidates: tuple[tuple[str, ...], ...] = (act_kinds.TAKING_EFFECT, act_kinds.CONCLUDING)
    elif act.kind in _COMING_AFTER_A_BEGINNING and act.kind not in _BEGINNING:
        candidates = (_BEGINNING,)
    else:
        return MIN_DATE
    for kinds in (*candidates, act_kinds.ADOPTING):
        days = [first_days[kind] for kind in kinds if kind in first_days]
        if days:
            return min(days)
    return MIN_DATE


def _possible_days(act: Act, acts: list[Act], source_days: SourceDays) -> Span:
    """No later than its source; an end comes after all evidence of life that this source can have known of."""
    if act.kind not in act_kinds.ENDING:
        return Span(MIN_DATE, _latest_beginning(act, acts, source_days))
    latest = source_days.first_for(act.key)
    evidence = [
        other.effective.latest_known_day
        for other in acts
        if other.kind in _EVIDENCE_OF_LIFE
        and other.is_dated
        and not other.is_awaited
        and other.effective.earliest <= latest
    ]
    earliest = day_after(max(evidence)) if evidence else MIN_DATE
    return Span(earliest, max(earliest, latest))


def _latest_beginning(act: Act, acts: list[Act], source_days: SourceDays) -> date:
    """The day by which it had begun: that of its source; without one, of what shows that the agreement was there."""
    latest = source_days.first_for(act.key)
    if latest < MAX_DATE or act.kind not in _BEGINNING:
        return latest
    later = [
        other.effective.latest
        for other in acts
        if other.kind in _COMING_AFTER_A_BEGINNING and other.is_dated and not other.is_awaited
    ]
    return min([*later, source_days.first_of_all()])


def _day_of_source(source: dict) -> date:
    published = parse_span(source.get("published_on") or "").latest
    return published if published < MAX_DATE else parse_span(source.get("retrieved_on") or "").latest
