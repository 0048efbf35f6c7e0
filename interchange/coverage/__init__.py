"""How much of a file of coded cases the published records hold, and where."""

from interchange.coverage.finding import Fact, cover, read_cases

__all__ = ["Fact", "cover", "read_cases"]
