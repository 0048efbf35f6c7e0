"""Dates in EDTF: the forms, their bounds and words, and what people type."""

import re
from datetime import date

import edtf as oracle
import pytest
from django.utils import translation
from hypothesis import example, given
from hypothesis import strategies as st

from core.edtf import EDTF, AmbiguousDate, EDTFError, from_bounds, parse, parse_natural

DATES = [
    # EDTF, earliest, latest, in English, in Korean
    ("2014-09-29", "2014-09-29", "2014-09-29", "29 September 2014", "2014년 9월 29일"),
    ("2023-08", "2023-08-01", "2023-08-31", "August 2023", "2023년 8월"),
    ("2023-12~", "2023-12-01", "2023-12-31", "about December 2023", "2023년 12월경"),
    ("2023", "2023-01-01", "2023-12-31", "2023", "2023년"),
    ("2002~", "2002-01-01", "2002-12-31", "about 2002", "2002년경"),
    ("2002?", "2002-01-01", "2002-12-31", "2002 (uncertain)", "2002년(불확실)"),
    ("2002%", "2002-01-01", "2002-12-31", "about 2002 (uncertain)", "2002년경(불확실)"),
    ("2014-09-29?", "2014-09-29", "2014-09-29", "29 September 2014 (uncertain)", "2014년 9월 29일(불확실)"),
    ("2004~-06-11", "2004-06-11", "2004-06-11", "11 June 2004 (year approximate)",
        "2004년 6월 11일(연도는 대략)"),
    (
        "2004-06?-11", "2004-06-11", "2004-06-11",
        "11 June 2004 (month and year uncertain)", "2004년 6월 11일(연도와 월은 불확실)",
    ),
    ("201X", "2010-01-01", "2019-12-31", "the 2010s", "2010년대"),
    ("19XX", "1900-01-01", "1999-12-31", "the years 1900 to 1999", "1900~1999년"),
    ("201X-08", "2010-08-01", "2019-08-31", "August in the 2010s", "2010년대 중 8월"),
    ("201X-02-29", "2012-02-29", "2016-02-29", "29 February in the 2010s", "2010년대 중 2월 29일"),
    ("2014-XX", "2014-01-01", "2014-12-31", "2014, month not stated", "2014년(월 미상)"),
    ("2014-XX-XX", "2014-01-01", "2014-12-31", "2014, day and month not stated", "2014년(월·일 미상)"),
    ("2014-09-XX", "2014-09-01", "2014-09-30", "September 2014, day not stated", "2014년 9월(일 미상)"),
    ("2014-XX-31", "2014-01-31", "2014-12-31", "the 31st in 2014, month not stated", "2014년 31일(월 미상)"),
    ("XXXX-XX-09", None, None, "the 9th, month and year not stated", "9일(연도·월 미상)"),
    ("XXXX-08", None, None, "August, year not stated", "8월(연도 미상)"),
    ("XXXX-02-29", None, None, "29 February, year not stated", "2월 29일(연도 미상)"),
    ("XXXX", None, None, "year not stated", "연도 미상"),
    ("2023-21", "2023-03-01", "2023-05-31", "spring 2023", "2023년 봄"),
    ("2023-22~", "2023-06-01", "2023-08-31", "about summer 2023", "2023년 여름경"),
    ("2023-23", "2023-09-01", "2023-11-30", "autumn 2023", "2023년 가을"),
    ("2023-24", "2023-12-01", "2024-02-29", "winter 2023–2024", "2023~2024년 겨울"),
    ("2023-33", "2023-01-01", "2023-03-31", "January to March 2023 (first quarter)", "2023년 1분기(1~3월)"),
    ("2023-34", "2023-04-01", "2023-06-30", "April to June 2023 (second quarter)", "2023년 2분기(4~6월)"),
    ("2023-36", "2023-10-01", "2023-12-31", "October to December 2023 (fourth quarter)",
        "2023년 4분기(10~12월)"),
    ("2023-40", "2023-01-01", "2023-06-30", "January to June 2023 (first half)", "2023년 상반기(1~6월)"),
    ("2023-41", "2023-07-01", "2023-12-31", "July to December 2023 (second half)", "2023년 하반기(7~12월)"),
    ("2010/2015", "2010-01-01", "2015-12-31", "2010 to 2015", "2010년부터 2015년까지"),
    (
        "2018-10/2018-12", "2018-10-01", "2018-12-31",
        "October to December 2018", "2018년 10월부터 12월까지",
    ),
    ("2016/..", "2016-01-01", None, "from 2016 onwards (no end set)", "2016년부터(끝을 정하지 않음)"),
    ("2023-11/", "2023-11-01", None, "from November 2023 (end not known)",
        "2023년 11월부터(끝은 알 수 없음)"),
    ("../2016", None, "2016-12-31", "until 2016 (no beginning set)", "2016년까지(시작을 정하지 않음)"),
    ("/2016", None, "2016-12-31", "until 2016 (beginning not known)", "2016년까지(시작은 알 수 없음)"),
    ("[..2024-12-03]", None, "2024-12-03", "on or before 3 December 2024", "2024년 12월 3일 또는 그 이전"),
    ("[..2023-08]", None, "2023-08-31", "in or before August 2023", "2023년 8월 또는 그 이전"),
    ("[2014-09-29..]", "2014-09-29", None, "on or after 29 September 2014", "2014년 9월 29일 또는 그 이후"),
    (
        "[1998-11-02..1998-11-18]", "1998-11-02", "1998-11-18",
        "between 2 and 18 November 1998", "1998년 11월 2일~18일 사이",
    ),
    (
        "2023-33/2023-35", "2023-01-01", "2023-09-30",
        "the first quarter of 2023 to the third quarter of 2023", "2023년 1분기부터 2023년 3분기까지",
    ),
    ("9999-24", "9999-12-01", "9999-12-31", "winter 9999–10000", "9999~10000년 겨울"),
]  # fmt: skip

