"""A form of a record that somebody else deleted meanwhile: its fields as those of a new record."""

import re
from collections.abc import Iterable
from typing import Any

from django.db.models.options import Options
from django.urls import reverse

_COUNT = "-INITIAL_FORMS"
# What a form sends of itself: numbers of its rows, their order, what it opened with, places of words in texts
_OF_FORM = re.compile(
    r"-(?:INITIAL|MAX_NUM|MIN_NUM|TOTAL)_FORMS$|-position$|^initial-|^(?:opened|draft_key|quoted|guessed|alike_checked)$"
)


def fields_of_new_record(fields: list[tuple[str, str]], formsets: Iterable[Any]) -> list[tuple[str, str]]:
    """The fields of a form that adds what this one changed: its rows keep their numbers, but none is stored yet.

    ``formsets``: the classes of its formsets.
    """
    keys = [
        rf"{re.escape(formset.get_default_prefix())}-\d+-({formset.model._meta.pk.name}|{formset.fk.name})"
        for formset in formsets
    ]
    of_stored = re.compile("|".join(keys) or "(?!)")
    made = [
        (name, "0" if name.endswith(_COUNT) else "" if of_stored.fullmatch(name) else value)
        for name, value in fields
    ]
    ours = {"opened", "draft_key"}
    return [(name, value) for name, value in made if name not in ours and not name.startswith("initial-")]


def filled_in(fields: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The fields that somebody filled in."""
    return [(name, value) for name, value in fields if value and not _OF_FORM.search(name)]


def add_address(opts: Options) -> str:
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_add")
