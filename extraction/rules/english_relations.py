"""Relations of an agreement in English text to older ones, and to the programmes and funds that it is made under."""

import re
from collections.abc import Iterator
from typing import Any

from agreements.choices import AgreementRelationKind as Kind
from extraction.rules.groups import Group
from extraction.rules.older import CHANGE_OF_ANOTHER, change_in, is_attribute, is_certain
from extraction.rules.skeleton import Skeleton
from extraction.rules.terms import RENEWAL_TO_COME
from extraction.suggestions import Suggestion, SuggestionKind

_UNDER_NAMED = re.compile(
    r"\b(?:under|as part of|within|through|in the framework of|part of|[Pp]artner (?:to|of|in)) (?:the |its |their )?"
    r"(?:(?:framework|auspices|umbrella) of (?:the )?)?(?:(?:[A-Z]\w+['’]s )|<[OXC]\d+>(?:['’]s)? )?<[OX](\d+)>"
)
_CHANGE = re.compile(r"\b(?:renew|exten|amend|prolong|replac|supersed|revis|updat)\w*")
_TO_COME = re.compile(
    r"\b(?:will|would|shall|may|might|could|(?:plan|hope|intend|want|aim|expect|need|prepar|wish|seek|agree)\w* to|"
    r"is to|are to|not|never|(?:consider|discuss|negotiat|propos)\w*)\b[^.;,]{0,30}$"
)
_SETS_UP = re.compile(
    r"\b(?:sets? up|establish(?:es|ed)?|creat(?:es|ed)|launch(?:es|ed)?) (?:the )?<[OX]\d+>$"
)
_NAMED_FRAME = re.compile(
    r"\b(?:Fund|Programme|Program|Initiative|Framework|Agreement|Scheme|Plan|Strategy|Partnership)\b"
)


def suggest_relations(text: Any) -> Iterator[Suggestion]:
    """Relations of the main agreement to the others of a text, and to what is named as its frame."""
    for number, group in enumerate(text.groups):
        if group.relation and number and not _is_planned(text, group):
            words = text.document.text[group.start : group.end] + (f" of {group.year}" if group.year else "")
            relation = group.relation
            if relation == Kind.FOLLOWS and (change := _change_of_it(text, group)):
                relation = change
            is_sure = text.is_concluded and is_certain(relation) and bool(group.year or group.is_direct)
            if relation == Kind.FOLLOWS and not is_sure:
                continue  # named beside it, which says nothing of the two
            yield _relation(words, group.start, group.end, relation, sure=is_sure, details={"target": number})
    if text.groups and text.groups[0].relation not in ("", None, Kind.FOLLOWS):
        group = text.groups[0]
        yield _relation(
            text.document.text[group.start : group.end], group.start, group.end, group.relation,
            agreement=None, details={"target": 0},
        )  # fmt: skip
    for skeleton in text.sentences:
        yield from _under_named(skeleton)
        yield from _of_one_unnamed(skeleton, text.groups)


def _change_of_it(text: Any, group: Group) -> str:
    """Change of “the original memorandum”, named by no more: it is extended or renewed, where the text says so."""
    sentence = next((s for s in text.sentences if s.sentence.start <= group.start < s.sentence.end), None)
    words = sentence.sentence.text[: group.start - sentence.sentence.start][-30:] if sentence else ""
    done = [s.text for s in text.sentences if not RENEWAL_TO_COME.search(s.text)]  # not what a term foresees
    change = change_in(" ".join(done))
    return change if is_attribute(words) and change != Kind.FOLLOWS else ""


def _is_planned(text: Any, group: Group) -> bool:
    """True where an older agreement is to be renewed or changed some day: “will also renew its 2023 agreement”."""
    sentence = next(
        (s.sentence for s in text.sentences if s.sentence.start <= group.start < s.sentence.end), None
    )
    words = sentence.text[: group.start - sentence.start] if sentence else ""
    changes = list(_CHANGE.finditer(words))
    return bool(changes) and bool(_TO_COME.search(words[: changes[-1].start()]))


def _relation(value: str, start: int, end: int, kind: str, **members: Any) -> Suggestion:
    return Suggestion(SuggestionKind.RELATION.value, value, start, end, str(kind), **members)


def _under_named(skeleton: Skeleton) -> Iterator[Suggestion]:
    for match in _UNDER_NAMED.finditer(skeleton.text):
        item = skeleton.items[int(match[1])]
        if _NAMED_FRAME.search(item.value.text) and not _SETS_UP.search(match[0]):
            yield _relation(item.value.text, item.start, item.end, Kind.UNDER.value)


def _of_one_unnamed(skeleton: Skeleton, groups: list[Group]) -> Iterator[Suggestion]:
    """“Replaces the one that expired in 2019”: an older agreement that only its year tells."""
    for match in CHANGE_OF_ANOTHER.finditer(skeleton.text) if groups else ():
        kind = next(Kind[name].value for name in ("SUPERSEDES", "RENEWS", "EXTENDS") if match[name])
        date = skeleton.items[int(match["date"])]
        start = skeleton.offset(match.start("words"))
        yield _relation(
            skeleton.sentence.text[start - skeleton.sentence.start : date.end - skeleton.sentence.start],
            start,
            date.end,
            kind,
        )
