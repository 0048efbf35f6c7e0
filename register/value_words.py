"""Values of bodies on one line, as people read them: dates, places, records by name."""

from django.utils.translation import gettext as _
from django_countries import countries

from core import edtf
from core.localized import in_language
from register.bodies import REDACTED

LONGEST = 400  # letters of one value in the staff area's tables


def text_words(text: str) -> str:
    """A text, with words for the marker where something was taken out."""
    return text.replace(REDACTED, _("[removed]"))


def mapping_words(value: dict) -> str:
    """A mention of a record by its name and reference, a place, or text by language."""
    if "city" in value:
        return place_words(value)
    named = value.get("name") or value.get("title")
    if named and "ref" in value:
        name = in_language(named)[0] if isinstance(named, dict) else named
        name = text_words(name)
        return f"{name} ({value['ref']})" if value["ref"] else name
    return text_words(in_language(value)[0])


def with_country(mention: dict) -> str:
    """A mention of an organization by its name, reference and country."""
    country = mention.get("country", "")
    return ", ".join(filter(None, [mapping_words(mention), str(countries.name(country) or country)]))


def place_words(place: dict) -> str:
    if place.get("is_online"):
        return _("online")
    country = place.get("country", "")
    return ", ".join(
        filter(None, [place.get("venue"), place.get("city"), str(countries.name(country) or country)])
    )


def date_words(text: str) -> str:
    """An EDTF date in words; a marker, where something was taken out, as it is."""
    try:
        return edtf.parse(text).words()
    except edtf.EDTFError:
        return text_words(text)


def shortened(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
