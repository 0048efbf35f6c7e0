"""Finds the dates and terms of a coded case in a body."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from core import edtf
from tests.coverage.bodies import citation_texts, first_path, part_path
from tests.coverage.events import EventMeaning, doer_of, meaning_of
from tests.coverage.text_comparison import (
    contains_words,
    is_same_date,
    paraphrases,
    parse_date,
    quoted_passages,
    text_leaves,
)
from tests.register.on_oracle import later

_GUIDES = {"event", "value", "precision", "prose", "relative"}  # they say how the others are to be compared


@dataclass(frozen=True)
class _Place:
    """A date in a body that an event can be: its path and value, the words about it, and the part it stands in."""

    path: str
    value: str
    words: list[tuple[str, str]]
    part: dict


def date_facts(
    coded: list[dict], body: dict, body_and_activities: list[dict]
) -> Iterator[tuple[str, str, object, str]]:
    """Each event with its date; whose act it was and the words that a source uses are facts of their own."""
    for number, date in enumerate(coded, 1):
        here = f"dates/{number}"
        event, value, prose = date["event"], date.get("value") or "", date.get("prose") or ""
        places = list(_places(event, body, body_and_activities))
        where = _date_path(value, date.get("precision") or "", prose, places)
        yield "date", here, f"{event} {value or date.get('precision') or ''}", where
        theirs = [place for place in places if place.path == where] or places
        if quoted := quoted_passages(prose):
            yield "date wording", f"{here}/prose", prose, first_path(
                path
                for place in places for path, text in place.words
                if any(contains_words(text, quotation) for quotation in quoted)
            )  # fmt: skip
        if doer := doer_of(event):
            yield "date by", f"{here}/by", doer, _detail_path("by", doer, theirs, body)
        for member, detail in date.items():
            if member not in _GUIDES and detail:
                yield f"date {member}", f"{here}/{member}", detail, _detail_path(member, detail, theirs, body)


def _detail_path(member: str, coded, places: list[_Place], body: dict) -> str:
    """Path of what else is said of an act: that it is planned, whose it is, any words about it."""
    if coded is True:
        return first_path(place.path for place in places if _is_so(member, place.part, body))
    if not isinstance(coded, str):
        return ""
    parties = {row["key"]: row for row in body.get("involvements", [])}
    for place in places:
        at = place.path.rsplit("/", 1)[0]
        acting = parties.get(place.part.get("involvement"))
        leaves = [*text_leaves(place.part, at), *place.words, *text_leaves(acting or {}, f"{at}/involvement")]
        leaves += [(at, kind) for kind in (place.part.get("kind"), place.part.get("state")) if kind]
        if where := first_path(path for path, text in leaves if contains_words(text, coded)):
            return where
    return ""


def _is_so(member: str, part: dict, body: dict) -> bool:
    """True where a part says so by a member or a state of that name; planned is also what waits for something."""
    if part.get(member) is True or part.get(f"is_{member}") is True or part.get("state") == member:
        return True
    if member != "planned" or "on" not in part:
        return False
    published = [source["published_on"] for source in body.get("sources", []) if source["published_on"]]
    source_day = min(
        (day.latest for text in published if (day := edtf.parse(text)) and day.latest), default=None
    )
    day = edtf.parse(part["on"]).earliest if part["on"] else None
    return bool(part.get("condition")) or bool(source_day and day and day > source_day)


def _places(event: str, body: dict, body_and_activities: list[dict]) -> Iterator[_Place]:
    """Everything that a coded event can be."""
    meaning = meaning_of(event)
    for act in body.get("milestones", []):
        yield from _places_of_act(event, meaning, act, body)
    for collection in ("terms", "contributions"):
        for part in body.get(collection, []):
            at = f"{body['ref']}/{collection}/{part['key']}"
            words = [(f"{at}/wording", part["wording"])]
            for field, is_meant in (("starts_on", meaning.is_beginning), ("until", meaning.is_end)):
                if is_meant and part[field]:
                    yield _Place(f"{at}/{field}", part[field], words, part)
            if meaning.is_end and collection == "terms":
                yield from (_Place(f"{at}/length", day, words, part) for day in _derived_ends(part, body))
    for collection in ("commitments", "contributions"):
        for part in body.get(collection, []):
            if meaning.is_due and (part["due"] or part["due_each_year"] or part["due_event"]):
                at = f"{body['ref']}/{collection}/{part['key']}"
                words = [*text_leaves(part, at)]
                yield _Place(f"{at}/due", part["due"], words, part)
                if part["due_each_year"]:
                    yearly = part["due_each_year"].replace("--", "XXXX-")
                    yield _Place(f"{at}/due_each_year", yearly, words, part)
    for activity in body_and_activities[1:]:
        if activity["kind"] in meaning.activities:
            words = [
                (f"{activity['ref']}/date_wording", activity["date_wording"]),
                *citation_texts(activity, "on"),
            ]
            for field in ("on", "until"):
                if field == "on" or activity[field]:
                    yield _Place(f"{activity['ref']}/{field}", activity[field], words, activity)


def _places_of_act(event: str, meaning: EventMeaning, act: dict, body: dict) -> Iterator[_Place]:
    """An act of that kind, with the day it counts from; of another one, the day that begins or ends something."""
    path = f"milestones/{act['key']}"
    printed = f"{(act['by_body'] or {}).get('name', '')} {act['wording']}"
    is_meant = act["kind"] in meaning.kinds or contains_words(printed, event)
    words = [
        (f"{body['ref']}/{path}/wording", act["wording"]),
        *((f"{body['ref']}/{path}/condition/{code}", text) for code, text in act["condition"].items()),
        *citation_texts(body, path),
    ]
    if is_meant:
        yield _Place(f"{body['ref']}/{path}/on", act["on"], words, act)
    for field, is_day in (("effective_on", is_meant or meaning.is_beginning), ("until", meaning.is_end)):
        if is_day and act[field]:
            yield _Place(f"{body['ref']}/{path}/{field}", act[field], words, act)


def _derived_ends(term: dict, body: dict) -> Iterator[str]:
    """The last day of a term that has a length, and the day after it, by each day it can count from."""
    kinds = {"signature": ("signed", "exchanged"), "effect": ("takes_effect", "provisionally_applied")}
    counted = kinds.get(term["starts_with"], (*kinds["signature"], *kinds["effect"]))
    acts = [act["effective_on"] or act["on"] for act in body["milestones"] if act["kind"] in counted]
    for text in filter(None, [term["starts_on"]] if term["starts_on"] else acts):
        start = edtf.parse(text)
        if term["length"]:
            for days in (-1, 0):
                yield edtf.from_bounds(
                    *(later(day, term["length"], days) for day in (start.earliest, start.latest))
                )


def _written(value: str) -> list[str]:
    """A date as a note can write it: as coded, in English, in Korean."""
    parsed = parse_date(value)
    return [value, *(parsed.words(language) for language in ("en", "ko"))] if parsed else [value]


def _date_path(value: str, precision: str, prose: str, places: list[_Place]) -> str:
    """Path of a place that has the coded date, or whose sources give it; without one, of an act without a date."""
    if value:
        printed = re.compile(rf"(?<![\d-])(?:{'|'.join(map(re.escape, _written(value)))})(?![\d-])")
        is_other_calendar = parse_date(value) is None
        words = [leaf for place in places for leaf in place.words]
        return (
            first_path(place.path for place in places if is_same_date(place.value, value))
            or first_path(path for path, text in words if printed.search(text))
            or first_path(path for path, text in words if is_other_calendar and contains_words(text, prose))
        )
    undated = [place for place in places if not place.value or not edtf.parse(place.value).is_exact_day]
    if precision == "missing" or not prose:
        return first_path(place.path for place in undated if place.path.endswith("/on"))
    quoted = quoted_passages(prose)

    def matches(text: str) -> bool:
        if quoted:
            return any(contains_words(text, quotation) for quotation in quoted)
        return paraphrases(text, prose)

    return first_path(place.path for place in undated for _path, text in place.words if matches(text))


def duration_facts(coded: dict, body: dict) -> Iterator[tuple[str, str, object, str]]:
    """Facts about the duration, each statement by itself."""
    for member, value in coded.items():
        if value:
            yield f"duration {member}", f"duration/{member}", value, _duration_path(member, value, body)


_LENGTH_FIELDS = {
    "length": ("length", "maximum_length"),
    "initial": ("length", "maximum_length"),
    "maximum": ("maximum_length", "length"),
    "renewal": ("renewal_length", "renewal"),
    "extension": ("renewal_length",),
    "renewal_length": ("renewal_length", "length"),
    "notice": ("non_renewal_notice",),
    "non_renewal_notice": ("non_renewal_notice",),
    "review": (),
}
_FIELDS_OF_BODY = {
    "notice": "termination_notice",
    "termination_notice": "termination_notice",
    "review": "review_interval",
}
_SELF_RENEWING = re.compile(r"automatic\w*|tacit\w*|by itself|自動\w*|자동\w*", re.IGNORECASE)


def _duration_path(member: str, value, body: dict) -> str:
    name = member.replace("-", "_").replace(" ", "_")
    if value is True or (
        isinstance(value, str) and _SELF_RENEWING.search(value) and "renew" in f"{name} {value}"
    ):
        wanted = "automatic" if value is not True or "automatic" in name else name
        return _term_path(body, lambda term: "renewal" if term["renewal"] == wanted else "")
    if not isinstance(value, str):
        return ""
    if value in ("indefinite", "evergreen", "automatic", "fixed"):
        return _term_path(body, lambda term: "renewal" if term["renewal"] == value else "")
    if name in ("start", "from", "end", "until", "expires", "expiry"):
        return _edge_path("starts_on" if name in ("start", "from") else "until", value, body)
    if name in _LENGTH_FIELDS or name in _FIELDS_OF_BODY:
        length = _length(value)
        field = _first_field_holding(body, length, *filter(None, [_FIELDS_OF_BODY.get(name)]))
        in_terms = _term_path(
            body, lambda term: _first_field_holding(term, length, *_LENGTH_FIELDS.get(name, ()))
        )
        where = f"{body['ref']}/{field}" if field else in_terms
        if where or length.startswith("P"):
            return where
    together = " ".join(term["wording"] for term in body.get("terms", []))
    if paraphrases(together, value):
        return f"{body['ref']}/terms"
    return part_path(
        body, "milestones",
        lambda act: any(paraphrases(f"{act['kind']} {text}", value) for text in act["condition"].values()),
    )  # fmt: skip


def _edge_path(field: str, value: str, body: dict) -> str:
    """Path of the first or last day of a term; a last day also follows from a length, or from an act until then."""
    where = _term_path(body, lambda term: field if is_same_date(term[field], value) else "")
    if where or field == "starts_on":
        return where
    return _term_path(
        body,
        lambda term: "length" if any(is_same_date(day, value) for day in _derived_ends(term, body)) else "",
    ) or first_path(
        f"{body['ref']}/milestones/{act['key']}/until"
        for act in body.get("milestones", []) if is_same_date(act["until"], value)
    )  # fmt: skip


def _length(text: str) -> str:
    """ISO 8601 of “5 years”, “P5Y” as it is, other words unchanged."""
    match = re.fullmatch(r"(\d+)[ -]?(year|month|week|day)s?", text.strip().casefold())
    return f"P{match[1]}{match[2][0].upper()}" if match else text


def _term_path(body: dict, field_of: Callable[[dict], str]) -> str:
    """The path of the field of a term that ``field_of`` names, of the first term where it names one."""
    return first_path(
        f"{body['ref']}/terms/{term['key']}/{field}" for term in body.get("terms", []) if (field := field_of(term))
    )  # fmt: skip


def _first_field_holding(part: dict, value: str, *fields: str) -> str:
    """The first of these fields that holds the value, or an empty string."""
    return next((field for field in fields if part.get(field) == value), "")
