"""A second opinion on searches and counts: Python over the published bodies, one record after the other, without SQL.

`asked` makes random questions of what the register holds; `answer` answers them the slow way; `differences` compares.
"""

import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property

from django.db.models.expressions import RawSQL
from django.http import QueryDict
from django.utils import timezone

from agreements.filters import AgreementFilter
from agreements.milestones import SIGNING_KINDS, done_milestones, main_date, milestone_bounds
from agreements.search_words import form_words
from api import pagination
from core import country_words, text
from exports.rows import entries_of
from pages.list_results import count_without_each
from register.facets import count_facets
from register.facets.bitmaps import FEW_REFS
from register.kinds import kind_named
from register.models import Entry
from register.ordering import Ordering
from register.search.query import Term
from register.search.vectors import weighted_texts

FACETS = ("nature", "form", "bindingness", "state", "possible", "country", "party", "topic", "year", "role")
ALL_OF_THEM = 100_000
ORDERINGS = ["-signed", "signed", "title", "-title", "-published", "published"]
NOT_LETTER = rf"(?<![^\W_{text.CJK_RANGES}]){{}}(?![^\W_{text.CJK_RANGES}])"
GAP = r"(?: ?· ?|[ \u00a0\-‐‑–])?"


@dataclass
class Record:
    """What a body says, ready to be asked."""

    ref: str
    facts: dict[str, set[str]]
    held: set[tuple[str, str]]  # (role, organization)
    life: list
    signed: tuple | None
    mentioned: set[str]
    texts: list[str] = field(repr=False)
    subjects: list[str] = field(repr=False)

    # On purpose not by `lifecycle.periods`: an oracle must not use what it checks. A day has the state of the period
    # that began last for certain; where another may have begun already, by presumption. While the first may not have
    # begun, nothing is known but what may be.

    def states(self, day: date, certainties: set[str]) -> set[str]:
        begun = [one for one in self.life if begins_for_certain(one) <= day]
        may_be_next = [one for one in self.life[len(begun) :] if (one.start_earliest or date.min) <= day]
        if begun:
            state, certainty = begun[-1].state, begun[-1].certainty
            if any(one.state != state for one in may_be_next):
                certainty = "presumed"
        elif may_be_next:
            state, certainty = "unknown", "derived"
        else:
            return set()
        return {state} if not certainties or certainty in certainties else set()

    def possible(self, day: date) -> set[str]:
        """The states that it may be in already, and is not for certain."""
        return {
            one.state
            for one in self.life
            if (one.start_earliest or date.min) <= day < begins_for_certain(one)
        }


def begins_for_certain(period) -> date:
    """The latest day of its beginning; where none is known, the earliest."""
    return period.start_latest or period.start_earliest or date.max


@dataclass
class Sought:
    """A term of a search as it is meant: tokens in a row, quoted, excluded."""

    tokens: tuple[str, ...]
    is_phrase: bool = False
    is_excluded: bool = False
    country: str = ""  # that a single syllable stands for beside another country

    @property
    def name(self) -> str:
        return " ".join(self.tokens)

    def __str__(self) -> str:
        words = self.name
        return f"{'-' if self.is_excluded else ''}{f'"{words}"' if self.is_phrase else words}"

    def is_in(self, texts: list[str]) -> bool:
        if self.country:
            return False
        if len(self.tokens) == 1 and not self.is_phrase and not text.is_cjk(self.tokens[0]):
            return any(is_found(self.tokens[0], token) for words in texts for token in words_of(words))
        return any(self.pattern.search(folded(words)) for words in texts)

    @cached_property
    def pattern(self) -> re.Pattern:
        """The tokens in a row; within and between runs of Hangul a space or a dot is as good as nothing."""
        runs = [GAP.join(token) if text.is_cjk(token) else NOT_LETTER.format(token) for token in self.tokens]
        return re.compile(r"[\W_]*".join(runs))


@cache  # each question looks through the texts of all agreements
def words_of(words: str) -> frozenset[str]:
    """The words of a text, and those that are one without an apostrophe."""
    return frozenset([*text.tokens(words), *text.tokens(text.without_apostrophes(words))])


