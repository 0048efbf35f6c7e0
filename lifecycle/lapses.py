"""Recorded lapses by expiry that a later extension or renewal bridges, back to the day of the lapse."""

from lifecycle import acts as act_kinds
from lifecycle.acts import Act
from lifecycle.spans import Span, day_before, parse_last_day


def without_bridged_lapses(acts: list[Act]) -> list[Act]:
    """The acts without the expiries after which an extension takes up again, so that it never lapsed."""
    lapses = [act for act in acts if act.kind == "expired" and not act.is_partial]
    extensions = [
        act
        for act in acts
        if act.kind in act_kinds.EXTENDING and not (act.is_of_another_agreement or act.is_partial)
    ]
    bridged = {lapse for lapse in lapses if any(_is_bridge(extension, lapse) for extension in extensions)}
    return [act for act in acts if act not in bridged]


def _is_bridge(act: Act, lapse: Act) -> bool:
    """The act begins on the last day or the day after, or reaches back over it, and prolongs beyond it."""
    if not (act.is_dated and lapse.is_dated):
        return False
    first_day_after = lapse.effective
    last_day = first_day_after.moved(day_before)
    begins_in_time = act.effective.latest <= first_day_after.latest
    is_of_the_lapse = not (act.effective.is_before(last_day) and _done(act).is_before(first_day_after))
    return begins_in_time and is_of_the_lapse and not _ends_with(act, last_day)


def _done(act: Act) -> Span:
    """The day on which it was done, else from which it counts."""
    return act.done_on if act.facts["on"] else act.effective


def _ends_with(act: Act, last_day: Span) -> bool:
    return bool(act.until) and parse_last_day(act.until).latest <= last_day.latest
