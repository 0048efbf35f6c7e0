"""What leads straight to a record: its reference, or the number that others know it by."""

import re

from core import text
from core.identifiers import URL_TEMPLATES
from register.models import Entry, Version
from register.search.vectors import is_distinctive

REF_PATTERN = re.compile(r"[AOPET][1-9][0-9]{0,8}", re.IGNORECASE)
# Before the number in the address of an identifier; after them stands what an identifier is compared by.
URL_PREFIX_PATTERN = re.compile(
    "|".join(
        r"^(?:https?://)?(?:www\.)?" + re.escape(re.sub(r"^https?://(www\.)?", "", one.partition("{}")[0]))
        for one in [*URL_TEMPLATES.values(), "wikidata.org/wiki/{}"]
    )
)


def find_exact_record(query: str) -> tuple[str, dict] | None:
    """``(reference, titles)`` of the one record that is called so; titles are empty where it is not public any more."""
    said = query.strip()
    if REF_PATTERN.fullmatch(said):
        ref = said.upper()
        titles = Entry.public.filter(ref=ref).values_list("title", flat=True).first()
        if titles is not None or Version.public.of(ref).exists():
            return ref, titles or {}
        return None
    number = text.alphanumeric(URL_PREFIX_PATTERN.sub("", said))
    if not is_distinctive(number):
        return None
    found = list(Entry.public.with_keys(f"id:{number}").values_list("ref", "title")[:2])
    return found[0] if len(found) == 1 else None
