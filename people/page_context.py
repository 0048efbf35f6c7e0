"""What the page of a person shows: names, posts as printed, and acts. Nothing private. Plain data, no queries."""

from datetime import date

from core.edtf.bounds import is_certainly_after, is_certainly_before
from pages.linked_records import LinkedRecord, has_more_linked
from pages.mentions import RecordDirectory, mentioned_refs
from pages.source_marks import FactSources
from people.models import Person
from people.part_names import part_names
from register.fact_labels import fact_labeller


def record_context(
    body: dict, evidence: FactSources, directory: RecordDirectory, linked: list[LinkedRecord]
) -> dict:
    """The parts of the page by section, each with the marks of its sources."""
    words = fact_labeller(Person, body, part_names(directory))
    page = {
        "names": [{**one, "marks": evidence.marks(f"names/{one['key']}")} for one in body["names"]],
        "name_marks": evidence.marks("name"),
        "identifiers": [
            {**one, "marks": evidence.marks(f"identifiers/{one['key']}")} for one in body["identifiers"]
        ],
        "positions": [
            {
                **one,
                "at": directory.mention(one["organization"]),
                "marks": evidence.marks(f"positions/{one['key']}"),
            }
            for one in body["positions"]
        ],
        "signed": _signature_items(linked, directory),
        "attended": _attendance_items(linked, directory),
        "has_more_signed": has_more_linked(linked, "agreement"),
        "has_more_attended": has_more_linked(linked, "activity"),
    }
    page["notes"] = {"top": evidence.notes(*body, words=words)}
    page["supports"] = evidence.supports(words)
    return page


def limit_to_day(page: dict, day: date) -> dict:
    """Leave out of the page what was not on a day: posts not held then, acts after it. Which posts were held then.

    What is not dated stays: it may have been then.
    """
    was_held = [
        one
        for one in page["positions"]
        if not is_certainly_after(one["held_from"], day) and not is_certainly_before(one["held_until"], day)
    ]
    page["positions"] = was_held
    page["signed"] = [one for one in page["signed"] if not is_certainly_after(one["acted_on"], day)]
    page["attended"] = [one for one in page["attended"] if not is_certainly_after(one["body"]["on"], day)]
    return {"positions": [one for one in was_held if one["held_from"] or one["held_until"]]}


def _signature_items(linked: list[LinkedRecord], directory: RecordDirectory) -> list[dict]:
    """The agreements that the person signed or takes part in: in what post, for whom, when."""
    return [
        {
            **part,
            "title": one.title,
            "address": one.address,
            "of": _represented_organization(one.body, part, directory),
            "signed": one.signed,
            "acted_on": _day_of_act(one.body, part),
        }
        for one in linked
        if one.kind == "agreement"
        for part in one.parts("signatories", "involvements")
    ]


def _day_of_act(agreement: dict, part: dict) -> str:
    """When a signatory acted (EDTF): the day of the act that they are named for; empty where none is."""
    acts = {one["key"]: one["on"] for one in agreement["milestones"]}
    return acts.get(part.get("milestone") or "", "")


def _represented_organization(agreement: dict, part: dict, directory: RecordDirectory):
    """For whom they signed."""
    of = next((one for one in agreement["involvements"] if one["key"] == part.get("involvement")), None)
    return directory.mention(of["organization"]) if of else None


def _attendance_items(linked: list[LinkedRecord], directory: RecordDirectory) -> list[dict]:
    """The activities where they acted: as what, in what post, for whom."""
    return [
        {
            **part,
            "title": one.title,
            "address": one.address,
            "body": one.body,
            "of": directory.mention(part["organization"]),
        }
        for one in linked
        if one.kind == "activity"
        for part in one.parts("attendances")
    ]


def refs_in_acts(linked: list[LinkedRecord]) -> set[str]:
    """The references of the organizations that the person acted for."""
    found: set[str] = set()
    for one in linked:
        found |= mentioned_refs(one.parts("attendances"))
        if one.parts("signatories"):
            found |= mentioned_refs(one.body["involvements"])
    return found


def list_row(body: dict) -> dict:
    """What a list shows of a person besides the name: the posts on record."""
    return {"posts": [{"post": one["post"], "at": one["organization"]["name"]} for one in body["positions"]]}
