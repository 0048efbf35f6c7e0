"""Exact search: a record by its reference, or by an identifier of another register."""

import re
from functools import cache

from core.identifiers import without_address
from core.text import alphanumeric
from register.kinds import kinds
from register.models import Entry, PublicVersion
from register.search.vectors import is_distinctive


@cache
def ref_pattern() -> re.Pattern:
    """Pattern of references of all kinds, in any capitals."""
    letters = "".join(kind.letter for kind in kinds())
    return re.compile(rf"[{letters}][1-9][0-9]{{0,8}}", re.IGNORECASE)


def find_exact_record(query: str) -> tuple[str, dict] | None:
    """``(reference, titles)`` of the only record with this reference or identifier.

    Titles are empty where it is not public any more; None where there is no such record, or more than one.
    """
    text = query.strip()
    if ref_pattern().fullmatch(text):
        ref = text.upper()
        titles = Entry.public.filter(ref=ref).values_list("title", flat=True).first()
        if titles is not None or PublicVersion.public.of(ref).exists():
            return ref, titles or {}
        return None
    number = alphanumeric(without_address(text))
    if not is_distinctive(number):
        return None
    records = list(Entry.public.with_keys(f"id:{number}").values_list("ref", "title")[:2])
    return records[0] if len(records) == 1 else None
