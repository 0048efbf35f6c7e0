"""Sources that a text may be the text of: by its words, its address, or its publisher and day."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.file_texts.places import PlacesIn
from core.page_addresses import comparable_address
from core.text import fold
from sources.links.compare import are_versions
from sources.models import Source, SourceText

_MOST = 5
SAME_TEXT = _("The same text")
_OTHER_ADDRESS = _("The same text under another address")
_SAME_ADDRESS = _("The same address")
_OTHER_TEXT = _("The same address, but its text has nothing in common with this one")
_SAME_DAY = _("The same publisher and day")
_SAME_DAY_AND_WORDS = _("The same publisher and day, and much of the same text")
_OF_A_DAY = (_SAME_DAY, _SAME_DAY_AND_WORDS)


@dataclass(frozen=True)
class KnownSource:
    """A source that a text may be of, and why.

    ``is_sure``: its words or its address say so. ``is_open``: one of them does and the other speaks against it, so that
    only a person can tell.
    """

    source: Source
    reason: str | Promise
    is_sure: bool = False
    is_open: bool = False


def known_sources(text: SourceText, before: Iterable[SourceText] = ()) -> list[KnownSource]:
    """Sources that an unsaved text may be of, the likeliest first; ``before`` are unsaved texts given with it."""
    known = [_judged(text, source, words) for source, words in _possible_sources(text, before)]
    known.sort(key=lambda each: (not each.is_sure, not each.is_open, each.reason != SAME_TEXT))
    return known[:_MOST]


def likeliest_source(known: list[KnownSource]) -> Source | None:
    """The source that a text is of as far as can be told: that of its words, else the only one of its address."""
    sure = [each for each in known if each.is_sure]
    same = [each for each in sure if each.reason == SAME_TEXT] or sure
    return same[0].source if len(same) == 1 else None


def _possible_sources(text: SourceText, before: Iterable[SourceText]) -> list[tuple[Source, list[str]]]:
    """Sources of the same words, address, or publisher and day, each once, with their texts."""
    rows = [
        *Source.objects.filter(texts__text=text.text).distinct()[:_MOST],
        *Source.objects.of_page(text.source.address),
        *_of_publisher_and_day(text.source),
    ]
    recorded = {source.pk: (source, [kept.text for kept in source.texts.all()]) for source in rows}
    given = [(each.source, [each.text]) for each in before]
    return [*recorded.values(), *(pair for pair in given if _judged(text, *pair).reason not in _OF_A_DAY)]


def _judged(text: SourceText, source: Source, words: list[str]) -> KnownSource:
    addresses = {comparable_address(each.address) for each in (source, text.source) if each.address}
    has_both = bool(source.address and text.source.address)
    if any(PlacesIn(text.text, kept) for kept in words):
        is_sure = len(addresses) < 2
        return KnownSource(source, SAME_TEXT if is_sure else _OTHER_ADDRESS, is_sure, not is_sure)
    has_common = any(are_versions(kept, text.text) for kept in words)
    if not has_both or len(addresses) > 1:
        return KnownSource(source, _SAME_DAY_AND_WORDS if has_common else _SAME_DAY, is_open=has_common)
    is_sure = has_common or not words
    return KnownSource(source, _SAME_ADDRESS if is_sure else _OTHER_TEXT, is_sure, not is_sure)


def _of_publisher_and_day(source: Source) -> list[Source]:
    if not (source.publisher and len(source.published_on) == len("2024-05-13")):
        return []
    rows = Source.objects.filter(published_on=source.published_on).exclude(publisher="")[:50]
    return [row for row in rows if fold(row.publisher) == fold(source.publisher)]
