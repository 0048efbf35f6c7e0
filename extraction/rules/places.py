"""Places in English text: cities, venues and countries where something was signed, announced or held."""

import re
from collections.abc import Iterator

from core.places import format_place, make_place
from extraction.rules.acts import act_of, acts_in, distance_of
from extraction.rules.dates import WEEKDAYS
from extraction.rules.gazetteer import city_country
from extraction.rules.name_kinds import CITY, COUNTRY, OTHER, is_acronym_like
from extraction.rules.skeleton import Item, Skeleton
from extraction.suggestions import Suggestion, SuggestionKind

_ROLES = {
    "signed",
    "exchanged",
    "announced",
    "launched",
    "held",
    "adopted",
    "initialled",
    "renewed",
    "extended",
}
_OF_SIGNING = {"renewed": "signed", "extended": "signed"}  # which are done by signing
_OF_ORGANIZATION = re.compile(r"(?<!at )(?<!at the )<[O]\d+> ?$")  # a hospital in Stockholm
_VENUE_NAME = re.compile(r"\b(?:Hall|Hotel|Palace|House|Campus|Residence|Embassy|Castle|Club|Room)$")
_SIGNED_FIRST = re.compile(
    r"\b(?:first|originally|initially|previously) (?:been )?(?:co-?)?(?:signed|concluded|inked|exchanged)[^.;,]{0,30}$"
)
_OF_POST = re.compile(r"\b(?:[Cc]onsul(?:[ -][Gg]eneral)?|[Aa]mbassador|based|headquartered|born)$")
_CONTINENTS = {
    "Africa",
    "Asia",
    "Europe",
    "America",
    "Latin America",
    "Oceania",
    "Middle East",
    "Southeast Asia",
}
_NEAR = 40  # signs between a venue and the verb of its act
_PLACE = re.compile(
    r"(?:\b[Ii]n|\b[Aa]t|, (?:in )?)(?: the)? (?:(?P<venue><[OX]\d+>)(?P<words>(?: [a-z]+)?)(?:,? in|,) "
    r")?(?:(?:<X\d+>), )?(?P<city><[LC]\d+>)(?:,? (?:<C(?P<country>\d+)>|[A-Z]{2}\b))?"
    r"(?: and (?P<second><L\d+>))?"
)
_UNKNOWN_CITY = re.compile(
    r"\b[Ii]n (?P<city><X\d+>)(?=[,.;:)]| on\b| by\b| between\b| <D| and\b|$)(?:, <C(?P<country>\d+)>)?"
)
_VENUE = re.compile(
    r"\b(?:at|in) (?:the |its |their )?(?P<venue><[OX]\d+>)(?P<words>(?: (?:campus|headquarters|office|building|"
    r"hotel|residence))?)"
)
_VENUE_WORDS = re.compile(
    r"\b(?:[Aa]t|[Ii]n) (?:the |its |their |a )?(?P<venue>(?:(?!(?:signing|ceremony|event|of|at|in|held|"
    r"signed|the)\b)"
    r"[a-z][\w'’-]* |<[OXLC]\d+>(?:['’]s)? ){0,3}(?:[a-z]+ )?(?:headquarters|campus|office|offices|city "
    r"hall|town hall|"
    r"palace|hotel|residence|embassy|conference (?:room|hall|cent(?:re|er))|meeting room|auditorium|"
    r"building(?! [a-z]+ (?:in|of|for|and)\b)|premises|"
    r"guest house|ministry|rectorate))\b(?! (?:of|for|manager|director|president))"
)
_ONLINE = re.compile(
    r"\b(?:signed|exchanged|concluded|signing(?: ceremony)?)\b[^.;]{0,40}?\b(?P<words>online|virtually|by video)\b"
)
_SUBJECT_BEFORE = re.compile(
    r"\b(?:[Cc]o-?operation|[Cc]ollaboration|[Rr]esearch|[Ee]xchanges?|[Pp]artnership|[Pp]rogrammes?|[Tt]raining|"
    r"[Ee]ducation|areas|fields|expert(?:s|ise)?|degrees?|interest|investments?|lead\w*|PhDs?) in (?:the )?$"
)
_CEREMONY_AT = re.compile(  # “in a ceremony held at the Ministry of Foreign Affairs”
    r"\b(?:ceremony|signing|function)\b(?:,? (?:was |were )?(?:held|hosted|organi[sz]ed|took place|taking place))?"
    r"(?: (?:today|yesterday|on <D\d+>|<D\d+>))? (?:at|in) (?:the |its |their )?(?P<venue><[OX]\d+>)"
)
_CITY_FIRST = re.compile(
    r"(?P<city>[A-Z][A-Za-z.’' ]{2,25}?)(?:, (?P<region>[A-Z][\w.]*(?: [A-Z]\w+)?))?(?: "
    r"?\([^()]{2,20}\))? ?[-–—]{1,2} ?(?=[A-Z“\"(])"
)
_CITY_IN_CAPITALS = re.compile(
    r"(?P<city>[A-Z]{4,}(?: [A-Z]{3,})?)(?P<region>(?!)|): (?=[A-Z“])"
)  # ISLAMABAD: A …
_DATELINE = re.compile(
    r"^(?P<places>(?:[^.;]{0,40}?<L\d+>){1,3}(?:[^.;]|\.(?=[, ])){0,40}?)<D\d+>"
    r"(?: /[\w<>]+/| \((?:<[OX]\d+>|[A-Z/ ]{2,14})\))?(?:[^<>\w]{0,3}[–—-]|:)|"
    r"\bdateline\b(?P<told>[^.;]{0,90})"
)


