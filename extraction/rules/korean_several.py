"""A second agreement concluded at once in Korean text: “양해각서와 약정”, “로컬푸드 협약과 학교급식 협약을 체결”."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from extraction.rules.forms import FormMention
from extraction.rules.korean_words import SUBJECT
from extraction.suggestions import Suggestion

_LISTED = re.compile(r"(?:\s?\([A-Z]+\)|\))?(?:와|과|,| 및)\s(?P<subject>(?:[가-힣A-Za-z·]+\s?){0,3})$")
_LAST_WORD = re.compile(r"[가-힣A-Za-z·]+\s?$")
_CHANGING = re.compile(r"의?\s(?:개정|연장|갱신|변경|이행|후속|부속|추가|수정)(?:을 위한)?\s?")
_BESIDES = re.compile(r"(?:이어|이어서|또|또한|아울러|같은 날|이와 함께|이 밖에)[,는은도]?\s")
_WITH_SOMEBODY = re.compile(r"[가-힣A-Za-z)](?:와|과)\s[^.]*(?:체결(?:했|하)|맺었|서명(?:했|하))")
EACH = re.compile(r"(?<![가-힣])각각(?![가-힣])")  # “A, B와 각각 협약을 맺었다”: two agreements
_EACH_ITS_OWN = re.compile(rf"{EACH.pattern}|[가-힣A-Za-z)](?:와|과)는\s[^.]*(?:협약|협정|각서|MOU)")
_RECEIVED = re.compile(
    r"^[^.]{0,30}(?:지원|투자|출연|기부|보조)(?:을|를)?\s?받|^[^.]{0,12}[을를]\s(?:받|따냈|유치)"
)
_PARTNER = re.compile(r"(?:와|과|은|는|이|가)\s?$")  # a name with its particle, and no subject


@dataclass(frozen=True)
class SecondAgreement:
    """The form of the second agreement, and the words by which further sentences name it and not the first."""

    form: FormMention
    words: str
    words_of_first: str
    has_own_parties: bool = False  # it is concluded in a sentence of its own, by others

    number = 2  # among the agreements of a text, 1 being an older one

    def is_meant_in(self, text: str) -> bool:
        """The sentence is about it alone."""
        return self.words in text and self.words_of_first not in text.replace(self.words, "")


def has_several_concluded(analyses: Iterable[Any]) -> bool:
    """Some sentence has agreements concluded with several, each its own: “A와는 교육협약을, B와는 투자협약을”."""
    return any(a.is_concluded and _EACH_ITS_OWN.search(a.sentence.text) for a in analyses)


def second_agreement(main: FormMention, analyses: Iterable[Any]) -> SecondAgreement | None:
    """The agreement that is listed right after the main one: of another form, or of another subject."""
    for analysis in analyses:
        base, text = analysis.sentence.start, analysis.sentence.text
        for first, second in pairwise(analysis.forms) if analysis.is_concluded else ():
            listed = _LISTED.match(text[first.end - base : second.start - base])
            if first.form != main.form or not listed or analysis.is_of_older(second.start):
                continue
            words = text[second.start - base : second.end - base]
            words_of_first = text[first.start - base : first.end - base]
            if first.form != second.form:
                return SecondAgreement(second, words, words_of_first)
            own, other = _LAST_WORD.search(listed["subject"]), _LAST_WORD.search(text[: first.start - base])
            if own and other and own[0] != other[0] and not _PARTNER.search(own[0]):
                return SecondAgreement(second, own[0] + words, other[0] + words_of_first)
    return _of_others(main, list(analyses))


def _of_others(main: FormMention, analyses: list[Any]) -> SecondAgreement | None:
    """The agreement that a later sentence has others conclude: “이어 나래연구원은 두루기업과 투자협약을 체결했다”."""
    own = [a for a in analyses if a.is_concluded and main in a.forms]
    for analysis in analyses:
        if not (own and analysis.is_concluded and analysis.forms and analysis.sentence.start > main.start):
            continue
        form = analysis.forms[0]
        if analysis.is_of_older(form.start) or not _is_besides(analysis.sentence.text):
            continue
        words = _word_at(analysis.sentence.text, form.end - analysis.sentence.start)
        words_of_first = _word_at(own[0].sentence.text, main.end - own[0].sentence.start)
        if words and words not in words_of_first and words_of_first not in words:
            return SecondAgreement(form, words, words_of_first, has_own_parties=True)
    return None


def without_sure_others(parties: Iterable[Suggestion], named: list[str]) -> Iterator[Suggestion]:
    """The parties of a sentence: none sure where it has several and none that a sentence before ``named``.

    “앞서 세계은행은 델타보건재단과 보조금 협정을 체결했다” is of another agreement.
    """
    parties = [*parties]
    is_of_others = (
        bool(named) and len(parties) > 1 and not any(_is_named(party.value, named) for party in parties)
    )
    yield from (replace(party, sure=party.sure and not is_of_others) for party in parties)
    named += [party.value for party in parties if not is_of_others]


def _is_named(name: str, named: list[str]) -> bool:
    """True for a name that begins as another does, 부산대 and 부산대학교, or is short for it."""
    return any(
        name[:2] == other[:2] or name in other or other in name or _abbreviates(name, other)
        for other in named
    )


def _abbreviates(short: str, name: str) -> bool:
    """True for 농식품부 and 농림축산식품부: its letters stand in the name in order, first and last at its ends."""
    letters = iter(name)
    return (short[0], short[-1]) == (name[0], name[-1]) and all(letter in letters for letter in short)


def is_given_by_others(analysis: Any, place: int, named: list[str]) -> bool:
    """True for a sum that somebody else gives, or that a party is given: “경남도는 별도로 5억 원을 지원한다”."""
    text, start = analysis.sentence.text, place - analysis.sentence.start
    if _RECEIVED.search(text[start:]):
        return True
    givers = [
        name
        for name in analysis.names
        if name.particle in SUBJECT and name.end <= start and (name.is_organization or name.country)
    ]
    return bool(named and givers) and not _is_named(givers[-1].text, named)


def _is_besides(text: str) -> bool:
    return bool(_BESIDES.match(text) and _WITH_SOMEBODY.search(text))


def _word_at(text: str, end: int) -> str:
    """The whole word that ends here: 투자협약."""
    match = _LAST_WORD.search(text[:end])
    return match[0].strip() if match else ""


def changing_form(form: FormMention | None, analyses: Iterable[Any]) -> FormMention | None:
    """The form by which another is changed, “항공협정 개정 의정서”; otherwise the form itself."""
    for analysis in analyses:
        for first, second in pairwise(analysis.forms):
            base = analysis.sentence.start
            between = analysis.sentence.text[first.end - base : second.start - base]
            if first == form and _CHANGING.fullmatch(between):
                return second
    return form
