"""Recorded sources that a text may be the text of: by its words, its address, or its publisher and day."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.page_addresses import comparable_address
from core.text import fold
from sources.models import Source, SourceText

_MOST = 5


@dataclass(frozen=True)
class KnownSource:
    """A recorded source and why it may be this one. ``is_sure``: the words or the address are the same."""

    source: Source
    reason: str | Promise
    is_sure: bool = True


def known_sources(text: SourceText, before: Iterable[Source] = ()) -> list[KnownSource]:
    """Recorded sources that an unsaved text may be of, the likeliest first; ``before`` are of texts given with it."""
    same_words = Source.objects.filter(texts__text=text.text).distinct()[:_MOST]
    address = text.source.address
    same_page = [
        *Source.objects.of_page(address),
        *(source for source in before if address and _page_of(source) == _page_of(text.source)),
    ]
    known = [KnownSource(source, _("The same text")) for source in same_words]
    known += [KnownSource(source, _("The same address")) for source in same_page]
    known += [
        KnownSource(source, _("The same publisher and day"), is_sure=False)
        for source in _of_publisher_and_day(text.source)
    ]
    first: dict[int, KnownSource] = {}
    for each in known:
        first.setdefault(each.source.pk, each)
    return [*first.values()][:_MOST]


def _page_of(source: Source) -> str:
    return comparable_address(source.address)


def _of_publisher_and_day(source: Source) -> list[Source]:
    if not (source.publisher and len(source.published_on) == len("2024-05-13")):
        return []
    rows = Source.objects.filter(published_on=source.published_on).exclude(publisher="")[:50]
    return [row for row in rows if fold(row.publisher) == fold(source.publisher)]
