"""Queries for sources."""

import re

from django.db import models

from core.page_addresses import comparable_address
from core.web_addresses import is_web_address

_PLAIN = re.compile(
    r"[a-z0-9._~=-]+"
)  # pieces of an address that are written in one way only, capitals aside
_MOST_PIECES = 8


class SourceQuerySet(models.QuerySet):
    """Queries for sources."""

    def of_page(self, address: str) -> list:
        """Sources recorded under this address, however it is written."""
        if not is_web_address(address):
            return []
        page = comparable_address(address)
        pieces = sorted(filter(_PLAIN.fullmatch, re.split("[/?&]", page)), key=len, reverse=True)
        rows = self.exclude(address="")
        for piece in pieces[:_MOST_PIECES]:
            rows = rows.filter(address__icontains=piece)
        return [source for source in rows if comparable_address(source.address) == page]
