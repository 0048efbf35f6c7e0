"""Places in Korean text: the city or venue before 에서, and what was done there."""

import re
from collections.abc import Iterator
from typing import Any

from agreements.choices import MilestoneKind
from core.places import format_place, make_place
from extraction.rules.gazetteer import city_country
from extraction.rules.korean_facts import ACT, ACTS, AFTER_TALKS, CEREMONY_BEFORE
from extraction.rules.korean_words import COMMON, ORGANIZATION_END, STATES
from extraction.suggestions import Suggestion, SuggestionKind
from spreadsheets.parsing.countries import find_country_code

_PLACE = re.compile(r"(?P<words>(?:[가-힣A-Za-z0-9]+ ){0,5}[가-힣A-Za-z0-9]+)에서(?:\s|,|는)")
_ONLINE = re.compile(
    r"(?P<words>온라인|비대면|화상)(?:으로| 방식으로)\s[^.]{0,60}(?:체결|협약식|체결식|서명|협약을)"
)
# Words before the last of a venue: a floor, a building, an institution
_OF_VENUE = re.compile(
    r"^(?:\d+층|본관|별관|신관|본사|본원|시청|도청|군청|구청|교육청|청와대|대통령실|대학|[가-힣]{2,}(?:대|대학교|대학|캠퍼스|청사|본부|센터|병원|회관|빌딩|타워|관|호텔|시청|도청|부|청|은행|"
    r"공사|공단|재단|그룹|연구원|진흥원|위원회|협회))$"
)
_WORDS = r"(?P<words>(?:[가-힣A-Za-z0-9]+(?<![은는에]) ){0,3}[가-힣A-Za-z0-9]+?)"
_GONE_TO = re.compile(
    rf"(?:^|(?<=\s)){_WORDS}(?:\([^()]*\))?[을를] (?:직접 )?(?:찾아|찾은|찾았고|방문해|방문하여|"
    rf"방문하고)[^.]{{0,80}}(?:체결|맺[었고은어]|서명|합의)"
)
_ARRANGED_AT = re.compile(rf"(?:자리|협약식|체결식|서명식)[를을] {_WORDS}에 마련")
_SUBJECT_BEFORE = re.compile(r"[가-힣](?:은|는|이|가) (?:[^.]* )?[가-힣]+$")
_NO_CITY = re.compile(r"(?:회의|회담|행사|포럼|총회|현지|정상|대회|박람회|방문|순방|시장|측)$")


def korean_places(analysis: Any) -> Iterator[Suggestion]:
    text = analysis.sentence.text
    if match := _ONLINE.search(analysis.own):
        start = analysis.sentence.start + match.start("words")
        value, end = format_place(make_place(is_online=True)), start + len(match["words"])
        yield Suggestion(SuggestionKind.PLACE.value, value, start, end, MilestoneKind.SIGNED.value)
    yield from _visited(analysis)
    for match in _PLACE.finditer(text):
        rest = text[match.end() :]
        act = ACT.search(rest)
        role = str(ACTS[int(act.lastgroup[1:])][0]) if act else ""
        if role not in ("signed", "exchanged", "held", "announced") or re.search(
            r"분야|사업|과정|부문", match["words"]
        ):
            continue
        role = "signed" if role == "announced" and re.search("체결|협약식", rest) else role
        role = "signed" if role == "held" and AFTER_TALKS.match(rest) else role
        role = "signed" if role == "held" and CEREMONY_BEFORE.search(text[: match.end()]) else role
        words = match["words"].split()
        place, start = _place_of_words(words)
        if not place and role == "signed" and _is_house_of_another(text, match):
            start, place = len(words) - 1, make_place(venue=words[-1])
        if place and analysis.is_of_older(analysis.sentence.start + match.end("words")):
            continue
        if place:
            offset = match.start() + len(" ".join(words[:start])) + bool(start)
            is_known = "venue" in place or bool(city_country(place.get("city", "")))
            yield Suggestion(
                SuggestionKind.PLACE.value, format_place(place), analysis.sentence.start + offset,
                analysis.sentence.start + match.end("words"), role, sure=role == "signed" and is_known,
                agreement=None if role == "held" else 0,
            )  # fmt: skip


def _is_house_of_another(text: str, match: re.Match[str]) -> bool:
    """True for “산림청이 국립산림원에서 … 양해각서를 맺었다”: a body in whose house another concludes something."""
    is_body = re.search(rf"{ORGANIZATION_END}$", match["words"]) and not STATES.search(match["words"])
    return bool(is_body) and bool(_SUBJECT_BEFORE.search(text[: match.start("words") + 1] + match["words"]))


def _visited(analysis: Any) -> Iterator[Suggestion]:
    """Places where somebody went and signed, “완주군을 찾아 … 체결했다”, or where it was arranged; not sure."""
    if not analysis.is_concluded:
        return
    for match in [*_GONE_TO.finditer(analysis.own), *_ARRANGED_AT.finditer(analysis.own)]:
        words = match["words"].split()
        place, start = _place_of_words(words)
        if not place and re.search(rf"{ORGANIZATION_END}$", words[-1]):
            is_in_country = len(words) > 1 and bool(find_country_code(words[-2]))
            start = len(words) - 1 - is_in_country
            place = make_place(venue=" ".join(words[start:]))
        if place:
            begin = (
                analysis.sentence.start + match.start("words") + len(" ".join(words[:start])) + bool(start)
            )
            end = analysis.sentence.start + match.end("words")
            yield Suggestion(
                SuggestionKind.PLACE.value, format_place(place), begin, end, MilestoneKind.SIGNED.value
            )


def _place_of_words(words: list[str]) -> tuple[dict | None, int]:
    """The place that words before 에서 name, and the number of the first of them: a city, and a venue in it."""
    for number, word in enumerate(words):
        city = re.sub(r"(?:특별시|광역시|시)$", "", word)
        code = city_country(word) or city_country(city)
        if code:
            venue = " ".join(words[number + 1 :])
            known = word if city_country(word) else city
            return make_place(city=known, country=code.strip("?"), venue=venue), number
    last = words[-1]
    if STATES.search(last):
        return None, 0  # of whom something is told, not where
    if len(words) > 1 and (code := find_country_code(words[-2])):  # 우크라이나 키이우, 몽골 외교부
        if re.search("(?:부|청|처|시청|의회|궁|호텔)$", last):
            return make_place(venue=f"{words[-2]} {last}"), len(words) - 2
        if re.fullmatch("[가-힣]{2,7}", last) and not COMMON.match(last) and not _NO_CITY.search(last):
            return make_place(city=last, country=code), len(words) - 1
    if re.search(
        r"(?:호텔|청사|본관|본원|회의실|대회의실|캠퍼스|센터|대학교|병원|관저|본사|컨벤션|회의장|대강당|강당|홀|[가-힣]실|대학본부|본부|신관|별관|체육관|대학|궁|"
        r"도서관|박물관|대사관|시청|도청|군청|구청|관사|광장|청와대|대학원|연구원|진흥원|과학원|기술원|연구소|본점|지점|사옥|스파|리조트|재단|공단|타워|빌딩|회관|오피스|학교)$",
        last,
    ):
        start = len(words) - 1
        while start and _OF_VENUE.search(words[start - 1]):
            start -= 1
        return make_place(venue=" ".join(words[start:])), start
    return None, 0
