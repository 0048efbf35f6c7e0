"""A register with everything in it, and its agreements as they are compared before and after an import."""

import json
from collections import defaultdict

from agreements.choices import MilestoneKind
from agreements.models import Agreement
from interchange.actions import import_files
from interchange.management.commands import demo
from interchange.schema import PART_COLLECTIONS
from register.records import PART_KEY, new_part_key
from tests.interchange.emptying import exported
from tests.whole_world import public_world

DEFAULTS = {
    "involvements": {"role": "party"},
    "signatories": {"act": "signed"},
    "documents": {"authenticity": "copy", "visibility": "staff"},
    "citations": {"basis": "stated"},
    "terms": {"renewal": "not_stated"},
}


def make_register() -> None:
    """Public records with everything, and the records of the demonstration."""
    public_world()
    give_sound_keys()
    import_files([*demo.public_demo_files()], publish=False, skip_bad=False, by=None)
    demo.store_demo_files()
    import_files([demo.DEMO_FOLDER / demo.STAFF_FILE], publish=False, skip_bad=False, by=None)
    add_rare_parts()


def give_sound_keys() -> None:
    """Give each part a key that no other of its record has: a file with others is refused."""
    taken: dict[int, set[str]] = defaultdict(set)
    for collection in PART_COLLECTIONS["agreements"]:
        model = Agreement._meta.get_field(collection).related_model
        for part in model.objects.order_by("pk"):
            if part.key in taken[part.agreement_id] or not PART_KEY.fullmatch(part.key):
                part.key = new_part_key(taken[part.agreement_id])
                model.objects.filter(pk=part.pk).update(key=part.key)
            taken[part.agreement_id].add(part.key)


def add_rare_parts() -> None:
    """Give more agreements what few have: an end, and documents elsewhere."""
    for number, agreement in enumerate(Agreement.objects.exclude(external_id="").order_by("pk")[1::4]):
        if not done_kinds(agreement) & {"terminated", "expired", "suspended", "completed", "superseded"}:
            agreement.milestones.create(kind="terminated", on="2023-03-04", position=90)
        for place in (0, 1):
            address = f"https://documents.example/{number}/{place}"
            agreement.documents.create(title=f"Text {place}", address=address, position=90 + place)


def done_kinds(agreement: Agreement) -> set[str]:
    """The kinds of an agreement's milestones."""
    return set(agreement.milestones.values_list("kind", flat=True))


def recorded() -> dict[str, list[dict]]:
    """Every record of the desk by kind, as an interchange file has it."""
    return json.loads(exported())


def agreements(desk: dict[str, list[dict]], known_ids: set[str] = frozenset()) -> dict[str, dict]:
    """The agreements by id; sources by address, and organizations that are not of ``known_ids`` by name and country."""
    addresses = {source["id"]: source.get("address") or source["title"] for source in desk["sources"]}
    names = {row["id"]: row["id"] for row in desk["organizations"]}
    names |= {
        row["id"]: new_organization(row["name"], row.get("country", ""))
        for row in desk["organizations"]
        if known_ids and row["id"] not in known_ids
    }
    rows = {row["id"]: row for row in desk["agreements"]}
    for row in rows.values():
        for citation in row.get("citations", []):
            citation["source"] = addresses[citation["source"]]
        for party in row.get("involvements", []):
            if "organization" in party:
                party["organization"] = names[party["organization"]]
        if unit := row.get("custody", {}).get("unit"):
            row["custody"]["unit"] = names[unit]
    return rows


def new_organization(name: str, country: str) -> str:
    """How an organization that an import made stands in compared records."""
    return f"new: {name} ({country})"


def differences(expected: dict, actual: dict, old_keys: set[str]) -> list[str]:
    """The members in which two records differ, parts by key; new parts by what they hold."""
    lines = []
    for name in sorted(set(expected) | set(actual)):
        one, other = (_comparable(name, row.get(name), old_keys) for row in (expected, actual))
        if one != other:
            lines.append(f"{name}: expected {one}\n      recorded {other}")
    return lines


def _comparable(name: str, value, old_keys: set[str]):
    if name == "topics":
        return sorted(value or [])
    if not isinstance(value, list) or not value or not isinstance(value[0], dict):
        return value or None
    defaults = DEFAULTS.get(name, {})
    return [
        {
            member: text
            for member, text in (defaults | part).items()
            if text not in ("", [], None) and (member != "key" or text in old_keys)
        }
        for part in value
    ]


def part_keys(record: dict) -> set[str]:
    """The keys of all parts of a record."""
    return {
        part["key"] for parts in record.values() if isinstance(parts, list) for part in parts if "key" in part
    }


def parties(record: dict) -> list[dict]:
    """The involvements that stand in the column of parties."""
    return [part for part in record.get("involvements", []) if part.get("role", "party") == "party"]


def done(record: dict, kind: str) -> list[dict]:
    """The milestones of a kind that were done."""
    assert kind in MilestoneKind.values
    return [
        part for part in record.get("milestones", []) if part["kind"] == kind and not part.get("is_planned")
    ]


def remove(record: dict, collection: str, part: dict) -> None:
    """Take a part out of a record, with what refers to it."""
    key = part["key"]
    record[collection] = [other for other in record[collection] if other is not part]
    for parts in record.values():
        for other in parts if isinstance(parts, list) else []:
            if isinstance(other, dict):
                for member in ("involvement", "acting_for", "milestone"):
                    if other.get(member) == key:
                        del other[member]
                if key in other.get("by", []):
                    other["by"] = [name for name in other["by"] if name != key]
    kept = []
    for citation in record.get("citations", []):
        facts = [
            fact for fact in citation.get("facts", []) if not f"{fact}/".startswith(f"{collection}/{key}/")
        ]
        if facts or not citation.get("facts"):
            kept.append(citation | ({"facts": facts} if facts else {}))
    if "citations" in record:
        record["citations"] = kept
