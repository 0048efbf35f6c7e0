"""How much of a file of coded cases the published records hold, and where."""

from tests.coverage.cases import Fact, coverage_of_cases, read_cases

__all__ = ["Fact", "coverage_of_cases", "read_cases"]