def places_in(text) -> Iterator[Suggestion]:
    """Places as suggestions, each of the act whose verb stands nearest."""
    for skeleton in text.sentences:
        acts = acts_in(skeleton)
        is_dateline = _DATELINE.search(skeleton.text)
        if is_dateline:
            yield from _dateline(skeleton, is_dateline)
        elif match := (
            _CITY_FIRST.match(skeleton.sentence.text) or _CITY_IN_CAPITALS.match(skeleton.sentence.text)
        ):
            yield from _city_first(skeleton, match)
        for match in _PLACE.finditer(skeleton.text):
            item = skeleton.items_in(match["city"])[0]
            if item.kind == COUNTRY and not city_country(item.value.text):
                continue
            if _OF_ORGANIZATION.search(skeleton.text[: match.start()]) and not match["venue"]:
                continue
            if _OF_POST.search(skeleton.text[: match.start()].rstrip()):
                continue  # “the Consul General in Milan”
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
            is_subject = _SUBJECT_BEFORE.search(
                skeleton.sentence.text[: item.start - skeleton.sentence.start]
            )
            if skeleton.text.startswith(":", match.end()) and not any(
                act.end <= match.start() for act in acts
            ):
                continue  # “EV Park in Norland: both sign”
            if len(item.value.text.split()) <= 2 and not is_subject and item.value.text not in _CONTINENTS:
                yield from _place_suggestion(text, skeleton, item, acts, [], "", match["country"])
        if not any(item.kind == CITY for item in skeleton.items):
            for match in _VENUE.finditer(skeleton.text):
                item = skeleton.items_in(match["venue"])[0]
                yield from _venue_alone(text, skeleton, item, acts, match["words"] or "")
            yield from _venue_in_words(text, skeleton, acts)
            match = _CEREMONY_AT.search(skeleton.text) if text.is_concluded else None
            if match and not _is_acronym_alone(skeleton.items_in(match["venue"])[0]):
                yield _of_words(text, skeleton, match.span("venue"))
        if match := _ONLINE.search(skeleton.text):
            yield _of_words(text, skeleton, match.span("words"), is_online=True)


