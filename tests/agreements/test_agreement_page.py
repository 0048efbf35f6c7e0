"""The page of an agreement answers: what, who, whether it holds and why, and how we know."""

import re

from register.publishing import publish
from tests import factories as make


def test_it_says_what_it_is_and_what_the_source_calls_it(full, read):
    page = read(f"/agreements/{full['agreement'].ref}")

    assert "Memorandum of understanding Accord of Alpha and Beta" in page
    assert "in the source: “Accord”" in page
    assert "알파와 베타의 협정 (our title)" in page


def test_it_names_parties_as_written_and_as_they_are_called_now(full, read):
    page = read(f"/agreements/{full['agreement'].ref}")

    assert "Unit A, Old Alpha (now Alpha)" in page
    assert "Beta Funder – acting for Old Alpha" in page


def test_it_says_whether_it_holds_and_why(full, read):
    page = read(f"/agreements/{full['agreement'].ref}")

    assert "Is it in force, and why" in page
    assert "States over time, from the recorded acts and terms" in page
    assert "unless notice is given three months before" in page


def test_no_end_recorded_is_only_presumed_to_hold(db, read):
    agreement = make.AgreementFactory(titled=True)
    make.MilestoneFactory(agreement=agreement, on="[..2014-09-29]")
    publish(agreement, by=None)

    page = read("/agreements/A1")

    assert "in effect, presumed" in page
    assert "No end date found. Latest evidence: signature on or before 29 September 2014." in page
    assert "Not recorded term · signatories" in page


def test_the_same_facts_are_told_in_korean(full, read):
    page = read(f"/ko/agreements/{full['agreement'].ref}")

    assert "양해각서 알파와 베타의 협정 편집자가 붙인 제목입니다." in page
    assert "출처에는 이 언어로 된 제목이 없습니다. Accord of Alpha and Beta 이 페이지의 내용" in page
    assert "당사자 Old Alpha (현재 명칭: 알파) 서명 2020년 5월 13일 출처 1" in page


def test_texts_without_a_translation_say_their_language(full, client):
    html = client.get(f"/agreements/{full['agreement'].ref}", follow=True).content.decode()

    assert '<span lang="ko">오랜 협력</span> <span class="in-language">' in html


def test_every_fact_leads_to_its_source_stated_or_inferred(full, client, read):
    address = f"/agreements/{full['agreement'].ref}"
    html, page = client.get(address, follow=True).content.decode(), read(address)

    opened = re.findall(r'<a class="mark[^"]*" href="#source-\d+" data-card="([^"]+)">', html)
    assert opened
    assert {*opened} <= {*re.findall(r'<div popover hidden class="why" id="([^"]+)">', html)}
    assert '<span class="hidden">source </span>2 <i>inferred</i></a>' in html
    assert 'id="source-1"' in html
    assert "1 The release:" in page.partition("Sources differ")[2]
    assert "In spring. – inferred" in page
    assert "Supports the record as a whole." in page
    assert "(page 2)" in page


def test_lineage_is_told_on_both_pages(full, read):
    newer, older = read(f"/agreements/{full['agreement'].ref}"), read(f"/agreements/{full['older'].ref}")

    assert "Supersedes: Older accord" in newer
    assert "Is based on: Memorandum of 1997 (no record here)" in newer
    assert "Is superseded by: Accord of Alpha and Beta signed 13 May 2020" in older


def test_activities_under_it_are_told_with_what_they_came_to(full, read):
    page = read(f"/agreements/{full['agreement'].ref}")

    assert "First session Dialogue session · under this agreement · on or before 3 December 2024" in page
    assert "Explored Closer ties. – concerns: Beta" in page


