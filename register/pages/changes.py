"""What changed from one version to the next, as its page says it: by groups, long texts compared word by word."""

import difflib
import re
from dataclasses import dataclass
from itertools import pairwise

from register.differences import differences
from register.kinds import Kind
from register.pages.reading import Directory
from register.wording import CHANGED, Change, Wording, summary

# Texts of fewer words than this are shown whole, before and after.
LONG = 6
# Comparing takes time that grows with the square of the words; texts beyond this are shown whole.
LONGEST = 3000
# Below this likeness a text was written anew, and its words side by side would only confuse.
ALIKE = 0.4
TOKEN = re.compile(r"\s+|[^\W_]+|.", re.DOTALL)


@dataclass(frozen=True)
class Piece:
    """A run of words of a text that was changed: ``way`` is "same", "del" or "ins"."""

    way: str
    words: str


@dataclass(frozen=True)
class Said:
    """A difference, and its words where two long texts differ in some of them."""

    change: Change
    pieces: list[Piece]


def changes(kind: Kind, old: dict, new: dict, directory: Directory) -> list[Change]:
    """What the newer of two bodies says otherwise than the older, in words."""
    wording = Wording(kind.model, new, old, names=kind.part_names(directory))
    return wording.changes(differences(old, new))


def grouped(found: list[Change]) -> list[tuple[str, list[Said]]]:
    """Differences under the names of what they belong to, in the order of the record."""
    groups: dict[str, list[Said]] = {}
    for one in found:
        pieces = compared(one.before, one.after) if one.way == CHANGED else []
        groups.setdefault(one.group, []).append(Said(one, pieces))
    return list(groups.items())


def sentences(kind: Kind, bodies: list[dict]) -> list[str]:
    """What changed with each body since the one before it; the first of ``bodies`` only begins the row."""
    directory = Directory([])
    return [summary(changes(kind, old, new, directory)) for old, new in pairwise(bodies)]


def compared(before: str, after: str) -> list[Piece]:
    """Two texts as runs of words that stayed, went and came. Empty where whole texts are easier to read."""
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    if min(len(old), len(new)) < LONG * 2 or max(len(old), len(new)) > LONGEST:
        return []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < ALIKE:
        return []
    pieces = []
    for way, i, j, k, end in matcher.get_opcodes():
        if way == "equal":
            pieces.append(Piece("same", "".join(old[i:j])))
            continue
        pieces += [Piece("del", "".join(old[i:j]))] if j > i else []
        pieces += [Piece("ins", "".join(new[k:end]))] if end > k else []
    return pieces
