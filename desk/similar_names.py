"""Search of the desk for rows with a name like a typed one, or the same: candidates are judged as lists are matched."""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

from django.conf import settings
from django.db.models import Model, Q, QuerySet
from django.db.models.functions import Length
from django.utils.module_loading import import_string

from core.text import fold

_MOST = 20  # rows that are given
_MOST_CANDIDATES = 1_000  # names that are compared
_SHORTEST = 2  # letters of a text that is looked up


def rows_named_like(rows: QuerySet, lookups: Sequence[str], texts: Iterable[str]) -> list[Model]:
    """Rows of which a text under one of the lookups is like one of these texts, the likest first."""
    texts = [text for text in texts if len(text) >= _SHORTEST]
    if not texts:
        return []
    scores: dict[int, float] = {}
    total = rows.model._default_manager.count()
    for lookup in lookups:
        condition = reduce(or_, (_may_be_like(lookup, text) for text in texts))
        candidates = list(rows.order_by().filter(condition).values_list("pk", lookup)[:_MOST_CANDIDATES])
        similar = _engine("similar_names")(texts, {name for _pk, name in candidates}, total)
        for pk, name in candidates:
            scores[pk] = max(scores.get(pk, 0), similar.get(name, 0))
    best = sorted((-score, pk) for pk, score in scores.items() if score)[:_MOST]
    records = rows.in_bulk([pk for _score, pk in best])
    return [records[pk] for _score, pk in best if pk in records]


def records_of_same_name(record) -> list:
    """Other records of the kind with a name that folds to the same as one of this record's: case and accents aside.

    For records with a ``name`` and ``names`` by language. The length narrows down what is folded here.
    """
    own_names = {record.name, *record.names.values_list("text", flat=True)}
    folded = {fold(name) for name in own_names}
    lengths = {len(name) for name in own_names}
    others = type(record)._default_manager.exclude(pk=record.pk)
    pks = set()
    for field in ("name", "names__text"):
        rows = others.annotate(length=Length(field)).filter(length__in=lengths).values_list("pk", field)
        pks |= {pk for pk, name in rows if fold(name) in folded}
    return list(others.filter(pk__in=pks))


def _may_be_like(lookup: str, text: str) -> Q:
    """Condition of names that share a telling word or letters with a text, or are its acronym, or it theirs."""
    words = [Q(**{f"{lookup}__icontains": word}) for word in _engine("telling_words")(text)]
    own = Q(**{f"{lookup}__trigram_similar": text}) | Q(**{f"{lookup}__iexact": text})
    if short := _engine("initials")(text):
        own |= Q(**{lookup: short})
    if text.isalpha() and text.isupper():
        own |= Q(**{f"{lookup}__regex": rf"^{_words_with_initials(text)}$"})
    return reduce(or_, words, own)


def _words_with_initials(acronym: str) -> str:
    """Pattern of names whose words in capitals begin with these letters; small words may stand between them."""
    return r"[^[:upper:]]*[\s-]([^[:upper:]]*[\s-])?".join(rf"{letter}[^\s-]*" for letter in acronym)


def _engine(name: str):
    """A function of the matching of names, which is part of a room above: ``settings.NAME_MATCHING``."""
    return import_string(f"{settings.NAME_MATCHING}.{name}")
