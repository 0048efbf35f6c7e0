"""Form of the agreement that a Korean text is about: by the sentence that has it signed, its title, what it is for."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from agreements.choices import Form
from extraction.rules.forms import FormMention
from extraction.rules.korean_several import changing_form
from extraction.rules.korean_words import SIGNING
from extraction.rules.titles import titles_in

_GENERAL = {Form.AGREEMENT, Form.ARRANGEMENT}  # 협정, 협약, 합의서, 약정: what other forms are called as well
_TWINNING = re.compile(r"(?:자매|우호)[·,]?\s?(?:자매|우호)?\s?(?:도시|결연)")
_EXCHANGE = re.compile(r"학술|학생|교환학생|교직원")
_UNIVERSITY = re.compile(r"[가-힣]{2,}(?:대학교|대학|대)(?=[\s(,와과가이는은])")
_MEMORANDUM = re.compile(r"양해각서|업무 ?협약|MOU")
_CALLED_MOU = re.compile(r"\s?\((?:MOU|양해각서)\)")


def main_form(sentences: list[Any]) -> FormMention | None:
    """The form of the agreement: in a sentence by which it was signed, or else that speaks of signing, or any."""
    telling = [analysis for analysis in sentences if analysis.is_concluded]
    telling += [analysis for analysis in sentences if SIGNING.search(analysis.sentence.text)]
    mentions = [(a, form) for a in [*telling, *sentences] for form in a.forms]
    own = [form for a, form in mentions if not a.is_of_older(form.start)]
    main = (
        own[0] if own else mentions[0][1] if mentions else None
    )  # “2018년 체결한 협정을 갱신”: only the older one
    if main and main.form in _GENERAL:
        main = next((form for form in own if form.form != main.form and _is_titled(form, telling)), main)
    return changing_form(main, sentences)


def _is_titled(form: FormMention, telling: Iterable[Any]) -> bool:
    """True for a form with which the title of the agreement ends: 「… 업무협력에 관한 양해각서」를 맺었다."""
    return any(
        passage.end == form.end for a in telling for passage in titles_in(a.sentence.text, a.sentence.start)
    )


def special_form(main: FormMention, sentences: list[Any]) -> FormMention:
    """The form that the text gives in other words, where the main one only says 협약: “자매·우호도시 협약”."""
    words = sentences[0].whole[main.start : main.end]
    if words.endswith("협약") and _CALLED_MOU.match(sentences[0].whole, main.end):
        return replace(main, form=Form.MOU.value)
    if words in ("협약", "협정", "계약"):
        others = [form for a in sentences for form in a.forms if not a.is_of_older(form.start)]
        special = [form for form in others if form.form not in (main.form, Form.MOU)]
        named = [form for form in special if sentences[0].whole[form.start : form.end].endswith(words)]
        if named and {form.form for form in special} == {named[0].form}:
            return named[0]
    if main.form != Form.AGREEMENT:
        return main
    own = next((a.sentence.text for a in sentences if main in a.forms), "")
    if _TWINNING.search(own):
        return replace(main, form=Form.TWINNING.value)
    is_of_universities = len({match[0] for match in _UNIVERSITY.finditer(own)}) > 1
    return (
        replace(main, form=Form.ACADEMIC_EXCHANGE.value)
        if is_of_universities and _EXCHANGE.search(own)
        else main
    )


def has_no_closer_form(main: FormMention, sentences: list[Any]) -> bool:
    """False for a general form in a text that has words for a special one: a memorandum, a twinning."""
    others = " ".join(analysis.sentence.text for analysis in sentences)
    return main.form not in _GENERAL or not (_TWINNING.search(others) or _MEMORANDUM.search(others))
