"""Dates as sources give them (EDTF, ISO 8601-2): read, bound, put into words, understood as typed."""

from core.edtf.grammar import EDTF, EDTFError, EDTFSyntaxError, Point, from_bounds, parse
from core.edtf.natural import AmbiguousDate, parse_natural

__all__ = [
    "EDTF",
    "AmbiguousDate",
    "EDTFError",
    "EDTFSyntaxError",
    "Point",
    "from_bounds",
    "parse",
    "parse_natural",
]
