"""Reviews at intervals: the interval that an agreement names, and the last review that is recorded."""

from collections.abc import Iterable
from dataclasses import replace

from lifecycle.acts import Act
from lifecycle.choices import IN_EFFECT_STATES
from lifecycle.durations import duration_parts
from lifecycle.reasons import ReasonCode, make_reason
from lifecycle.spans import UNKNOWN_SPAN
from lifecycle.timeline import Stage


def review_interval(body: dict) -> str:
    """The interval at which the agreement is to be reviewed; empty where none is named that passes."""
    interval = body.get("review_interval") or ""
    return interval if any(duration_parts(interval) or ()) else ""


def with_review(stages: list[Stage], body: dict, acts: Iterable[Act]) -> list[Stage]:
    """The stages; the last in effect says at which interval it is to be reviewed, and when it last was."""
    in_effect = [place for place, stage in enumerate(stages) if stage.state in IN_EFFECT_STATES]
    interval = review_interval(body)
    if not (interval and in_effect):
        return stages
    reviewed = _last_review(acts)
    review = make_reason(
        ReasonCode.REVIEW_AT_INTERVALS,
        review_interval=interval,
        key=reviewed.key if reviewed else "",
        on=reviewed.day.edtf if reviewed else "",
    )
    stage = stages[in_effect[-1]]
    reasons = (*stage.reasons[:-1], review, *stage.reasons[-1:])  # the last one is the main one
    return [*stages[: in_effect[-1]], replace(stage, reasons=reasons), *stages[in_effect[-1] + 1 :]]


def _last_review(acts: Iterable[Act]) -> Act | None:
    """The last review; one without a day only where there is no other."""
    reviews = [act for act in acts if act.kind == "reviewed" and act.day != UNKNOWN_SPAN]
    return max(reviews, key=lambda act: (act.is_dated, act.day.latest_known_day), default=None)
