"""Pages of records without one of their members each: as it is missing, so is its label, and nothing is left empty.

Where something else is shown instead, such as “Not recorded”, that stands in ``without.txt``, to be reviewed.
"""

import copy
import difflib
import re
from types import SimpleNamespace

from register.fact_labels import model_accessor, model_field
from sources.models import Citation, Source
from tests.pages.outlines.rendered import Rendered
from tests.template_nodes import TemplateNodes

# Members that no page of their record shows, and why.
NOT_SHOWN = {
    "activity.attendances.post": "by language it goes before the one as printed, which is shown without it",
    "agreement.sources.sha256": "the page gives the hash of documents, of sources only the copy itself",
}
# Members that may be missing, but not without another in their place.
NEVER_MISSING = {
    *((parts, member) for parts in ("relations", "agreements") for member in ("agreement", "stub")),
    *(("involvements", member) for member in ("organization", "person")),
    ("texts",),
}
EMPTY = (None, "", [], {}, False)
# What is left of a line when something is taken out of its middle.
SEPARATORS = re.compile(r"\]\([^)]*\)|[·–,()“”\[\]]")
ILL_FORMED = re.compile(
    r"\(empty|\bNone\b(?! recorded)|\(\)|“”|\{\}"  # nothing where something was to be
    r"|[·–,:(] ?$|^[- ]*[·–,]|· ·|– –|· –|– ·|, ,|\( | \)| [,.;]"  # a separator that separates nothing
    r"|[a-z:;,.·–]\{|\}[A-Za-z·–]|[a-z:;,.·–]\[(?!source)"  # no blank between a label and its value
)


def members_of(body: dict, model) -> list[tuple[str, ...]]:
    """Members that may be missing: of the record, lists of parts, and of the parts of a list."""
    paths: list[tuple[str, ...]] = []
    for name, value in body.items():
        if isinstance(value, list) and value and isinstance(value[0], dict) and "key" in value[0]:
            in_use = [member for member in value[0] if any(part[member] not in EMPTY for part in value)]
            part_model = model_of_parts(model, name)
            paths += [(name,), *((name, member) for member in in_use if is_optional(part_model, member))]
        elif value not in EMPTY and is_optional(model, name):
            paths.append((name,))
    return [path for path in paths if path not in NEVER_MISSING]


def model_of_parts(model, collection: str):
    if collection in ("sources", "citations"):
        return {"sources": Source, "citations": Citation}[collection]
    field = model_field(model, model_accessor(model, collection))
    return field.related_model if field and field.is_relation else None


def is_optional(model, member: str) -> bool:
    field = None if member in ("key", "ref") else model_field(model, member)
    return field is not None and (getattr(field, "blank", True) or getattr(field, "null", False))


def emptied(value):
    if isinstance(value, dict):
        return None if "ref" in value else {}
    if isinstance(value, list):
        return []
    if isinstance(value, bool):
        return not value
    return "" if isinstance(value, str) else None


def without(body: dict, path: tuple[str, ...]) -> dict:
    changed = copy.deepcopy(body)
    if len(path) == 1:
        changed[path[0]] = emptied(changed[path[0]])
    else:
        for part in changed[path[0]]:
            part[path[1]] = emptied(part[path[1]])
    return changed


RECORDS = ("instrument", "organization", "dissolved", "person", "activity", "planned", "topic", "collection")


def changed_lines(whole: list[str], rest: list[str], path: tuple[str, ...]) -> list[str]:
    """Lines that came, and those that went though the member is not in them; nothing where only its words went."""
    place = re.compile(r" ?\{" + r"\.(?:\d+\.)?".join(map(re.escape, path)) + r"(?:\.[\w.]+)?\}")
    matcher = difflib.SequenceMatcher(None, whole, rest, autojunk=False)
    lines = []
    for sort, first, last, other_first, other_last in matcher.get_opcodes():
        old, new = (whole[first:last], rest[other_first:other_last]) if sort != "equal" else ([], [])
        lines += [f"- {line}" for line in old if line.strip() and not place.search(line)]
        lines += [f"+ {line}" for line in new if not any(is_shortened(before, line, place) for before in old)]
    return lines


def is_shortened(before: str, line: str, place: re.Pattern) -> bool:
    """The line is the one before without some of its pieces, or without the value among others."""
    pieces = iter(pieces_of(before))
    return all(
        any(piece == other or (piece == place.sub("", other) and "{" in piece) for other in pieces)
        for piece in pieces_of(line)
    )


def pieces_of(line: str) -> list[str]:
    return [piece.strip() for piece in SEPARATORS.split(line) if piece.strip()]


def without_each_member(world, members, bodies, nodes: TemplateNodes) -> SimpleNamespace:
    """What differs on each page, members that make no difference, and lines with a gap in them."""
    report, unseen, ill_formed = [], set(), []
    for record in RECORDS:
        body = next(body for body in bodies if body["ref"] == getattr(world, record).ref)
        rendered = Rendered(body, members, nodes)
        whole = rendered.outline(body)
        for path in members_of(body, rendered.kind.model):
            if path[0] in ("sources", "citations") and record != "instrument":
                continue  # the same piece of every page
            rest = rendered.outline(without(body, path))
            if rest == whole:
                unseen.add(f"{body['object']}.{'.'.join(path)}")
            ill_formed += [f"{'.'.join(path)}: {line}" for line in rest if ILL_FORMED.search(line)]
            if lines := changed_lines(whole, rest, path):
                report += ["", f"{record} without {'.'.join(path)}", *lines]
    return SimpleNamespace(text="\n".join([*report, ""]).lstrip(), unseen=unseen, ill_formed=ill_formed)
