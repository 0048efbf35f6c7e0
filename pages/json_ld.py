"""schema.org JSON-LD shared by all kinds, for search engines.

A block of data runs nothing, so the content security policy has nothing against it; what could end the element early
is escaped. Only what the body says is in it, and titles of the records that it mentions: no status.
"""

import json
import re
from collections.abc import Callable, Iterable

from django.utils.safestring import SafeString

from register.bodies import REDACTION_MARKER

_SCRIPT_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
# Dates that ISO 8601 and EDTF write alike; what is not known to the year is left out.
_ISO_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")

AddressOf = Callable[[str], str]
TitleOf = Callable[[dict | None], str]  # of a mention by reference; empty where the record is not public


def json_ld_text(data: dict) -> SafeString:
    """JSON that can stand inside a script element whatever it holds."""
    document = {"@context": "https://schema.org", **without_empty_members(data)}
    return SafeString(
        json.dumps(document, ensure_ascii=False, separators=(",", ":")).translate(_SCRIPT_ESCAPES)
    )


def without_empty_members(value):
    """The value without empty members, also those that a redaction emptied."""
    if isinstance(value, dict):
        pruned = {name: without_empty_members(member) for name, member in value.items()}
        return {name: member for name, member in pruned.items() if _has_content(member)}
    if isinstance(value, list):
        return [item for item in map(without_empty_members, value) if _has_content(item)]
    return value


def _has_content(value) -> bool:
    is_bare = isinstance(value, dict) and set(value) <= {"@type", "roleName"}
    return value not in (None, "", [], {}, REDACTION_MARKER) and not is_bare


def iso_date(text: str) -> str:
    return text if _ISO_DATE.fullmatch(text or "") else ""


def json_ld_mention(mention: dict | None, kind: str, address_of: AddressOf) -> dict:
    """An organization or person as the body names it; one whose name was taken out is not there."""
    if not mention or mention["name"] == REDACTION_MARKER:
        return {}
    url = address_of(mention["ref"]) if mention["ref"] else ""
    return {"@type": kind, "name": mention["name"], "url": url}


def json_ld_mention_by_title(
    mention: dict | None, kind: str, address_of: AddressOf, title_of: TitleOf
) -> dict:
    """A record that the body knows by its reference, under its title; nothing where it is not public."""
    title = title_of(mention)
    return {"@type": kind, "name": title, "url": address_of(mention["ref"])} if mention and title else {}


def json_ld_identifier(scheme: str, value: str) -> dict:
    return {"@type": "PropertyValue", "propertyID": scheme, "value": value}


def json_ld_sources(body: dict) -> list[dict]:
    """The sources that the body cites."""
    return [
        {
            "@type": "CreativeWork",
            "name": source["title"],
            "url": source["address"],
            "author": source["author"],
            "publisher": {"@type": "Organization", "name": source["publisher"]},
            "datePublished": iso_date(source["published_on"]),
            "inLanguage": source["language"],
        }
        for source in body.get("sources", [])
    ]


def json_ld_terms(mentions: Iterable[dict], title_of: TitleOf) -> list[dict]:
    """Subjects by their titles; those that are not public any more are left out with the other empty members."""
    return [{"@type": "DefinedTerm", "name": title_of(mention)} for mention in mentions]


def json_ld_place(place: dict) -> dict:
    """A place: virtual, or with its postal address."""
    if place["is_online"]:
        return {"@type": "VirtualLocation", "name": "online"}
    return {
        "@type": "Place",
        "name": place["venue"] or place["city"],
        "address": {
            "@type": "PostalAddress",
            "addressLocality": place["city"],
            "addressCountry": place["country"],
        },
    }


def other_names(names: Iterable[str], name: str) -> list[str]:
    """The names besides the one that is used, each once."""
    return [other for other in dict.fromkeys(names) if other and other not in (name, REDACTION_MARKER)]
