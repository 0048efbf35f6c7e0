"""Dates as sources give them (EDTF, ISO 8601-2): read, bound, put into words, understood as typed."""

from core.edtf.grammar import EDTF, EDTFError, Point, Unreadable, between, parse
from core.edtf.typed import AmbiguousDate, understand

__all__ = ["EDTF", "AmbiguousDate", "EDTFError", "Point", "Unreadable", "between", "parse", "understand"]
