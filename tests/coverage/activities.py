"""Finds the activities of a coded case in published bodies, and its remarks on organizations."""

import re
from collections.abc import Iterator

from tests.coverage import schema
from tests.coverage.bodies import CaseBodies, first_path, paths_containing
from tests.coverage.other import other_facts
from tests.coverage.text_comparison import (
    contains_words,
    is_same_date,
    paraphrases,
    significant_words,
    text_leaves,
    word_share,
)

# The codes of kinds of activity by the coders' words, where these differ.
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


def activity_facts(coded: dict, published: CaseBodies) -> Iterator[tuple[str, str, object, str]]:
    """Facts of an activity: found in an activity, in the commitments of an agreement, or in a programme."""
    planned = coded["type"].startswith("planned") and first_path(
        paths_containing(published.agreements, coded["title"], ["commitments", "involvements"])
    )
    candidates = [
        *published.activities.values(),
        *(
            agreement
            for agreement in published.agreements
            if contains_words(coded["type"], agreement["nature"])
        ),
    ]
    body = max(candidates, key=lambda candidate: _activity_similarity(coded, candidate), default={})
    if planned or not body or not _activity_similarity(coded, body):
        yield "activity type", "type", coded["type"], planned or ""
        yield "activity title", "title", coded["title"], planned or ""
        body = {}
    else:
        member = "kind" if "kind" in body else "nature"
        where = f"{body['ref']}/{member}" if _is_activity_kind(coded["type"], body) else ""
        yield "activity type", "type", coded["type"], where
        is_titled = word_share(coded["title"], _body_text(body)) >= _FULL_TITLE_SHARE
        yield "activity title", "title", coded["title"], f"{body['ref']}/texts" if is_titled else ""
    if coded.get("date"):
        where = first_path(
            path for path, day in _activity_days(body) if is_same_date(day, coded["date"].split("T")[0])
        )
        yield "activity date", "date", coded["date"], where
    if coded.get("result"):
        yield "activity result", "result", coded["result"], _result_path(coded["result"], published)
    yield from other_facts(coded, schema.known("activity"), [body] if body else [])


def _is_activity_kind(coded: str, body: dict) -> bool:
    if "kind" in body:
        return body["kind"] in _ACTIVITY_KINDS.get(coded, {coded.replace(" ", "_")})
    return contains_words(coded, body["nature"])


def _activity_days(body: dict) -> Iterator[tuple[str, str]]:
    """The days of an activity; of an agreement, those of its key dates and terms."""
    for field in ("on", "until"):
        yield f"{body.get('ref')}/{field}", body.get(field, "")
    for act in body.get("milestones", []):
        yield f"{body['ref']}/milestones/{act['key']}/on", act["on"]
    for term in body.get("terms", []):
        yield f"{body['ref']}/terms/{term['key']}/starts_on", term["starts_on"]


def _activity_similarity(coded: dict, body: dict) -> float:
    """Similarity of a coded activity and a body; 0 when too little of its title is there."""
    common = word_share(coded["title"], _body_text(body))
    dated = any(is_same_date(day, coded.get("date", "").split("T")[0]) for _path, day in _activity_days(body))
    return common + dated + 2 * _is_activity_kind(coded["type"], body) if common >= _LEAST_TITLE_SHARE else 0


def _body_text(body: dict) -> str:
    """All the words of a body, its sources apart."""
    return " ".join(
        text for name in body if name != "sources" for _path, text in text_leaves(body[name], name)
    )


def _result_path(coded: str, published: CaseBodies) -> str:
    """Path of the first of the results of an agreement that hold each number with its unit; empty unless all do."""
    paths = []
    for piece in re.sub(r"\(.*?\)", "", coded).split(","):
        paths.append(first_path(
            f"{body['ref']}/results/{part['key']}"
            for body in published.agreements for part in body["results"]
            if contains_words(f"{part['quantity'] or ''} {part['unit']} {' '.join(part['text'].values())}", piece)
        ))  # fmt: skip
    return paths[0] if all(paths) else ""


def organization_fact_path(coded: str, published: CaseBodies) -> str:
    """Path of a remark on an organization or office holder: a body that, with its relations, holds each statement."""
    coded = re.sub(r"\((?!\w+ \d{4})[^)]*\)", "", coded)
    refs = [
        first_path(ref for ref, text in _remark_texts(published) if _contains_remark(statement, text))
        for statement in coded.split(";")
    ]
    return refs[0] if all(refs) else ""


def _remark_texts(published: CaseBodies) -> Iterator[tuple[str, str]]:
    """``(reference, all its words)``: names of members too, since they say what a date or a name is."""
    for body in [*published.mentioned.values(), *published.activities.values()]:
        related = [
            published.body_of_mention(relation["organization"])
            for relation in body.get("relations", [])
            if "organization" in relation
        ]
        leaves = [leaf for part in [body, *related] if part for leaf in text_leaves(part, "")]
        yield body["ref"], " ".join(f"{path} {text}" for path, text in leaves)


def _contains_remark(coded: str, recorded: str) -> bool:
    """True where most of the words are recorded, and every number."""
    words = significant_words(recorded)
    return paraphrases(recorded, coded) and all(
        word in words for word in significant_words(coded) if word.isdigit()
    )
