"""Where the activities told by a case stand, and what it says of organizations beside the agreements."""

import re
from collections.abc import Iterator

from tests.coverage.bodies import CaseBodies, first_path, paths_containing
from tests.coverage.text_comparison import (
    contains_words,
    is_same_date,
    paraphrases,
    significant_words,
    text_leaves,
    word_share,
)

# What coders call activities, where it is not the name of our own code.
_ACTIVITY_KINDS = {
    "call deadline": {"call"},
    "meeting": {"meeting", "dialogue_session"},
    "planned meeting": {"meeting", "dialogue_session"},
    "first initiative": {"meeting", "workshop", "visit", "other"},
}
_LEAST_TITLE_SHARE, _FULL_TITLE_SHARE = (
    0.4,
    0.75,
)  # of a title's words: to be the activity at all, and to say what it is


def activity_facts(told: dict, found: CaseBodies) -> Iterator[tuple[str, str, object, str]]:
    """What was done: an activity of its own; what an agreement sets out to do; or a programme of its own."""
    planned = told["type"].startswith("planned") and first_path(
        paths_containing(found.agreements, told["title"], ["commitments", "involvements"])
    )
    candidates = [
        *found.activities.values(),
        *(one for one in found.agreements if contains_words(told["type"], one["nature"])),
    ]
    body = max(candidates, key=lambda one: _activity_similarity(told, one), default={})
    if planned or not body or not _activity_similarity(told, body):
        yield "activity type", "type", told["type"], planned or ""
        yield "activity title", "title", told["title"], planned or ""
        body = {}
    else:
        member = "kind" if "kind" in body else "nature"
        where = f"{body['ref']}/{member}" if _is_activity_kind(told["type"], body) else ""
        yield "activity type", "type", told["type"], where
        is_told = word_share(told["title"], _body_text(body)) >= _FULL_TITLE_SHARE
        yield "activity title", "title", told["title"], f"{body['ref']}/texts" if is_told else ""
    if told.get("date"):
        where = first_path(
            path for path, day in _activity_days(body) if is_same_date(day, told["date"].split("T")[0])
        )
        yield "activity date", "date", told["date"], where
    if told.get("result"):
        yield "activity result", "result", told["result"], _result_path(told["result"], found)


def _is_activity_kind(told: str, body: dict) -> bool:
    if "kind" in body:
        return body["kind"] in _ACTIVITY_KINDS.get(told, {told.replace(" ", "_")})
    return contains_words(told, body["nature"])


def _activity_days(body: dict) -> Iterator[tuple[str, str]]:
    """The days of an activity; of an agreement, those of its key dates and terms."""
    for field in ("on", "until"):
        yield f"{body.get('ref')}/{field}", body.get(field, "")
    for act in body.get("milestones", []):
        yield f"{body['ref']}/milestones/{act['key']}/on", act["on"]
    for term in body.get("terms", []):
        yield f"{body['ref']}/terms/{term['key']}/starts_on", term["starts_on"]


def _activity_similarity(told: dict, body: dict) -> float:
    """How alike an activity told and a body are; 0 when too little of its title is there."""
    common = word_share(told["title"], _body_text(body))
    dated = any(is_same_date(day, told.get("date", "").split("T")[0]) for _path, day in _activity_days(body))
    return common + dated + 2 * _is_activity_kind(told["type"], body) if common >= _LEAST_TITLE_SHARE else 0


def _body_text(body: dict) -> str:
    """All the words of a body, its sources apart."""
    return " ".join(
        text for name in body if name != "sources" for _path, text in text_leaves(body[name], name)
    )


def _result_path(told: str, found: CaseBodies) -> str:
    """Each number with its thing, in one result of an agreement; the path of the first."""
    paths = []
    for piece in re.sub(r"\(.*?\)", "", told).split(","):
        paths.append(first_path(
            f"{body['ref']}/results/{part['key']}"
            for body in found.agreements for part in body["results"]
            if contains_words(f"{part['quantity'] or ''} {part['unit']} {' '.join(part['text'].values())}", piece)
        ))  # fmt: skip
    return paths[0] if all(paths) else ""


def organization_fact_path(told: str, found: CaseBodies) -> str:
    """A remark on an organization or on somebody in office: each statement of it in one body and its relations."""
    told = re.sub(r"\((?!\w+ \d{4})[^)]*\)", "", told)
    refs = [
        first_path(ref for ref, text in _remark_texts(found) if _contains_remark(statement, text))
        for statement in told.split(";")
    ]
    return refs[0] if all(refs) else ""


def _remark_texts(found: CaseBodies) -> Iterator[tuple[str, str]]:
    """``(reference, all its words)``: names of members too, since they say what a date or a name is."""
    for body in [*found.mentioned.values(), *found.activities.values()]:
        related = [
            found.full(one["organization"]) for one in body.get("relations", []) if "organization" in one
        ]
        told = [f"{path} {text}" for one in [body, *related] if one for path, text in text_leaves(one, "")]
        yield body["ref"], " ".join(told)


def _contains_remark(told: str, recorded: str) -> bool:
    """Most of the words, and every number."""
    words = significant_words(recorded)
    return paraphrases(recorded, told) and all(
        word in words for word in significant_words(told) if word.isdigit()
    )
