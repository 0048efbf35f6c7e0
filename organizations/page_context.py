"""What the page of an organization shows: the body, put in the order in which people ask. Plain data, no queries."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from core.edtf.bounds import is_certainly_after, is_certainly_before
from organizations.choices import NameKind, OrganizationKind, RelationKind
from organizations.models import Organization
from organizations.part_names import part_names
from pages.linked_records import LinkedRecord
from pages.mentions import RecordDirectory, mentioned_refs
from pages.source_marks import FactSources
from register.fact_labels import fact_labeller

# How the other organization stands to this one, told from this one's side.
_INVERSE_RELATION_WORDS = {
    RelationKind.SUCCEEDS: _("succeeded by"),
    RelationKind.PART_OF: _("has as a part"),
    RelationKind.FUNDED_BY: _("funds"),
    RelationKind.FOUNDED_BY: _("founded"),
    RelationKind.MEMBER_OF: _("has as a member"),
}
# What stands above or between countries: that it has none is no gap in what is recorded.
_KINDS_WITHOUT_COUNTRY = {OrganizationKind.INTERGOVERNMENTAL, OrganizationKind.GROUP_OF_STATES}
# In the order in which agreements are counted, apart from each other.
_NATURES = ["instrument", "programme", "dialogue"]


def record_context(
    body: dict, evidence: FactSources, directory: RecordDirectory, linked: list[LinkedRecord]
) -> dict:
    """The parts of the page by section, each with the marks of its sources."""
    words = fact_labeller(Organization, body, part_names(directory))
    relations = [_relation_item(one, evidence, directory) for one in body["relations"]]
    page = {
        "wholes": directory.wholes(body),
        "names": [{**one, "marks": evidence.marks(f"names/{one['key']}")} for one in body["names"]],
        "is_of_no_country": body["kind"] in _KINDS_WITHOUT_COUNTRY,
        "acronyms": [one["text"] for one in body["names"] if one["kind"] == NameKind.ACRONYM],
        "field_marks": {
            name: evidence.marks(name)
            for name in (
                "name",
                "kind",
                "country",
                "parent",
                "founded_on",
                "dissolved_on",
                "website",
                "purpose",
            )
        },
        "founders": [one for one in relations if one["kind"] == RelationKind.FOUNDED_BY],
        "succeeds": [one for one in relations if one["kind"] == RelationKind.SUCCEEDS],
        "succeeded_by": [
            _inverse_relation_item(one, RelationKind.SUCCEEDS)
            for one in _linked_organizations(linked, RelationKind.SUCCEEDS)
        ],
        "relations": relations,
        "other_side": [
            _inverse_relation_item(one, way)
            for one in linked
            if one.kind == "organization"
            for way in one.ways
            if way in _INVERSE_RELATION_WORDS
        ],
        "locations": [
            {**one, "marks": evidence.marks(f"locations/{one['key']}")} for one in body["locations"]
        ],
        "identifiers": [
            {**one, "marks": evidence.marks(f"identifiers/{one['key']}")} for one in body["identifiers"]
        ],
        "agreements": agreements_by_nature(linked),
        "activities": _activity_items(linked, directory),
        "people": [one for one in linked if one.kind == "person"],
        "outcomes": _outcome_items(linked, directory),
    }
    page["notes"] = {
        "relations": evidence.notes("relations", words=words),
        "names": evidence.notes("names", words=words),
        "top": evidence.notes(*body, words=words),
    }
    page["supports"] = evidence.supports(words)
    return page


def _relation_item(one: dict, evidence: FactSources, directory: RecordDirectory) -> dict:
    return {
        **one,
        "other": directory.mention(one["organization"]),
        "marks": evidence.marks(f"relations/{one['key']}"),
    }


def facts_on_day(body: dict, day: date) -> dict:
    """What is recorded of an organization on a day: the names it had, whether it was there."""
    dated = [one for one in body["names"] if one["valid_from"] or one["valid_until"]]
    return {
        "names": [
            one
            for one in dated
            if not is_certainly_after(one["valid_from"], day)
            and not is_certainly_before(one["valid_until"], day)
        ],
        "is_not_founded": is_certainly_after(body["founded_on"], day),
        "is_dissolved": is_certainly_before(body["dissolved_on"], day),
    }


def _linked_organizations(linked: list[LinkedRecord], way: str) -> list[LinkedRecord]:
    return [one for one in linked if one.kind == "organization" and way in one.ways]


def _inverse_relation_item(one: LinkedRecord, way: str) -> dict:
    """An organization whose record tells how it stands to this one."""
    told = next((part for part in one.parts("relations") if part["kind"] == way), {})
    return {
        "way": _INVERSE_RELATION_WORDS[way],
        "title": one.title,
        "address": one.address,
        "qualifier": one.body.get("qualifier", ""),
        "founded_on": one.body.get("founded_on", ""),
        "degree": told.get("degree", {}),
        "valid_from": told.get("valid_from", ""),
        "valid_until": told.get("valid_until", ""),
    }


def agreements_by_nature(linked: list[LinkedRecord]) -> list[dict]:
    """The agreements it takes part in, counted apart by nature."""
    found = [one for one in linked if one.kind == "agreement"]
    groups = [
        {"nature": nature, "agreements": [one for one in found if one.nature == nature]}
        for nature in _NATURES
    ]
    return [{**group, "count": group["agreements"][0].in_group} for group in groups if group["agreements"]]


def _activity_items(linked: list[LinkedRecord], directory: RecordDirectory) -> list[dict]:
    """The activities it was present at, with what it did there."""
    return [
        {
            "title": one.title,
            "address": one.address,
            "body": one.body,
            "attendances": one.parts("attendances"),
        }
        for one in linked
        if one.kind == "activity" and "attended" in one.ways
    ]


def _outcome_items(linked: list[LinkedRecord], directory: RecordDirectory) -> list[dict]:
    """What activities came to that concerns it, and where."""
    return [
        {**outcome, "at": one, "organizations": [directory.mention(who) for who in outcome["organizations"]]}
        for one in linked if one.kind == "activity"
        for outcome in one.parts("outcomes") if "outcome" in one.ways
    ]  # fmt: skip


def refs_in_outcomes(linked: list[LinkedRecord]) -> set[str]:
    """The references in the outcomes that concern it."""
    return mentioned_refs([one.parts("outcomes") for one in linked if one.kind == "activity"])


def list_row(body: dict) -> dict:
    """What a list shows of an organization besides its name."""
    return {
        "kind": body["kind"],
        "country": body["country"],
        "qualifier": body["qualifier"],
        "acronyms": [one["text"] for one in body["names"] if one["kind"] == NameKind.ACRONYM],
        "founded_on": body["founded_on"],
        "dissolved_on": body["dissolved_on"],
    }
