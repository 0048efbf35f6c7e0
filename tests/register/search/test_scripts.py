"""Words in other spellings: with and without diacritics and apostrophes, and of several scripts in one."""

import pytest

from register.models import Entry
from register.publishing import publish
from tests import factories as make

pytestmark = pytest.mark.django_db

SPELLINGS = [
    ("Université de Genève", ["universite de geneve", "Université", "UNIVERSITÉ", "Universite\u0301", "geneve"]),
    ("Kōbe University", ["kobe", "Kōbe", "Kôbe", "KŌBE university"]),
    ("Hwasŏng Institute", ["hwasong", "Hwasŏng", "Hwaso\u0306ng", "Hwasong institute"]),
    ("P'yŏngyang Accord", [
        "Pyongyang", "P'yŏngyang", "P’yŏngyang", "Pʻyŏngyang", "P`yongyang", "pyong", '"Pyongyang Accord"',
        "yongyang", '"P’yŏngyang Accord"',
    ]),
    ("The Pʻyŏngyang Accord", ["Pyongyang", "P'yŏngyang", '"the pyongyang"', '"pyongyang accord"']),
    ("Pyongyang Accord", ["P'yŏngyang", "P’yongyang", "Pʻyŏngyang", '"P\'yŏngyang Accord"', "Pyŏngyang"]),
    ("Han'guk Yŏnguwŏn", ["hanguk", "Han’guk", "han guk", "yonguwon"]),
    ("Ch'ungch'ŏng-do", ["chungchong", "Ch’ungch’ŏng", "chungchong-do"]),
    ("Accord of Xi'an", ["xian", "Xi’an", "xi an"]),
    ("Korea's plan of l’Université", ["korea", "Korea’s", "koreas", "universite", "l'universite"]),
    ("Łódź, Ørsted and Đà Nẵng", ["lodz", "Łódź", "orsted", "Da Nang", "đà nẵng"]),
    ("МОУ2020 и СССР-1991", ["МОУ", "моу 2020", "МОУ2020", "2020", "СССР", "1991"]),
    ("東京2020合意", ["東京", "2020", "東京2020", "合意"]),
    ("한영 문화 교류", ["한영문화", "한영 문화", "한영·문화", "문화교류", "한영문화교류"]),
    ("한중·문화", ["한중문화", "한중 문화"]),
    ("제3차 회의, G20", ["제3차", "3차", "3", "G20"]),
    ("มหาวิทยาลัยเหยี่ยว 2020", ["มหาวิทยาลัย", "เหยี่ยว", "มหาวิทยาลัยเหยี่ยว", '"เหยี่ยว 2020"', "2020", "วิทยา"]),
    ("សាកលវិទ្យាល័យភ្នំពេញ", ["ភ្នំពេញ", "សាកល", "វិទ្យាល័យ"]),
    ("ມະຫາວິທະຍາໄລ ນະຄອນຫຼວງວຽງຈັນ", ["ວຽງຈັນ", "ນະຄອນ", "ມະຫາວິທະຍາໄລ"]),
    ("ရန်ကုန်တက္ကသိုလ်", ["ရန်ကုန်", "တက္ကသိုလ်"]),
    ("हिन्दी विश्वविद्यालय", ["विश्व", "हिन्दी", "विश्वविद्यालय"]),
    ("சென்னை பல்கலைக்கழகம்", ["பல்கலை", "சென்னை"]),
    ("Երևանի համալսարան", ["ԵՐԵՎԱՆԻ", "Երևանի", "երեւանի", "ԵՐԵՒԱՆԻ", "Երևան"]),
    ("مُذَكِّرَة تَفَاهُم", ["مذكرة", "تفاهم", "تفـاهم"]),
    ("אוּנִיבֶרְסִיטַת", ["אוניברסיטת", "אוניבר"]),
]  # fmt: skip


def refs_by_query(all_typed: list[str]) -> dict[str, list[str]]:
    """References of the agreements that each of these finds."""
    return {
        typed: sorted(Entry.public.of_kind("agreement").matching(typed).values_list("ref", flat=True))
        for typed in all_typed
    }


@pytest.mark.parametrize(("title", "all_typed"), SPELLINGS)
def test_a_title_is_found_in_every_spelling(title, all_typed):
    agreement = make.AgreementFactory()
    make.AgreementTextFactory(agreement=agreement, title=title)
    publish(agreement, by=None)

    assert refs_by_query(all_typed) == {typed: ["A1"] for typed in all_typed}


def test_another_word_is_not_found():
    others = ["oreal pyongyang", "p", "G2", "МО", "pyongyangs", '"accord pyongyang"', "-Pyongyang"]
    agreement = make.AgreementFactory()
    make.AgreementTextFactory(agreement=agreement, title="Pyongyang Accord, G20, МОУ2020")
    publish(agreement, by=None)

    assert refs_by_query(others) == {typed: [] for typed in others}


def test_a_name_without_spaces_or_in_other_capitals_is_looked_up():
    parts = ["เหยี่ยว", "วิทยาลัย", "ԵՐԵՎԱՆԻ", "विश्ववि"]
    organization = make.OrganizationFactory(name="มหาวิทยาลัยเหยี่ยว Երևանի विश्वविद्यालय")
    agreement = make.AgreementFactory(titled=True)
    make.InvolvementFactory(agreement=agreement, organization=organization, name_as_written="Bangkok")
    publish(agreement, by=None)

    assert refs_by_query(parts) == {typed: ["A1"] for typed in parts}


def test_other_parts_of_such_words_are_not_found():
    parts = ["เหยี่ยวมหา", "ไทย", "विद्या", "अश्व"]
    agreement = make.AgreementFactory()
    make.AgreementTextFactory(agreement=agreement, title="มหาวิทยาลัยเหยี่ยว विश्वविद्यालय")
    publish(agreement, by=None)

    assert refs_by_query(parts) == {typed: [] for typed in parts}


def test_a_name_with_an_apostrophe_is_looked_up_without():
    spellings = ["Pyongyang", "P'yŏngyang", "p’yongyang university"]
    organization = make.OrganizationFactory(name="P’yŏngyang University")
    agreement = make.AgreementFactory(titled=True)
    make.InvolvementFactory(agreement=agreement, organization=organization, name_as_written="평양대학")
    publish(agreement, by=None)

    assert refs_by_query(spellings) == {typed: ["A1"] for typed in spellings}


MIXED = [
    "한-UK",
    "한UK",
    "한·UK",
    "한 UK",
    "UK-한국",
    "UK 한",
    "영-Korea",
    "한영-MOU",
    "한국-UK MOU",
    "MOU 한-UK",
]


def test_a_pair_in_two_scripts_finds_what_both_countries_are_in():
    korean = make.OrganizationFactory(name="A", country="KR")
    british, french = (make.OrganizationFactory(name=code, country=code) for code in ("GB", "FR"))
    for others in ([british], [french], [british]):
        agreement = make.AgreementFactory(titled=True, form="mou")
        for organization in [korean, *others]:
            make.InvolvementFactory(agreement=agreement, organization=organization)
        publish(agreement, by=None)

    assert refs_by_query(MIXED) == {typed: ["A1", "A3"] for typed in MIXED}
