"""Differences between two versions, with word-level diffs."""

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
    """A run of words of a changed text: ``kind`` is "same", "del" or "ins"."""

    kind: str
    words: str


@dataclass(frozen=True)
class _ChangeWithWordDiff:
    """A change, with the word-level diff of two long texts that are alike; ``pieces`` is empty for all others."""

    change: LabelledChange
    pieces: list[DiffPiece]


def version_changes(kind: Kind, old: dict, new: dict, directory: RecordDirectory) -> list[LabelledChange]:
    """The changes from an older body to a newer one, in words."""
    formatter = BodyFormatter(kind, new, old, directory=directory)
    return formatter.labelled_changes(diff_bodies(old, new))


def grouped_changes(changes: list[LabelledChange]) -> list[tuple[str, list[_ChangeWithWordDiff]]]:
    """Changes under the names of what they belong to, in the order of the record."""
    groups: dict[str, list[_ChangeWithWordDiff]] = {}
    for change in changes:
        pieces = word_diff(change.before, change.after) if change.change_type == CHANGED else []
        groups.setdefault(change.group, []).append(_ChangeWithWordDiff(change, pieces))
    return list(groups.items())


def change_summaries(kind: Kind, bodies: list[dict]) -> list[str]:
    """A sentence for each body but the first: its changes since the one before."""
    directory = RecordDirectory([])
    return [change_summary(version_changes(kind, old, new, directory)) for old, new in pairwise(bodies)]


def word_diff(before: str, after: str) -> list[DiffPiece]:
    """Two texts as runs of kept, deleted and inserted words. Empty where whole texts are easier to read."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if min(len(old), len(new)) < _MIN_WORDS * 2 or max(len(old), len(new)) > _MAX_TOKENS:
        return []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _MIN_SIMILARITY:
        return []
    pieces = []
    for opcode, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        deleted, inserted = "".join(old[old_start:old_end]), "".join(new[new_start:new_end])
        if opcode == "equal":
            pieces.append(DiffPiece("same", deleted))
            continue
        pieces += [DiffPiece("del", deleted)] if deleted else []
        pieces += [DiffPiece("ins", inserted)] if inserted else []
    return pieces


def change_summary(changes: list[LabelledChange]) -> str:
    """The changes in one sentence: “Key dates: 1 added, 1 changed. Agreement: 2 changed.”"""
    groups: dict[str, list[str]] = {}
    for change in changes:
        groups.setdefault(change.group, []).append(change.change_type)
    return " ".join(f"{group}: {_counts_by_type(types)}." for group, types in groups.items())


def _counts_by_type(types: list[str]) -> str:
    phrases = {
        ADDED: lambda count: ngettext("%(count)d added", "%(count)d added", count),
        REMOVED: lambda count: ngettext("%(count)d removed", "%(count)d removed", count),
        CHANGED: lambda count: ngettext("%(count)d changed", "%(count)d changed", count),
        MOVED: lambda count: pgettext("change", "in another order"),
    }
    counts = {change_type: types.count(change_type) for change_type in phrases if change_type in types}
    return ", ".join(phrases[change_type](count) % {"count": count} for change_type, count in counts.items())
