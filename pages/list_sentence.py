"""Sentence of a list: count, noun, filters and order in words.

Every clause is a phrase of its own, given by its filter, that a language may put where it likes, so that none has to be inflected.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core import edtf
from register.clauses import NO_CLAUSE, Clause


def list_sentence(asked, nouns: Mapping[str, Any]) -> str:
    """Sentence of a list: count and noun, a clause for each filter in the order of their ranks, the order.

    ``asked`` is a valid `pages.list_query.ListQuery`; ``nouns`` are translated plurals of the records, by
    ``name:value`` or by "".
    """
    values = asked.questions.asked
    noun, in_noun = _counted_noun(nouns, values)
    clauses = {name: asked.questions.form.fields[name].clause or NO_CLAUSE for name in values}
    unsaid = {in_noun, *(other for clause in clauses.values() for other in clause.also_says)}
    texts = [
        _clause_text(asked, name, clause)
        for name, clause in sorted(clauses.items(), key=lambda item: item[1].rank)
        if clause is not NO_CLAUSE and name not in unsaid
    ]
    words = {
        "what": nouns[noun] % {"count": asked.count},
        "clauses": pgettext("between the parts of a sentence about a list", " ").join(texts),
        "order": dict(asked.orderings).get(asked.ordering, ""),
    }
    if not texts:
        return _("%(what)s, %(order)s") % words
    return _("%(what)s %(clauses)s, %(order)s") % words


def _counted_noun(nouns: Mapping[str, Any], values: dict) -> tuple[str, str]:
    """Key of the noun for the records, and the parameter whose value the noun already says."""
    for name, value in values.items():
        if isinstance(value, list) and len(value) == 1 and (key := f"{name}:{'+'.join(value[0])}") in nouns:
            return key, name
    return "", ""


def _clause_text(asked, name: str, clause: Clause) -> str:
    value = asked.questions.asked[name]
    return clause.template(value) % {
        "value": asked.words(name, value),
        "day": edtf.parse(asked.day.isoformat()).words(),
    }
