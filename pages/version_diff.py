"""What changed from one version to the next, as its page says it: by groups, long texts compared word by word."""

import difflib
import re
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import ngettext, pgettext

from pages.body_formatter import ADDED, CHANGED, MOVED, REMOVED, BodyFormatter, LabelledChange
from pages.mentions import RecordDirectory
from register.diff import diff_bodies
from register.kinds import Kind

# Texts of fewer words than this are shown whole, before and after.
_MIN_WORDS = 6
# Comparing takes time that grows with the square of the words; texts beyond this are shown whole.
_MAX_TOKENS = 3000
# Below this likeness a text was written anew, and its words side by side would only confuse.
_MIN_SIMILARITY = 0.4
_TOKEN = re.compile(r"\s+|[^\W_]+|.", re.DOTALL)


@dataclass(frozen=True)
class DiffPiece:
    """A run of words of a text that was changed: ``way`` is "same", "del" or "ins"."""

    way: str
    words: str


@dataclass(frozen=True)
class _ChangeWithWordDiff:
    """A difference, and its words where two long texts differ in some of them."""

    change: LabelledChange
    pieces: list[DiffPiece]


def version_changes(kind: Kind, old: dict, new: dict, directory: RecordDirectory) -> list[LabelledChange]:
    """What the newer of two bodies says otherwise than the older, in words."""
    wording = BodyFormatter(kind.model, new, old, names=kind.part_names(directory))
    return wording.changes(diff_bodies(old, new))


def grouped_changes(found: list[LabelledChange]) -> list[tuple[str, list[_ChangeWithWordDiff]]]:
    """Differences under the names of what they belong to, in the order of the record."""
    groups: dict[str, list[_ChangeWithWordDiff]] = {}
    for one in found:
        pieces = word_diff(one.before, one.after) if one.way == CHANGED else []
        groups.setdefault(one.group, []).append(_ChangeWithWordDiff(one, pieces))
    return list(groups.items())


def change_summaries(kind: Kind, bodies: list[dict]) -> list[str]:
    """What changed with each body since the one before it; the first of ``bodies`` only begins the row."""
    directory = RecordDirectory([])
    return [change_summary(version_changes(kind, old, new, directory)) for old, new in pairwise(bodies)]


def word_diff(before: str, after: str) -> list[DiffPiece]:
    """Two texts as runs of words that stayed, went and came. Empty where whole texts are easier to read."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if min(len(old), len(new)) < _MIN_WORDS * 2 or max(len(old), len(new)) > _MAX_TOKENS:
        return []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _MIN_SIMILARITY:
        return []
    pieces = []
    for way, i, j, k, end in matcher.get_opcodes():
        if way == "equal":
            pieces.append(DiffPiece("same", "".join(old[i:j])))
            continue
        pieces += [DiffPiece("del", "".join(old[i:j]))] if j > i else []
        pieces += [DiffPiece("ins", "".join(new[k:end]))] if end > k else []
    return pieces


def change_summary(changes: list[LabelledChange]) -> str:
    """What changed, in one sentence: “Key dates: 1 added, 1 changed. Agreement: 2 changed.”"""
    groups: dict[str, list[str]] = {}
    for one in changes:
        groups.setdefault(one.group, []).append(one.way)
    return " ".join(f"{group}: {_counts_by_type(ways)}." for group, ways in groups.items())


def _counts_by_type(ways: list[str]) -> str:
    counts = {
        ADDED: lambda count: ngettext("%(count)d added", "%(count)d added", count),
        REMOVED: lambda count: ngettext("%(count)d removed", "%(count)d removed", count),
        CHANGED: lambda count: ngettext("%(count)d changed", "%(count)d changed", count),
        MOVED: lambda count: pgettext("change", "in another order"),
    }
    told = [(words, ways.count(way)) for way, words in counts.items() if way in ways]
    return ", ".join(words(count) % {"count": count} for words, count in told)
