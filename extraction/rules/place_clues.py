"""Clues to places in English text: a dateline with any city, and the venue after “at” beside a signing."""

import re
from collections.abc import Iterator
from dataclasses import replace

from core.places import format_place, make_place
from extraction.rules.dates import WEEKDAYS
from extraction.rules.english_modality import is_done
from extraction.rules.english_words import MONTHS, NOT_NAMES
from extraction.rules.gazetteer import city_country, country_code
from extraction.rules.skeleton import Skeleton
from extraction.suggestions import Suggestion, SuggestionKind

_MONTH = "|".join(month.capitalize() for month in sorted(MONTHS, key=len, reverse=True))
_DAY = rf"(?:{_MONTH})\.? \d{{1,2}}|\d{{1,2}} (?:{_MONTH})"
_DATELINE = re.compile(
    r"^\W*(?:(?:19|20)\d\d[-./]\d\d?[-./]\d\d?\W+)?(?P<city>[A-Z][\w’'.-]*(?:[ /-][A-Z][\w’'.-]*){0,2})"
    r"(?: ?[\[(](?P<country>[A-Z][\w ]{2,30})[\])]|, (?P<region>[A-Z]\w+(?: [A-Z]\w+)?))??"
    rf"(?P<day>,? (?:{_DAY})(?:, (?:19|20)\d\d)?)?(?: ?\([^()]{{2,24}}\))?(?P<end> ?[:–—](?= )| - |"
    rf", (?=(?:A|An|The) [a-zA-Z])|$)"
)
_FIRST = 4  # sentences, in which a dateline stands
_SIGNED = re.compile(
    r"\b(?:signed|inked|concluded|exchanged|put (?:their|its) (?:names?|signatures?) to|signing(?: ceremony)?|sealed)\b"
)
_SIGNED_HERE = re.compile(
    r"\b(?:signed|signing|ceremony)\b[^.;]{0,60}? here\b|\bhere\b[^.;]{0,60}? (?:signed|signing)\b"
)
_PLACE_NOUN = (
    r"(?:Office|House|Palace|Hall|Hotel|Residence|Secretariat|Building|Headquarters|Campus|Embassy|Complex|"
    r"Auditorium|Chambers?|Library|Club|Resort|Room|Theatre|Pavilion|Tower|Plaza|Arena)"
)
_VENUE = re.compile(
    r" (?:at|in) (?:the |its |their )?(?P<venue>(?:(?:main |head )?(?:office|premises|headquarters|"
    r"residence|seat|campus|"
    r"building|grounds) of (?:the )?[A-Z][^,.;()]{3,70}?(?=[,.;(]| on [A-Z\d]| in the presence| by |$)|"
    rf"(?:[A-Z][\w’'-]+ (?:of |the )?){{1,5}}{_PLACE_NOUN}\b))"
)
_REACH = 140  # letters after the verb


def clued_places(text, named: list[Suggestion]) -> Iterator[Suggestion]:
    """Places that no pattern of grammar reached: of the announcement, and of the signing; not sure."""
    announced = [place for place in named if place.role == "announced"]
    has_dateline = bool(announced)
    for number, skeleton in enumerate(text.sentences):
        is_first = number < _FIRST and not has_dateline
        match = _DATELINE.match(skeleton.sentence.text) if is_first else None
        if match and (place := _of_dateline(match)):
            has_dateline = True
            announced = [_place_at(text, skeleton, match.span("city"), place, "announced")]
            yield announced[0]
        yield from _venues(text, skeleton, named)
    if announced and any(_SIGNED_HERE.search(skeleton.sentence.text) for skeleton in text.sentences):
        yield replace(announced[0], role="signed", sure=False)


def _of_dateline(match: re.Match) -> dict | None:
    city = match["city"].title() if match["city"].isupper() else match["city"]
    code = city_country(city).strip("?") or country_code(match["country"] or match["region"] or "")
    is_place = bool(city_country(city) or code or match["day"])
    is_word = city.lower() in WEEKDAYS or city.split()[0].lower() in NOT_NAMES or country_code(city)
    is_alone = not match["end"] and not match["day"] and not code
    return None if not is_place or is_word or is_alone else make_place(city=city, country=code)


def _venues(text, skeleton: Skeleton, named: list[Suggestion]) -> Iterator[Suggestion]:
    sentence = skeleton.sentence
    if any(sentence.start <= place.start < sentence.end and place.role == "signed" for place in named):
        return
    for verb in _SIGNED.finditer(sentence.text):
        match = _VENUE.search(sentence.text, verb.end(), verb.end() + _REACH)
        if match and is_done(sentence.text[: verb.start()], sentence.text[verb.end() :]):
            yield _place_at(text, skeleton, match.span("venue"), make_place(venue=match["venue"]), "signed")
            return


def _place_at(text, skeleton: Skeleton, span: tuple[int, int], place: dict, role: str) -> Suggestion:
    start, end = (skeleton.sentence.start + at for at in span)
    number = text.agreement_at(skeleton, start) if role == "signed" else 0
    return Suggestion(SuggestionKind.PLACE.value, format_place(place), start, end, role, agreement=number)
