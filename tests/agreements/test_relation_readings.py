"""Relations between agreements, read from the page of the newer and from that of the older, in both languages."""

import pytest

from agreements.choices import AgreementRelationKind
from register.publishing import publish
from tests import factories as make

pytestmark = pytest.mark.django_db

# Relation: on the page of the newer agreement before the older one, on that of the older before the newer one.
READINGS = {
    "based_on": ("Is based on", "Is the basis of", "기초가 된 협약", "이를 기초로 한 협약"),
    "implements": ("Implements", "Is implemented by", "이행 대상", "이행 협약"),
    "under": ("Is made under", "Has under it", "상위 협약·사업", "하위 협약"),
    "supports": ("Supports", "Is supported by", "지원 대상", "지원 협약"),
    "follows": ("Follows", "Is followed by", "선행 협약", "후속 협약"),
    "confirms": ("Confirms", "Is confirmed by", "확인 대상", "이를 확인한 협약"),
    "amends": ("Amends", "Is amended by", "개정 대상", "이를 개정한 협약"),
    "extends": ("Extends", "Is extended by", "연장 대상", "이를 연장한 협약"),
    "renews": ("Renews", "Is renewed by", "갱신 대상", "이를 갱신한 협약"),
    "supersedes": ("Supersedes", "Is superseded by", "대체 대상", "이를 대체한 협약"),
    "terminates": ("Terminates", "Is terminated by", "종료 대상", "이를 종료한 협약"),
    "annexed_to": ("Is annexed to", "Has as an annex", "부속 대상", "부속 협약"),
    "interprets": ("Interprets", "Is interpreted by", "해석 대상", "이를 해석한 협약"),
    "paired_with": ("Is paired with", "Is paired with", "짝을 이루는 협약", "짝을 이루는 협약"),
    "related": ("Is related to", "Is related to", "관련 협약", "관련 협약"),
}


def test_every_relation_is_read():
    assert set(READINGS) == set(AgreementRelationKind.values)


@pytest.mark.parametrize("kind", READINGS)
def test_each_page_reads_the_relation_from_its_own_side(read, kind):
    older, newer = make.AgreementFactory(), make.AgreementFactory()
    make.AgreementTextFactory(agreement=older, title="First Memorandum")
    make.AgreementTextFactory(agreement=newer, title="Second Memorandum")
    make.AgreementRelationFactory(agreement=newer, older=older, kind=kind)
    publish(older, by=None)
    publish(newer, by=None)
    forth, back, korean_forth, korean_back = READINGS[kind]

    assert f"{forth}: First Memorandum" in read("/agreements/A2")
    assert f"{back}: Second Memorandum" in read("/agreements/A1")
    assert f"{korean_forth}: First Memorandum" in read("/ko/agreements/A2")
    assert f"{korean_back}: Second Memorandum" in read("/ko/agreements/A1")


@pytest.mark.parametrize("relation", ["", "renews"], ids=["no relation", "a relation of its own"])
def test_an_agreement_that_changed_or_ended_another_is_listed_once_on_each_page(read, relation):
    """By the relation where one is recorded; else by the act of the older one, which names the newer one."""
    older, newer = (
        make.AgreementFactory(titled=True, text__title=title)
        for title in ("First Memorandum", "Second Memorandum")
    )
    make.MilestoneFactory(agreement=older, kind="renewed", on="2023-07-06", instrument=newer)
    if relation:
        make.AgreementRelationFactory(agreement=newer, older=older, kind=relation)
    publish(older, newer, by=None)

    page, korean = read("/agreements/A2"), read("/ko/agreements/A2")

    assert ("Changed or ended: First Memorandum" in page) is (not relation)
    assert ("Renews: First Memorandum" in page) is bool(relation)
    assert page.count(": First Memorandum") == korean.count(": First Memorandum") == 1