folded = cache(text.fold)


def is_found(sought: str, token: str) -> bool:
    goes_on = len(sought) >= 4 and not sought.isdigit()
    return token == sought or (goes_on and token.startswith(sought))


class Oracle:
    """Every agreement of the register, and who is called what."""

    def __init__(self):
        self.topics = dict(Entry.objects.filter(kind="topic").values_list("ref", "title"))
        self.records = [
            self.read(entry) for entry in Entry.objects.filter(kind="agreement").order_by("serial")
        ]
        self.found: dict[str, set[str]] = {}  # by search: each is looked for once
        self.named: dict[str, set[str]] = {}
        self.names: dict[str, list[str]] = {}
        for entry in Entry.objects.filter(kind__in=["organization", "person", "topic"]):
            index = kind_named(entry.kind).index(json.loads(entry.body))
            self.names[entry.ref] = index.names or list(index.title.values())
            for name in index.names:
                self.named.setdefault(text.normalize_name(name), set()).add(entry.ref)

    def read(self, entry: Entry) -> Record:
        body = json.loads(entry.body)
        kind = kind_named("agreement")
        index = kind.index(body)
        parties = [one for one in body["involvements"] if one["organization"]]
        public = [one for one in parties if one["organization"]["ref"]]
        done = done_milestones(body)
        listed = main_date(done)
        acts = [one for one in done if one["kind"] in SIGNING_KINDS]
        return Record(
            ref=entry.ref,
            facts={
                **{name: {body[name]} - {""} for name in ("nature", "form", "bindingness")},
                "country": {one["organization"]["country"] for one in parties} - {""},
                "party": {one["organization"]["ref"] for one in public},
                "role": {one["role"] for one in body["involvements"]},
                "topic": {one["ref"] for one in body["topics"]},
                "year": {f"{listed.year:04}", f"{listed.year // 10:03}0s"} if listed else set(),
            },
            held={(one["role"], one["organization"]["ref"]) for one in public},
            life=kind.periods(
                body,
                kind.related_facts({entry.ref: body}).get(entry.ref),
                timezone.localdate(entry.published_at),
            ),
            signed=milestone_bounds(acts),
            mentioned={one.ref for one in index.references},
            texts=[words for _weight, words in weighted_texts(entry.ref, index)],
            subjects=[name for one in body["topics"] for name in self.topics[one["ref"]].values()],
        )

    # Answers

    @cache  # noqa: B019  # lives as long as the tests that ask it
    def in_order(self, *columns: str) -> list[str]:
        """References of all of them in an order of lists, as the database sorts texts."""
        return list(Entry.objects.of_kind("agreement").order_by(*columns).values_list("ref", flat=True))

    def answer(self, question: dict, without: str = "") -> list[Record]:
        asked = {name: value for name, value in question.items() if name != without}
        return [record for record in self.records if all(self.fits(record, name, asked) for name in asked)]

    def fits(self, record: Record, name: str, asked: dict) -> bool:
        value = asked[name]
        if name == "q":
            return record.ref in self.holding(value)
        if name in {"on", "certainty"}:
            return name == "on" or "state" in asked or bool(self.states(record, asked))
        if name == "state":
            return bool(self.states(record, asked) & {one for [one] in value})
        if name == "possible":
            return bool(record.possible(asked.get("on") or TODAY) & {one for [one] in value})
        if name in {"signed_after", "signed_before"}:
            return was_signed(record, name, value)
        if name == "party" and "role" in asked:
            return any(
                all((role, party) in record.held for role in roles for party in parties)
                for roles in asked["role"]
                for parties in value
            )
        if name == "role" and "party" in asked:
            return True
        return any(set(together) <= record.facts[name] for together in value)

    def states(self, record: Record, asked: dict) -> set[str]:
        certainties = {one for [one] in asked.get("certainty", [])}
        return record.states(asked.get("on") or TODAY, certainties)

    def holding(self, groups: list[list[Sought]]) -> set[str]:
        """The references of the records that hold one of these groups of terms."""
        key = repr(groups)
        if key not in self.found:
            self.found[key] = {
                record.ref for record in self.records if any(self.holds(record, group) for group in groups)
            }
        return self.found[key]

    def holds(self, record: Record, group: list[Sought]) -> bool:
        group = with_pairs(group)
        refs = record.mentioned | {record.ref}
        together = self.bearers([term for term in group if not term.is_excluded])
        for place, term in enumerate(group):
            found = term.is_in(record.texts) or bool(
                term.country in record.facts["country"]
                or refs & self.bearers([term])
                or (len(group) > 1 and not term.is_excluded and refs & together)
                or any(self.named.get(name, set()) & refs for name in names_round(group, place))
                or any(self.facts_hold(record, term, name) for name in names_round(group, place))
            )
            if found == term.is_excluded:
                return False
        return True

    def bearers(self, terms: list[Sought]) -> set[str]:
        """Who has all of these words in one of their names; nobody where it is one syllable."""
        key = repr(terms)
        if key not in self.found:
            is_syllable = [len(term.name) == 1 and text.is_cjk(term.name) for term in terms] == [True]
            refs = {
                ref for ref, names in self.names.items() if terms and all(term.is_in(names) for term in terms)
            }
            self.found[key] = set() if is_syllable else refs
        return self.found[key]

    def facts_hold(self, record: Record, term: Sought, name: str) -> bool:
        """Whether the record is of a country or form that the words name; pairs of countries are of both."""
        if term.is_phrase:
            return False
        facts = {f"country:{code}" for code in record.facts["country"]} | {
            f"form:{code}" for code in record.facts["form"]
        }
        if any(key in facts for key in self.words.get(name, ())):
            return True
        signs = "".join(term.tokens)
        codes = [country_words.ABBREVIATIONS.get(sign) for sign in signs]
        return len(codes) > 1 and all(f"country:{code}" in facts for code in codes)

    @cached_property
    def words(self) -> dict[str, set[str]]:
        """Keys by the words for them."""
        words = {
            word: {f"country:{code}" for code in codes}
            for word, codes in country_words.codes_by_name().items()
        }
        for key, word in form_words():
            words.setdefault(text.normalize_name(word), set()).add(key)
        return words

    def names_in(self, record: Record) -> list[str]:
        """Every name of whoever the record mentions."""
        return sorted(name for name, refs in self.named.items() if refs & record.mentioned)

    def counts(self, question: dict) -> dict[str, dict[str, int]]:
        return {name: dict(self.count(question, name)) for name in FACETS}

    def count(self, question: dict, name: str) -> Counter:
        # what only may be in a state is told apart from what is in the states that are asked for
        without = "state" if name == "possible" and "state" in question else name
        left = {one: value for one, value in question.items() if one != without}
        counter: Counter = Counter()
        for record in self.answer(question, without=without):
            if name == "state":
                counter.update(self.states(record, left))
            elif name == "possible":
                counter.update(record.possible(question.get("on") or TODAY))
            elif name == "party" and "role" in question:
                counter.update(
                    party
                    for party in record.facts["party"]
                    if any(all((role, party) in record.held for role in roles) for roles in question["role"])
                )
            elif name == "role" and "party" in question:
                counter.update(
                    role
                    for role in record.facts["role"]
                    if any(
                        all((role, party) in record.held for party in parties)
                        for parties in question["party"]
                    )
                )
            else:
                counter.update(record.facts[name])
        return counter


