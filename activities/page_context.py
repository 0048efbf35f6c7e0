"""Template context of an activity's page, and of its row in a list. No queries."""

import re
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from activities.choices import ActivityAgreementRole, ActivityState, AttendanceRole
from activities.models import Activity
from activities.part_names import part_names
from agreements.activity_roles import words_for_activity
from agreements.milestones import signing_day
from agreements.page_context import title_context
from core.country_names import country_order
from core.localized import printed_in_language
from pages.linked_records import LinkedRecord
from pages.mentions import RecordDirectory
from pages.source_marks import FactSources
from register.fact_labels import fact_labeller

# Roles in which an agreement is the basis of the activity, shown apart from the other roles.
_BASIS_ROLES = {ActivityAgreementRole.HELD_UNDER}

# Sections that stand only where anything of theirs is recorded, by their anchor.
_SECTION_NAMES = {"attendances": _("participants"), "outcomes": _("outcomes")}


def record_context(
    body: dict, evidence: FactSources, directory: RecordDirectory, linked: list[LinkedRecord]
) -> dict:
    """The context by section of the page, each part with the marks of its sources."""
    words = fact_labeller(Activity, body, part_names(directory))
    links = [_agreement_item(link, body, evidence, directory) for link in body["agreements"]]
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
        "rests_on": [link for link in links if link["role"] in _BASIS_ROLES],
        "agreements": _links_by_agreement([link for link in links if link["role"] not in _BASIS_ROLES]),
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
    page["has"] = has = {
        "attendances": bool(page["sides"] or page["notes"]["attendances"]),
        "outcomes": bool(page["outcomes"] or page["notes"]["outcomes"]),
    }
    missed = _SECTION_NAMES.items() if body["state"] == ActivityState.HELD else ()
    page["gaps"] = [(anchor, name) for anchor, name in missed if not has[anchor]]
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


def _links_by_agreement(links: list[dict]) -> list[dict]:
    """One row for each agreement, with all that the activity is to it as ``ways``."""
    rows: dict[str, dict] = {}
    for link in links:
        about = link["record"].body.get("ref") if link["record"] else None
        row = rows.setdefault(about or link["key"], {**link, "ways": []})
        row["ways"].append(link)
    return list(rows.values())


def agreement_bodies(page: dict) -> dict[str, dict]:
    """The bodies of the public agreements in the context of the page, by reference."""
    records = [page["series"], *(item["record"] for item in [*page["rests_on"], *page["agreements"]])]
    return {record.body["ref"]: record.body for record in records if record and record.body}


def _attendance_item(attendance: dict, evidence: FactSources, directory: RecordDirectory) -> dict:
    of = directory.mention(attendance["organization"])
    post = printed_in_language(attendance, "post")
    around = _split_at_name(post, of.written or of.name) if of else None
    if of and of.written and around:  # the post has it as written
        of, around = replace(of, written=""), None
    return {
        **attendance,
        "who": directory.mention(attendance["person"]),
        "of": of,
        "post": post,
        "post_around_name": around,
        "marks": evidence.marks(f"attendances/{attendance['key']}"),
        "further": [],
    }


def _split_at_name(post: str, name: str) -> tuple[str, str] | None:
    """The words of a post before and after the name of an organization; None where the post does not name it."""
    place = re.search(rf"(?<![^\W_]){re.escape(name)}(?![A-Za-z0-9])", post) if name else None
    return (post[: place.start()], post[place.end() :]) if place else None


def _by_person(attendances: list[dict]) -> list[dict]:
    """Each person once: what else the same person did there, or in which other post, as ``further``."""
    rows: list[dict] = []
    by_ref: dict[str, dict] = {}
    for attendance in attendances:
        ref = (attendance["person"] or {}).get("ref")
        if ref and ref in by_ref:
            is_named_alike = attendance["who"].name == by_ref[ref]["who"].name
            by_ref[ref]["further"].append({**attendance, "is_named_alike": is_named_alike})
            continue
        rows.append(attendance)
        if ref:
            by_ref[ref] = attendance
    return rows


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
        for side, rows in sorted(sides.items(), key=lambda item: country_order(item[0]))
        for members in [_by_person(sorted(rows, key=lambda row: row["role"] != AttendanceRole.LED))]
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
