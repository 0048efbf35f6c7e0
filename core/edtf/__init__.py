"""EDTF dates (ISO 8601-2): parser, bounds, words in English and Korean, and a parser of natural language."""

from core.edtf.grammar import EDTF, EDTFError, EDTFSyntaxError, Point, from_bounds, joined_mark, parse
from core.edtf.natural import AmbiguousDate, parse_natural

__all__ = [
    "EDTF",
    "AmbiguousDate",
    "EDTFError",
    "EDTFSyntaxError",
    "Point",
    "from_bounds",
    "joined_mark",
    "parse",
    "parse_natural",
]
