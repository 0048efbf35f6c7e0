"""Intervals recorded as the day of an act: one day in them, or, of what lasts, its beginning."""

import pytest
from django.utils.translation import override

from lifecycle.acts import NATURAL_ORDER, act_reason, parse_acts
from lifecycle.life import build_life
from lifecycle.sentences import reason_sentence
from register.publishing import publish
from tests import factories as make
from tests.lifecycle.lifecycle_cases import act, life, term
from tests.pages.conftest import words as words_of

LASTING = ("negotiated", "suspended")
BEGINNING = ("negotiations_opened", "provisionally_applied", "takes_effect", "launched")


def sentence(kind: str, on: str, language: str = "en", **rest) -> str:
    with override(language):
        return reason_sentence(act_reason(parse_acts([act(kind, on, key="k", **rest)])[0]))


@pytest.mark.parametrize(
    ("interval", "english", "korean"),
    [
        ("2012/2014", "Signed between 2012 and 2014.", "2012년~2014년 사이에 서명하였습니다."),
        ("/2012", "Signed in or before 2012.", "2012년 또는 그 이전에 서명하였습니다."),
        ("../2012", "Signed in or before 2012.", "2012년 또는 그 이전에 서명하였습니다."),
        (
            "2015-01-01/..",
            "Signed on or after 1 January 2015.",
            "2015년 1월 1일 또는 그 이후에 서명하였습니다.",
        ),
        (
            "2015-01-01/",
            "Signed on or after 1 January 2015.",
            "2015년 1월 1일 또는 그 이후에 서명하였습니다.",
        ),
        ("2012~/2014", "Signed between about 2012 and 2014.", "2012년경~2014년 사이에 서명하였습니다."),
        (
            "2019-05-03/2019-05-06",
            "Signed between 3 and 6 May 2019.",
            "2019년 5월 3일~6일 사이에 서명하였습니다.",
        ),
    ],
)
def test_a_signature_is_on_one_day_of_the_interval(interval, english, korean):
    assert sentence("signed", interval) == english
    assert sentence("signed", interval, "ko") == korean


@pytest.mark.parametrize("kind", [kind for kind in NATURAL_ORDER if kind not in LASTING])
@pytest.mark.parametrize("interval", ["2012/2014", "/2012", "../2012", "2012/..", "2012/"])
@pytest.mark.parametrize("name", ["on", "effective_on"])
def test_no_other_act_is_told_as_lasting(kind, interval, name):
    days = {"on": "2010-01-01", name: interval}
    english, korean = sentence(kind, **days), sentence(kind, language="ko", **days)

    of_what_lasts = ("not known)", "no end set", "no beginning set", "onwards", " 2012 to ")
    assert not [words for words in of_what_lasts if words in english]
    assert not [words for words in ("알 수 없음", "정하지 않음", "2012년부터 2014년까지") if words in korean]


def test_what_lasts_says_from_when_to_when():
    assert sentence("suspended", "2015/2016") == "Suspended from 2015 to 2016."
    assert sentence("negotiated", "2015/2016", "ko") == "2015년부터 2016년까지 협의가 진행되었습니다."


@pytest.mark.parametrize("kind", BEGINNING)
def test_what_begins_says_when(kind):
    assert sentence(kind, "2015/2020").endswith(" in 2015.")
    assert sentence(kind, "/2020").endswith(" in or before 2020.")


@pytest.mark.parametrize(
    ("starts_on", "english", "korean"),
    [
        (
            "2015/2016",
            "ten years from a day between 2015 and 2016.",
            "2015년~2016년 사이의 어느 날부터 10년입니다.",
        ),
        ("/2016", "ten years from 2016 at the latest.", "늦어도 2016년부터 10년입니다."),
        ("2015/..", "ten years from 2015 at the earliest.", "빨라야 2015년부터 10년입니다."),
    ],
)
def test_a_term_counts_from_one_day_of_the_interval(starts_on, english, korean):
    body = life(act("signed", "2014-01-01"), terms=[term("P10Y", "fixed", starts_on=starts_on)])

    for language, words in (("en", english), ("ko", korean)):
        with override(language):
            sentences = [
                reason_sentence(reason) for period in build_life(body).periods for reason in period.reasons
            ]
        assert any(told.endswith(words) for told in sentences)


@pytest.mark.django_db
def test_page_and_list_say_the_same(client):
    agreement = make.AgreementFactory(titled=True)
    make.MilestoneFactory(agreement=agreement, kind="signed", on="/2012")
    publish(agreement, by=None)

    for address, words in (
        ("/agreements/A1", "Signed in or before 2012"),
        ("/agreements/", "signed in or before 2012"),
        ("/ko/agreements/A1", "서명 2012년 또는 그 이전"),
        ("/ko/agreements/", "양해각서 · 서명 2012년 또는 그 이전"),
    ):
        page = words_of(client.get(address, follow=True).content.decode())
        assert words in page
        assert "beginning not known" not in page
        assert "시작은 알 수 없음" not in page
