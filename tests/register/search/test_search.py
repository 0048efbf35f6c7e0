"""What a search finds: words, phrases, exclusions, alternatives, names, numbers, and Korean of any length."""

import pytest
from django.db import transaction

from api.similar_names import find_similar_names
from reconcile.identifiers import find_exact_record
from register.index import Index
from register.models import Entry
from register.publishing import publish
from register.search import query
from register.search.matching import find_matches
from register.search.vectors import searched_names
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def register(db):
    """A1 of O1 and O2 on T1, signed by P1; A2 of O2; A3 in Korean; O3 is called almost like O1."""
    institute = make.OrganizationFactory(name="Korea Health Industry Development Institute", country="KR")
    make.OrganizationNameFactory(organization=institute, text="KHIDI", kind="acronym", language="en")
    make.OrganizationNameFactory(
        organization=institute, text="한국보건산업진흥원", kind="official", language="ko"
    )
    make.OrganizationNameFactory(
        organization=institute, text="Old Health Board", kind="former", language="en", valid_until="1999"
    )
    make.OrganizationIdentifierFactory(organization=institute, scheme="wikidata", value="Q12345")
    make.OrganizationIdentifierFactory(organization=institute, scheme="ror", value="03yrm5c26")
    university = make.OrganizationFactory(name="Seoul National University", country="KR")
    person = make.PersonFactory(name="Deborah Chee")
    topic = make.TopicFactory(names={"en": "clinical trials", "ko": "임상시험"})
    first, second, third = (make.AgreementFactory() for _one in range(3))
    make.AgreementTextFactory(
        agreement=first, title="Memorandum of Understanding", summary="They co-operate in research on ageing."
    )
    make.AgreementTextFactory(agreement=second, title="Understanding of a Memorandum on Research")
    make.AgreementTextFactory(agreement=third, language="ko", title="국제보건의료 협력 양해각서")
    make.InvolvementFactory(agreement=first, organization=institute, name_as_written="The Institute")
    make.InvolvementFactory(agreement=first, organization=university)
    make.InvolvementFactory(agreement=second, organization=university)
    make.InvolvementFactory(agreement=third, organization=make.OrganizationFactory(name="Others"))
    make.SignatoryFactory(agreement=first, person=person, name_as_written="D. Chee")
    make.AgreementIdentifierFactory(agreement=first, scheme="UNTS", value="50123")
    make.AgreementIdentifierFactory(agreement=second, scheme="Treaty Series", value="001/1910: Cd. 1")
    first.topics.add(topic)
    for record in (institute, university, person, topic, first, second, third):
        publish(record, by=None)


FOUND = [
    ("memorandum", "A1 A2"),
    ("MEMORANDUM understanding", "A1 A2"),
    ('"memorandum of understanding"', "A1"),
    ("“memorandum of understanding”", "A1"),
    ('"understanding of a memorandum" research', "A2"),
    ("memorandum -ageing", "A2"),
    ("memorandum −ageing", "A2"),
    ('memorandum -"of understanding"', "A2"),
    ("ageing or 국제보건의료", "A1 A3"),
    ("ageing 또는 국제보건의료", "A1 A3"),
    ("or ageing or or nothing or", "A1"),
    ("memo", "A1 A2"),  # four letters may go on
    ("mem", ""),  # three may not: acronyms are as short
    ("co-operate", "A1"),
    ("operate-co", ""),
    ("KHIDI", "A1 O1"),  # called otherwise in the agreement
    ("khidi ageing", "A1"),
    ('"KHIDI"', "A1 O1"),
    ("Korea Health Industry Development Institute", "A1 O1"),
    ("Old Health Board", "A1 O1"),
    ("한국보건산업진흥원", "A1 O1"),
    ("한국보건산업진흥원 memorandum", "A1"),
    ("KHIDI Seoul National University", "A1"),
    ("memorandum -KHIDI", "A2"),
    ("memorandum -KHIDI or KHIDI", "A1 A2 O1"),
    ("Seoul", "A1 A2 O2"),
    ("Deborah Chee", "A1 P1"),
    ("clinical trials", "A1 T1"),
    ("임상", "A1 T1"),
    ("O1", "A1 O1"),
    ("50123", "A1"),
    ("5012", ""),  # a number does not go on: 2014 is not 20145
    ("Q12345", "O1"),
    ("의료", "A3"),
    ("보건의료", "A3"),
    ("국제보건의료", "A3"),
    ("건의", "A3"),
    ("국", "A3 O1"),  # one syllable: at the beginning, inside
    ("료", "A3"),  # and at the end
    ("의료 협력", "A3"),
    ('"의료 협력"', "A3"),
    ('"협력 의료"', ""),
    ("보의", ""),  # both signs are there, but not side by side
    ("-memorandum", "A3 O1 O2 O3 P1 T1"),
    ("!!!", ""),
]


def test_a_search_finds(register):
    found = {typed: Entry.public.matching(typed).values_list("ref", flat=True) for typed, _refs in FOUND}

    assert {typed: " ".join(sorted(refs)) for typed, refs in found.items()} == dict(FOUND)


def test_what_is_in_the_title_comes_before_what_is_in_the_summary(register):
    matches = find_matches("research")
    found = Entry.public.of_kind("agreement").among(matches).by_relevance("research", matches)

    assert [one.ref for one in found] == ["A2", "A1"]