TYPED = [
    ("Aug 2023", "2023-08"),
    ("August 2023", "2023-08"),
    ("Sept. 2014", "2014-09"),
    ("May 2023", "2023-05"),
    ("2023 August", "2023-08"),
    ("08/2023", "2023-08"),
    ("2023/08", "2023-08"),
    ("2023.8", "2023-08"),
    ("3 Dec 2024", "2024-12-03"),
    ("3-Dec-2024", "2024-12-03"),
    ("Dec 3, 2024", "2024-12-03"),
    ("December 3rd, 2024", "2024-12-03"),
    ("the 3rd of December 2024", "2024-12-03"),
    ("Tuesday, 3 December 2024", "2024-12-03"),
    ("  on 3 december  2024. ", "2024-12-03"),
    ("2023.8.5.", "2023-08-05"),
    ("2023. 8. 5.(토)", "2023-08-05"),
    ("2023/08/05", "2023-08-05"),
    ("2023-8-5", "2023-08-05"),
    ("20230805", "2023-08-05"),
    ("２０２３．８．５", "2023-08-05"),
    ("29/09/2014", "2014-09-29"),
    ("09/29/2014", "2014-09-29"),
    ("29.9.2014", "2014-09-29"),
    ("04/04/2014", "2014-04-04"),
    ("2019-05-03T23:59+01:00", "2019-05-03"),
    ("23 August", "XXXX-08-23"),
    ("August", "XXXX-08"),
    ("the 9th", "XXXX-XX-09"),
    ("1990s", "199X"),
    ("xxxx-xx-09", "XXXX-XX-09"),
    ("before 3 Dec 2024", "[..2024-12-02]"),
    ("before 2023", "[..2022-12-31]"),
    ("before Aug 2023", "[..2023-07-31]"),
    ("before about 2023", "[..2022-12-31~]"),
    ("on or before 3 Dec 2024", "[..2024-12-03]"),
    ("3 December 2024 or earlier", "[..2024-12-03]"),
    ("by 2023", "[..2023]"),
    ("until March 2023", "[..2023-03]"),
    ("no later than 2023", "[..2023]"),
    ("after 2023", "[2024-01-01..]"),
    ("after 3 Dec 2024", "[2024-12-04..]"),
    ("since 2019", "[2019..]"),
    ("on or after 3 Dec 2024", "[2024-12-03..]"),
    ("about 2002", "2002~"),
    ("circa Aug 2002", "2002-08~"),
    ("c. 2002", "2002~"),
    ("c2002", "2002~"),
    ("~2002", "2002~"),
    ("2023?", "2023?"),
    ("Aug 2023?", "2023-08?"),
    ("perhaps about 2002", "2002%"),
    ("Q3 2023", "2023-35"),
    ("2023 Q3", "2023-35"),
    ("2023-Q3", "2023-35"),
    ("third quarter of 2023", "2023-35"),
    ("first half of 2023", "2023-40"),
    ("summer 2023", "2023-22"),
    ("Fall 2023", "2023-23"),
    ("2010-2015", "2010/2015"),
    ("2010 – 2015", "2010/2015"),
    ("from 2019 to 2021", "2019/2021"),
    ("April to June 2023", "2023-04/2023-06"),
    ("2-18 November 1998", "1998-11-02/1998-11-18"),
    ("November 2-18, 1998", "1998-11-02/1998-11-18"),
    ("Nov 30 - Dec 2, 1998", "1998-11-30/1998-12-02"),
    ("2014-09-29 - 2014-10-01", "2014-09-29/2014-10-01"),
    ("between 2019 and 2021", "[2019..2021]"),
    ("from 2019", "2019/.."),
    ("2019-", "2019/.."),
    ("2019 to present", "2019/.."),
    ("2023년", "2023"),
    ("2023년 8월", "2023-08"),
    ("2023년8월5일", "2023-08-05"),
    ("2023년 8월 5일 토요일", "2023-08-05"),
    ("지난 9일", "XXXX-XX-09"),
    ("8월", "XXXX-08"),
    ("2014년 9월 29일 이전", "[..2014-09-29]"),
    ("2014년 9월 29일 전", "[..2014-09-28]"),
    ("2014년 9월까지", "[..2014-09]"),
    ("2014년 이후", "[2014..]"),
    ("2023년 3분기", "2023-35"),
    ("2023년 제3분기", "2023-35"),
    ("2023년 하반기", "2023-41"),
    ("2023년 여름", "2023-22"),
    ("2010년대", "201X"),
    ("2002년경", "2002~"),
    ("2002년 쯤", "2002~"),
    ("약 2002년", "2002~"),
    ("2020년~2022년", "2020/2022"),
    ("2020～2022", "2020/2022"),
    ("2020년부터 2022년까지", "2020/2022"),
    ("2023년 4월~6월", "2023-04/2023-06"),
    ("2023년 8월 5일~7일", "2023-08-05/2023-08-07"),
    ("2019년부터 2021년 사이", "[2019..2021]"),
    ("2020년~", "2020/.."),
    ("2020년부터", "2020/.."),
    ("~2022년", "[..2022]"),
]

