"""Names are found whole, however they are written, and nothing else is."""

import unicodedata

import pytest

from redaction.matching import Grade, Names, letters, matches, with_marker

CERTAIN, WORD, PART = Grade.CERTAIN, Grade.WORD, Grade.PART


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def graded(name: str, text: str) -> list[tuple[str, Grade]]:
    names = Names([name])
    return [
        (text[match.start : match.end], match.grade) for match in matches(text, names.grade, names.longest)
    ]


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        # in capitals, over a break, with hyphens and initials
        ("Hong Gildong", "HONG GILDONG and hong gildong.", "[] and []."),
        ("Hong Gildong", "by Hong\n   Gildong,", "by [],"),
        ("Hong Gildong", "Hong Gil-dong, Hong Gil Dong", "[], []"),
        ("Hong Gil-dong", "Dr. HONG Gildong's", "Dr. []'s"),
        ("H. Dong", "by H. Dong, not HxDong", "by [], not HxDong"),
        ("Hong Gildong", "Hong\u00a0Gil\u00addong\u200b.", "[]."),
        ("Hong Gildong", "Ｈｏｎｇ Gildong", "[]"),
        # quotes and backslashes
        ('Hong "Gil" Dong', 'by Hong "Gil" Dong.', "by []."),
        ('Hong "Gil" Dong', "by Hong “Gil” Dong.", "by []."),
        ("Hong\\Dong", "by Hong\\Dong.", "by []."),
        # apostrophes
        ("Mary O'Neill", "Mary O’Neill’s, Mary OʼNeill", "[]’s, []"),
        ("Anna d'Arco", "Anna D'ARCO", "[]"),
        # accents, and letters that came apart
        ("José Muñoz", "José Muñoz, JOSE MUNOZ", "[], []"),
        ("José Muñoz", decomposed("José Muñoz y Josée Muñoz"), decomposed("[] y Josée Muñoz")),
        ("Łukasz Żak", "Łukasz Żak", "[]"),
        # Korean, with particles and forms of address
        ("홍길동", "홍길동은 홍길동이 홍길동에게 홍길동씨는", "[]은 []이 []에게 []씨는"),
        ("홍길동", "홍 길동 총장, 홍길동 총장", "[] 총장, [] 총장"),
        ("홍길동", decomposed("홍길동은"), decomposed("[]은")),
        ("홍길동", "홍길동(洪吉童)", "[](洪吉童)"),
        ("Hong Gildong", "Hong Gildong은", "[]은"),
        # Han and Kana
        ("洪吉童", "洪吉童は 洪吉童은", "[]は []은"),
        ("たなかはな", "たなかはな", "[]"),
        # other scripts
        ("Иван Петров", "ИВАН ПЕТРОВ и Иван Петровский", "[] и Иван Петровский"),
        ("रमेश कुमार", "रमेश कुमार, रमश कमर", "[], रमश कमर"),
        # any text
        ("hong@example.org", "to hong@example.org or xhong@example.org", "to [] or xhong@example.org"),
        ("born in a house by the sea in 1960", "Born in a house by the sea in 1960.", "[]."),
    ],
)
def test_a_name_is_certain_however_it_is_written(name, text, left):
    names = Names([name])
    certain = [match for match in matches(text, names.grade, names.longest) if match.grade is CERTAIN]

    assert with_marker(text, ((match.start, match.end) for match in certain), "[]") == left
    assert names.may_be_in(letters(text))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Hokka", "Hokkaido University"),
        ("Li", "public health in Mali"),
        ("An", "Ankara and Andorra"),
        ("pub", "public, republic"),
        ("Hong Gildong", "Hong Gildongs and Chong Gildong, Hon Gildong"),
        ("Jose", "Josée"),
        ("An", "à 1"),
        ("홍길동", "홍길순 홍길"),
        ("Иван", "Иванов"),
    ],
)
def test_a_part_of_a_word_of_an_alphabet_is_no_match(name, text):
    assert graded(name, text) == []


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("An", "An agreement", [("An", WORD)]),
        ("An", "An", [("An", CERTAIN)]),
        ("Lee", "Lee는 Lee", [("Lee", WORD), ("Lee", WORD)]),
        ("Gil", "Gil-dong", [("Gil", PART)]),
        ("Neill", "O'Neill", [("Neill", PART)]),
        ("Lee", "Lee대학교", [("Lee", PART)]),
        ("홍길동", "홍길동교수회", [("홍길동", PART)]),
        ("홍길동", "총장홍길동", [("홍길동", PART)]),
        ("洪吉童", "校长洪吉童签署", [("洪吉童", PART)]),
        ("허준", "허준은", [("허준", PART)]),
        ("허준", "허준에게 허준", [("허준", WORD), ("허준", WORD)]),
        ("박지", "박지은", [("박지", PART)]),
        ("Hong Gildong", "Gildong Hong", [("Gildong Hong", PART)]),
        ("Hong Gildong", "HONG, Gildong", [("HONG, Gildong", PART)]),
        ("Hong Gildong", "signed by Hong. Gildong is", [("Hong. Gildong", PART)]),
        ("Anna", "An Na", [("An Na", PART)]),
    ],
)
def test_what_may_be_another_word_or_name_is_offered_and_not_assumed(name, text, expected):
    assert graded(name, text) == expected


def test_of_names_that_begin_alike_the_longest_is_taken():
    names = Names(["Kim", "Kim Minsu", "Kim Min"])
    text = "Kim Minsu signed, Kim Min too, Kim as well."

    found = [text[match.start : match.end] for match in matches(text, names.grade, names.longest)]

    assert found == ["Kim Minsu", "Kim Min", "Kim"]


def test_what_has_no_letters_is_no_name():
    assert Names(["", "  ", "…", "-"]).forms == []
