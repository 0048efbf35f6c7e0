"""How much of a file of coded cases the published records hold: which bodies answer which case, fact by fact.

A case file is JSON: ``{"cases": [{"id", "source", "other_sources", "agreements", "activities", …}]}``. A coder read a
page and wrote down what it says. This is an audit that reads the register as the public does, one query over the
bodies for each case.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from django.db.models import Q

from register.models import Entry
from tests.coverage.bodies import CaseBodies
from tests.coverage.facts import facts_of_case
from tests.coverage.text_comparison import (
    contains_name,
    contains_words,
    is_exact_name,
    is_same_date,
    word_share,
)


@dataclass(frozen=True)
class Fact:
    """One fact of a case, and the path in a published body where it stands; an empty one: it has no place."""

    case: str
    kind: str
    path: str
    told: str
    where: str


def read_cases(path: Path | str) -> list[dict]:
    """The cases of a file. Raises ValueError when it is not a case file."""
    told = json.loads(Path(path).read_text(encoding="utf-8"))
    if not isinstance(told, dict) or not isinstance(told.get("cases"), list):
        raise ValueError("A case file is an object with a list of cases.")
    return told["cases"]


def coverage_of_cases(cases: Iterable[dict]) -> Iterator[Fact]:
    """Every fact of the cases, looked for in what is published."""
    for case in cases:
        found = _bodies_of_case(case)
        for kind, path, told, where in facts_of_case(case, found):
            yield Fact(case["id"], kind, path, str(told), where)


def _source_urls(case: dict) -> list[str]:
    """Where the case was read; a coder's remark after an address is not part of it."""
    told = [case["source"]["url"], *case.get("other_sources", [])]
    return [address.split(" ", 1)[0] for address in told]


def _bodies_of_case(case: dict) -> CaseBodies:
    """The published bodies that answer a case: those that cite its sources; failing that, those of its parties."""
    cited = Q()
    for address in _source_urls(case):
        cited |= Q(body__contains=_json_escaped(address))
    bodies = _bodies_by_ref(Entry.public.filter(cited, kind__in=("agreement", "activity")))
    activities = {ref: body for ref, body in bodies.items() if body["object"] == "activity"}
    citing = {ref: body for ref, body in bodies.items() if body["object"] == "agreement"}
    met_on = set(
        chain.from_iterable(
            _mentioned_refs([body["agreements"], body["series"]]) for body in activities.values()
        )
    )
    agreements = citing | _bodies_by_ref(Entry.public.filter(ref__in=met_on, kind="agreement"))
    answers = _assign_bodies(case["agreements"], agreements)
    for told in case["agreements"]:
        if told["ref"] not in answers:
            others = {
                ref: one for ref, one in _agreements_of_parties(told).items() if ref not in answers.values()
            }
            answers |= _assign_bodies([told], others)
            agreements |= others
    answering = {told: agreements[ref] for told, ref in answers.items()}
    beside = [body for ref, body in citing.items() if ref not in answers.values()]
    activities |= _bodies_by_ref(Entry.public.filter(_mentions_any_of(answers.values()), kind="activity"))
    return CaseBodies(
        answering, beside, activities, _mentioned_bodies([*answering.values(), *beside, *activities.values()])
    )


def _mentions_any_of(wanted: Iterable[str]) -> Q:
    """Bodies that mention one of these references; none where there is none."""
    found = Q(pk__in=())
    for ref in wanted:
        found |= Q(body__contains=f'"{ref}"')
    return found


def _mentioned_bodies(bodies: list[dict]) -> dict[str, dict]:
    """What the bodies mention, and what the organizations among them belong to, up to the top."""
    found: dict[str, dict] = {}
    wanted = set(chain.from_iterable(_mentioned_refs(body) for body in bodies))
    while wanted:
        found |= (new := _bodies_by_ref(Entry.public.filter(ref__in=wanted)))
        above = chain.from_iterable(
            _mentioned_refs(body) for body in new.values() if body["object"] == "organization"
        )
        wanted = set(above) - set(found) - wanted
    return found


def _json_escaped(text: str) -> str:
    """A text as it stands inside the JSON of a body."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _bodies_by_ref(entries) -> dict[str, dict]:
    """Bodies by reference, in the order of the references' numbers."""
    return {entry.ref: json.loads(entry.body) for entry in entries.order_by("kind", "serial")}


def _mentioned_refs(value) -> Iterator[str]:
    """Every reference that a body mentions."""
    if isinstance(value, dict):
        if isinstance(value.get("ref"), str):
            yield value["ref"]
        yield from chain.from_iterable(_mentioned_refs(inner) for inner in value.values())
    elif isinstance(value, list):
        yield from chain.from_iterable(_mentioned_refs(inner) for inner in value)


def _agreements_of_parties(told: dict) -> dict[str, dict]:
    """Published agreements that have every party told, by the name written or today's."""
    everyone = Q()
    for party in told["parties"]:
        everyone &= Q(body__contains=_json_escaped(party["name"]))
    return _bodies_by_ref(Entry.public.filter(everyone, kind="agreement")) if told["parties"] else {}


def _assign_bodies(told: list[dict], bodies: dict[str, dict]) -> dict[str, str]:
    """Which body answers which agreement told, each at most one: the pairs most alike first."""
    pairs = [
        (-_agreement_similarity(one, body), place, one["ref"], ref)
        for place, one in enumerate(told) for ref, body in bodies.items()
    ]  # fmt: skip
    answers: dict[str, str] = {}
    for score, _place, told_ref, ref in sorted(pairs):
        if score < 0 and told_ref not in answers and ref not in answers.values():
            answers[told_ref] = ref
    return answers


def _agreement_similarity(told: dict, body: dict) -> float:
    """How alike an agreement told and a body are: parties, title, days, people and form. 0: nothing in common."""
    written = [one["organization"]["name"] for one in body["involvements"] if one["organization"]]
    parties = sum(any(_is_same_party(name, party) for name in written) for party in told["parties"])
    titles = [text["title"] for text in body["texts"]]
    days = [act[field] for act in body["milestones"] for field in ("on", "effective_on") if act[field]]
    people = [one["person"]["name"] for one in body["signatories"] if one["person"]]
    return (
        parties / max(len(told["parties"]), len(written), 1)
        + 3 * any(is_exact_name(title, told["title"]) for title in titles)
        + max((word_share(told["title"], title) for title in titles), default=0)
        + sum(any(is_same_date(day, date["value"]) for day in days) for date in told["dates"])
        + sum(any(contains_name(name, one["name"]) for name in people) for one in told["signatories"]) / 2
        + _is_same_form(told["type"], body) / 2
    )


def _is_same_party(written: str, told: dict) -> bool:
    return (
        contains_name(written, told["name"])
        or contains_words(told["name"], written)
        or is_exact_name(written, told.get("acronym", ""))
    )


def _is_same_form(told: str, body: dict) -> bool:
    return any(
        one and contains_words(told, one.replace("_", " "))
        for one in (body["form"], body["nature"], body["form_as_written"])
    )
