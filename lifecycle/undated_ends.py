"""Bounds of ends without a day: after the last evidence of life, by the day a source says that it had ended."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from lifecycle import acts as act_kinds
from lifecycle.acts import Act
from lifecycle.spans import MAX_DATE, MIN_DATE, Span, day_after, parse_span

# Dated acts that show an agreement alive.
_EVIDENCE_OF_LIFE = (
    *act_kinds.SIGNING,
    *act_kinds.TAKING_EFFECT,
    *act_kinds.REQUIRING_EXISTENCE,
    "suspended",
    "resumed",
)


def bound_undated_ends(acts: list[Act], body: dict) -> list[Act]:
    """The same acts; of ends that have come on a day that is not recorded, with the days that are possible."""
    return [
        replace(act, effective=_possible_days(act, acts, body)) if _is_undated_end(act) else act
        for act in acts
    ]


def _is_undated_end(act: Act) -> bool:
    return act.kind in act_kinds.ENDING and not act.is_dated and not act.is_conditional


def _possible_days(end: Act, acts: list[Act], body: dict) -> Span:
    """After all evidence that the source of the end can have known of, and no later than this source."""
    latest = _source_day(end.key, body)
    evidence = [
        act.effective.latest_known_day
        for act in acts
        if act.kind in _EVIDENCE_OF_LIFE and act.is_dated and act.effective.earliest <= latest
    ]
    earliest = day_after(max(evidence)) if evidence else MIN_DATE
    return Span(earliest, max(earliest, latest))


def _source_day(key: str, body: dict) -> date:
    """The day by which a source says it: the first of those cited for this act, else the last of those for all."""
    source_days = {source.get("key"): _day_of_source(source) for source in body.get("sources") or []}
    cited = [
        (citation.get("facts") or [], citation.get("source")) for citation in body.get("citations") or []
    ]
    path = f"milestones/{key}"
    for_act = {
        source
        for facts, source in cited
        if any(fact == path or fact.startswith(f"{path}/") for fact in facts)
    }
    for_all = {source for facts, source in cited if not facts or "milestones" in facts}
    if key and for_act:
        return min(_days(for_act, source_days), default=MAX_DATE)
    return max(_days(for_all, source_days), default=MAX_DATE)


def _days(keys: Iterable[str | None], source_days: dict[str | None, date]) -> list[date]:
    """The days of these sources that are known."""
    return [day for key in keys if (day := source_days.get(key, MAX_DATE)) < MAX_DATE]


def _day_of_source(source: dict) -> date:
    """The day on which a source was there: published, else retrieved."""
    published = parse_span(source.get("published_on") or "").latest
    return published if published < MAX_DATE else parse_span(source.get("retrieved_on") or "").latest
