"""Sentences with what was recognized in them replaced by signs: “<O0> and <O1> have signed a <F2> on <D3>”.

Grammar is then a matter of short patterns. Signs: O organization, C country, L city, X other name, P person with post,
F form, D date.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from extraction.rules.dates import DateMention, date_mentions
from extraction.rules.document import Document, Sentence
from extraction.rules.forms import FormMention, form_mentions
from extraction.rules.gazetteer import country_of_adjective
from extraction.rules.name_kinds import COUNTRY, ORGANIZATION_KIND, OTHER, Mention
from extraction.rules.names import mentions, owners
from extraction.rules.people import people_in
from extraction.rules.person import Person

_ADDRESS = re.compile(r"\b(?:Dr|Prof|Mr|Mrs|Ms|Sir|Dame)\.? $")
_OF_BODY = re.compile(r"(?P<name>(?:[A-Z][\w.'’-]* ){1,3}[A-Z][\w'’-]+) of (?:the )?(?P<body>[A-Z].+)")
_SIGN = re.compile(r"<([A-Z])(\d+)>")


@dataclass(frozen=True)
class Item:
    """What a sign stands for: a mention, person, form or date, by offsets of the whole text."""

    kind: str
    start: int
    end: int
    value: Any


@dataclass(frozen=True)
class Skeleton:
    """A sentence in signs, with what they stand for."""

    text: str
    sentence: Sentence
    items: list[Item] = field(default_factory=list)
    _places: list[tuple[int, int]] = field(default_factory=list)  # of the skeleton and of the text

    def items_in(self, text: str, kinds: str = "") -> list[Item]:
        """What the signs in a piece of a skeleton stand for, in order, perhaps only of these kinds."""
        signs = _SIGN.findall(text)
        return [self.items[int(number)] for kind, number in signs if not kinds or kind in kinds]

    def offset(self, place: int) -> int:
        """The offset in the text of a place in the skeleton; within a sign, that of its end."""
        before = [pair for pair in self._places if pair[0] <= place]
        start, offset = before[-1] if before else (0, self.sentence.start)
        return offset + (place - start)


def skeletons(document: Document, sentences: list[Sentence], known: Mapping[str, int]) -> list[Skeleton]:
    """Sentences of a document in signs; a year is carried on for “the same year”."""
    result, year = [], ""
    for sentence in sentences:
        skeleton = _skeleton(sentence, document, known, year)
        for item in skeleton.items:
            if item.kind == "D" and re.match(r"\d{4}", item.value.value):
                year = item.value.value[:4]
        result.append(skeleton)
    return result


def _skeleton(sentence: Sentence, document: Document, known: Mapping[str, int], year: str) -> Skeleton:
    text = sentence.text
    dates = date_mentions(text, 0, document, year)
    forms = [form for form in form_mentions(text) if not _lies_within_any(form, dates)]
    names = [name for name in _with_known(text, mentions(text), known) if not _lies_within_any(name, dates)]
    names = _trim(names, forms)
    for owner, owned in list(owners(names)):
        if owner.kind == COUNTRY and owned.kind == ORGANIZATION_KIND:
            names.remove(owner)
            names[names.index(owned)] = replace(
                owned, country=owned.country or owner.country, opens=owner.start
            )
    names = [_with_country_of_adjective(name) for name in _with_appositions(text, names)]
    names = [part for name in names for part in _person_of_body(text, name)]
    people = people_in(text, names)
    items = _items(names, people, forms, dates)
    return _in_signs(sentence, items)


def _with_known(text: str, names: list[Mention], known: Mapping[str, int]) -> list[Mention]:
    """The names of a sentence, those that the register has being organizations, whole."""
    result = list(names)
    for name in sorted(known, key=len, reverse=True):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            inside = [
                mention for mention in result if mention.start < match.end() and match.start() < mention.end
            ]
            if any(mention.end - mention.start > len(name) or mention.kind == COUNTRY for mention in inside):
                continue
            if any(
                (mention.end - mention.start, mention.kind) == (len(name), ORGANIZATION_KIND)
                for mention in inside
            ):
                continue  # found by its words already, with more that is said of it
            result = [mention for mention in result if mention not in inside]
            closes = max([match.end(), *(mention.closes for mention in inside)])
            other = next((mention.other for mention in inside if mention.other), "")
            is_possessive = bool(re.match(r"['’]s?\b", text[match.end() :]))
            result.append(
                Mention(match.start(), match.end(), name, ORGANIZATION_KIND, "", other, is_possessive, closes)
            )
    return sorted(result, key=lambda mention: mention.start)


def _with_appositions(text: str, names: list[Mention]) -> list[Mention]:
    """Names that take up a country between commas: “the Alder Institute, Norway, and Birch Hospital, India, signed”."""
    result: list[Mention] = []
    for place, name in enumerate(names):
        before = result[-1] if result else None
        if before and name.start < before.closes:
            continue
        following = names[place + 1] if place + 1 < len(names) else None
        is_apart = text[name.end :].lstrip()[:1] in (",", ".", "", "[") and (
            following is None or following.kind != COUNTRY
        )
        is_apart = is_apart or _has_each_its_country(text, name, names[place + 1 :])
        is_country = name.kind == COUNTRY and is_apart
        is_of_it = bool(before) and text[before.end : name.start].endswith(
            ") of "
        )  # Northfield (NFU) of Canada
        if before and before.kind == ORGANIZATION_KIND and name.kind == COUNTRY and is_of_it:
            result[-1] = replace(before, country=before.country or name.country, closes=name.end)
            continue
        if (
            before
            and before.kind == ORGANIZATION_KIND
            and is_country
            and text[before.closes : name.start] == ", "
        ):
            result[-1] = replace(before, country=before.country or name.country, closes=name.end)
            continue
        result.append(name)
    return result


def _has_each_its_country(text: str, name: Mention, following: list[Mention]) -> bool:
    """True for the first country of “between the Alder Institute, Norway and Birch Hospital, India”."""
    other = next(iter(following), None)
    after = next((each for each in following if other and each.start >= other.closes), None)
    if not other or not after or (other.kind, after.kind) != (ORGANIZATION_KIND, COUNTRY):
        return False
    return text[name.end : other.start] == " and " and text[other.closes : after.start] == ", "


def _lies_within_any(span: Any, others: list[Any]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


def _trim(names: list[Mention], forms: list[FormMention]) -> list[Mention]:
    """Names without those that are the words of a form, such as “Memorandum of Understanding”."""
    return [
        name
        for name in names
        if not any(form.start <= name.start and name.end <= form.end + 1 for form in forms)
        and not any(name.start <= form.start and form.end <= name.end for form in forms)
    ]


def _with_country_of_adjective(name: Mention) -> Mention:
    if name.kind != ORGANIZATION_KIND or name.country:
        return name
    words = name.text.split()
    return replace(name, country=country_of_adjective(words[0]) if len(words) > 1 else "")


def _person_of_body(text: str, name: Mention) -> list[Mention]:
    """A name with a form of address before it, apart from the body: “Dr. John Birely of the University of Norland”."""
    match = _OF_BODY.match(name.text)
    if not match or name.opens >= 0 or not _ADDRESS.search(text[: name.start]):
        return [name]
    person, shift = name.start + match.end("name"), match.start("body")
    return [
        Mention(name.start, person, match["name"], OTHER, closes=person),
        replace(name, start=name.start + shift, text=match["body"]),
    ]


def _items(
    names, people: list[Person], forms, dates: list[DateMention]
) -> list[tuple[str, int, int, int, int, Any]]:
    """Kind, extent in signs, extent of the words, value; a person takes up its post."""
    spans = [("P", p.opens, max(p.closes, p.end), p.start, p.end, p) for p in people]
    spans += [("D", d.start, d.end, d.start, d.end, d) for d in dates]
    spans += [("F", f.start, f.end, f.start, f.end, f) for f in forms if not _is_taken(f.start, spans)]
    spans += [
        (n.kind, n.opens if n.opens >= 0 else n.start, max(n.closes, n.end), n.start, n.end, n) for n in names
    ]
    taken: list[tuple[str, int, int, int, int, Any]] = []
    for span in spans:
        if all(span[2] <= other[1] or span[1] >= other[2] for other in taken):
            taken.append(span)
    return sorted(taken, key=lambda span: span[1])


def _is_taken(place: int, spans) -> bool:
    return any(span[1] <= place < span[2] for span in spans)


def _in_signs(sentence: Sentence, spans) -> Skeleton:
    base, pieces, places, items, at = sentence.start, [], [(0, sentence.start)], [], 0
    length = 0
    for number, (kind, begins, closes, start, end, value) in enumerate(spans):
        pieces.append(sentence.text[at:begins])
        sign = f"<{kind}{number}>"
        length += begins - at + len(sign)
        pieces.append(sign)
        places.append((length, base + closes))
        items.append(Item(kind, base + start, base + end, value))
        at = closes
    pieces.append(sentence.text[at:])
    return Skeleton("".join(pieces).replace("\n", " "), sentence, items, places)
