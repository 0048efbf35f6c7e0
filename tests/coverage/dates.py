"""Finds the dates and terms of a coded case in a body."""

import re
from collections.abc import Callable, Iterator

from core import edtf
from tests.coverage.bodies import citation_texts, first_path, part_path
from tests.coverage.text_comparison import (
    contains_words,
    is_same_date,
    paraphrases,
    parse_date,
    quoted_passages,
)

# The codes of kinds of milestone by the coders' words, where these differ.
_MILESTONE_KINDS = {
    "signed": {"signed", "exchanged"},
    "exchanged": {"exchanged", "signed"},
    "concluded": {"signed", "exchanged"},
    "dated": {"signed", "exchanged"},
    "decided": {"approved"},
    "accession": {"party_joined"},
    "in force": {"takes_effect"},
    "in force from": {"takes_effect"},
    "effective": {"takes_effect"},
    "amended, effective": {"amended"},
    "expires": {"expired"},
}
_TERM_FIELDS = {
    "in force from": "starts_on",
    "effective": "starts_on",
    "expires": "until",
    "expired": "until",
}
_ACTIVITY_KIND_OF_EVENT = {"announced": "announcement", "launched": "launch", "held": ""}


def date_facts(
    coded: list[dict], body: dict, body_and_activities: list[dict]
) -> Iterator[tuple[str, str, object, str]]:
    """Each event with its date; the words that a source uses for it are a fact of their own."""
    for number, date in enumerate(coded, 1):
        acts = list(_dated_acts(date["event"], body, body_and_activities))
        quoted = quoted_passages(date.get("prose") or "")
        yield (
            "date",
            f"dates/{number}",
            f"{date['event']} {date['value'] or date['precision']}",
            _date_path(date, acts),
        )
        if quoted:
            where = first_path(
                path
                for _at, _value, words in acts
                for path, text in words
                if any(contains_words(text, quotation) for quotation in quoted)
            )
            yield "date wording", f"dates/{number}/prose", date["prose"], where


def _dated_acts(
    event: str, body: dict, body_and_activities: list[dict]
) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """``(path, EDTF, words about it)`` of everything that a coded event can be."""
    for act in body.get("milestones", []):
        printed = f"{(act['by_body'] or {}).get('name', '')} {act['wording']}"
        if act["kind"] in _MILESTONE_KINDS.get(event, {event}) or contains_words(printed, event):
            path = f"milestones/{act['key']}"
            words = [
                (f"{body['ref']}/{path}/wording", act["wording"]),
                *(
                    (f"{body['ref']}/{path}/condition/{code}", text)
                    for code, text in act["condition"].items()
                ),
                *citation_texts(body, path),
            ]
            for field in ("on", "effective_on"):
                yield f"{body['ref']}/{path}/{field}", act[field], words
    if event in _TERM_FIELDS:
        for term in body.get("terms", []):
            words = [(f"{body['ref']}/terms/{term['key']}/wording", term["wording"])]
            yield f"{body['ref']}/terms/{term['key']}/{_TERM_FIELDS[event]}", term[_TERM_FIELDS[event]], words
    if event in _ACTIVITY_KIND_OF_EVENT:
        for activity in body_and_activities[1:]:
            if _ACTIVITY_KIND_OF_EVENT[event] in ("", activity["kind"]):
                words = [
                    (f"{activity['ref']}/date_wording", activity["date_wording"]),
                    *citation_texts(activity, "on"),
                ]
                yield f"{activity['ref']}/on", activity["on"], words


def _date_path(date: dict, acts: list) -> str:
    """Path of an act that has the coded date, or whose sources give it; without one, of an act without a date."""
    prose = date.get("prose") or ""
    if date["value"]:
        printed = re.compile(rf"(?<![\d-]){re.escape(date['value'])}(?![\d-])")
        is_other_calendar = parse_date(date["value"]) is None
        return (
            first_path(path for path, value, _words in acts if is_same_date(value, date["value"]))
            or first_path(path for _at, _value, words in acts for path, text in words if printed.search(text))
            or first_path(
                path
                for _at, _value, words in acts
                for path, text in words
                if is_other_calendar and contains_words(text, prose)
            )
        )
    open_acts = [
        (path, words) for path, value, words in acts if not value or not edtf.parse(value).is_exact_day
    ]
    if date["precision"] == "missing":
        return first_path(path for path, _words in open_acts)
    quoted = quoted_passages(prose)

    def matches(text: str) -> bool:
        if quoted:
            return any(contains_words(text, quotation) for quotation in quoted)
        return paraphrases(text, prose)

    return first_path(at for at, words in open_acts for _path, text in words if matches(text))


def duration_facts(coded: dict, body: dict) -> Iterator[tuple[str, str, object, str]]:
    """Facts about the duration, each statement by itself."""
    for member, value in coded.items():
        if value:
            yield f"duration {member}", f"duration/{member}", value, _duration_path(member, value, body)


def _duration_path(member: str, value: str, body: dict) -> str:
    if value == "indefinite":
        return _term_path(body, lambda term: "renewal" if term["renewal"] == value else "")
    if member in ("length", "initial"):
        return _term_path(body, lambda term: _first_field_holding(term, value, "length", "maximum_length"))
    if member in ("start", "end"):
        field = "starts_on" if member == "start" else "until"
        return _term_path(body, lambda term: field if is_same_date(term[field], value) else "")
    if member in ("notice", "review"):
        field = _first_field_holding(
            body, value, "termination_notice" if member == "notice" else "review_interval"
        )
        in_terms = _term_path(body, lambda term: _first_field_holding(term, value, "non_renewal_notice"))
        return f"{body['ref']}/{field}" if field else in_terms
    together = " ".join(term["wording"] for term in body.get("terms", []))
    if member == "prose" and paraphrases(together, value):
        return f"{body['ref']}/terms"
    return part_path(
        body, "milestones",
        lambda act: any(paraphrases(f"{act['kind']} {text}", value) for text in act["condition"].values()),
    )  # fmt: skip


def _term_path(body: dict, field_of: Callable[[dict], str]) -> str:
    """The path of the field of a term that ``field_of`` names, of the first term where it names one."""
    return first_path(
        f"{body['ref']}/terms/{term['key']}/{field}" for term in body.get("terms", []) if (field := field_of(term))
    )  # fmt: skip


def _first_field_holding(part: dict, value: str, *fields: str) -> str:
    """The first of these fields that holds the value, or an empty string."""
    return next((field for field in fields if part.get(field) == value), "")