TODAY = date(
    2026, 11, 22
)  # the day that questions without one are asked about: compare under a clock of that day


def names_round(group: list[Sought], place: int) -> Iterator[str]:
    """The names that this term and its neighbours may be."""
    for first in range(place + 1):
        for last in range(place, len(group)):
            together = group[first : last + 1]
            if len(together) == 1 or not any(one.is_excluded for one in together):
                yield text.normalize_name(" ".join(token for one in together for token in one.tokens))


def with_pairs(group: list[Sought]) -> list[Sought]:
    """The terms with abbreviations of countries taken as one."""
    alone = [term for term in group if term.name in country_words.ABBREVIATIONS and not term.is_excluded]
    if not alone or any(term.is_phrase for term in alone):
        return group
    if len(alone) == 1:
        others = [Term(one.tokens, one.is_phrase, one.is_excluded) for one in group if not one.is_excluded]
        if not any("'country:" in one.fact_literal() for one in others):
            return group
        code = country_words.ABBREVIATIONS[alone[0].name]
        return [replace(one, country=code) if one is alone[0] else one for one in group]
    pair = Sought(tuple(term.name for term in alone))
    return [pair, *(term for term in group if term not in alone)]


def was_signed(record: Record, name: str, day: date) -> bool:
    if record.signed is None:
        return False
    earliest, latest = record.signed
    return (
        (latest is None or latest >= day) if name == "signed_after" else (earliest is None or earliest <= day)
    )