IMPOSSIBLE = [
    ("2014-02-30", "“2014-02-30” is not a day in the calendar."),
    ("2014-09-31", "“2014-09-31” is not a day in the calendar."),
    ("2014-09-00", "“2014-09-00” is not a day in the calendar."),
    ("XXXX-02-30", "“XXXX-02-30” is not a day in the calendar."),
    ("190X-02-30", "“190X-02-30” is not a day in the calendar."),
    ("2014-13", "“2014-13” has no month, season or quarter that exists."),
    ("2014-00", "“2014-00” has no month, season or quarter that exists."),
    ("2014-22-05", "“2014-22-05” has no month, season or quarter that exists."),
    ("0000", "“0000” is outside the years 1000 to 9999."),
    ("0999-12-31", "“0999-12-31” is outside the years 1000 to 9999."),
    ("2015/2010", "“2015/2010” ends before it begins."),
    ("[2015-02..2015-01]", "“[2015-02..2015-01]” ends before it begins."),
]
MALFORMED = [
    "", " ", "2", "201", "20145", "2014-9", "2014-09-29 ", "2014-09-29\n", "2014/09", "2X14", "2014-1X",
    "-2014", "2014??", "2014~-09?", "/", "../", "/..", "../..", "[..]", "[2014]", "2014/2015/2016",
    "[2014, 2015]", "{2014}", "2014-Q3", "201x", "٢٠١٤", "2014..", "..", "None", "2014-09-29T10:00",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "english", "korean"), DATES, ids=[row[0] for row in DATES]
)
def test_a_date_has_bounds_and_words(text, earliest, latest, english, korean):
    edtf = parse(text)

    bounds = [day and day.isoformat() for day in (edtf.earliest, edtf.latest)]
    assert (str(edtf), *bounds, edtf.words("en"), edtf.words("ko")) == (
        text,
        earliest,
        latest,
        english,
        korean,
    )


@pytest.mark.parametrize(("typed", "text"), TYPED)
def test_what_people_type_is_understood(typed, text):
    assert parse_natural(typed) == parse(text)


@pytest.mark.parametrize("text", [row[0] for row in DATES])
def test_what_is_edtf_already_is_understood_as_it_is(text):
    assert parse_natural(text) == parse(text)


