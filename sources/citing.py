"""Sources that records cite, and their texts."""

from collections.abc import Iterable

from sources.models import Citation, SourceText


def cited_sources(keys: Iterable[int]) -> set[int]:
    """Those of these sources that any record cites."""
    keys = [*keys]
    return {
        pk
        for model in Citation.__subclasses__()
        for pk in model._default_manager.filter(source__in=keys).values_list("source", flat=True)
    }


def texts_beside(record, keys: Iterable[int] = ()) -> list[SourceText]:
    """Texts of these sources, then of those that a record cites."""
    cited = record.citations.values_list("source", flat=True) if record is not None and record.pk else ()
    wanted = list(dict.fromkeys([*keys, *cited]))
    texts = SourceText.objects.select_related("source").in_bulk(wanted)
    return [texts[pk] for pk in wanted if pk in texts]
