"""Coverage of templates by pages that are kept as text: their words and values, conditions and loops.

Each node leaves a mark behind what it shows, and the text of a page tells which of them reached it. A fault in a
template shows in a kept text if its words and values are there, if each condition was true on one page and false on
another, and if each loop had two rows, so that they have an order.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template import Node, NodeList
from django.template.base import TextNode, VariableNode, render_value_in_context
from django.template.defaulttags import FirstOfNode, ForNode, IfNode, NowNode, URLNode
from django.template.library import SimpleBlockNode, SimpleNode
from django.template.loader import get_template
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

TEMPLATES = Path(settings.BASE_DIR) / "templates"
SHOWN = (BlockTranslateNode, FirstOfNode, NowNode, SimpleNode, TranslateNode, URLNode, VariableNode)
MARK = re.compile("\ue000([\ue010-\ue019]+)\ue001")
DIGITS = str.maketrans("0123456789", "".join(chr(0xE010 + digit) for digit in range(10)))
NUMBERS = {new: chr(old) for old, new in DIGITS.items()}
WORDS = re.compile(r"(?:^|>)([^<>]*[^\W\d_][^<>]*)(?=<|$)")
WITHIN_A_TAG = re.compile(r'^[^<>]*="|^\s*(?:checked|open|selected)\s*$')
BEGINNING = re.compile(r"\s*(?:- |#+ )*(?:[^<>\[\]|]*: )?")
TIME = re.compile(r"<time[^>]*>[^<]*</time>")
# What no text of a page has: names that its parts call each other by, what only scripts and styles use.
UNSEEN = re.compile(
    r"\s(?:aria-(?:controls|describedby|labelledby)|class|data-[\w-]+|datetime|dir|for|hreflang|id|popovertarget|style"
    r'|src|type)="[^"]*"'
    r"|<(?:html|link|meta|path)\b[^>]*>|<script\b[^>]*>[^<]*"
)


def unmarked(text: str) -> str:
    return MARK.sub("", text)


class TemplateNodes:
    """Nodes of templates, and what of each of them pages have shown. ``patterns`` as `pathlib` has them.

    ``with_filters`` also asks that the last filter of each value makes a difference on some page.
    """

    def __init__(self, *patterns: str, with_filters: bool = False):
        self._with_filters = with_filters
        self.places: list[str] = []
        self._nodes: list[Node] = []
        # answers that are still missing, by the node and its question
        self._wanted: dict[tuple[int, str], set] = {}
        for pattern in patterns:
            for file in sorted(TEMPLATES.glob(pattern)):
                self._add_template(str(file.relative_to(TEMPLATES)))
        self._kept: set[int] = set()
        self._unseen: set[int] = set()

    def _add_template(self, name: str) -> None:
        for node in _nodes_within(get_template(name).template.nodelist):
            if node not in self._nodes and (_is_shown(node) or _has_answers(node)):
                self._nodes.append(node)
                self.places.append(f"{name}: {_short(node)}")

    @contextmanager
    def marked(self) -> Iterator[None]:
        """Every node leaves a mark behind what it shows, and every condition its answers."""
        with pytest.MonkeyPatch.context() as patch:
            for number, node in enumerate(self._nodes):
                for name, value in self._replaced(number, node).items():
                    patch.setattr(node, name, value)
            yield

    def _replaced(self, number: int, node: Node) -> dict[str, Any]:
        """Attributes of a node while it is watched."""
        mark = f"\ue000{str(number).translate(DIGITS)}\ue001"
        if isinstance(node, TextNode):
            return {"s": WORDS.sub(lambda run: run[0] + mark, node.s)}
        if isinstance(node, IfNode):
            branches = [
                (condition and self._watched(number, condition), nodes)
                for condition, nodes in node.conditions_nodelists
            ]
            return {"conditions_nodelists": branches}
        if isinstance(node, ForNode):
            wanted = {"two rows", "none"} if node.nodelist_empty else {"two rows"}
            return {"sequence": _Rows(node.sequence, self._wanted.setdefault((number, "rows"), wanted))}
        watched: dict[str, Any] = {"render": _marking(node.render, mark)} if _is_shown(node) else {}
        if self._with_filters and isinstance(node, VariableNode) and node.filter_expression.filters:
            question = f"|{node.filter_expression.token.rpartition('|')[2]}"
            wanted = self._wanted.setdefault((number, question), {"any other than without it"})
            watched["filter_expression"] = _LastFilter(node.filter_expression, wanted)
        if getattr(node, "plural", None):
            watched["counter"] = _Count(
                node.counter, self._wanted.setdefault((number, "count"), {"one", "several"})
            )
        return watched

    def _watched(self, number: int, condition: Any) -> Any:
        words = _in_words(condition)
        if condition.id not in ("and", "or"):
            return _Answer(condition, self._wanted.setdefault((number, words), {True, False}))
        alike = "both" if condition.id == "and" else "neither"
        wanted = self._wanted.setdefault((number, words), {"the first alone", "the second alone", alike})
        sides = [
            self._watched(number, side) if side.id in ("and", "or") else side
            for side in (condition.first, condition.second)
        ]
        return _Pair(condition.id, sides, wanted)

    def keep(self, html: str, outline: Callable[[str], str]) -> str:
        """The text of a page, without the marks, which are counted."""
        html = TIME.sub(
            lambda time: unmarked(time[0]) + "".join(mark[0] for mark in MARK.finditer(time[0])), html
        )
        text = outline(html)
        self._kept |= _marks(text)
        self._unseen |= _marks("".join(UNSEEN.findall(html)))
        lines = [(line, unmarked(line)) for line in text.split("\n")]
        # a line that has nothing but marks behind what it begins with is none
        return "\n".join(
            plain.rstrip() if plain != line else plain
            for line, plain in lines
            if plain == line or not BEGINNING.fullmatch(plain)
        )

    def missing(self) -> list[str]:
        """Nodes that no kept text has, and what else was never the case on any page."""
        unkept = [
            f"{self.places[number]} — in no text"
            for number, node in enumerate(self._nodes)
            if _is_shown(node) and number not in self._kept | self._unseen
        ]
        never = [
            f"{self.places[number]} — {question}: never {answer}"
            for (number, question), wanted in self._wanted.items()
            for answer in sorted(wanted, key=str)
        ]
        return sorted({*unkept, *never})


def check_nothing_missing(nodes: TemplateNodes, unless: Mapping[str, str]) -> None:
    """Fails for what no kept page shows, unless there is a reason, and for reasons that are needed no more."""
    missing, known = {*nodes.missing()}, {*unless}
    lines = [f"shown on no kept page: {place}" for place in sorted(missing - known)]
    lines += [f"is shown by now, no exception is needed: {place}" for place in sorted(known - missing)]
    if lines:
        pytest.fail("\n".join(lines), pytrace=False)


class _Answer:
    """A condition that strikes its answers off those that are wanted."""

    id = None

    def __init__(self, condition: Any, wanted: set):
        self.condition, self.wanted = condition, wanted

    def eval(self, context) -> Any:
        answer = self.condition.eval(context)
        self.wanted.discard(bool(answer))
        return answer


_ANSWERS = {
    (True, True): "both",
    (True, False): "the first alone",
    (False, True): "the second alone",
    (False, False): "neither",
}


class _Pair:
    """Two conditions, of which each decides on some page: one that is dropped then shows."""

    def __init__(self, operator: str, sides: list, wanted: set):
        self.id, self.sides, self.wanted = operator, sides, wanted

    def eval(self, context) -> Any:
        first, second = (side.eval(context) for side in self.sides)
        self.wanted.discard(_ANSWERS[bool(first), bool(second)])
        return (first and second) if self.id == "and" else (first or second)


class _Rows:
    """The rows of a loop."""

    def __init__(self, sequence: Any, wanted: set):
        self.sequence, self.wanted = sequence, wanted

    def resolve(self, context, ignore_failures: bool = False) -> Any:
        rows = self.sequence.resolve(context, ignore_failures=ignore_failures)
        rows = [] if rows is None else rows if hasattr(rows, "__len__") else list(rows)
        self.wanted.discard("two rows" if len(rows) > 1 else "none" if not len(rows) else "one row")
        return rows


class _LastFilter:
    """A value whose last filter changes it on some page: one that is dropped then shows."""

    def __init__(self, expression: Any, wanted: set):
        self.expression, self.wanted = expression, wanted
        self.without = copy(expression)
        self.without.filters = expression.filters[:-1]

    def resolve(self, context, ignore_failures: bool = False) -> Any:
        value = self.expression.resolve(context, ignore_failures=ignore_failures)
        if self.wanted:
            plain = self.without.resolve(context, ignore_failures=ignore_failures)
            if render_value_in_context(plain, context) != render_value_in_context(value, context):
                self.wanted.clear()
        return value


class _Count:
    """The number of a sentence that has a singular and a plural."""

    def __init__(self, counter: Any, wanted: set):
        self.counter, self.wanted = counter, wanted

    def resolve(self, context, *args, **kwargs) -> Any:
        count = self.counter.resolve(context, *args, **kwargs)
        self.wanted.discard("one" if count == 1 else "several")
        return count


def _nodes_within(nodelist: NodeList) -> Iterator[Node]:
    """All nodes, those within a block of a tag of ours as well, which Django leaves out."""
    for node in nodelist.get_nodes_by_type(Node):
        yield node
        if isinstance(node, SimpleBlockNode):
            yield from _nodes_within(node.nodelist)


def _marks(text: str) -> set[int]:
    return {int(mark.translate(NUMBERS)) for mark in MARK.findall(text)}


def _has_answers(node: Node) -> bool:
    """A condition, a loop, or a sentence with a plural."""
    return isinstance(node, (IfNode, ForNode)) or bool(getattr(node, "plural", None))


def _is_shown(node: Node) -> bool:
    if isinstance(node, TextNode):
        return bool(WORDS.search(node.s)) and not WITHIN_A_TAG.search(node.s)
    if isinstance(node, VariableNode) and node.token.contents in ("block.super", '" "'):
        return False  # its words stand elsewhere; it is a blank
    is_stored = getattr(node, "asvar", None) or getattr(node, "target_var", None)
    return isinstance(node, SHOWN) and not is_stored


def _in_words(condition: Any) -> str:
    """A condition as it stands in the template."""
    if condition.id == "literal":
        return condition.text
    parts = [
        condition.second and _in_words(condition.first),
        condition.id,
        _in_words(condition.second or condition.first),
    ]
    return " ".join(filter(None, parts))


def _short(node: Node) -> str:
    return " ".join((node.s if isinstance(node, TextNode) else node.token.contents).split())[:60]


def _marking(render: Callable, mark: str) -> Callable:
    def marking(context) -> str:
        shown = render(context)
        return f"{shown}{mark}" if str(shown).strip() else shown

    return marking
