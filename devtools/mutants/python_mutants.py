"""Faults in Python code: mutmut's operators, and what people forget: a statement, or one entry of several."""

import re
from collections.abc import Iterator
from functools import partial

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators

from .mutant import Mutant

# texts are guarded by the check of translations, logging by nobody: neither is a fault of what the code does
TEXT_CALLS = {
    "_",
    "gettext",
    "gettext_lazy",
    "ngettext",
    "pgettext",
    "pgettext_lazy",
    "ngettext_lazy",
    "gettext_noop",
}
LOG_CALLS = {"debug", "info", "warning", "exception"}
TEXT_ARGUMENTS = {"help_text", "verbose_name", "description", "error_messages", "label"}
ENTRIES = (cst.List, cst.Set, cst.Dict)  # not tuples: their length is their shape


def python_mutants(path: str, code: str) -> Iterator[Mutant]:
    """Every mutant of one module, in the order of the text."""
    wrapper = MetadataWrapper(cst.parse_module(code), unsafe_skip_copy=True)
    places = _Places()
    wrapper.visit(places)
    for node, changed, (first, last) in places.changes:
        yield Mutant(path, first, last, partial(_replaced, wrapper.module, node, changed))


def _replaced(module: cst.Module, node: cst.CSTNode, changed: cst.CSTNode) -> str:
    return cst.ensure_type(module.deep_replace(node, changed), cst.Module).code


class _Places(cst.CSTVisitor):
    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self):
        self.changes: list = []
        self.statements: list[tuple[int, int]] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if _is_left_alone(node):
            return False
        if isinstance(node, cst.BaseSmallStatement | cst.BaseCompoundStatement):
            self.statements.append(self._lines(node))
        for changed in _changes(node):
            self.changes.append((node, changed, self._covering_lines(node)))
        return True

    def on_leave(self, original_node: cst.CSTNode) -> None:
        if isinstance(
            original_node, cst.BaseSmallStatement | cst.BaseCompoundStatement
        ) and not _is_left_alone(original_node):
            self.statements.pop()

    def _lines(self, node: cst.CSTNode) -> tuple[int, int]:
        position = self.get_metadata(PositionProvider, node)
        return position.start.line, position.end.line

    def _covering_lines(self, node: cst.CSTNode) -> tuple[int, int]:
        """The lines of the statement around a node, or of its own where that is a block."""
        first, last = self._lines(node)
        if isinstance(node, cst.Arg | cst.BaseExpression) and self.statements:
            start, end = self.statements[-1]
            if end - start < 12:
                return start, end
        return first, last


def _changes(node: cst.CSTNode) -> Iterator:
    for kind, operator in mutation_operators:
        if isinstance(node, kind):
            yield from operator(node)
    if isinstance(node, cst.Expr) and isinstance(node.value, cst.Call):
        yield cst.Expr(cst.Name("None"))
    if isinstance(node, ENTRIES) and len(node.elements) > 1:
        for index in range(len(node.elements)):
            elements = [*node.elements[:index], *node.elements[index + 1 :]]
            yield node.with_changes(elements=elements)


def _is_left_alone(node: cst.CSTNode) -> bool:
    if isinstance(node, cst.Annotation | cst.Decorator | cst.Import | cst.ImportFrom | cst.Assert):
        return True
    if isinstance(node, cst.Expr) and isinstance(node.value, cst.SimpleString | cst.ConcatenatedString):
        return True  # a docstring
    if (
        isinstance(node, cst.Expr)
        and isinstance(node.value, cst.Call)
        and _names(node.value.func) & LOG_CALLS
    ):
        return True
    if isinstance(node, cst.Arg) and node.keyword and node.keyword.value in TEXT_ARGUMENTS:
        return True
    if isinstance(node, cst.Assign) and _names(node.targets[0].target) & (TEXT_ARGUMENTS | {"__all__"}):
        return True
    if isinstance(node, cst.If) and re.search(
        r"TYPE_CHECKING|__main__", cst.Module([]).code_for_node(node.test)
    ):
        return True
    return isinstance(node, cst.Call) and bool(_names(node.func) & (TEXT_CALLS | LOG_CALLS))


def _names(node: cst.CSTNode) -> set[str]:
    match node:
        case cst.Name(value=name) | cst.Attribute(attr=cst.Name(value=name)):
            return {name}
    return set()
