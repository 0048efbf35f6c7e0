"""Places in English text: cities, venues and countries where something was signed, announced or held."""

import re
from collections.abc import Iterator

from core.places import format_place, make_place
from extraction.rules.acts import act_of, acts_in, distance_of
from extraction.rules.gazetteer import city_country
from extraction.rules.name_kinds import CITY, COUNTRY, OTHER, is_acronym_like
from extraction.rules.skeleton import Item, Skeleton
from extraction.suggestions import Suggestion, SuggestionKind

_ROLES = {"signed", "exchanged", "announced", "launched", "held", "adopted", "initialled"}
_OF_ORGANIZATION = re.compile(r"(?<!at )(?<!at the )<[O]\d+> ?$")  # a hospital in Stockholm
_VENUE_NAME = re.compile(r"\b(?:Hall|Hotel|Palace|House|Campus|Residence|Embassy|Castle|Club|Room)$")
_NEAR = 40  # signs between a venue and the verb of its act
_PLACE = re.compile(
    r"(?:\b[Ii]n|\b[Aa]t|, (?:in )?)(?: the)? (?:(?P<venue><[OX]\d+>)(?P<words>(?: [a-z]+)?)(?:,? in|,) "
    r")?(?:(?:<X\d+>), )?(?P<city><[LC]\d+>)(?:,? (?:<C(?P<country>\d+)>|[A-Z]{2}\b))?"
    r"(?: and (?P<second><L\d+>))?"
)
_UNKNOWN_CITY = re.compile(
    r"\b[Ii]n (?P<city><X\d+>)(?=[,.;:)]| on\b| by\b| <D| and\b|$)(?:, <C(?P<country>\d+)>)?"
)
_VENUE = re.compile(
    r"\bat (?:the |its |their )?(?P<venue><[OX]\d+>)(?P<words>(?: (?:campus|headquarters|office|building|"
    r"hotel|residence))?)"
)
_DATELINE = re.compile(
    r"^(?P<places>(?:[^.;]{0,40}?<L\d+>){1,3}[^.;]{0,40}?)<D\d+>[^<>\w]{0,3}[–—-]|\bdateline\b(?P<told>[^.;]{0,90})"
)


def places_in(text) -> Iterator[Suggestion]:
    """Places as suggestions, each of the act whose verb stands nearest."""
    for skeleton in text.sentences:
        acts = acts_in(skeleton)
        is_dateline = _DATELINE.search(skeleton.text)
        if is_dateline:
            yield from _dateline(skeleton, is_dateline)
        for match in _PLACE.finditer(skeleton.text):
            item = skeleton.items_in(match["city"])[0]
            if item.kind == COUNTRY and not city_country(item.value.text):
                continue
            if _OF_ORGANIZATION.search(skeleton.text[: match.start()]) and not match["venue"]:
                continue
            if is_dateline and is_dateline.start() <= match.start() < is_dateline.end():
                continue
            venue = skeleton.items_in(match["venue"] or "")
            yield from _place_suggestion(
                text, skeleton, item, acts, venue, match["words"] or "", match["country"]
            )
            for second in skeleton.items_in(match["second"] or ""):
                yield from _place_suggestion(text, skeleton, second, acts, [], "", None)
        for match in _UNKNOWN_CITY.finditer(skeleton.text):
            item = skeleton.items_in(match["city"])[0]
            if len(item.value.text.split()) <= 2:
                yield from _place_suggestion(text, skeleton, item, acts, [], "", match["country"])
        if not any(item.kind == CITY for item in skeleton.items):
            for match in _VENUE.finditer(skeleton.text):
                item = skeleton.items_in(match["venue"])[0]
                yield from _venue_alone(text, skeleton, item, acts, match["words"] or "")


def _place_suggestion(
    text, skeleton: Skeleton, item: Item, acts, venue: list[Item], words: str, country
) -> Iterator[Suggestion]:
    act = act_of(skeleton, item, acts)
    if not act or act.role not in _ROLES:
        return
    code = skeleton.items[int(country)].value.country if country else item.value.country.strip("?")
    place = make_place(city=item.value.text, country=code)
    if venue:
        place["venue"] = venue[0].value.text + words
    number = None if act.role == "held" else text.agreement_at(skeleton, item.start)
    is_sure = (
        item.kind in (CITY, COUNTRY) and act.role in ("signed", "exchanged") and number == 0 and not venue
    )
    start = venue[0].start if venue else item.start
    yield Suggestion(
        SuggestionKind.PLACE.value,
        format_place(place),
        start,
        item.end,
        act.role,
        sure=is_sure,
        agreement=number,
    )


def _venue_alone(text, skeleton: Skeleton, item: Item, acts, words: str) -> Iterator[Suggestion]:
    act = act_of(skeleton, item, acts)
    if (
        not act
        or act.role not in ("signed", "exchanged")
        or (item.kind == OTHER and not words and not _VENUE_NAME.search(item.value.text))
    ):
        return
    if distance_of(skeleton, item, act) > _NEAR or is_acronym_like(item.value.text):
        return
    number = text.agreement_at(skeleton, item.start)
    place = make_place(venue=item.value.text + words)
    yield Suggestion(
        SuggestionKind.PLACE.value,
        format_place(place),
        item.start,
        item.end + len(words),
        act.role,
        agreement=number,
    )


def _dateline(skeleton: Skeleton, match: re.Match) -> Iterator[Suggestion]:
    for item in skeleton.items_in(match["places"] or match["told"] or "", CITY):
        place = make_place(city=item.value.text, country=item.value.country.strip("?"))
        yield Suggestion(
            SuggestionKind.PLACE.value,
            format_place(place),
            item.start,
            item.end,
            "announced",
            sure=bool(match["places"]),
        )
