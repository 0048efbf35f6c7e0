"""Words in the bodies of versions: strings that somebody wrote, told from codes, dates, addresses, keys, references.

The serializers that describe bodies say which they are: `WordsField`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from django.utils.module_loading import import_string
from drf_spectacular.drainage import get_override
from rest_framework import serializers

from register.choices import Action
from register.kinds import kind_named
from register.serializers import WordsField

_WORDS = "words"
# Bodies of versions that end a record, or that log a redaction.
_CLOSING = {"reason": _WORDS, "basis": _WORDS}


@dataclass(frozen=True)
class Leaf:
    """A text in a JSON value: the members and positions that lead to it, and the text."""

    steps: tuple[str | int, ...]
    text: str


def body_words(body: dict, kind: str, action: str) -> list[Leaf]:
    """The words in a body, in order."""
    shape = _shape_of_kind(kind) if action == Action.PUBLISHED else _CLOSING
    return list(_word_leaves(body, shape, ()))


def leaves(value: Any, steps: tuple[str | int, ...] = ()) -> Iterator[Leaf]:
    """All texts in a JSON value, but for the names of members."""
    if isinstance(value, str):
        yield Leaf(steps, value)
    else:
        for step, member in _members(value):
            yield from leaves(member, (*steps, step))


def replaced(value: Any, texts: dict[tuple[str | int, ...], str], steps: tuple[str | int, ...] = ()) -> Any:
    """The JSON value with these texts in the place of those at their steps."""
    if isinstance(value, str):
        return texts.get(steps, value)
    if isinstance(value, dict):
        return {name: replaced(member, texts, (*steps, name)) for name, member in value.items()}
    if isinstance(value, list):
        return [replaced(member, texts, (*steps, number)) for number, member in enumerate(value)]
    return value


def _members(value: Any) -> list[tuple[str | int, Any]]:
    if isinstance(value, dict):
        return list(value.items())
    return list(enumerate(value)) if isinstance(value, list) else []


def _word_leaves(value: Any, shape: Any, steps: tuple[str | int, ...]) -> Iterator[Leaf]:
    if shape == _WORDS:
        yield from leaves(value, steps)
    elif isinstance(value, list):
        for number, member in enumerate(value):
            yield from _word_leaves(member, shape, (*steps, number))
    elif isinstance(value, dict) and isinstance(shape, dict):
        for name, member in value.items():
            of_member = shape.get(name, _WORDS if _is_prose(member) else None)
            yield from _word_leaves(member, of_member, (*steps, name))


def _is_prose(value: Any) -> bool:
    """A member that the shape of today does not know holds words where it cannot be a code."""
    return isinstance(value, str) and (" " in value or not value.isascii())


@cache
def _shape_of_kind(kind: str) -> dict:
    return _shape(import_string(kind_named(kind).serializer)())


def member_has_words(field: serializers.Field) -> bool:
    """A member of a body holds words, itself or in its own members."""

    def has_words(shape: Any) -> bool:
        return shape == _WORDS or (isinstance(shape, dict) and any(map(has_words, shape.values())))

    return has_words(_shape(field))


def _shape(field: Any) -> Any:
    """Places of words in a field: in all its texts, in members by name, or None for nowhere."""
    if isinstance(field, WordsField):
        return _WORDS
    if isinstance(field, serializers.Serializer):
        methods = (serializers.SerializerMethodField,)
        return {
            name: _shape_of_method(field, name) if isinstance(member, methods) else _shape(member)
            for name, member in field.fields.items()
        }
    if isinstance(field, serializers.ListSerializer | serializers.ListField | serializers.DictField):
        return _shape(field.child)
    described = get_override(field, "field")
    if described is None:
        return None
    return _shape(described() if isinstance(described, type) else described)


def _shape_of_method(serializer: serializers.Serializer, name: str) -> Any:
    """The shape of a member that a method makes: of the serializers that it is annotated to return."""
    hint = get_type_hints(getattr(serializer, f"get_{name}")).get("return")
    if get_origin(hint) is list and issubclass(item := get_args(hint)[0], serializers.Serializer):
        return _shape(item())
    return None


def words_beside(texts: Iterable[str], longest: int = 120) -> str:
    """The first words of what stands beside a name."""
    return " · ".join(list(filter(None, texts))[:3])[:longest]
