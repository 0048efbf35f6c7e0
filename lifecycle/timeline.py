"""."""

from dataclasses import dataclass

from lifecycle.choices import Certainty, State
from lifecycle.spans import Span

_STRONGEST_FIRST = (Certainty.RECORDED, Certainty.DERIVED, Certainty.PRESUMED)


@dataclass(frozen=True)
class Stage:
    """From some day on a state; without a state, only a day that keeps those before and after it apart."""

    span: Span
    state: State | None = None
    certainty: Certainty = Certainty.RECORDED
    reasons: tuple[dict, ...] = ()
    onward: str = ""


def weakest_certainty(*certainties: Certainty) -> Certainty:
    return max(certainties, key=_STRONGEST_FIRST.index)
