"""Clues to the parties of an English text that names fewer than two by grammar: offered, never sure.

Names that are joined by “and” in a sentence with the agreement, a list after its heading, and at last the bodies that
the sentences about it name most.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from agreements.choices import Form
from extraction.rules.name_kinds import CITY, COUNTRY, ORGANIZATION_KIND, TERRITORIES, Mention
from extraction.rules.parties import Party, party_of
from extraction.rules.skeleton import Item, Skeleton

_PAIR_OF = 2
_NAME = r"<[OCXL]\d+>(?: \([^()<>]{2,60}\))?"
_BEFORE = r"(?:the |both |its |city of |government of |of )*"
_TOGETHER = re.compile(rf"(?P<list>{_NAME}(?:, {_BEFORE}{_NAME})*,? (?:and|&|with|und) {_BEFORE}{_NAME})")
_HEADING = re.compile(r"^\W*(?:[\w-]+ )?<F\d+>[^<>.;]{0,40}\b(?:[Bb]etween|[Aa]mong|[Ww]ith) (?P<list>.*)$")
_CONCLUDES = re.compile(
    r"\b(?:sign(?:s|ed|ing)?|conclud\w+|inks?|inked|renew\w*|extend\w*|end(?:s|ed)|terminat\w+|agreed?|exchang\w+|"
    r"partner\w*|affiliat\w+|collaborat\w+|co-?operat\w+|put (?:their|its) names?|reviv\w+|launch\w*|parties|twin\w*)\b"
)
_ABOUT_IT = re.compile(
    r"<F\d+>|\b(?:partner|affiliation|collaborat|co-?operat|alliance|relationship|ties\b|signing|signed)"
)
_OF_PLACE = re.compile(
    r"\b(?:in|at|near|visit\w*|from|through|via|under|by way of|officials of|of) (?:the )?(?:<[OX]\d+>, )?$"
)
_OF_ANOTHER = re.compile(
    r"\b(?:department|faculty|school|office|college|dean|part|member|cent(?:er|re)) (?:of|at) (?:the )?$",
    re.I,
)
# Signs of what may be a party, the first of which must be there: by whether the agreement is of twin cities
_KINDS = {True: "LXO", False: "OX"}
_LEAST_NAMED = 2  # sentences, of which a body needs more: one about the agreement counts twice


def parties_by_clues(text: Any, named: set[str]) -> Iterator[Party]:
    """Parties of the agreement that a text is about, beside those ``named`` by grammar."""
    given = list(_joined_by_and(text))
    names = named | {text.aliases.full(party.item.value.text) for party in given}
    yield from given
    if len(names) < _PAIR_OF:
        yield from _named_most(text, names)


def _joined_by_and(text: Any) -> Iterator[Party]:
    for skeleton in text.sentences:
        if heading := _HEADING.match(skeleton.text):
            for item in skeleton.items_in(heading["list"], "OCX"):
                yield from _possible_party(item, skeleton)
        forms = [item for item in skeleton.items if item.kind == "F"]
        if not (forms and _CONCLUDES.search(skeleton.text)):
            continue
        for match in _TOGETHER.finditer(skeleton.text):
            items = skeleton.items_in(match["list"], "OCXL")
            kinds = _KINDS[any(form.value.form == Form.TWINNING for form in forms)]
            is_of_bodies = any(item.kind in kinds[0] for item in items)
            if is_of_bodies and not _OF_PLACE.search(skeleton.text[: match.start()]):
                for item in items:
                    if item.kind in kinds:
                        yield from _possible_party(item, skeleton)


def _possible_party(item: Item, skeleton: Skeleton) -> Iterator[Party]:
    mention: Mention = item.value
    if mention.kind in (ORGANIZATION_KIND, COUNTRY, CITY) or " " in mention.text:
        yield from party_of(item, None, skeleton)


def _named_most(text: Any, named: set[str]) -> Iterator[Party]:
    """The bodies that most sentences about the agreement name, as many as two parties lack."""
    counts: Counter[str] = Counter()
    first: dict[str, Party] = {}
    for skeleton in text.sentences:
        is_about_it = bool(_ABOUT_IT.search(skeleton.text))
        seen = set()
        for number, item in enumerate(skeleton.items):
            if item.kind != "O":
                continue
            before = skeleton.text.partition(f"<O{number}>")[0]
            name = text.aliases.full(item.value.text)
            if name in named or name in seen or name.split()[-1] in TERRITORIES or _OF_ANOTHER.search(before):
                continue
            party = next(party_of(item, None, skeleton), None)
            if party:
                seen.add(name)
                counts[name] += 1 + is_about_it
                first.setdefault(name, party)
    for name, count in counts.most_common(_PAIR_OF - len(named)):
        if count > _LEAST_NAMED:
            yield first[name]
