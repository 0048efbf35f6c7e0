"""The budgets that the register is held to, and whether it keeps them."""

import statistics
from dataclasses import asdict, dataclass
from typing import Self

from bench.measuring import Group, Samples, ratios


@dataclass(frozen=True)
class Line:
    """A budget, what was measured, and how far that went in the rounds of the run. None: it did not answer."""

    operation: str
    budget: float
    unit: str  # "×" of the reference, "ms", "a second", "MB", "%"
    is_at_least: bool
    value: float | None
    low: float | None = None
    high: float | None = None
    ours: float | None = None
    reference: float | None = None
    beside: str = ""
    problem: str = ""

    @property
    def is_kept(self) -> bool:
        if self.value is None:
            return False
        return self.value >= self.budget if self.is_at_least else self.value <= self.budget

    @classmethod
    def of_ratio(cls, operation: str, group: Group, arm: str, beside: str, budget: float) -> Self:
        """Median of the ratios of rounds: at most the budget of times, at least that of requests a second."""
        found = ratios(group, arm, beside)
        problem = group[arm].problem or group[beside].problem
        value = statistics.median(found) if found else None
        low, high = _spread(found)
        ours, reference = group[arm].median, group[beside].median
        is_at_least = group[arm].is_rate
        return cls(operation, budget, "×", is_at_least, value, low, high, ours, reference, beside, problem)

    @classmethod
    def of_samples(cls, operation: str, samples: Samples, budget: float, unit: str = "ms") -> Self:
        low, high = _spread(samples.whole)
        median = samples.median
        return cls(
            operation, budget, unit, samples.is_rate, median, low, high, median, problem=samples.problem
        )

    def as_json(self) -> dict:
        return {**asdict(self), "is_kept": self.is_kept}


def _spread(values: list[float]) -> tuple[float | None, float | None]:
    """The middle half of them."""
    if len(values) < 2:
        return (values[0], values[0]) if values else (None, None)
    first, _median, third = statistics.quantiles(values, n=4, method="inclusive")
    return first, third
