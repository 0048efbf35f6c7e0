"""Promises of the rules for terms: lengths, renewals and notices are told apart, and from the years of money."""

import pytest

from extraction.rules import extract
from extraction.rules.terms import notices_in, terms_in

CASES = {  # by a sentence, the roles and values that it states
    "The agreement is not renewed automatically.": [],
    "The agreement runs for two years; it will not renew automatically.": ["length P2Y"],
    "협약 기간은 2년이며 자동 연장되지 않는다.": ["length P2Y"],
    "만료 3개월 전까지 서면 이의가 없으면 1년씩 자동 연장된다.": [
        "renewal_length P1Y",
        "renewal automatic",
        "non_renewal P3M",
    ],
    "협약 기간은 체결일로부터 5년이며, 만료 3개월 전까지 서면 이의가 없으면 1년씩 자동 연장된다.": [
        "length P5Y",
        "renewal_length P1Y",
        "renewal automatic",
        "non_renewal P3M",
    ],
    "어느 한쪽이 만료 2개월 전까지 해지 의사를 서면으로 통보하지 않으면 1년씩 자동 연장된다.": [
        "renewal_length P1Y",
        "renewal automatic",
        "non_renewal P2M",
    ],
    "유효기간은 3년이며 이후 2년간 갱신할 수 있습니다.": ["length P3Y", "renewal_length P2Y"],
    "유효기간은 3년으로 하되, 별도의 이의 제기가 없는 한 1년 단위로 연장된다.": [
        "length P3Y",
        "renewal_length P1Y",
        "renewal automatic",
    ],
    "협약은 매년 자동 갱신된다.": ["renewal_length P1Y", "renewal automatic"],
    "협약 기간은 3년이며, 만료 6개월 전까지 서면 통보가 없으면 자동 연장된다.": [
        "length P3Y",
        "renewal automatic",
        "non_renewal P6M",
    ],
    "6개월 전 서면 통보로 종료할 수 있다.": ["termination P6M"],
    "협약을 해지하려면 30일 전에 통보해야 한다.": ["termination P30D"],
    "만료 30일 전까지 이의가 없으면 같은 조건으로 자동 갱신된다.": ["renewal automatic", "non_renewal P30D"],
    "협약 기간을 3년 연장하기로 했다.": ["length P3Y"],
    "향후 5년간 총 12억 원을 지원한다.": [],
    "5년간 100억원을 지원하고 협약 기간은 5년이다.": ["length P5Y"],
    "100억원을 5년간 지원한다.": [],
    "베타연구원은 3년간 6억 원을 지원한다.": [],
    "Unless either party objects in writing three months before expiry, it is extended by one year at a time.": [
        "renewal_length P1Y",
        "renewal automatic",
        "non_renewal P3M",
    ],
    "It is extended by one year at a time unless either party objects in writing three months before expiry.": [
        "renewal_length P1Y",
        "renewal automatic",
        "non_renewal P3M",
    ],
    "The agreement runs for five years and renews automatically for two years at a time.": [
        "length P5Y",
        "renewal_length P2Y",
        "renewal automatic",
    ],
    "It is automatically renewed for successive periods of one year unless terminated with six months' notice.": [
        "renewal_length P1Y",
        "renewal automatic",
        "non_renewal P6M",
    ],
    "It may be terminated with six months' notice; unless terminated, it is renewed automatically.": [
        "renewal automatic",
        "termination P6M",
    ],
    "It may be renewed for a further three years.": ["renewal_length P3Y"],
    "The agreement may be ended by either side with six months' written notice.": ["termination P6M"],
    "Unless terminated with six months' notice, the agreement remains in force indefinitely.": [
        "renewal indefinite",
        "termination P6M",
    ],
    "The agreement renews automatically every year.": ["renewal_length P1Y", "renewal automatic"],
    "The authority will provide GBP 3 million over three years.": [],
    "The agreement provides GBP 3 million for three years.": [],
    "Belmont will give EUR 90,000 over two years.": [],
    "The two sides extended the memorandum by five years.": ["length P5Y"],
    "The agreement, worth GBP 3 million, runs for three years.": ["length P3Y"],
    "The three-year agreement is worth USD 5 million.": ["length P3Y"],
    "Neither side may end the agreement before three years have passed.": [],
    "Notice of non-renewal must be given ninety days before the end of the term.": ["non_renewal P90D"],
    "The agreement is valid for four years and can be extended for another two years by mutual consent.": [
        "length P4Y",
        "renewal_length P2Y",
    ],
    "The memorandum runs for four years.": ["length P4Y"],
    "The five-year framework agreement provides for exchanges.": ["length P5Y"],
    "The five year renewable agreement was signed by both heads.": ["length P5Y"],
    "The two sides extended the memorandum by five more years.": ["length P5Y"],
    "The agreement is valid for the next five years.": ["length P5Y"],
    "It marks five years of partnership and a ten-year-old agreement.": [],
    "The two-year pilot project under the agreement is over.": [],
    "협약은 오 년간 유효하다.": ["length P5Y"],
    "협약 기간은 삼 년이며, 만료 삼 개월 전까지 이의가 없으면 일 년씩 자동 연장된다.": [
        "length P3Y",
        "renewal_length P1Y",
        "renewal automatic",
        "non_renewal P3M",
    ],
    "육 개월 전 서면 통보로 종료할 수 있다.": ["termination P6M"],
    "The agreement, which will run for three years and renews automatically, covers stroke care.": [
        "length P3Y",
        "renewal automatic",
    ],
}


@pytest.mark.parametrize("text", CASES)
def test_a_length_is_what_its_sentence_makes_of_it(text):
    stated = [f"{amount.role} {amount.value}" for amount in (*terms_in(text, 0), *notices_in(text, 0))]

    assert sorted(stated) == sorted(CASES[text])


@pytest.mark.django_db
def test_a_length_is_quoted_where_it_is_that_of_the_term():
    text = "가람시와 나래시는 업무협약을 체결했다. 나래시는 5년간 100억원을 지원한다. 협약 기간은 5년이다."

    [length] = [s for s in extract(text) if s.kind == "term"]

    assert text[length.start :].startswith("5년이다")


@pytest.mark.django_db
def test_a_renewal_by_consent_is_not_sure():
    text = "Arden College and Belmont Institute signed a memorandum. It may be renewed for a further three years."

    assert [(s.role, s.sure) for s in extract(text) if s.kind == "term"] == [("renewal_length", False)]
