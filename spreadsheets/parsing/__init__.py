"""Parsers of cells."""
