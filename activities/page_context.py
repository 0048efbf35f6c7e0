"""Template context of an activity's page, and of its row in a list. No queries."""

from activities.choices import ActivityAgreementRole, AttendanceRole
from activities.models import Activity
from activities.part_names import part_names
from agreements.activity_roles import words_for_activity
from agreements.milestones import signing_day
from agreements.page_context import title_context
from pages.linked_records import LinkedRecord
from pages.mentions import RecordDirectory
from pages.source_marks import FactSources
from register.fact_labels import fact_labeller

# Roles in which an agreement is the basis of the activity, shown apart from the other roles.
_BASIS_ROLES = {ActivityAgreementRole.HELD_UNDER}


def record_context(
    body: dict, evidence: FactSources, directory: RecordDirectory, linked: list[LinkedRecord]
) -> dict:
    """The context by section of the page, each part with the marks of its sources."""
    words = fact_labeller(Activity, body, part_names(directory))
    agreements = [_agreement_item(link, body, evidence, directory) for link in body["agreements"]]
    attendances = [_attendance_item(row, evidence, directory) for row in body["attendances"]]
    # of a call, often only the closing day is known: then its day is “on or before” that one
    is_only_closing = bool(body["until"]) and body["on"] in ("", f"[..{body['until']}]")
    page = {
        "title": title_context(body, evidence),
        "series": directory.mention_by_title(body["series"]),
        "field_marks": {
            name: evidence.marks(name)
            for name in ("kind", "series", "ordinal", "on", "until", "date_wording", "places", "topics")
        },
        "is_only_closing": is_only_closing,
        "rests_on": [item for item in agreements if item["role"] in _BASIS_ROLES],
        "agreements": [item for item in agreements if item["role"] not in _BASIS_ROLES],
        "sides": _attendances_by_side(attendances),
        "topics": [directory.mention_by_title(topic) for topic in body["topics"]],
        "outcomes": [_outcome_item(outcome, evidence, directory) for outcome in body["outcomes"]],
    }
    if is_only_closing:  # one day is shown for both
        page["field_marks"]["until"] = evidence.exact_marks("on", "until")
    page["notes"] = {
        "when": evidence.notes("on", "until", "date_wording", words=words),
        "attendances": evidence.notes("attendances", words=words),
        "outcomes": evidence.notes("outcomes", words=words),
        "top": evidence.notes(*body, words=words),
    }
    page["sources"] = evidence.supporting_sources(words)
    return page


def _agreement_item(link: dict, body: dict, evidence: FactSources, directory: RecordDirectory) -> dict:
    record = directory.mention_by_title(link["agreement"])
    return {
        "key": link["key"],
        "role": link["role"],
        "way": words_for_activity(link["role"], body),
        "record": record,
        "stub": link["stub"],
        "signed": signing_day(record.body) if record else "",
        "marks": evidence.marks(f"agreements/{link['key']}"),
    }


def agreement_bodies(page: dict) -> dict[str, dict]:
    """The bodies of the public agreements in the context of the page, by reference."""
    records = [page["series"], *(item["record"] for item in [*page["rests_on"], *page["agreements"]])]
    return {record.body["ref"]: record.body for record in records if record and record.body}


def _attendance_item(attendance: dict, evidence: FactSources, directory: RecordDirectory) -> dict:
    return {
        **attendance,
        "who": directory.mention(attendance["person"]),
        "of": directory.mention(attendance["organization"]),
        "marks": evidence.marks(f"attendances/{attendance['key']}"),
    }


def _attendances_by_side(attendances: list[dict]) -> list[dict]:
    """Attendances by side, leaders first. A side has no leader where another side names one and it does not."""
    sides: dict[str, list[dict]] = {}
    for attendance in attendances:
        sides.setdefault(attendance["side"], []).append(attendance)
    groups = [
        {
            "side": side,
            "leaders": [attendance for attendance in members if attendance["role"] == AttendanceRole.LED],
            "others": [attendance for attendance in members if attendance["role"] != AttendanceRole.LED],
        }
        for side, members in sides.items()
    ]
    has_leaders = any(group["leaders"] for group in groups)
    return [
        {**group, "has_no_leader": bool(group["side"]) and has_leaders and not group["leaders"]}
        for group in groups
    ]


def _outcome_item(outcome: dict, evidence: FactSources, directory: RecordDirectory) -> dict:
    return {
        **outcome,
        "concerned": directory.mentions_in(outcome),
        "marks": evidence.marks(f"outcomes/{outcome['key']}"),
    }


def list_row(body: dict) -> dict:
    """Context of an activity's row in a list, besides its title."""
    return {name: body[name] for name in ("kind", "state", "on", "until", "date_wording", "places")}
