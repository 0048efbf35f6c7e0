"""Agreements that were declared void from the start: they never were in effect."""

from dataclasses import replace

from lifecycle import acts as act_kinds
from lifecycle.acts import Act

_PREPARING = (*act_kinds.NEGOTIATING, *act_kinds.ANNOUNCING, "approved", "initialled")


def without_what_is_void(acts: list[Act]) -> list[Act]:
    """The same acts; of a void agreement only what prepared it, and its voidness from its first day."""
    void = next((act for act in acts if act.kind == act_kinds.DECLARING_VOID and not act.is_partial), None)
    if void is None:
        return acts
    preparing = [act for act in acts if act.kind in _PREPARING]
    concluded = [act for act in acts if act.kind in (*act_kinds.CONCLUDING, *act_kinds.TAKING_EFFECT)]
    start = min((act.effective for act in concluded), default=void.effective)
    return [*preparing, replace(void, effective=start)]