@pytest.mark.parametrize(("text", "sentence"), IMPOSSIBLE)
def test_an_impossible_date_is_refused_with_a_sentence(text, sentence):
    for read in (parse, parse_natural):
        with pytest.raises(EDTFError) as refused:
            read(text)
        assert str(refused.value) == sentence


@pytest.mark.parametrize("text", MALFORMED)
def test_only_edtf_is_parsed(text):
    with pytest.raises(EDTFError, match=r"is not a date in EDTF: write for example .*\.$"):
        parse(text)


@pytest.mark.parametrize(
    "text", ["", "soon", "29", "2014-09-29 noon", "32 Foo 2014", "3일 전", "by", "a-b", "3-4"]
)
def test_what_cannot_be_understood_is_refused_with_examples(text):
    with pytest.raises(
        EDTFError, match=r"(is not a date we understand: write for example|needs a year).*\.$"
    ):
        parse_natural(text)


@pytest.mark.parametrize(
    ("typed", "candidates", "sentence"),
    [
        (
            "03/04/2014",
            ["2014-04-03", "2014-03-04"],
            "“03/04/2014” can be 3 April 2014 or 4 March 2014: please write 2014-04-03 or 2014-03-04.",
        ),
        (
            "before 3.4.2014",
            ["2014-04-03", "2014-03-04"],
            "“3.4.2014” can be 3 April 2014 or 4 March 2014: please write 2014-04-03 or 2014-03-04.",
        ),
        (
            "Aug 23",
            ["XXXX-08-23", "2023-08"],
            "“aug 23” can be 23 August, year not stated or August 2023: please write XXXX-08-23 or 2023-08.",
        ),
        (
            "2000s",
            ["200X", "20XX"],
            "“2000s” can be the 2000s or the years 2000 to 2099: please write 200X or 20XX.",
        ),
    ],
)
def test_an_ambiguous_date_is_asked_back(typed, candidates, sentence):
    with pytest.raises(AmbiguousDate) as asked:
        parse_natural(typed)

    assert (list(map(str, asked.value.candidates)), str(asked.value)) == (candidates, sentence)


def test_who_knows_the_order_is_not_asked():
    assert str(parse_natural("03/04/2014", day_first=True)) == "2014-04-03"
    assert str(parse_natural("03/04/2014", day_first=False)) == "2014-03-04"
    assert str(parse_natural("03/29/2014", day_first=True)) == "2014-03-29"


def test_yesterday_counts_from_the_day_given():
    assert str(parse_natural("yesterday", today=date(2024, 3, 1))) == "2024-02-29"
    assert str(parse_natural("오늘", today=date(2024, 3, 1))) == "2024-03-01"


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("2014-09-29~", "day"), ("2023-08", "month"), ("2014-09-XX", "month"), ("2023-22", "season"),
        ("2023-34", "quarter"), ("2023-40", "half"), ("2014-XX-09", "year"), ("201X-08", "decade"),
        ("19XX", "century"), ("XXXX-XX-09", "unknown"), ("2014/2015", "span"), ("[..2014-09-29]", "span"),
    ],
)  # fmt: skip
def test_precision_is_the_finest_unit_from_the_year_down(text, precision):
    assert parse(text).precision == precision


def test_only_a_plain_day_is_exact():
    assert parse("2014-09-29").is_exact_day
    others = ["2014-09-29~", "2014-09", "[..2014-09-29]", "2014-09-29/2014-09-29", "XXXX-09-29"]
    assert [text for text in others if parse(text).is_exact_day] == []


def test_words_follow_the_active_language_and_are_english_for_any_other():
    said = {}
    for language in ("en", "ko", "ko-kr", "fr"):
        with translation.override(language):
            said[language] = parse("2023-08").words()

    assert said == {"en": "August 2023", "ko": "2023년 8월", "ko-kr": "2023년 8월", "fr": "August 2023"}


# Properties

days = st.dates(date(1000, 1, 1), date(9999, 12, 31))
marks = st.sampled_from(["", "?", "~", "%"])


