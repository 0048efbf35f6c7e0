"""Places in cells: a city with its country, a venue, or online."""

import re

from django.core.exceptions import ValidationError

from core.places import make_place, parse_place
from spreadsheets.messages import message as _
from spreadsheets.messages import objection_message
from spreadsheets.parsing.cells import CellError, split_values
from spreadsheets.parsing.countries import find_country_code


def parse_places_cell(cell: str) -> list[dict]:
    """Places (see core.places) in a cell. Raises CellError."""
    return [_parse_place(line) for line in split_values(cell)]


def _parse_place(text: str) -> dict:
    """A place from ``Seoul (KR)``, ``London (GB), Grand Hall``, ``Seoul, Korea``, ``Korea`` or ``online``."""
    if code := find_country_code(text):
        return make_place(country=code)
    city, comma, last = text.rpartition(",")
    if comma and (code := find_country_code(last)):
        return make_place(city=city.strip(), country=code)
    bracketed = re.fullmatch(r"(?P<city>[^()]+?)\s*\((?P<country>[^()]+)\)", text)
    if bracketed and (code := find_country_code(bracketed["country"])):
        return make_place(city=bracketed["city"], country=code)
    try:
        return parse_place(text)
    except ValidationError as error:
        raise CellError(
            objection_message(parse_place, text),
            _("Write a place as “Seoul (KR)” or “London (GB), Grand Hall”."),
        ) from error
