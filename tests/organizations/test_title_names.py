"""Which of its names is the title of a record, in each language."""

import pytest
from django.utils.translation import override

from core.localized import in_language
from organizations.title_names import best_names

KINDS = ["official", "alias", "romanized", "acronym"]


def titles(name, *names, dissolved_on=""):
    members = ("text", "language", "kind", "valid_from", "valid_until")
    rows = [dict(zip(members, (*row, "", "")[:5], strict=True)) for row in names]
    return best_names({"name": name, "names": rows, "dissolved_on": dissolved_on}, KINDS, "former")


CASES = [
    # an alias will do where there is no official name, in any order
    (("Seoul Univ", ("서울대학교", "ko", "alias"), ("SNU", "", "acronym")), "Seoul Univ", "서울대학교"),
    (("Seoul Univ", ("서울대", "ko", "alias"), ("서울대학교", "ko", "official")), "Seoul Univ", "서울대학교"),
    (("Seoul Univ", ("서울대학교", "ko", "official"), ("서울대", "ko", "alias")), "Seoul Univ", "서울대학교"),
    # the main name is in its own language, and before an alias in it
    (("Seoul Univ", ("Univ. of Seoul", "en", "alias")), "Seoul Univ", "Seoul Univ"),
    (("Seoul Univ", ("The University", "en", "official")), "The University", "The University"),
    (("서울대학교", ("Seoul Univ", "en", "alias")), "Seoul Univ", "서울대학교"),
    (("서울대학교", ("서울대", "ko", "alias")), "서울대학교", "서울대학교"),
    (("서울대학교", ("Seouldaehakgyo", "ko-Latn", "romanized")), "Seouldaehakgyo", "서울대학교"),
    # no acronym where there is a name
    (("WHO", ("WHO", "en", "acronym"), ("World Health", "en", "official")), "World Health", "World Health"),
    (("Health Body", ("보건원", "ko", "acronym"), ("국립보건원", "ko", "alias")), "Health Body", "국립보건원"),
    (("Health Body", ("보건원", "ko", "acronym")), "Health Body", "보건원"),
    # no name that was given up
    (("Health Body", ("옛이름", "ko", "former")), "Health Body", "Health Body"),
    (("Health Body", ("옛이름", "ko", "official", "", "2010")), "Health Body", "Health Body"),
    (("Health Body", ("옛이름", "ko", "official", "", "2010"), ("새 이름", "ko", "alias")), "Health Body", "새 이름"),
    (("Health Body", ("Old Body", "en", "official", "", "2010")), "Health Body", "Health Body"),
    # of two, the newer; undated before it
    (("Health Body", ("새 이름", "ko", "official", "2011"), ("옛이름", "ko", "official")), "Health Body", "새 이름"),
    (("Health Body", ("옛이름", "ko", "official", "1990"), ("새", "ko", "official", "2011")), "Health Body", "새"),
    # regional forms; other languages
    (("Organ", ("Colour Body", "en-GB", "official"), ("기관", "ko-KR", "alias")), "Organ", "기관"),
    (("北海道大学", ("北海道大学", "ja", "official"), ("Hokkaido U", "en", "official")), "Hokkaido U", "Hokkaido U"),
    # a main name in letters of another language is no English one, whatever the kind of the name in English
    (("Университет", ("Falconry U", "en", "alias"), ("매사냥대", "ko", "alias")), "Falconry U", "매사냥대"),
    (("جامعة الصقارة", ("Falconry U", "en", "alias")), "Falconry U", "Falconry U"),
    (("Πανεπιστήμιο", ("Falconry U", "en", "alias")), "Falconry U", "Falconry U"),
    (("มหาวิทยาลัยเหยี่ยว", ("Falconry U", "en", "alias")), "Falconry U", "Falconry U"),
    (("Daugavpils Universitāte", ("Falconry U", "en", "alias")), "Falconry U", "Falconry U"),
    (("Uniwersytet Sokolniczy w Łodzi", ("Falconry U", "en", "alias")), "Falconry U", "Falconry U"),
    (("Université", ("UNI", "en", "acronym")), "Université", "Université"),
    (("Université", ("Universite", "en", "alias")), "Université", "Université"),
    (("Университет", ("UNI", "", "acronym")), "Университет", "Университет"),
]  # fmt: skip


@pytest.mark.parametrize(("names", "english", "korean"), CASES)
def test_a_title_is_the_best_name_in_the_language_of_the_page(names, english, korean):
    assert in_language(titles(*names), "en")[0] == english
    with override("ko"):
        assert in_language(titles(*names))[0] == korean


def test_what_was_dissolved_keeps_its_last_name():
    names = [("첫 이름", "ko", "official", "1990", "2000"), ("끝 이름", "ko", "alias", "2000", "2014")]

    assert titles("Body", *names, dissolved_on="2014")["ko"] == "끝 이름"
    assert titles("Body", *names[::-1], dissolved_on="2014")["ko"] == "끝 이름"


def test_a_redacted_date_is_no_date():
    assert titles("Body", ("이름", "ko", "official", "[redacted]"))["ko"] == "이름"