# The first of these names comes first, for this search.
ENDING = {
    "복지부": ["보건복지부", "미국 보건복지부", "인도 보건가족복지부", "복지부장관협의회 사무국", "노인복지부서연합회"],
    "ministry of health": ["Ministry of Health, Chad", "The Peruvian Ministry of Health", "Ministry of Health Staff"],
    "art": ["Fine Art", "The Long Name of a School of Art", "Heart of the Art World"],
    "министерство": ["Министерство юстиции", "Второе Министерство иностранных дел"],
}  # fmt: skip


@pytest.mark.parametrize("typed", ENDING)
def test_the_shortest_name_that_begins_or_ends_with_the_search_comes_first(db, typed):
    publish(*(make.OrganizationFactory(name=name) for name in reversed(ENDING[typed])), by=None)
    matches = find_matches(typed)

    entries = Entry.public.among(matches).by_relevance(typed, matches)

    names = [name for entry in entries for name in entry.title.values()]
    assert (names[0], set(names)) == (ENDING[typed][0], set(ENDING[typed]))


EXACT = [
    ("A1", "A1"),
    (" o1 ", "O1"),
    ("UNTS 50123", "A1"),
    ("50123", "A1"),
    ("Treaty Series 001/1910: Cd. 1", "A2"),
    ("001/1910 cd 1", "A2"),
    ("Q12345", "O1"),
    ("https://www.wikidata.org/wiki/Q12345", "O1"),
    ("http://www.wikidata.org/entity/Q12345", "O1"),
    ("03yrm5c26", "O1"),
    ("https://ror.org/03yrm5c26", "O1"),
    ("A99", None),
    ("1910", None),
    ("memorandum", None),
    ("", None),
]


def test_a_reference_or_a_number_of_others_means_one_record(register):
    found = {typed: find_exact_record(typed) for typed, _ref in EXACT}

    assert {typed: record and record[0] for typed, record in found.items()} == dict(EXACT)


def test_a_number_that_two_records_share_means_neither(register):
    twin = make.AgreementFactory(titled=True)
    make.AgreementIdentifierFactory(agreement=twin, scheme="UNTS", value="50123")
    publish(twin, by=None)

    assert find_exact_record("50123") is None


def test_a_misspelled_name_is_guessed(register):
    expected = {
        "Soeul National Univeristy": "O2",
        "Seoul Natonal University": "O2",
        "Korea Helth Industry Developement Institute": "O1",
        "Debora Chi": "P1",
        "한국보건산업진흥언": "O1",
    }

    assert {typed: find_similar_names(typed)[0].ref for typed in expected} == expected


def test_a_guess_for_a_list_is_somebody_whom_its_records_name(register):
    publish(make.OrganizationFactory(name="Seoul Natural University"), by=None)

    assert {one.ref for one in find_similar_names("Seoul Natonal University")} == {"O2", "O4"}
    assert [one.ref for one in find_similar_names("Seoul Natonal University", kind="agreement")] == ["O2"]


def test_what_is_like_nothing_is_not_guessed(register):
    assert find_similar_names("xyzzyx") == find_similar_names("!!") == find_similar_names("") == []


HOSTILE = [
    "a" * 5000, "의" * 5000, "a " * 2500, '"' * 5000, "- " * 2500, "or " * 1700, ":*&|!()<->'\\", "a:* & !b | (c",
    "'a' <-> 'b'", '"unbalanced', 'un"balanced', '-"', '"-', "--a", "a -", "-", '""', "\u202e\u0000x", "\ufeff",
    "%s %(x)s", "{0}", "x" * 300, "🙂", "İ", "ß", "ﷺ", "e\u0301" * 200, "\\", "$$", "1e5 0x1 -1", "' OR 1=1 --",
    "a" + "\u0300" * 100, "한",
]  # fmt: skip


def test_whatever_is_typed_can_be_read(register, subtests):
    for number, typed in enumerate(one.replace("\x00", " ") for one in HOSTILE):
        with subtests.test(number=number), transaction.atomic():
            read = query.parse_query(typed)

            matches = find_matches(typed)
            assert Entry.public.among(matches).count() >= 0
            assert len(Entry.public.among(matches).by_relevance(typed, matches)[:1]) <= 1 if read else True
            assert len(find_similar_names(typed)) <= 5
            find_exact_record(typed)


@pytest.mark.parametrize(
    ("typed", "name", "is_found"),
    [
        ("P'yongyang", "Pyongyang University", True), ("P'yongyang", "P'yongyang University", True),
        ("Pyongyang", "P’yongyang University", True), ("P'yongyang", "Hamhung University", False),
        ("P'yongyang", "Yongyang", False),
    ],
)  # fmt: skip
def test_a_name_is_seen_to_hold_a_word_with_or_without_its_apostrophes(typed, name, is_found):
    [[term]] = query.parse_query(typed)

    assert term.is_in(name) is is_found


def test_names_are_compared_one_a_line():
    index = Index(title={}, names=["Institut de l’Océan", "Ocean Institute", "OCEAN INSTITUTE", "해양연구소"])

    assert searched_names(index) == "institut de l ocean\nocean institute\n해양연구소"