# Questions


class Questions:
    """Random questions of what is there, and now and then of what is not."""

    def __init__(self, oracle: Oracle, seed: int):
        self.oracle, self.random = oracle, random.Random(seed)
        self.values = {
            name: sorted({value for record in oracle.records for value in record.facts[name]})
            for name in FACETS
            if name not in ("state", "possible")
        }
        self.values["state"] = ["in_force", "expired", "terminated", "signed", "unknown", "superseded"]
        self.values["possible"] = ["in_force", "signed", "planned", "expired"]
        self.values["certainty"] = ["recorded", "derived", "presumed"]
        self.names = sorted(oracle.named)

    def question(self) -> dict:
        kinds = [*self.values, "q", "q", "on", "signed_after", "signed_before"]
        names = set(self.random.sample(kinds, self.random.choice([0, 1, 1, 2, 2, 3, 4])))
        about = self.random.choice(self.oracle.records)  # so that many questions find something
        return {name: self.value(name, about) for name in sorted(names)}

    def value(self, name: str, about: Record):
        if name == "q":
            return [self.group(about) for _one in range(self.random.choice([1, 1, 1, 2]))]
        if name in {"on", "signed_after", "signed_before"}:
            return date(
                self.random.randint(1850, 2030), self.random.randint(1, 12), self.random.randint(1, 28)
            )
        fitting = sorted(about.facts.get(name, set()))
        pick = [self.random.choice(fitting if fitting and self.random.random() < 0.7 else self.values[name])]
        if name in {"country", "party", "role", "topic"} and self.random.random() < 0.25:
            pick.append(self.random.choice(fitting or self.values[name]))
        together = [list(dict.fromkeys(pick))]
        if self.random.random() < 0.3:
            together.append([self.random.choice(self.values[name])])
        return [one for place, one in enumerate(together) if one not in together[:place]]

    def group(self, about: Record) -> list[Sought]:
        if self.random.random() < 0.2 and (names := self.oracle.names_in(about)):
            return [Sought((token,)) for token in self.random.choice(names).split()]
        terms = [self.term(about) for _one in range(self.random.choice([1, 1, 2, 3]))]
        if self.random.random() < 0.15:
            terms.append(Sought(self.term(about).tokens, is_phrase=True, is_excluded=True))
        if self.random.random() < 0.15 and (name := self.random.choice(self.names)):
            terms += [Sought((token,)) for token in name.split()]
        return [one for one in terms if one.tokens not in {("or",), ("또는",)}] or [Sought(("memorandum",))]

    def term(self, about: Record) -> Sought:
        tokens = self.random.choice([one for one in map(text.tokens, [*about.texts, *about.subjects]) if one])
        start = self.random.randrange(len(tokens))
        if self.random.random() < 0.3:
            return Sought(tuple(tokens[start : start + self.random.randint(1, 4)]), is_phrase=True)
        token = tokens[start]
        if text.is_cjk(token):
            first = self.random.randrange(len(token))
            return Sought((token[first : first + self.random.randint(1, 3)],))
        return Sought((token[: self.random.choice([4, 5, 100, 100])],))


def address(question: dict) -> QueryDict:
    """The question as an address."""
    asked = QueryDict(mutable=True)
    for name, value in question.items():
        if name == "q":
            asked[name] = " or ".join(" ".join(map(str, group)) for group in value)
        elif isinstance(value, date):
            asked[name] = value.isoformat()
        else:
            asked[name] = ",".join("+".join(together) for together in value)
    return asked


