"""Readings of a text: what its letters are without HTML entities and markup, and what they may be meant as.

Each knows the place of every letter in the text itself.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from unicodedata import normalize
from urllib.parse import unquote_to_bytes

from redaction.variants import without_variants

_ENTITY = re.compile(r"&(?:amp;)*(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_TAG = re.compile(r"<[!/?]?[A-Za-z-][^<>]*>")
# Single letters with the same between them: H o n g, H.o.n.g
_SPACED = re.compile(r"(?<![^\W_])[^\W_]([\W_]{1,3})(?:[^\W_]\1)+[^\W_](?![^\W_])")
# John F. Kennedy; also F.-X., F.; or F without a full stop, where it is a capital
_CAPITALS = "A-ZÀ-ÖØ-ÞΑ-ΩЁА-Я"
_ONE_INITIAL = (
    rf"(?:[^\W\d_]{{1,2}}(?=\s?\.)|[{_CAPITALS}]{{1,2}}(?=[^\w'’‐‑-]))(?:\s*[^\w\s]{{1,3}}){{0,2}}\s*"
)
_INITIAL = re.compile(rf"(?<=[^\W\d_])(?:\s+|[-‐‑])(?:{_ONE_INITIAL}){{1,4}}(?=[^\W\d_]{{2}})")
_NICKNAME = re.compile(r"(?<=[^\W\d_]) [\"“„‘'«][^\W\d_][\w .-]{0,30}[\"”“’'»](?= [^\W\d_]{2})")
_BRACKETS = "()（）[]［］〔〕【】《》〈〉<>＜＞{}"
_BRACKETED = re.compile("[{0}][^{0}]{{1,40}}[{1}]".format(*(re.escape(_BRACKETS[n::2]) for n in (0, 1))))
# As in passports and telexes; what the letters are without their marks is compared anyway
_PRINTED = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae", "œ": "oe", "þ": "th", "ð": "dh"}
_WITH_MARKS = re.compile(f"[{''.join(_PRINTED)}]", re.IGNORECASE)
_NUKTAS = "\u093c\u09bc\u0a3c\u0abc\u0b3c"  # dots of letters in India
_WITH_NUKTA = re.compile(
    f"[{_NUKTAS}\u0929\u0931\u0934\u0958-\u095f\u09dc-\u09df\u0a33\u0a36\u0a59-\u0a5e\u0b5c\u0b5d]"
)
_AROUND = 200  # letters that are looked at before and after a replacement


def _signs_of_entity(entity: re.Match) -> list[tuple[int, str]]:
    sign = unescape(f"&{entity[1]};")
    if sign.startswith("&") and len(sign) > 1:
        return list(enumerate(entity[0]))
    return [(0, each) for each in sign]


def _decoded(encoded: re.Match) -> list[tuple[int, str]]:
    """Letters of UTF-8 or else Latin-1. Spaces stay parts of an address: as underscores, which part words too."""
    value = unquote_to_bytes(encoded[0])
    try:
        signs, encoding = value.decode(), "utf-8"
    except UnicodeDecodeError:
        signs, encoding = value.decode("latin-1"), "latin-1"
    places = [0]
    for sign in signs:
        places.append(places[-1] + 3 * len(sign.encode(encoding)))
    return [(place, "_" if sign.isspace() else sign) for place, sign in zip(places, signs, strict=False)]


def _space(_match: re.Match) -> list[tuple[int, str]]:
    return [(0, " ")]


def _bar(_match: re.Match) -> list[tuple[int, str]]:
    """In place of a bracket: a few may stand within a name, many do not."""
    return [(0, "|")]


def _no_signs(_match: re.Match) -> list[tuple[int, str]]:
    return []


def _letters_alone(spaced: re.Match) -> list[tuple[int, str]]:
    return [(place, sign) for place, sign in enumerate(spaced[0]) if sign.isalnum()]


def _as_printed(letter: re.Match) -> list[tuple[int, str]]:
    signs = _PRINTED[letter[0].lower()]
    return [(0, sign) for sign in (signs if letter[0].islower() else signs.capitalize())]


def _without_nukta(letter: re.Match) -> list[tuple[int, str]]:
    """ज for ज़: the dot is often left out."""
    return [(0, sign) for sign in normalize("NFD", letter[0]) if sign not in _NUKTAS]


# Replacements in a text without entities and markup, each of which makes another, doubtful reading of it.
_OTHER_READINGS = (
    (_SPACED, _letters_alone),
    (_BRACKETED, _bar),
    (_INITIAL, _space),
    (_NICKNAME, _no_signs),
    (_WITH_MARKS, _as_printed),
    (_WITH_NUKTA, _without_nukta),
)


@dataclass(frozen=True)
class Reading:
    """A reading of a text; ``places`` are where its letters and its end are there."""

    text: str
    places: Sequence[int]
    is_doubtful: bool = False
    changes: tuple[int, ...] = ()  # where signs were replaced

    def replaced(
        self, pattern: re.Pattern, signs_of: Callable[[re.Match], list[tuple[int, str]]]
    ) -> "Reading":
        """With signs in place of what matches, each with the letter of the match at which it stands."""
        parts: list[str] = []
        places: list[int] = []
        changes: list[int] = []
        last = 0
        for match in pattern.finditer(self.text):
            signs = signs_of(match)
            parts += [self.text[last : match.start()], *(sign for _place, sign in signs)]
            places += self.places[last : match.start()]
            changes.append(len(places))
            places += [self.places[match.start() + place] for place, _sign in signs]
            last = match.end()
        if not last:
            return self
        text, places = "".join([*parts, self.text[last:]]), [*places, *self.places[last:]]
        return Reading(text, places, changes=tuple(changes))

    def around_changes(self) -> Iterator["Reading"]:
        """The stretches of it in which signs were replaced, from space to space."""
        groups: list[list[int]] = []
        for change in self.changes:
            if groups and change - groups[-1][-1] < 2 * _AROUND:
                groups[-1].append(change)
            else:
                groups.append([change])
        for group in groups:
            start, end = self._border(group[0] - _AROUND, -1), self._border(group[-1] + _AROUND, 1)
            yield Reading(self.text[start:end], self.places[start : end + 1])

    def _border(self, place: int, step: int) -> int:
        """The next place from there with a space beside it, where there is one near."""
        place = min(max(place, 0), len(self.text))
        for _far in range(_AROUND):
            if place in (0, len(self.text)) or self.text[place - 1].isspace() or self.text[place].isspace():
                break
            place += step
        return place


def readings(text: str) -> Iterator[Reading]:
    """The text without entities; without tags and percent signs; and, as doubtful, what else may be meant.

    That is letters spaced apart written together, without what stands in brackets, without initials and nicknames
    within a name, with letters as passports print them, without dots of letters in India, and in one form of letters
    that have several.
    """
    plain = Reading(text, range(len(text) + 1)).replaced(_ENTITY, _signs_of_entity)
    bare = plain.replaced(_PERCENT, _decoded).replaced(_TAG, _space)
    yield plain
    if bare is not plain:
        yield bare
    if (varied := without_variants(bare.text)) != bare.text:
        yield Reading(varied, bare.places, is_doubtful=True)
    for pattern, signs_of in _OTHER_READINGS:
        changed = bare.replaced(pattern, signs_of)
        for stretch in changed.around_changes() if changed is not bare else ():
            yield Reading(without_variants(stretch.text), stretch.places, is_doubtful=True)