def _is_acronym_alone(item: Item) -> bool:
    """True for a body named by its letters alone, which is no venue: at KHIDI."""
    return " " not in item.value.text and is_acronym_like(item.value.text)


def _place_suggestion(
    text, skeleton: Skeleton, item: Item, acts, venue: list[Item], words: str, country
) -> Iterator[Suggestion]:
    act = act_of(skeleton, item, acts)
    sign = f"<{item.kind}{skeleton.items.index(item)}>"
    if not act or act.role not in _ROLES or _SIGNED_FIRST.search(skeleton.text.partition(sign)[0]):
        return
    code = skeleton.items[int(country)].value.country if country else item.value.country.strip("?")
    place = make_place(city=item.value.text, country=code)
    if venue:
        place["venue"] = venue[0].value.text + words
    number = None if act.role == "held" else text.agreement_at(skeleton, item.start)
    is_sure = (
        item.kind in (CITY, COUNTRY)
        and act.role in ("signed", "exchanged", "renewed")
        and number == 0
        and (not venue or distance_of(skeleton, item, act) <= 2 * _NEAR)
    )
    start = venue[0].start if venue else item.start
    yield Suggestion(
        SuggestionKind.PLACE.value,
        format_place(place),
        start,
        item.end,
        _OF_SIGNING.get(act.role, act.role),
        sure=is_sure,
        agreement=number,
    )


def _venue_alone(text, skeleton: Skeleton, item: Item, acts, words: str) -> Iterator[Suggestion]:
    act = act_of(skeleton, item, acts)
    if (
        not act
        or act.role not in ("signed", "exchanged", "renewed", "extended")
        or (item.kind == OTHER and not words and not _VENUE_NAME.search(item.value.text))
    ):
        return
    if distance_of(skeleton, item, act) > _NEAR or _is_acronym_alone(item):
        return
    number = text.agreement_at(skeleton, item.start)
    place = make_place(venue=item.value.text + words)
    yield Suggestion(
        SuggestionKind.PLACE.value,
        format_place(place),
        item.start,
        item.end + len(words),
        _OF_SIGNING.get(act.role, act.role),
        agreement=number,
    )


def _venue_in_words(text, skeleton: Skeleton, acts) -> Iterator[Suggestion]:
    """“At the university's main campus”: a venue in lower case, beside the verb of signing."""
    for match in _VENUE_WORDS.finditer(skeleton.text):
        near = [
            act
            for act in acts
            if act.role in ("signed", "exchanged")
            and min(abs(match.start() - act.end), abs(act.start - match.end())) <= _NEAR
        ]
        if near:
            yield _of_words(text, skeleton, match.span("venue"))


def _of_words(text, skeleton: Skeleton, span: tuple[int, int], *, is_online=False) -> Suggestion:
    start, end = skeleton.offset(span[0]), skeleton.offset(span[1])
    sign = re.match(r"<[A-Z](\d+)>", skeleton.text[span[0] :])
    start = skeleton.items[int(sign[1])].start if sign else start
    place = make_place(is_online=True) if is_online else make_place(venue=text.document.text[start:end])
    number = text.agreement_at(skeleton, start)
    return Suggestion(SuggestionKind.PLACE.value, format_place(place), start, end, "signed", agreement=number)


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


def _city_first(skeleton: Skeleton, match: re.Match) -> Iterator[Suggestion]:
    """The city of a dateline without a day: “WASHINGTON (dpa) - …”."""
    city = match["city"].title() if match["city"].isupper() else match["city"]
    country = "" if city.lower() in WEEKDAYS else city_country(city)
    if country or match["region"]:
        start, place = skeleton.sentence.start, make_place(city=city, country=country.strip("?"))
        end = start + match.end("city")
        is_sure = bool(match["region"] or (country and match["city"].isupper()))
        yield Suggestion(
            SuggestionKind.PLACE.value, format_place(place), start, end, "announced", sure=is_sure
        )
