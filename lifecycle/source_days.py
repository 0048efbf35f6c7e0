"""Days of acts, set against the days of their sources: an act without a day has happened, a forecast has not."""

from dataclasses import replace
from datetime import date, timedelta

from lifecycle import acts as act_kinds
from lifecycle.acts import Act
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
        days = self._known(self._for_act(key))
        return min(days, default=max(self._known(self._for_all()), default=self._known_by))

    def last_for(self, key: str) -> date:
        """The last day on which a source may say it, of those for this act and of those for all."""
        return max([*self._for_act(key), *self._for_all()], default=MAX_DATE)

    def first_of_all(self) -> date:
        """The day of the first source of the body, whatever it is cited for."""
        return min(self._known(list(self._days.values())), default=MAX_DATE)

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

    @staticmethod
    def _known(days: list[date]) -> list[date]:
        return [day for day in days if day < MAX_DATE]


def mark_forecasts(acts: list[Act], source_days: SourceDays) -> list[Act]:
    """The same acts; those that no source can have seen, as all were there before its day, are planned."""
    return [replace(act, is_planned=True) if _is_forecast(act, source_days) else act for act in acts]


def _is_forecast(act: Act, source_days: SourceDays) -> bool:
    day = act.done_on if act.done_on != UNKNOWN_SPAN else act.effective
    if act.kind in act_kinds.COMING_BY_ITSELF:
        return False
    last = source_days.last_for(act.key)
    return last < MAX_DATE and day.earliest > last + _TIME_ZONES


def bound_undated(acts: list[Act], source_days: SourceDays) -> list[Act]:
    """The same acts; those without a day have come by the day that their source was there."""
    return [
        act
        if act.is_dated or act.is_awaited
        else replace(act, effective=_possible_days(act, acts, source_days), is_bounded=True)
        for act in acts
    ]


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
