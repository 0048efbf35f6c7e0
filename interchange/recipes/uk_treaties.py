"""UK treaties: the FCDO's treaty records as one CSV (`treaties.csv`) with a list of party names (`party-names.csv`).

Each treaty is an instrument; its eight kinds of date become milestones, its two-city signing places two places, its
citations identifiers. Where the title says that it amends, extends or terminates an older text, that is a relation in
words: staff decide which record is meant.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from interchange.recipes.field_counts import FieldCount

_REGISTER_NAME = "UK Treaties Online"
_PARTY_SEPARATOR = " ; "
_FORM_WORDS = [  # by the first of these words that the title begins with
    ("exchange of notes", "exchange_of_notes"),
    ("exchanges of notes", "exchange_of_notes"),
    ("memorandum of understanding", "mou"),
    ("agreed minute", "agreed_minutes"),
    ("convention", "convention"),
    ("protocol", "protocol"),
    ("treaty", "treaty"),
    ("declaration", "declaration"),
    ("agreement", "agreement"),
    ("arrangement", "arrangement"),
]
_LINEAGE_PATTERNS = [
    ("amends", re.compile(r"\b(?:amending|modifying)\s+(.+)", re.IGNORECASE | re.DOTALL)),
    ("extends", re.compile(r"\b(?:extending|prolonging)\s+(.+)", re.IGNORECASE | re.DOTALL)),
    ("renews", re.compile(r"\brenewing\s+(.+)", re.IGNORECASE | re.DOTALL)),
    ("terminates", re.compile(r"\b(?:terminating|denouncing)\s+(.+)", re.IGNORECASE | re.DOTALL)),
]
# By kind of milestone: the column of its day, and of the day that it counts from.
_DATE_COLUMNS = {
    "adopted": ("adopted_date", ""),
    "signed": ("signed_date", ""),
    "provisionally_applied": ("provisional_date", ""),
    "takes_effect": ("in_force_date", "in_force_effective_date"),
    "terminated": ("terminated_date", "terminated_effective_date"),
}
_HOME_PARTY = "UNITED KINGDOM"


def records(folder: Path) -> dict[str, list[dict]]:
    """All treaties of the folder, with their parties, subjects and sources."""
    rows = list(_read_csv_rows(folder / "treaties.csv"))
    countries = {
        row["name"]: row["iso_alpha2_exact_match"] for row in _read_csv_rows(folder / "party-names.csv")
    }
    parties = sorted({name for row in rows for name in _treaty_party_names(row)})
    subjects = sorted({row["subject"] for row in rows if row["subject"]})
    return {
        "sources": [_treaty_source(row) for row in rows],
        "topics": [{"id": _treaty_topic_id(name), "names": {"en": name.lower()}} for name in subjects],
        "organizations": [_treaty_party(name, countries.get(name, "")) for name in parties],
        "agreements": [_treaty_agreement(row) for row in rows],
    }


def _read_csv_rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield {name: (value or "").strip() for name, value in row.items()}


def _treaty_party(name: str, country: str) -> dict:
    kind = "state" if country else "other"
    return {"id": _treaty_party_id(name), "name": name, "kind": kind, "country": country}


def _treaty_source(row: dict) -> dict:
    return {
        "id": f"uk-treaty:{row['uuid']}",
        "title": f"{_REGISTER_NAME}, record {row['record_id']}",
        "publisher": "Foreign, Commonwealth & Development Office",
        "kind": "register",
        "language": "en",
        "address": row["source_url"],
    }


def _treaty_agreement(row: dict) -> dict:
    return {
        "id": f"uk-treaty:{row['uuid']}",
        "nature": "instrument",
        "form": _form_of_title(row["title"]),
        "bindingness": "binding",
        "topics": [_treaty_topic_id(row["subject"])] if row["subject"] else [],
        "texts": [{"language": "en", "title": row["title"]}],
        "involvements": [
            {"id": _treaty_party_id(name), "organization": _treaty_party_id(name), "name_as_written": name}
            for name in _treaty_party_names(row)
        ],
        "milestones": _treaty_milestones(row),
        "identifiers": _treaty_identifiers(row),
        "relations": _relations_in_title(row["title"]),
        "documents": _treaty_documents(row),
        "custody": {"note": f"type: {row['type']}"} if row["type"] else {},
        "citations": [{"source": f"uk-treaty:{row['uuid']}", "basis": "stated", "facts": []}],
    }


def _treaty_party_names(row: dict) -> list[str]:
    """The parties as written. “Malta” and “MALTA” stand side by side in some treaties: staff decide whether they
    are one."""
    return list(
        dict.fromkeys(filter(None, (name.strip() for name in row["parties"].split(_PARTY_SEPARATOR.strip()))))
    )


def _treaty_milestones(row: dict) -> list[dict]:
    milestones = []
    for kind, (on, effective_on) in _DATE_COLUMNS.items():
        act = {
            "id": kind,
            "kind": kind,
            "on": row[on],
            "effective_on": row.get(effective_on, "") if effective_on else "",
        }
        if kind == "signed":
            act["places"] = _signing_places(row["signed_place"])
        if any(act[name] for name in ("on", "effective_on")) or act.get("places"):
            milestones.append(act)
    if row["withdrawn_date"]:
        left = {
            "id": "left",
            "kind": "party_left",
            "on": row["withdrawn_date"],
            "involvement": _treaty_party_id(_HOME_PARTY),
        }
        milestones.append(
            left
            if _HOME_PARTY in _treaty_party_names(row)
            else {**left, "kind": "terminated", "involvement": None}
        )
    return milestones


def _signing_places(text: str) -> list[dict]:
    """“London/Stockholm” is two places."""
    cities = (city.strip() for city in re.split(r"\s*/\s*", text))
    return [{"city": city, "country": "", "venue": "", "is_online": False} for city in cities if city]


def _treaty_identifiers(row: dict) -> list[dict]:
    """Citations as scheme, the words before the first with a digit, and value, the rest; each once."""
    identifiers = {}
    for citation in filter(None, (part.strip() for part in row["references"].split(";"))):
        words = citation.split()
        cut = (
            next((at for at, word in enumerate(words) if at and re.search(r"\d", word)), len(words) - 1) or 1
        )
        scheme, value = " ".join(words[:cut]), " ".join(words[cut:]) or citation
        identifiers[scheme, value] = {"scheme": scheme[:100], "value": value[:200]}
    identifiers["UK record", row["record_id"]] = {"scheme": _REGISTER_NAME, "value": row["record_id"]}
    return list(identifiers.values())


def _relations_in_title(title: str) -> list[dict]:
    """The relation to an older text that the title itself states."""
    for kind, pattern in _LINEAGE_PATTERNS:
        if match := pattern.search(title):
            return [{"kind": kind, "stub": {"en": " ".join(match[1].split())}}]
    return []


def _treaty_documents(row: dict) -> list[dict]:
    """A document for each address; several stand in one field, parted by semicolons."""
    addresses = filter(None, (address.strip() for address in row["pdf_url"].split(";")))
    return [
        {
            "title": row["title"][:400],
            "address": quote(address, safe=":/%"),  # a few hold spaces
            "media_type": "application/pdf",
            "language": "en",
            "visibility": "public",
        }
        for address in dict.fromkeys(addresses)
    ]


def _form_of_title(title: str) -> str:
    words = title.lower()
    return next((code for start, code in _FORM_WORDS if words.startswith(start)), "")


def _treaty_party_id(name: str) -> str:
    return f"uk-treaty-party:{name}"


def _treaty_topic_id(name: str) -> str:
    return f"uk-treaty-subject:{name}"


# Counts of the source


def counts(folder: Path) -> Iterator[FieldCount]:
    """Every column."""
    rows = list(_read_csv_rows(folder / "treaties.csv"))
    filled = Counter(name for row in rows for name, value in row.items() if value)
    yield FieldCount("uuid", filled["uuid"], ("agreements",))
    yield FieldCount("record_id", filled["record_id"], (f"agreements/identifiers:{_REGISTER_NAME}/value",))
    yield FieldCount("title", filled["title"], ("agreements/texts/title",))
    yield FieldCount("type", filled["type"], (), {"in the internal note": filled["type"]})
    yield FieldCount("subject", filled["subject"], ("agreements/topics",))
    yield from _counts_of_lists(rows, filled)
    yield from _counts_of_dates(rows, filled)
    yield FieldCount("source_url", filled["source_url"], ("agreements/citations/source",))


def _counts_of_lists(rows: list[dict], filled: Counter) -> Iterator[FieldCount]:
    """Columns that hold several values; a value that stands twice in a row is recorded once."""
    names, cited, addresses = (
        [
            parts
            for row in rows
            if (parts := [part.strip() for part in row[column].split(";") if part.strip()])
        ]
        for column in ("parties", "references", "pdf_url")
    )
    cities = [city for row in rows for city in row["signed_place"].split("/") if city.strip()]
    yield FieldCount(
        "parties", _total_length(names), ("agreements/involvements/organization",), _duplicates(names)
    )
    yield FieldCount("signed_place", len(cities), ("agreements/milestones:signed/places",))
    own = {"more, the number of the record": -filled["record_id"]}
    yield FieldCount(
        "references", _total_length(cited), ("agreements/identifiers/value",), _duplicates(cited) | own
    )
    yield FieldCount(
        "pdf_url", _total_length(addresses), ("agreements/documents/address",), _duplicates(addresses)
    )


def _counts_of_dates(rows: list[dict], filled: Counter) -> Iterator[FieldCount]:
    elsewhere = sum(
        bool(row["withdrawn_date"]) and _HOME_PARTY not in _treaty_party_names(row) for row in rows
    )
    for kind, (on, effective_on) in _DATE_COLUMNS.items():
        more = {"more, withdrawals of others": -elsewhere} if kind == "terminated" else {}
        yield FieldCount(on, filled[on], (f"agreements/milestones:{kind}/on",), more)
        if effective_on:
            yield FieldCount(
                effective_on, filled[effective_on], (f"agreements/milestones:{kind}/effective_on",)
            )
    withdrawn = {"told as terminations, since the United Kingdom is no party": elsewhere}
    yield FieldCount(
        "withdrawn_date", filled["withdrawn_date"], ("agreements/milestones:party_left/on",), withdrawn
    )


def _total_length(lists: list[list[str]]) -> int:
    return sum(map(len, lists))


def _duplicates(lists: list[list[str]]) -> dict[str, int]:
    return {"twice in one row": _total_length(lists) - sum(len(set(values)) for values in lists)}
