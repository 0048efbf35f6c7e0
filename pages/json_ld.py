"""Facts of a body as JSON-LD in the words of schema.org, for search engines: what each kind shares.

A block of data runs nothing, so the content security policy has nothing against it; what could end the element early
is escaped. Only what the body says is in it: no status, nothing of other records.
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


def json_ld_text(data: dict) -> SafeString:
    """JSON that can stand inside a script element whatever it holds."""
    told = {"@context": "https://schema.org", **without_empty_members(data)}
    return SafeString(json.dumps(told, ensure_ascii=False, separators=(",", ":")).translate(_SCRIPT_ESCAPES))


def without_empty_members(value):
    """The value without members that say nothing, or that a redaction emptied."""
    if isinstance(value, dict):
        pruned = {name: without_empty_members(one) for name, one in value.items()}
        return {name: one for name, one in pruned.items() if _has_content(one)}
    if isinstance(value, list):
        return [one for one in map(without_empty_members, value) if _has_content(one)]
    return value


def _has_content(value) -> bool:
    is_bare = isinstance(value, dict) and set(value) <= {"@type", "roleName"}
    return value not in (None, "", [], {}, REDACTION_MARKER) and not is_bare


def iso_date(text: str) -> str:
    return text if _ISO_DATE.fullmatch(text or "") else ""


def json_ld_mention(one: dict | None, kind: str, address_of: AddressOf) -> dict:
    """An organization or person as the body names it; one whose name was taken out is not there."""
    if not one or one["name"] == REDACTION_MARKER:
        return {}
    return {"@type": kind, "name": one["name"], "url": address_of(one["ref"]) if one["ref"] else ""}


def json_ld_identifier(scheme: str, value: str) -> dict:
    return {"@type": "PropertyValue", "propertyID": scheme, "value": value}


def json_ld_sources(body: dict) -> list[dict]:
    """What the body cites."""
    return [
        {
            "@type": "CreativeWork",
            "name": one["title"],
            "url": one["address"],
            "publisher": {"@type": "Organization", "name": one["publisher"]},
            "datePublished": iso_date(one["published_on"]),
            "inLanguage": one["language"],
        }
        for one in body.get("sources", [])
    ]


def json_ld_place(one: dict) -> dict:
    """Where something took place."""
    if one["is_online"]:
        return {"@type": "VirtualLocation", "name": "online"}
    return {
        "@type": "Place",
        "name": one["venue"] or one["city"],
        "address": {
            "@type": "PostalAddress",
            "addressLocality": one["city"],
            "addressCountry": one["country"],
        },
    }


def other_names(names: Iterable[str], name: str) -> list[str]:
    """The names besides the one that is used, each once."""
    return [one for one in dict.fromkeys(names) if one and one not in (name, REDACTION_MARKER)]
