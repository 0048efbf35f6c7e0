"""What the page of an activity shows: when, where, who for which side, what it came to. Plain data, no queries."""

from activities.choices import ActivityAgreementRole, AttendanceRole
from activities.models import Activity
from activities.part_names import part_names
from agreements.activities_section import ACTIVITY_ROLE_WORDS
from agreements.milestones import signing_day
from agreements.page_context import title_context
from pages.linked_records import LinkedRecord
from pages.mentions import RecordDirectory
from pages.source_marks import FactSources
from register.fact_labels import fact_labeller

# What an activity rests on, told apart from what it was otherwise to an agreement.
_BASIS_ROLES = {ActivityAgreementRole.HELD_UNDER}


def record_context(
    body: dict, evidence: FactSources, directory: RecordDirectory, linked: list[LinkedRecord]
) -> dict:
    """The parts of the page by section, each with the marks of its sources."""
    words = fact_labeller(Activity, body, part_names(directory))
    agreements = [_agreement_item(one, evidence, directory) for one in body["agreements"]]
    attendances = [_attendance_item(one, evidence, directory) for one in body["attendances"]]
    page = {
        "title": title_context(body, evidence),
        "series": directory.titled(body["series"]),
        "field_marks": {
            name: evidence.marks(name)
            for name in ("kind", "series", "ordinal", "on", "until", "date_wording", "places", "topics")
        },
        "rests_on": [one for one in agreements if one["role"] in _BASIS_ROLES],
        "agreements": [one for one in agreements if one["role"] not in _BASIS_ROLES],
        "sides": _attendances_by_side(attendances),
        "topics": [directory.titled(one) for one in body["topics"]],
        "outcomes": [_outcome_item(one, evidence, directory) for one in body["outcomes"]],
    }
    page["notes"] = {
        "when": evidence.notes("on", "until", "date_wording", words=words),
        "attendances": evidence.notes("attendances", words=words),
        "outcomes": evidence.notes("outcomes", words=words),
        "top": evidence.notes(*body, words=words),
    }
    page["supports"] = evidence.supports(words)
    return page


def _agreement_item(one: dict, evidence: FactSources, directory: RecordDirectory) -> dict:
    record = directory.titled(one["agreement"])
    return {
        "key": one["key"],
        "role": one["role"],
        "way": ACTIVITY_ROLE_WORDS.get(one["role"], one["role"]),
        "record": record,
        "signed": signing_day(record.body),
        "marks": evidence.marks(f"agreements/{one['key']}"),
    }


def agreement_bodies(page: dict) -> dict[str, dict]:
    """The bodies of the public agreements that the page names, by reference."""
    records = [page["series"], *(one["record"] for one in [*page["rests_on"], *page["agreements"]])]
    return {one.body["ref"]: one.body for one in records if one and one.body}


def _attendance_item(one: dict, evidence: FactSources, directory: RecordDirectory) -> dict:
    return {
        **one,
        "who": directory.mention(one["person"]),
        "of": directory.mention(one["organization"]),
        "marks": evidence.marks(f"attendances/{one['key']}"),
    }


def _attendances_by_side(attendances: list[dict]) -> list[dict]:
    """Those present by side: who led, the others, and who spoke; whether a side names nobody as its leader."""
    sides: dict[str, list[dict]] = {}
    for one in attendances:
        sides.setdefault(one["side"], []).append(one)
    somebody_led = any(one["role"] == AttendanceRole.LED for one in attendances)
    return [
        {
            "side": side,
            "leaders": [one for one in those if one["role"] == AttendanceRole.LED],
            "others": [one for one in those if one["role"] != AttendanceRole.LED],
            "has_no_leader": bool(side)
            and somebody_led
            and all(one["role"] != AttendanceRole.LED for one in those),
        }
        for side, those in sides.items()
    ]


def _outcome_item(one: dict, evidence: FactSources, directory: RecordDirectory) -> dict:
    return {
        **one,
        "organizations": [directory.mention(who) for who in one["organizations"]],
        "agreements": [directory.titled(what) for what in one["agreements"]],
        "topics": [directory.titled(topic) for topic in one["topics"]],
        "marks": evidence.marks(f"outcomes/{one['key']}"),
    }


def list_row(body: dict) -> dict:
    """What a list shows of an activity besides its title."""
    return {
        name: body[name]
        for name in ("kind", "state", "on", "until", "date_wording", "places", "ordinal", "series")
    }
