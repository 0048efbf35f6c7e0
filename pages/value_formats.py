"""Formats values of bodies on one line: dates, places, names of records."""

from django.utils.translation import gettext as _
from django_countries import countries

from core import edtf
from core.language import language_name
from core.localized import in_language
from core.places import place_text
from register.bodies import REDACTION_MARKER


def format_text(text: str) -> str:
    """A text, with words for the marker where something was taken out."""
    return text.replace(REDACTION_MARKER, _("[removed]"))


def format_mapping(value: dict) -> str:
    """A mention of an organization or person by name and reference, a place, or text by language."""
    if "city" in value:
        return place_text(value)
    if "ref" in value:
        name = format_text(value["name"])
        return f"{name} ({value['ref']})" if value["ref"] else name
    return format_text(in_language(value)[0])


def format_in_every_language(value: dict) -> str:
    """The same, but text in every language that it has."""
    texts = {code: text for code, text in value.items() if text}
    if "city" in value or "ref" in value or len(texts) < 2:
        return format_mapping(value)
    return "; ".join(f"{format_text(text)} ({language_name(code)})" for code, text in texts.items())


def format_reference(ref: str, title: str) -> str:
    """A record that is mentioned by its reference: with its title, which is empty where it is not public any more."""
    return f"{title} ({ref})" if title else _("%(ref)s (no longer public)") % {"ref": ref}


def format_with_country(mention: dict) -> str:
    """A mention of an organization by its name, reference and country."""
    country = mention.get("country", "")
    return ", ".join(filter(None, [format_mapping(mention), str(countries.name(country) or country)]))


def format_edtf(text: str) -> str:
    """An EDTF date in words; a marker, where something was taken out, as it is."""
    try:
        return edtf.parse(text).words()
    except edtf.EDTFError:
        return format_text(text)
