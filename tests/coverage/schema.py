"""Schema of coded cases: what is walked by name, what is listed as not walked, and lenient reading of both.

Coders leave members out, write a name alone where another coder has an object, and add members of their own. A case is
brought to one shape; what no module knows by name is looked for in the whole body (``other``).
"""

from collections import Counter
from collections.abc import Iterable

# Not walked, and why: what guides the comparison, the coder's own words, and what is compared elsewhere.
NOT_WALKED = {
    "case": {
        "id": "the name of the case",
        "slug": "the name of the case",
        "summary": "the coder's words",
        "difficulties": "the coder's words",
        "notes": "the coder's words",
        "schema_note": "the coder's words",
    },
    "agreement": {
        "ref": "its letter within the case",
        "title_given_in_source": "how the title is compared",
        "status": "derived here: --states compares it",
        "notes": "the coder's words",
    },
    "date": {"precision": "how the date is compared", "relative": "how the date is compared"},
    "money": {"prose": "the same in words, where there is an amount"},
    "quantity": {"prose": "the same in words"},
    "place": {"note": "the coder's words"},
    "relation": {"note": "the coder's words", "notes": "the coder's words"},
}
WALKED = {
    "case": {"source", "other_sources", "agreements", "activities", "organization_facts"},
    "agreement": {
        "type", "title", "parties", "signatories", "witnesses", "attendees", "dates", "places", "duration", "areas",
        "relations", "money", "quantities", "bodies_created", "identifiers", "languages", "legally_binding",
    },
    "money": {
        "amount", "currency", "contributor", "purpose", "per", "from", "until", "due", "span",
        "maximum", "minimum", "approximate", "comparison",
    },
    "quantity": {
        "value", "unit", "per", "due", "as_of", "date", "period", "strength", "progress",
        "maximum", "minimum", "approximate", "comparison",
    },
    "place": {"name", "country", "role"},
    "relation": {"type", "target"},
    "identifier": {"scheme", "value"},
    "activity": {"type", "title", "date", "result"},
}  # fmt: skip
_LISTS = {
    "parties": "name", "signatories": "name", "witnesses": "name", "attendees": "name", "places": "name",
    "dates": "event", "relations": "target", "money": "prose", "quantities": "unit", "identifiers": "value",
    "areas": "", "bodies_created": "", "languages": "",
}  # fmt: skip
_EMPTY = {
    "parties": {"name": "", "kind": "", "country": "", "role": ""},
    "signatories": {"name": ""},
    "witnesses": {"name": ""},
    "attendees": {"name": ""},
    "places": {"name": ""},
    "dates": {"event": "", "value": "", "precision": ""},
    "relations": {"type": "", "target": ""},
    "money": {"amount": None, "currency": "", "prose": ""},
    "quantities": {"value": None, "unit": ""},
    "identifiers": {"scheme": "", "value": ""},
}


def known(section: str) -> set[str]:
    """Members of a section that need no look at the whole body."""
    return WALKED.get(section, set()) | NOT_WALKED.get(section, {}).keys()


def normalized(case: dict) -> dict:
    """The case with every list that is walked, objects in them, and None nowhere that a text is meant."""
    activities = [
        {"type": "", "title": ""} | _without_none(part) for part in _objects(case.get("activities"), "title")
    ]
    source = case.get("source") or {}
    return case | {
        "source": {"url": ""} | (_without_none(source) if isinstance(source, dict) else {"url": source}),
        "agreements": [_agreement(agreement) for agreement in case["agreements"]],
        "activities": activities,
        "other_sources": _texts(case.get("other_sources")),
        "organization_facts": _texts(case.get("organization_facts")),
    }


def _agreement(coded: dict) -> dict:
    whole = {"type": "", "title": "", "title_given_in_source": False} | _without_none(coded)
    for name, member in _LISTS.items():
        if member:
            whole[name] = [_EMPTY[name] | _without_none(part) for part in _objects(coded.get(name), member)]
        else:
            whole[name] = _texts(coded.get(name))
    duration = coded.get("duration")
    whole["duration"] = {"prose": duration} if isinstance(duration, str) else duration or {}
    return whole


def _objects(value, member: str) -> list[dict]:
    parts = value if isinstance(value, list) else [value] if value else []
    return [part if isinstance(part, dict) else {member: str(part)} for part in parts]


def _texts(value) -> list[str]:
    parts = value if isinstance(value, list) else [value] if value else []
    return [
        " ".join(str(inner) for inner in part.values()) if isinstance(part, dict) else str(part)
        for part in parts
    ]


def _without_none(part: dict) -> dict:
    return {name: value for name, value in part.items() if value is not None}


def not_walked(cases: Iterable[dict]) -> Counter[str]:
    """How often the cases use each member that is not walked."""
    found: Counter[str] = Counter()
    for case in cases:
        _count("case", case, found)
        for agreement in case["agreements"]:
            _count("agreement", agreement, found)
            for section, name in (("date", "dates"), ("money", "money"), ("quantity", "quantities"),
                                  ("place", "places"), ("relation", "relations")):  # fmt: skip
                for part in agreement.get(name) or []:
                    if isinstance(part, dict):
                        _count(section, part, found)
    return found


def _count(section: str, part: dict, found: Counter[str]) -> None:
    found.update(
        f"{section} {member}: {NOT_WALKED[section][member]}"
        for member in NOT_WALKED[section].keys() & part.keys() if part[member] not in (None, "", [], {})
    )  # fmt: skip
