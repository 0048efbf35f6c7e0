"""Sentence of a list: count, noun, filters and order in words.

Every clause is a phrase of its own, given by its filter, that a language may put where it likes: none is inflected.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core import edtf
from pages.filter_values import FilterValues
from pages.list_query import ListQuery
from register.clauses import NO_CLAUSE, Clause


def list_sentence(query: ListQuery, count: int, values: FilterValues) -> str:
    """Sentence of a list: count and noun, a clause for each filter in the order of their ranks, the order if any.

    ``query`` is valid, and ``count`` records fit it.
    """
    words = query.options.count_words
    noun, in_noun = _counted_noun(words, query.values)
    clauses = {name: query.filterset.form.fields[name].clause or NO_CLAUSE for name in query.values}
    unsaid = {in_noun, *(other for clause in clauses.values() for other in clause.also_says)}
    texts = [
        _clause_text(query, values, name, clause)
        for name, clause in sorted(clauses.items(), key=lambda item: item[1].rank)
        if clause is not NO_CLAUSE and name not in unsaid
    ]
    parts = {
        "what": words[noun] % {"count": count},
        "clauses": pgettext("between the parts of a sentence about a list", " ").join(texts),
        "order": dict(query.orderings).get(query.ordering, ""),
    }
    if not parts["order"]:
        return _("%(what)s %(clauses)s") % parts if texts else parts["what"]
    return (_("%(what)s %(clauses)s, %(order)s") if texts else _("%(what)s, %(order)s")) % parts


def _counted_noun(words: Mapping[str, Any], values: dict) -> tuple[str, str]:
    """Key of the noun for the records, and the parameter whose value the noun already says."""
    for name, value in values.items():
        if isinstance(value, list) and len(value) == 1 and (key := f"{name}:{'+'.join(value[0])}") in words:
            return key, name
    return "", ""


def _clause_text(query: ListQuery, values: FilterValues, name: str, clause: Clause) -> str:
    value = query.values[name]
    day = edtf.parse(query.day.isoformat()).words() if query.day else ""
    return clause.template(value) % {"value": values.text(name, value), "day": day}
