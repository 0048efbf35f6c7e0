"""Template context of an organization's page, and of its row in a list. No queries."""

from collections.abc import Collection, Iterator
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.edtf.bounds import is_certainly_after, is_certainly_before
from organizations.choices import NameKind, OrganizationKind, RelationKind
from organizations.founding import is_to_be_founded
from organizations.models import Organization
from organizations.part_names import part_names
from organizations.title_names import names_beside_title
from pages.linked_records import LinkedRecord
from pages.mentions import RecordDirectory, mentioned_refs
from pages.source_marks import FactSources
from register.fact_labels import fact_labeller
from register.kinds import principal_kind

# Words for a relation that the other organization's record states, from this one's side.
_INVERSE_RELATION_WORDS = {
    RelationKind.SUCCEEDS: _("succeeded by"),
    RelationKind.PART_OF: _("has as a part"),
    RelationKind.FUNDED_BY: _("funds"),
    RelationKind.FOUNDED_BY: _("founded"),
    RelationKind.MEMBER_OF: _("has as a member"),
}
# Kinds above or between countries: without a country there is no gap in the record.
_KINDS_WITHOUT_COUNTRY = {OrganizationKind.INTERGOVERNMENTAL, OrganizationKind.GROUP_OF_STATES}


def record_context(
    body: dict, evidence: FactSources, directory: RecordDirectory, linked: list[LinkedRecord]
) -> dict:
    """The context by section of the page, each part with the marks of its sources."""
    words = fact_labeller(Organization, body, part_names(directory))
    relations = [_relation_item(relation, evidence, directory) for relation in body["relations"]]
    page = {
        "wholes": directory.parent_chain(body),
        "names": _with_marks(body, "names", evidence),
        "names_beside_title": names_beside_title(body, NameKind.OFFICIAL, NameKind.FORMER),
        "is_of_no_country": body["kind"] in _KINDS_WITHOUT_COUNTRY,
        "acronyms": _acronyms(body),
        "field_marks": {
            name: evidence.marks(name)
            for name in (
                "name",
                "kind",
                "country",
                "parent",
                "founded_on",
                "is_planned",
                "dissolved_on",
                "website",
                "purpose",
            )
        },
        "is_to_be_founded": is_to_be_founded(body, timezone.localdate()),
        "founders": _of_kind(relations, RelationKind.FOUNDED_BY),
        "succeeds": _of_kind(relations, RelationKind.SUCCEEDS),
        "succeeded_by": [
            item for record in linked for item in _inverse_relation_items(record, [RelationKind.SUCCEEDS])
        ],
        "relations": relations,
        "other_side": [
            item for record in linked for item in _inverse_relation_items(record, _INVERSE_RELATION_WORDS)
        ],
        "locations": _with_marks(body, "locations", evidence),
        "identifiers": _with_marks(body, "identifiers", evidence),
        "agreements": agreements_by_nature(linked),
        "activities": _activity_items(linked, directory),
        "people": [
            {
                "title": record.title,
                "address": record.address,
                "group_size": record.group_size,
                "positions": record.parts("positions"),
            }
            for record in linked
            if record.kind == "person"
        ],
        "outcomes": _outcome_items(linked, directory, body["ref"]),
    }
    page["notes"] = {
        "relations": evidence.notes("relations", words=words),
        "names": evidence.notes("names", words=words),
        "top": evidence.notes(*body, words=words),
    }
    page["sources"] = evidence.supporting_sources(words)
    return page


def _with_marks(body: dict, collection: str, evidence: FactSources) -> list[dict]:
    return [{**part, "marks": evidence.marks(f"{collection}/{part['key']}")} for part in body[collection]]


def _acronyms(body: dict) -> list[str]:
    return [name["text"] for name in body["names"] if name["kind"] == NameKind.ACRONYM]


def _of_kind(relations: list[dict], kind: str) -> list[dict]:
    return [relation for relation in relations if relation["kind"] == kind]


