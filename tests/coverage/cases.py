"""Fact coverage: which facts of a file of coded cases the published records hold, and where.

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
from tests.coverage.schema import normalized
from tests.coverage.text_comparison import (
    contains_name,
    contains_words,
    is_exact_name,
    is_name_of,
    is_same_date,
    word_share,
)


@dataclass(frozen=True)
class Fact:
    """One fact of a case, and its path in a published body; empty where no body holds it."""

    case: str
    kind: str
    path: str
    value: str
    path_in_body: str


def read_cases(path: Path | str) -> list[dict]:
    """The cases of a file. Raises ValueError when it is not a case file."""
    content = json.loads(Path(path).read_text(encoding="utf-8"))
    if not isinstance(content, dict) or not isinstance(content.get("cases"), list):
        raise ValueError("A case file is an object with a list of cases.")
    return [normalized(case) for case in content["cases"]]


def coverage_of_cases(cases: Iterable[dict]) -> Iterator[Fact]:
    """Every fact of the cases, with its path in the published bodies."""
    for case in map(normalized, cases):
        published = bodies_of_case(case)
        for kind, path, value, path_in_body in facts_of_case(case, published):
            yield Fact(case["id"], kind, path, str(value), path_in_body)


def _source_urls(case: dict) -> list[str]:
    """Addresses of the pages of a case, without remarks of the coder after them."""
    urls = [case["source"]["url"], *case["other_sources"]]
    return [url.split(" ", 1)[0] for url in urls if url]


def bodies_of_case(case: dict) -> CaseBodies:
    """The published bodies that answer a case: those that cite its sources; failing that, those of its parties."""
    cited = Q(pk__in=())
    for address in _source_urls(case):
        cited |= Q(body__contains=_json_escaped(address))
    bodies = _bodies_by_ref(Entry.public.filter(cited, kind__in=("agreement", "activity")))
    activities = {ref: body for ref, body in bodies.items() if body["object"] == "activity"}
    citing = {ref: body for ref, body in bodies.items() if body["object"] == "agreement"}
    linked_refs = set(
        chain.from_iterable(
            _mentioned_refs([body["agreements"], body["series"]]) for body in activities.values()
        )
    )
    agreements = citing | _bodies_by_ref(Entry.public.filter(ref__in=linked_refs, kind="agreement"))
    answers = _assign_bodies(case["agreements"], agreements)
    for coded in case["agreements"]:
        if coded["ref"] not in answers:
            others = {
                ref: body
                for ref, body in _agreements_of_parties(coded).items()
                if ref not in answers.values()
            }
            answers |= _assign_bodies([coded], others)
            agreements |= others
    answering = {letter: agreements[ref] for letter, ref in answers.items()}
    beside = [body for ref, body in citing.items() if ref not in answers.values()]
    activities |= _bodies_by_ref(Entry.public.filter(_mentions_any_of(answers.values()), kind="activity"))
    return CaseBodies(
        answering, beside, activities, _mentioned_bodies([*answering.values(), *beside, *activities.values()])
    )


def _mentions_any_of(refs: Iterable[str]) -> Q:
    """Condition of bodies that mention one of these references; false without any."""
    condition = Q(pk__in=())
    for ref in refs:
        condition |= Q(body__contains=f'"{ref}"')
    return condition


def _mentioned_bodies(bodies: list[dict]) -> dict[str, dict]:
    """Bodies of the records that are mentioned, and of the organizations that these belong to, up to the top."""
    mentioned: dict[str, dict] = {}
    refs = set(chain.from_iterable(_mentioned_refs(body) for body in bodies))
    while refs:
        mentioned |= (new := _bodies_by_ref(Entry.public.filter(ref__in=refs)))
        above = chain.from_iterable(
            _mentioned_refs(body) for body in new.values() if body["object"] == "organization"
        )
        refs = set(above) - set(mentioned) - refs
    return mentioned


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


def _agreements_of_parties(coded: dict) -> dict[str, dict]:
    """Published agreements that have every coded party, by the name written or the current one."""
    everyone = Q()
    for party in coded["parties"]:
        everyone &= Q(body__contains=_json_escaped(party["name"]))
    return _bodies_by_ref(Entry.public.filter(everyone, kind="agreement")) if coded["parties"] else {}


def _assign_bodies(coded: list[dict], bodies: dict[str, dict]) -> dict[str, str]:
    """Body of each coded agreement, one at most: the most similar pairs first."""
    pairs = [
        (-_agreement_similarity(agreement, body), place, agreement["ref"], ref)
        for place, agreement in enumerate(coded) for ref, body in bodies.items()
    ]  # fmt: skip
    answers: dict[str, str] = {}
    for score, _place, coded_ref, ref in sorted(pairs):
        if score < 0 and coded_ref not in answers and ref not in answers.values():
            answers[coded_ref] = ref
    return answers


def _agreement_similarity(coded: dict, body: dict) -> float:
    """Similarity of a coded agreement and a body: parties, title, days, people and form. 0: nothing in common."""
    written = [
        involvement["organization"]["name"]
        for involvement in body["involvements"]
        if involvement["organization"]
    ]
    parties = sum(any(_is_same_party(name, party) for name in written) for party in coded["parties"])
    titles = [text["title"] for text in body["texts"]]
    days = [act[field] for act in body["milestones"] for field in ("on", "effective_on") if act[field]]
    people = [signatory["person"]["name"] for signatory in body["signatories"] if signatory["person"]]
    return (
        parties / max(len(coded["parties"]), len(written), 1)
        + 3 * any(is_exact_name(title, coded["title"]) for title in titles)
        + max((word_share(coded["title"], title) for title in titles), default=0)
        + sum(any(is_same_date(day, date["value"]) for day in days) for date in coded["dates"])
        + sum(any(contains_name(name, person["name"]) for name in people) for person in coded["signatories"])
        / 2
        + _is_same_form(coded["type"], body) / 2
    )


def _is_same_party(written: str, coded: dict) -> bool:
    return (
        is_name_of(written, coded["name"])
        or is_name_of(coded["name"], written)
        or is_exact_name(written, coded.get("acronym", ""))
    )


def _is_same_form(coded: str, body: dict) -> bool:
    return any(
        form and contains_words(coded, form.replace("_", " "))
        for form in (body["form"], body["nature"], body["form_as_written"])
    )
