"""Identifiers of organizations in cells: ROR, Wikidata, GRID, ISNI, LEI."""

import re

from django.core.exceptions import ValidationError

from core import identifiers
from spreadsheets.messages import message as _
from spreadsheets.messages import objection_message
from spreadsheets.parsing.cells import CellError

_IDENTIFIER_PATTERNS = [
    ("ror", re.compile(r"(?:https?://)?(?:www\.)?ror\.org/(\w+)/?|(?:ROR:? ?)?(0[a-z0-9]{8})", re.I)),
    ("wikidata", re.compile(r"(?:https?://)?(?:www\.)?wikidata\.org/(?:wiki|entity)/(Q[0-9]+)/?|(Q[0-9]+)", re.I)),
    ("grid", re.compile(r"(grid\.[0-9]+\.[0-9a-f]+)", re.I)),
    ("isni", re.compile(
        r"(?:(?:https?://)?(?:www\.)?isni\.org/(?:isni/)?|ISNI:? ?)?((?:[0-9]{4} ?){3}[0-9]{3}[0-9X])/?", re.I
    )),
    ("lei", re.compile(r"(?:LEI:? ?)?([0-9A-Z]{18}[0-9]{2})")),
]  # fmt: skip


def parse_identifier(text: str, *, is_sure: bool) -> tuple[str, str]:
    """Scheme and value of an identifier; empty where the text is none. Raises CellError where it must be one."""
    for scheme, pattern in _IDENTIFIER_PATTERNS:
        if match := pattern.fullmatch(identifiers.to_halfwidth(text).strip()):
            value = next(filter(None, match.groups()))
            try:
                return scheme, identifiers.normalize_identifier(scheme, value)
            except ValidationError as error:
                raise CellError(
                    objection_message(identifiers.normalize_identifier, scheme, value),
                    _("Look the identifier up again."),
                ) from error
    if is_sure:
        raise CellError(
            _("“%s” is not an identifier we know.") % text,
            _("Write a ROR, Wikidata, ISNI, LEI or GRID identifier, such as https://ror.org/04h9pn542."),
        )
    return "", ""