def _relation_item(relation: dict, evidence: FactSources, directory: RecordDirectory) -> dict:
    is_succession = relation["kind"] == RelationKind.SUCCEEDS  # of which this page is the successor
    return {
        **relation,
        "other": directory.mention(relation["organization"], with_successor=not is_succession),
        "marks": evidence.marks(f"relations/{relation['key']}"),
    }


def facts_on_day(body: dict, day: date) -> dict:
    """The dated names of an organization on a day, and whether it was not founded yet or dissolved already."""
    dated = [name for name in body["names"] if name["valid_from"] or name["valid_until"]]
    return {
        "names": [
            name
            for name in dated
            if not is_certainly_after(name["valid_from"], day)
            and not is_certainly_before(name["valid_until"], day)
        ],
        "is_not_founded": is_to_be_founded(body, day),
        "is_dissolved": is_certainly_before(body["dissolved_on"], day),
    }


def holders_by(people: list[dict], day: date) -> list[dict]:
    """Those who may have held a post here by a day, with these posts."""
    holders = []
    for person in people:
        held = [post for post in person["positions"] if not is_certainly_after(post["held_from"], day)]
        if held:
            holders.append({**person, "positions": held})
    return holders


def _inverse_relation_items(record: LinkedRecord, kinds: Collection[str]) -> Iterator[dict]:
    """Relations of these kinds that the record of another organization states, from this one's side.

    Who was a member twice has two of them. What an organization is a part of is no relation, and has neither degree
    nor days.
    """
    if record.kind != "organization":
        return
    for kind in [kind for kind in record.link_kinds if kind in kinds]:
        for relation in [part for part in record.parts("relations") if part["kind"] == kind] or [{}]:
            yield {
                "way": _INVERSE_RELATION_WORDS[kind],
                "title": record.title,
                "address": record.address,
                "qualifier": record.body.get("qualifier", ""),
                "founded_on": record.body.get("founded_on", ""),
                "is_to_be_founded": is_to_be_founded(record.body, timezone.localdate()),
                "degree": relation.get("degree", {}),
                "valid_from": relation.get("valid_from", ""),
                "valid_until": relation.get("valid_until", ""),
            }


def agreements_by_nature(linked: list[LinkedRecord]) -> list[dict]:
    """The agreements in which it takes part, in one group for each nature."""
    agreements = [record for record in linked if record.kind == "agreement"]
    groups = [
        {"nature": nature, "agreements": [record for record in agreements if record.nature == nature]}
        for nature in principal_kind().main_fact_values
    ]
    return [{**group, "count": group["agreements"][0].group_size} for group in groups if group["agreements"]]


def _activity_items(linked: list[LinkedRecord], directory: RecordDirectory) -> list[dict]:
    """The activities that it attended, with its attendances."""
    return [
        {
            "title": record.title,
            "address": record.address,
            "body": record.body,
            "attendances": [
                {**attendance, "who": directory.mention(attendance["person"])}
                for attendance in record.parts("attendances")
            ],
        }
        for record in linked
        if record.kind == "activity" and "attended" in record.link_kinds
    ]


def _outcome_items(linked: list[LinkedRecord], directory: RecordDirectory, ref: str) -> list[dict]:
    """The outcomes of activities that were held and that concern it, with the activity."""
    return [
        {
            **outcome,
            "at": record,
            "concerned": directory.mentions_in(outcome, without=ref),
        }
        for record in linked
        if record.kind == "activity" and "outcome" in record.link_kinds and record.body["state"] == "held"
        for outcome in record.parts("outcomes")
    ]


def refs_in_activities(linked: list[LinkedRecord]) -> set[str]:
    """The references in the outcomes that concern it, and in its attendances."""
    activities = [record for record in linked if record.kind == "activity"]
    return mentioned_refs(
        [record.parts(name) for record in activities for name in ("outcomes", "attendances")]
    )


def list_row(body: dict) -> dict:
    """Context of an organization's row in a list, besides its name."""
    return {
        "kind": body["kind"],
        "country": body["country"],
        "qualifier": body["qualifier"],
        "acronyms": _acronyms(body),
        "founded_on": body["founded_on"],
        "is_planned": body["is_planned"],
        "dissolved_on": body["dissolved_on"],
    }