def pages(oracle: Oracle, questions: AgreementFilter, expected: set[str]) -> list[str]:
    """Where a page of the list, in an order and from a place that the question decides, has other records."""
    chance = random.Random(questions.data.urlencode())
    columns = Ordering.by_name(chance.choice(ORDERINGS)).in_language(chance.choice(["en", "ko"])).columns
    in_order = [ref for ref in oracle.in_order(*columns) if ref in expected]
    first = chance.choice([0, 25, chance.randrange(len(in_order) + 1), max(0, len(in_order) - 25)])
    return [
        f"{questions.data.urlencode()}: by {columns[0]} from {first}, as {total}, others"
        for total in (len(expected), FEW_REFS + 1)  # as they are, and as if they were many
        if [entry.ref for entry in questions.page(columns, first, first + 25, total)]
        != in_order[first : first + 25]
    ]


def pages_of_api(oracle: Oracle, asked: QueryDict, expected: set[str]) -> list[str]:
    """Where two pages of the API's list, in an order and after a record that the question decides, have others."""
    chance, wrong = random.Random(asked.urlencode()), []
    ordering = chance.choice(ORDERINGS)
    filterset = AgreementFilter(QueryDict(f"{asked.urlencode()}&ordering={ordering}"))
    assert filterset.is_valid(), filterset.errors
    in_order = [ref for ref in oracle.in_order(*filterset.ordering.columns) if ref in expected]
    first = chance.choice([0, chance.randrange(len(in_order) + 1)])
    columns = {"ref": RawSQL("register_entry.ref", [])}
    as_few = pagination._REFS_OF_PAGE_SQL
    as_many = as_few.replace(f"<= {FEW_REFS}", "<= 0")
    assert as_many != as_few
    try:
        for pagination._REFS_OF_PAGE_SQL in (as_few, as_many):
            listed, start = [], None
            if first:
                before = Entry.objects.get(ref=in_order[first - 1])
                value = pagination._sort_value_text(getattr(before, filterset.ordering.column))
                start = pagination.PagePosition(value, before.serial)
            for _page in range(2):
                rows, start = pagination.fetch_page(filterset, columns, start=start, limit=7)
                listed += [ref for (ref,) in rows]
                if not start:
                    break
            if listed != in_order[first : first + 14]:
                wrong.append(f"{filterset.data.urlencode()}: the API has others after {first}")
    finally:
        pagination._REFS_OF_PAGE_SQL = as_few
    return wrong


def differences(oracle: Oracle, question: dict) -> list[str]:
    """Where the register answers otherwise than the oracle."""
    asked = address(question)
    questions = AgreementFilter(asked)
    assert questions.is_valid(), (asked, questions.errors)
    found = sorted(questions.entries().values_list("ref", flat=True))
    counted = count_facets(questions, dict.fromkeys(FACETS, ALL_OF_THEM))
    expected = [record.ref for record in oracle.answer(question)]
    wrong = []
    if found != sorted(expected):
        wrong.append(f"{asked.urlencode()}: found {set(found) ^ set(expected)} otherwise")
    if counted.total != len(expected):
        wrong.append(f"{asked.urlencode()}: {counted.total} counted, {len(expected)} found")
    for name, told in oracle.counts(question).items():
        shown = {value: count for value, count in counted.by_value.get(name, {}).items() if count}
        if shown != told:
            wrong.append(f"{asked.urlencode()}: {name} {set(shown.items()) ^ set(told.items())}")
    wrong += pages(oracle, questions, {*expected}) + pages_of_api(oracle, asked, {*expected})
    if (exported := sorted(entries_of(questions).values_list("ref", flat=True))) != sorted(expected):
        wrong.append(f"{asked.urlencode()}: {set(exported) ^ set(expected)} exported otherwise")
    names = [name for name in question if name != "on"]
    without = count_without_each(questions, names)
    wrong += [
        f"{asked.urlencode()}: {without[name]} without {name}"
        for name in names
        if without[name] != len(oracle.answer(question, without=name))
    ]
    return wrong
