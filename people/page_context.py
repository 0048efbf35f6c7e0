"""Template context of a person's page, and of the row in a list: names, posts as printed, acts. No queries."""

from collections.abc import Iterable
from datetime import date

from core.edtf.bounds import is_certainly_after, is_certainly_before
from core.localized import printed_in_language
from pages.linked_records import LinkedRecord, has_more_linked
from pages.mentions import CurrentNames, RecordDirectory, mentioned_refs
from pages.source_marks import FactSources
from people.models import Person
from people.part_names import part_names
from people.signing import represented_party
from register.fact_labels import fact_labeller


def record_context(
    body: dict, evidence: FactSources, directory: RecordDirectory, linked: list[LinkedRecord]
) -> dict:
    """The context by section of the page, each part with the marks of its sources."""
    words = fact_labeller(Person, body, part_names(directory))
    page = {
        "names": [{**name, "marks": evidence.marks(f"names/{name['key']}")} for name in body["names"]],
        "name_marks": evidence.marks("name"),
        "identifiers": [
            {**identifier, "marks": evidence.marks(f"identifiers/{identifier['key']}")}
            for identifier in body["identifiers"]
        ],
        "positions": [
            {
                **position,
                "at": directory.mention(position["organization"]),
                "marks": evidence.marks(f"positions/{position['key']}"),
            }
            for position in body["positions"]
        ],
        "signed": _signature_items(linked, directory),
        "attended": _attendance_items(linked, directory),
        "has_more_signed": has_more_linked(linked, "agreement"),
        "has_more_attended": has_more_linked(linked, "activity"),
    }
    page["is_in_office"] = bool(page["positions"]) or any(
        item.get("post") for item in [*page["signed"], *page["attended"]]
    )
    page["notes"] = {"top": evidence.notes(*body, words=words)}
    page["sources"] = evidence.supporting_sources(words)
    return page


def limit_to_day(page: dict, day: date) -> dict:
    """The context of the page without posts not held on a day and without signatures after it, undated ones kept.

    Under ``dated_positions`` are the posts that were held on the day by their dates.
    """
    positions = [
        position
        for position in page["positions"]
        if not is_certainly_after(position["held_from"], day)
        and not is_certainly_before(position["held_until"], day)
    ]
    return {
        **page,
        "positions": positions,
        "dated_positions": [
            position for position in positions if position["held_from"] or position["held_until"]
        ],
        "signed": [item for item in page["signed"] if not is_certainly_after(item["acted_on"], day)],
    }


def _signature_items(linked: list[LinkedRecord], directory: RecordDirectory) -> list[dict]:
    """The agreements that the person signed or takes part in, with post, organization and day."""
    return [
        {
            **part,
            "title": record.title,
            "address": record.address,
            "of": _represented_party(record.body, part, directory),
            "at_post": directory.mention(part.get("affiliation")),
            "signed": record.signed,
            "acted_on": _day_of_act(record.body, part),
        }
        for record in linked
        if record.kind == "agreement"
        for part in record.parts("signatories", "involvements")
    ]


def _day_of_act(agreement: dict, part: dict) -> str:
    """The day (EDTF) of the milestone that a signatory is named for; empty where none is."""
    days = {milestone["key"]: milestone["on"] for milestone in agreement["milestones"]}
    return days.get(part.get("milestone") or "", "")


def _represented_party(agreement: dict, part: dict, directory: RecordDirectory):
    """The organization, or the other person, for whom a signatory acted."""
    party = represented_party(part, agreement["involvements"])
    return party and directory.mention(party["organization"] or party["person"])


def _attendance_items(linked: list[LinkedRecord], directory: RecordDirectory) -> list[dict]:
    """The activities that the person attended, with role, post and organization."""
    return [
        {
            **part,
            "title": record.title,
            "address": record.address,
            "body": record.body,
            "of": directory.mention(part["organization"]),
        }
        for record in linked
        if record.kind == "activity"
        for part in record.parts("attendances")
    ]


def refs_in_acts(linked: list[LinkedRecord]) -> set[str]:
    """The references of those that the person acted for."""
    refs: set[str] = set()
    for record in linked:
        refs |= mentioned_refs(record.parts("attendances"))
        if record.parts("signatories"):
            refs |= mentioned_refs(record.body["involvements"])
            refs |= mentioned_refs([part["affiliation"] for part in record.parts("signatories")])
    return refs


def list_row(offices: Iterable[dict], names: CurrentNames) -> dict:
    """Context of a person's row in a list or the search, besides the name: posts with their organizations."""
    return {"posts": [_post_with_organization(office, names) for office in offices]}


def _post_with_organization(office: dict, names: CurrentNames) -> dict:
    """The words of a post, and the name of its organization where they do not have it."""
    post = printed_in_language(office, "post")
    at = names.name(office["organization"]) if office["organization"] else ""
    return {"post": post, "at": "" if at.casefold() in post.casefold() else at}