@st.composite
def point_about(draw, day: date) -> str:
    """A date in EDTF that admits ``day``."""
    text = day.isoformat()
    year = draw(st.sampled_from([text[:4], text[:4], text[:3] + "X", text[:2] + "XX", "XXXX"]))
    if draw(st.integers(0, 4)) == 0:
        month = day.month
        codes = [32 + (month + 2) // 3, 40 if month <= 6 else 41]
        if month >= 3:  # January and February are of the winter of the year before
            codes.append(20 + month // 3)
        return f"{year}-{draw(st.sampled_from(codes))}{draw(marks)}"
    parts = [year, draw(st.sampled_from([text[5:7], "XX"])), draw(st.sampled_from([text[8:], "XX"]))]
    return "-".join(parts[: draw(st.integers(1, 3))]) + draw(marks)


@st.composite
def expression_and_day(draw) -> tuple[str, date]:
    """EDTF, and one day that it admits."""
    first, day, last = sorted(draw(st.tuples(days, days, days)))
    form = draw(st.sampled_from(["d", "s/e", "s/..", "s/", "../e", "/e", "[..e]", "[s..]", "[s..e]"]))
    if form == "d":
        return draw(point_about(day)), day
    start, end = draw(point_about(first)), draw(point_about(last))
    return form.replace("e", end).replace("s", start), day


@given(expression_and_day())
@example(("201X-02-29", date(2016, 2, 29)))
@example(("2023-24", date(2024, 2, 29)))
def test_bounds_enclose_every_day_that_the_words_admit(case):
    text, day = case

    edtf = parse(text)

    assert (edtf.earliest or date.min) <= day <= (edtf.latest or date.max)


@given(expression_and_day())
def test_the_text_is_stable_and_the_words_are_never_empty(case):
    edtf = parse(case[0])

    assert parse(str(edtf)) == parse_natural(str(edtf)) == edtf
    assert edtf.words("en").strip()
    assert re.search("[가-힣]", edtf.words("ko"))


@given(days)
def test_a_day_in_words_is_understood_again(day):
    edtf = parse(day.isoformat())

    assert parse_natural(edtf.words("en")) == parse_natural(edtf.words("ko")) == edtf


PIECES = [
    "2014", "1000", "9999", "0000", "09", "29", "X", "XX", "XXXX", "-", "/", ".", "..", "[", "]", "?", "~",
    "%", "T", "Aug", "3rd", "before", "after", "from", "to", "between", "and", "about", "Q3", "summer", "s",
    ",", "(", ")", "the", "of", "년", "8월", "9일", "이전", "부터", "까지", "경", " ", " ", " ",
]  # fmt: skip


@given(st.one_of(st.text(max_size=150), st.lists(st.sampled_from(PIECES), max_size=12).map("".join)))
@example("after 9999")
@example("before 1000")
@example("9" * 10_000)
def test_anything_else_is_refused_with_one_sentence_and_no_other_error(text):
    for read in (parse, parse_natural):
        said = outcome_of(read, text)

        assert isinstance(said, EDTF) or re.fullmatch(r"[“\S][^\n]*\.", said)


def outcome_of(read, text: str) -> EDTF | str:
    try:
        return read(text)
    except EDTFError as error:
        return str(error)


# Where the edtf package is wrong, by our reading of the standard, or does not answer.
DISAGREED = {
    "201X-02-29": "29 February of a year that has none",
    "XXXX-XX-09": "an unknown year is 0 to 9999", "XXXX-08": "the same", "XXXX-02-29": "the same",
    "XXXX": "the same",
    "2023-24": "winter ends in December", "9999-24": "the same",
    "2023-22~": "no season is approximate",
    "2023-11/": "an unknown end is ten years on", "/2016": "the same",
    "2023-33/2023-35": "no interval of quarters",
}  # fmt: skip
FEBRUARIES = ["1900-02", "2000-02", "2023-02", "2024-02"]


@pytest.mark.parametrize("text", [row[0] for row in DATES if row[0] not in DISAGREED] + FEBRUARIES)
def test_the_edtf_package_agrees_where_it_is_right(text):
    theirs = oracle.parse_edtf(text)

    infinite = float("-inf"), float("inf")
    bounds = [
        None if bound in infinite else date(*bound[:3])
        for bound in (theirs.lower_strict(), theirs.upper_strict())
    ]
    assert bounds == [parse(text).earliest, parse(text).latest]


@pytest.mark.parametrize(
    "text",
    [
        "2023-08-31",
        "2023-08",
        "2024-02",
        "2023",
        "[2023-08-01..2023-08-30]",
        "[..2023-08-31]",
        "[2023-08-01..]",
    ],
)
def test_what_lies_between_two_days_is_said_as_short_as_it_goes(text):
    date = parse(text)

    assert from_bounds(date.earliest, date.latest) == text


def test_no_bounds_say_nothing():
    assert from_bounds(None, None) == ""
