"""Import-time formatting of translated texts, which keeps the language of the moment of the import.

It is found where the module itself translates the text, directly or by a name; what a function that is called at
import does with a text, or another module with a name from this one, is not followed.
"""

import ast
from collections.abc import Iterator

_LAZY = {"gettext_lazy", "ngettext_lazy", "pgettext_lazy", "npgettext_lazy"}
_IMMEDIATE = {name.removesuffix("_lazy") for name in _LAZY}
# Functions that make a string of what they are given; Django's format_lazy and its own of django.utils.text do not.
_STRING_MAKERS = {"str", "repr", "format", "len", "sorted", "format_html", "join"}
_FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


def frozen_texts(tree: ast.Module) -> list[str]:
    """Line and code of each expression that runs at import and makes a string of a translated text."""
    calls = _translators(tree)
    nodes = [node for statement in tree.body for node in _run_at_import(statement)]
    names = _names_of_texts(nodes, calls)
    return [
        f"{node.lineno} {ast.unparse(node)[:60]}"
        for node in nodes
        if isinstance(node, ast.expr) and _freezes(node, calls, names)
    ]


def _translators(tree: ast.Module) -> dict[str, str]:
    """Names under which the module knows Django's translation functions, as ``_`` for ``gettext_lazy``."""
    return {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
    }


def _run_at_import(node: ast.AST) -> Iterator[ast.AST]:
    """The node and all below it, of functions only what runs when they are defined: decorators and defaults."""
    yield node
    if isinstance(node, _FUNCTIONS):
        inner: list[ast.AST] = [*node.args.defaults, *filter(None, node.args.kw_defaults)]
        inner += [] if isinstance(node, ast.Lambda) else node.decorator_list
    else:
        inner = [*ast.iter_child_nodes(node)]
    for child in inner:
        yield from _run_at_import(child)


def _names_of_texts(nodes: list[ast.AST], calls: dict[str, str]) -> set[str]:
    """Names that a module or a class gives to lazy texts."""
    names = set()
    for node in nodes:
        if isinstance(node, ast.Assign | ast.AnnAssign) and _is_call(node.value, calls, _LAZY):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names |= {target.id for target in targets if isinstance(target, ast.Name)}
    return names


def _is_call(node: ast.AST | None, calls: dict[str, str], functions: set[str]) -> bool:
    match node:
        case ast.Call(func=ast.Name(id=name)):
            return calls.get(name) in functions
        case ast.Call(func=ast.Attribute(attr=name)):  # translation.gettext_lazy
            return name in functions
    return False


def _freezes(node: ast.expr, calls: dict[str, str], names: set[str]) -> bool:
    """True where this expression makes a string of a translated text, or translates one, at once."""

    def is_text(part: ast.AST) -> bool:
        is_known = isinstance(part, ast.Name) and part.id in names
        return is_known or _is_call(part, calls, _LAZY)

    match node:
        case ast.BinOp(left=left, op=ast.Mod(), right=right):
            return any(is_text(part) for part in [left, right, *_elements(right)])
        case ast.BinOp(left=left, op=ast.Add() | ast.Mult(), right=right):
            return is_text(left) or is_text(right)
        case ast.FormattedValue(value=part) | ast.Attribute(value=part) | ast.Subscript(value=part):
            return is_text(part)
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in _STRING_MAKERS:
            given = [*node.args, *(keyword.value for keyword in node.keywords)]
            return any(is_text(part) for value in given for part in [value, *_elements(value)])
    return _is_call(node, calls, _IMMEDIATE)


def _elements(node: ast.AST) -> list[ast.expr]:
    """The elements of a list, tuple or dictionary, such as the values that fill in a format."""
    match node:
        case ast.List(elts=elements) | ast.Tuple(elts=elements) | ast.Dict(values=elements):
            return elements
    return []
