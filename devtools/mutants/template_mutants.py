"""Faults in templates, as people make them: a condition turned round, a wrong value, something left out."""

import re
from collections.abc import Iterator
from functools import partial

from django.template.base import DebugLexer, Token, TokenType

from .mutant import Mutant

SWAPS = (
    ("first", "last"), ("start", "end"), ("earliest", "latest"), ("begins", "ends"), ("since", "until"),
    ("notice", "renewal"), ("forloop.counter", "forloop.counter0"), ("next", "previous"), ("singular", "plural"),
)  # fmt: skip
TEXT = re.compile(r"^(?:translate|blocktranslate|comment|load|extends|block|endblock|csrf_token|get_)")
ATTRIBUTE = re.compile(r'\b(?:href|hidden|datetime|lang|rel|scope|for)="[^"{]+"')
BLOCK_END = re.compile(r"^(?:end|else|elif|empty|plural)")


def template_mutants(path: str, code: str) -> Iterator[Mutant]:
    """Every mutant of one template, in the order of the text."""
    is_text = False
    for token in DebugLexer(code).tokenize():
        name = token.contents.split(" ")[0] if token.token_type == TokenType.BLOCK else ""
        is_text = name == "comment" or (is_text and name != "endcomment")
        if is_text:
            continue
        start, end = token.position or (0, 0)
        line = token.lineno or 0
        for changed in _changes(token, code[start:end]):
            yield Mutant(path, line, line, partial("".join, (code[:start], changed, code[end:])))


def _changes(token: Token, text: str) -> Iterator[str]:
    match token.token_type:
        case TokenType.VAR:
            yield ""
            yield re.sub(r"\|[a-z_]+(?::\"[^\"]*\"|:'[^']*'|:[\w.]+)?(?=\s*}})", "", text)  # the last filter
            yield from _swapped(text)
        case TokenType.BLOCK if not TEXT.match(token.contents) and not BLOCK_END.match(token.contents):
            yield from _block_changes(token.contents, text)
        case TokenType.TEXT:
            for attribute in ATTRIBUTE.finditer(text):
                yield text[: attribute.start()] + text[attribute.end() :]


def _block_changes(contents: str, text: str) -> Iterator[str]:
    name, _, rest = contents.partition(" ")
    if name == "if":
        yield "{% if True %}"
        if " " in rest:
            yield "{% if " + re.sub(r"\b(and|or)\b", _other, rest, count=1) + " %}"
        else:
            yield "{% if not " + rest + " %}"
    elif name == "for":
        yield text.replace(" %}", "|slice:'1:' %}").replace(" reversed|slice", "|slice")
    elif name in {"include", "url"} or (name[0].isalpha() and "_" in name):
        if name == "include":
            yield ""
        for argument in re.finditer(r' \w+=(?:"[^"]*"|\'[^\']*\'|[\w.|:]+)', text):
            yield text[: argument.start()] + text[argument.end() :]
    yield from _swapped(text)


def _other(word: re.Match) -> str:
    return "or" if word[1] == "and" else "and"


def _swapped(text: str) -> Iterator[str]:
    for one, other in SWAPS:
        for old, new in ((one, other), (other, one)):
            if re.search(rf"(?<![a-z]){re.escape(old)}(?![a-z])", text):
                yield re.sub(rf"(?<![a-z]){re.escape(old)}(?![a-z])", new, text, count=1)
