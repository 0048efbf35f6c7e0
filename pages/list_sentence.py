"""A list in words: how many of what, narrowed down how, in which order.

Every part is a phrase of its own that a language may put where it likes, so that none has to be inflected.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from core import edtf

# What each parameter says of the records that were found, in the order in which it is said.
CLAUSES = {
    "q": gettext_lazy("that match %(value)s"),
    "ref": gettext_lazy("with the reference %(value)s"),
    "identifier": gettext_lazy("known elsewhere as %(value)s"),
    "kind": gettext_lazy("of the kind %(value)s"),
    "nature": gettext_lazy("of the nature %(value)s"),
    "form": gettext_lazy("of the form %(value)s"),
    "bindingness": gettext_lazy("(%(value)s)"),
    "state": gettext_lazy("%(value)s on %(day)s"),
    "on": gettext_lazy("as things stood on %(value)s"),
    "certainty": gettext_lazy("(known to be so: %(value)s)"),
    "country": gettext_lazy("with %(value)s"),
    "party": gettext_lazy("in which %(value)s takes part"),
    "role": gettext_lazy("where somebody is %(value)s"),
    "person": gettext_lazy("that involve %(value)s"),
    "agreement": gettext_lazy("that have to do with %(value)s"),
    "topic": gettext_lazy("about %(value)s"),
    "year": gettext_lazy("of the year %(value)s"),
    "signed_after": gettext_lazy("signed from %(value)s"),
    "signed_before": gettext_lazy("signed until %(value)s"),
    "held_after": gettext_lazy("held from %(value)s"),
    "held_before": gettext_lazy("held until %(value)s"),
    "ends_after": gettext_lazy("ending from %(value)s"),
    "ends_before": gettext_lazy("ending until %(value)s"),
    "published_after": gettext_lazy("published since %(value)s"),
}
# Of records that are a pair, or more: what they have in common.
BETWEEN = {"country": gettext_lazy("between %(value)s"), "party": gettext_lazy("between %(value)s")}


def list_sentence(asked, nouns: Mapping[str, Any]) -> str:
    """``asked`` is a valid `pages.list_query.ListQuery`; ``nouns`` are translated plurals of what is found, by
    ``name:value`` or by ""."""
    said = asked.questions.asked
    noun, told = _counted_noun(nouns, said)
    unsaid = {told, "on"} if "state" in said else {told}
    clauses = [
        _clause_text(asked, name, said[name]) for name in CLAUSES if name in said and name not in unsaid
    ]
    words = {
        "what": nouns[noun] % {"count": asked.count},
        "clauses": pgettext("between the parts of a sentence about a list", " ").join(clauses),
        "order": dict(asked.orderings).get(asked.ordering, ""),
    }
    if not clauses:
        return _("%(what)s, %(order)s") % words
    return _("%(what)s %(clauses)s, %(order)s") % words


def _counted_noun(nouns: Mapping[str, Any], said: dict) -> tuple[str, str]:
    """The noun for what was found, and the parameter that it says already."""
    for name, value in said.items():
        if isinstance(value, list) and len(value) == 1 and (key := f"{name}:{'+'.join(value[0])}") in nouns:
            return key, name
    return "", ""


def _clause_text(asked, name: str, value) -> str:
    template = CLAUSES[name]
    if name == "state" and "on" not in asked.questions.filters:  # of a meeting, which has one state for good
        template = CLAUSES["bindingness"]
    if name in BETWEEN and len(value) == 1 and len(value[0]) > 1:
        template = BETWEEN[name]
    return str(template) % {
        "value": asked.words(name, value),
        "day": edtf.parse(asked.day.isoformat()).words(),
    }
