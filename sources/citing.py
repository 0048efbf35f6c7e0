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
    """These texts of sources, then those of the sources that a record cites, of which its form has loaded them."""
    keys = [*keys]
    shown = SourceText.objects.select_related("source__link_check").prefetch_related("source__texts")
    texts = shown.in_bulk(keys) if keys else {}
    for citation in record.citations.all() if record is not None and record.pk else ():
        for text in citation.source.texts.all():
            texts.setdefault(text.pk, text)
    return [*(texts.pop(key) for key in keys if key in texts), *texts.values()]