def test_who_spoke_is_not_called_a_signatory(db, read):
    agreement = make.AgreementFactory(titled=True)
    activity = make.ActivityFactory(titled=True)
    make.ActivityAgreementFactory(activity=activity, agreement=agreement, role="announced_at")
    speaker = make.PersonFactory(name="Deborah Speaks")
    make.AttendanceFactory(activity=activity, role="spoke_for", person=speaker, post_as_written="President")
    publish(agreement, activity, by=None)

    page = read("/agreements/A1")

    assert "signatories · " in page
    assert "Speakers for the parties Deborah Speaks President" in page
    assert " Signatories " not in page


def test_of_an_agreement_whose_existence_alone_is_public_nothing_else_is_told(db, read):
    agreement = make.AgreementFactory(titled=True, disclosure="existence", disclosure_basis="Act 7")
    make.MilestoneFactory(agreement=agreement, wording="never told")
    publish(agreement, by=None)

    page = read("/agreements/A1")

    assert "Only the existence of this agreement is public" in page
    assert "never told" not in page
    assert "Not recorded" not in page


def test_commitments_contributions_and_results_are_told_in_words(full, read):
    page = read(f"/agreements/{full['agreement'].ref}")

    assert "Promise" not in page
    assert "Aim · agreed · up to 15 scholarships a year · by Beta · due 2025 · open" in page
    assert "KRW 1,000,000 – Travel" in page
    assert "Ten researchers went." in page
    assert "Six months" in page or "six months" in page


def test_what_all_parties_promise_is_promised_by_nobody_in_particular(db, read):
    """Whoever takes part beside them, such as a funder, leaves no party out."""
    agreement = make.AgreementFactory(titled=True)
    alpha = make.InvolvementFactory(agreement=agreement, organization__name="Alpha")
    make.InvolvementFactory(agreement=agreement, organization__name="Beta")
    everybody = [*agreement.involvements.all()]
    make.InvolvementFactory(agreement=agreement, role="funder")
    for words, makers in [("By all.", everybody), ("By one.", [alpha]), ("By nobody named.", [])]:
        make.CommitmentFactory(agreement=agreement, text={"en": words}).by.set(makers)
    publish(agreement, by=None)

    page = read("/agreements/A1")

    for words, is_said in [("By all. ", False), ("By one. ", True), ("By nobody named. ", False)]:
        told = page.partition(words)[2][:40].partition(" By ")[0]
        assert told
        assert ("by Alpha" in told) is is_said
        assert "Beta" not in told


def test_a_planned_signing_and_its_signatory_are_not_told_as_past(db, read):
    agreement = make.AgreementFactory(titled=True)
    signing = make.MilestoneFactory(agreement=agreement, on="2020-05-13", is_planned=True)
    make.SignatoryFactory(agreement=agreement, milestone=signing, name_as_written="Ann Lee")
    make.MilestoneFactory(agreement=agreement, kind="announced", on="2020-05-01")
    publish(agreement, by=None)

    page, korean = read("/agreements/A1"), read("/ko/agreements/A1")

    assert "Signed – planned; that it happened is not confirmed" in page
    assert "is to sign; that it happened is not confirmed" in page
    assert "Signature was due on 13 May 2020; not confirmed." in page
    assert "서명 – 예정(이행 여부 미확인)" in korean
    assert "서명 예정(이행 여부 미확인)" in korean


def test_a_notice_says_of_what_and_when_it_was_received_and_a_suspension_of_which_part(db, read):
    agreement = make.AgreementFactory(titled=True)
    make.MilestoneFactory(agreement=agreement, on="2015-05-13")
    make.MilestoneFactory(
        agreement=agreement,
        kind="notice_given",
        on="2020-05-01",
        effective_on="2020-05-04",
        notice_of="non_renewal",
    )
    make.MilestoneFactory(agreement=agreement, kind="suspended", on="2021", scope={"en": "Annex II"})
    publish(agreement, by=None)

    page = read("/agreements/A1")

    assert "Notice given: non-renewal" in page
    assert "Received: 4 May 2020" in page
    assert "Part concerned: Annex II" in page
    assert "in effect, presumed" in page
