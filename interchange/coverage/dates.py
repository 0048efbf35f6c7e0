"""Where dates and terms told by a case stand in a body."""

import re
from collections.abc import Callable, Iterator

from core import edtf
from interchange.coverage.comparing import describes, quotes, read_date, same_date, says
from interchange.coverage.published import cited_words, first, in_part

# The key dates that an event told can be, where it is not the name of our own code.
EVENTS = {
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
IN_TERMS = {"in force from": "starts_on", "effective": "starts_on", "expires": "until", "expired": "until"}
IN_ACTIVITIES = {"announced": "announcement", "launched": "launch", "held": ""}


def date_facts(told: list[dict], body: dict, around: list[dict]) -> Iterator[tuple[str, str, object, str]]:
    """Each event with its date; the words that a source uses for it are a fact of their own."""
    for number, date in enumerate(told, 1):
        acts = list(acts_of(date["event"], body, around))
        quoted = quotes(date.get("prose") or "")
        yield (
            "date",
            f"dates/{number}",
            f"{date['event']} {date['value'] or date['precision']}",
            date_place(date, acts),
        )
        if quoted:
            where = first(
                path
                for _at, _value, words in acts
                for path, text in words
                if any(says(text, one) for one in quoted)
            )
            yield "date wording", f"dates/{number}/prose", date["prose"], where


def acts_of(event: str, body: dict, around: list[dict]) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """``(path, EDTF, words about it)`` of all that an event told can be."""
    for act in body.get("milestones", []):
        printed = f"{(act['by_body'] or {}).get('name', '')} {act['wording']}"
        if act["kind"] in EVENTS.get(event, {event}) or says(printed, event):
            path = f"milestones/{act['key']}"
            words = [
                (f"{body['ref']}/{path}/wording", act["wording"]),
                *(
                    (f"{body['ref']}/{path}/condition/{code}", text)
                    for code, text in act["condition"].items()
                ),
                *cited_words(body, path),
            ]
            for field in ("on", "effective_on"):
                yield f"{body['ref']}/{path}/{field}", act[field], words
    if event in IN_TERMS:
        for term in body.get("terms", []):
            words = [(f"{body['ref']}/terms/{term['key']}/wording", term["wording"])]
            yield f"{body['ref']}/terms/{term['key']}/{IN_TERMS[event]}", term[IN_TERMS[event]], words
    if event in IN_ACTIVITIES:
        for activity in around[1:]:
            if IN_ACTIVITIES[event] in ("", activity["kind"]):
                words = [
                    (f"{activity['ref']}/date_wording", activity["date_wording"]),
                    *cited_words(activity, "on"),
                ]
                yield f"{activity['ref']}/on", activity["on"], words


def date_place(date: dict, acts: list) -> str:
    """Where an act has that date, or a source is said to give it; one told without a date, where none is given."""
    prose = date.get("prose") or ""
    if date["value"]:
        printed = re.compile(rf"(?<![\d-]){re.escape(date['value'])}(?![\d-])")
        is_other_calendar = read_date(date["value"]) is None
        return (
            first(path for path, value, _words in acts if same_date(value, date["value"]))
            or first(path for _at, _value, words in acts for path, text in words if printed.search(text))
            or first(
                path
                for _at, _value, words in acts
                for path, text in words
                if is_other_calendar and says(text, prose)
            )
        )
    open_acts = [
        (path, words) for path, value, words in acts if not value or not edtf.parse(value).is_exact_day
    ]
    if date["precision"] == "missing":
        return first(path for path, _words in open_acts)
    quoted = quotes(prose)

    def tells(text: str) -> bool:
        return any(says(text, one) for one in quoted) if quoted else describes(text, prose)

    return first(at for at, words in open_acts for _path, text in words if tells(text))


def duration_facts(told: dict, body: dict) -> Iterator[tuple[str, str, object, str]]:
    """How long it lasts, each statement by itself."""
    for member, value in told.items():
        if value:
            yield f"duration {member}", f"duration/{member}", value, duration_place(member, value, body)


def duration_place(member: str, value: str, body: dict) -> str:
    if value == "indefinite":
        return in_term(body, lambda term: "renewal" if term["renewal"] == value else "")
    if member in ("length", "initial"):
        return in_term(body, lambda term: held_in(term, value, "length", "maximum_length"))
    if member in ("start", "end"):
        field = "starts_on" if member == "start" else "until"
        return in_term(body, lambda term: field if same_date(term[field], value) else "")
    if member in ("notice", "review"):
        field = held_in(body, value, "termination_notice" if member == "notice" else "review_interval")
        in_terms = in_term(body, lambda term: held_in(term, value, "non_renewal_notice"))
        return f"{body['ref']}/{field}" if field else in_terms
    together = " ".join(term["wording"] for term in body.get("terms", []))
    if member == "prose" and describes(together, value):
        return f"{body['ref']}/terms"
    return in_part(
        body, "milestones",
        lambda act: any(describes(f"{act['kind']} {text}", value) for text in act["condition"].values()),
    )  # fmt: skip


def in_term(body: dict, field_of: Callable[[dict], str]) -> str:
    """The path of the field of a term that ``field_of`` names, of the first term where it names one."""
    return first(
        f"{body['ref']}/terms/{term['key']}/{field}" for term in body.get("terms", []) if (field := field_of(term))
    )  # fmt: skip


def held_in(part: dict, value: str, *fields: str) -> str:
    """The first of these fields that holds the value, or an empty string."""
    return next((field for field in fields if part.get(field) == value), "")
