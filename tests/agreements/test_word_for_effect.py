"""What binds in law is in force, all else in effect: the tag and the overview choose the word by one rule."""

from datetime import date

import pytest
from django.http import QueryDict
from django.utils.translation import override

from agreements.choices import Bindingness, Form, Nature
from agreements.filters import AgreementFilter
from agreements.key_facts import life_facts
from lifecycle.choices import State
from lifecycle.life import build_life
from lifecycle.reasons import ReasonCode, make_reason
from lifecycle.sentences import reason_sentence
from lifecycle.state_labels import effect_question, state_label
from pages.status import status_display
from tests.lifecycle.lifecycle_cases import act, life

DAY = date(2026, 11, 29)
# Words of the tag and of the labels of the days, by language: of what is in force, of what is in effect.
WORDS = {
    "en": (
        ("in force", "In force from", "In force again from"),
        ("in effect", "In effect from", "In effect again from"),
    ),
    "ko": (("발효 중", "발효일", "재발효일"), ("효력 있음", "효력 발생일", "효력 재개일")),
}
# The question that the tag answers, and the heading over its reasons.
QUESTIONS = {
    "en": {
        "in force": ("Is it in force?", "Is it in force, and why"),
        "in effect": ("Is it in effect?", "Is it in effect, and why"),
    },
    "ko": {
        "발효 중": ("발효 여부", "발효 여부와 그 이유"),
        "효력 있음": ("효력 여부", "효력 여부와 그 이유"),
    },
}


@pytest.mark.parametrize("nature", [Nature.PROGRAMME, Nature.DIALOGUE])
def test_of_what_runs_the_question_is_whether_it_runs(nature):
    for language, words in (("en", "Is it running?"), ("ko", "진행 여부")):
        with override(language):
            assert effect_question(nature, "", "")[0] == words


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("form", ["", *Form.values])
@pytest.mark.parametrize("bindingness", ["", *Bindingness.values])
def test_tag_and_overview_say_the_same_word(language, form, bindingness):
    acts = [act("takes_effect", "2015-01-01"), act("expired", "2019-12-31"), act("renewed", "2021-01-01")]
    body = life(*acts, form=form, bindingness=bindingness) | {"disclosure": "public"}
    own_life = build_life(body)

    with override(language):
        tag = status_display(own_life.status_on(DAY), Nature.INSTRUMENT, bindingness, form).tag
        labels = [row["label"] for row in life_facts(body, own_life, DAY)]
        questions = effect_question(Nature.INSTRUMENT, bindingness, form)

    [(word, since, again)] = [words for words in WORDS[language] if tag.startswith(words[0])]
    assert since in labels
    assert again in labels
    assert questions == QUESTIONS[language][word]
    [other] = set(WORDS[language]) - {(word, since, again)}
    assert not set(other) & set(labels)


@pytest.mark.parametrize(
    ("search", "word"),
    [
        ("form=treaty", "in force"),
        ("form=treaty&form=convention", "in force"),
        ("form=treaty&form=convention&bindingness=non_binding", "in effect"),
        ("form=mou", "in effect"),
        ("form=mou&form=letter_of_intent", "in effect"),
        ("form=mou&form=letter_of_intent&bindingness=binding", "in force"),
        ("form=treaty&form=mou", None),  # no word is right for both
    ],
)
def test_a_list_says_the_word_of_all_its_forms(search, word):
    questions = AgreementFilter(QueryDict(search))
    assert questions.is_valid()

    vocabulary = questions.state_vocabulary()

    assert word == (vocabulary and state_label(State.IN_FORCE, *vocabulary, language="en"))


@pytest.mark.parametrize(
    ("form", "bindingness", "english", "korean"),
    [
        ("treaty", "", "it never entered into force", "발효한 적이 없음"),
        ("mou", "binding", "it never entered into force", "발효한 적이 없음"),
        ("mou", "", "it never took effect", "효력이 생긴 적이 없음"),
        ("treaty", "non_binding", "it never took effect", "효력이 생긴 적이 없음"),
    ],
)
def test_what_never_was_says_so_in_the_same_word(form, bindingness, english, korean):
    body = life(
        act("signed", "2015-01-01"), act("declared_void", "2016-01-01"), form=form, bindingness=bindingness
    )
    body |= {"disclosure": "public"}

    for language, words in (("en", english), ("ko", korean)):
        with override(language):
            assert words in [row.get("why") for row in life_facts(body, build_life(body), DAY)]


@pytest.mark.parametrize(
    ("facts", "english", "korean"),
    [({"binding": True}, "entry into force", "발효일"), ({}, "entry into effect", "효력 발생일")],
)
@pytest.mark.parametrize(
    ("kind", "from_day", "from_korean_day"),
    [
        ("", "from signature", "서명한 날부터"),
        ("agreed", "from the day it was agreed", "합의한 날부터"),
        ("adopted", "from adoption", "채택한 날부터"),
    ],
)
def test_the_reason_without_a_day_of_effect_says_the_same_word(
    facts, english, korean, kind, from_day, from_korean_day
):
    reason = make_reason(ReasonCode.EFFECT_NOT_STATED, kind=kind, **facts)

    for language, words in (("en", (english, from_day)), ("ko", (korean, from_korean_day))):
        with override(language):
            sentence = reason_sentence(reason)
        assert [word in sentence for word in words] == [True, True]
