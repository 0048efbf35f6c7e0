"""Promises of the rules for clauses: what is denied, failed, planned, supposed or only reported did not take place."""

import pytest

from extraction.rules import english_modality, extract, korean_modality
from extraction.rules.modality import without_undone

ENGLISH = {  # by the events of concluding in a sentence, whether each took place
    "Arden and Belmont signed a memorandum on 4 May.": [True],
    "The ministry said it had signed a memorandum.": [True],
    "A press release said that Arden and Belmont signed an agreement on 4 May.": [True],
    "Not only Arden but also Belmont signed the agreement.": [True],
    "Nearly 40 institutions signed the declaration.": [True],
    "Norland was the first state to sign the convention.": [True],
    "Ministers met in Seoul to sign the memorandum.": [],
    "The agreement may be renewed for three years.": [],
    "The agreement will be extended automatically.": [],
    "In 2019 neither side signed the planned memorandum.": [False],
    "The archives had not, contrary to reports, concluded an agreement with Datavault.": [False],
    "The agreement will not be renewed automatically.": [],
    "Pinehurst is in talks with Lumen on a research agreement.": [False],
    "The firm falsely said that it had signed a memorandum.": [False],
    "Cedar Council did not sign.": [False],
    "Arden plans to sign a memorandum with Belmont.": [False],
    "The signing, planned for 9 May, was postponed.": [False],
    "Latvia postponed its own signing until next year.": [False],
    "Arden would have signed the agreement in May.": [False],
    "Arden never signed the agreement.": [False],
    "Arden refused to sign the agreement.": [False],
    "Arden declined to sign.": [False],
    "The ministry has yet to sign the memorandum.": [False],
    "No agreement was signed in 2021.": [False],
    "No memorandum has been signed with Norland.": [False],
    "We signed nothing like this in 2021.": [False],
    "Nobody signed it.": [False],
    "None of the parties signed the memorandum.": [False],
    "The two sides hope to sign a treaty next year.": [False],
    "If the parliaments agree, the ministers will sign the treaty.": [False],
    "If the two sides signed a treaty, trade would grow.": [False],
    "Had the amendment not been signed, it would have expired.": [False],
    "The ministry denies that it signed an agreement with Osprey.": [False],
    "Local media reported that the two cities had signed a letter of intent in 2024.": [False],
    "The two companies have reportedly signed an agreement.": [False],
    "According to press reports, Arden signed an agreement with Belmont in 2024.": [False],
    "Talks on an agreement with Osprey Bank collapsed.": [False],
    "A memorandum with Corvid fell through in 2023.": [False],
    "The agreement was not renewed in 2020.": [False],
    "The cabinet approved the signing of a memorandum.": [False],
    "The council considered signing a declaration.": [False],
    "The agreement with Osprey has yet to be signed, and one with Corvid was never concluded.": [
        False,
        False,
    ],
}
KOREAN = {
    "가람시와 나래시는 9일 업무협약을 체결했다.": [True],
    "가람시와 나래시는 9일 업무협약을 맺었다.": [True],
    "교류협정서에 서명하셨습니다.": [True],
    "협약서를 교환했다.": [True],
    "협약을 갱신했다.": [True],
    "양 기관은 협약을 체결하고 공동 연구를 추진하기로 했다.": [True],
    "협약을 체결하고 인력을 교류할 예정이다.": [True],
    "업무협약 체결식을 갖고 공동 연구를 추진한다.": [True],
    "의견을 교환했다.": [],
    "협약에 따라 사업을 추진한다.": [],
    "서면 이의가 없으면 1년씩 자동 연장된다.": [],
    "지난 2021년에는 협약을 체결하지 못했다.": [False],
    "가람시는 협약을 맺지 않았다.": [False],
    "가람시는 협약을 안 맺었다.": [False],
    "가람시는 끝내 협약서에 서명하지 않았다.": [False],
    "업무협약은 결국 무산됐다.": [False],
    "체결식이 불발됐다.": [False],
    "업무협약을 추진했으나 결렬됐다.": [False],
    "협약을 체결할 예정이다.": [False],
    "협약을 체결할 계획이었다.": [False],
    "협약을 체결하기로 했다.": [False],
    "협약을 체결하려 했으나 예산이 없었다.": [False],
    "협약을 체결한 바 없다.": [False],
    "협약을 체결한 것은 아니다.": [False],
    "협약을 체결했더라면 좋았을 것이다.": [False],
    "양측이 협약을 체결했다고 일부 언론이 보도했다.": [False],
    "협약을 체결한 것으로 알려졌다.": [False],
    "당초 감마시도 서명할 예정이었으나 불참했다.": [False],
    "보건복지부는 15일 서울에서 양해각서를 체결한다.": [False],
    "협약을 체결하는 방안을 추진하고 있다.": [False],
    "양측은 협약을 체결하는 데 뜻을 모았다.": [False],
    "업체는 대학과 협약을 체결했다고 속였다.": [False],
    "협약을 갱신하지 않았다.": [False],
    "협약을 체결했으며 15일 체결식을 열 예정이다.": [True, False],
} | {
    f"가람시는 협약 체결을 {what}.": [False]
    for what in (
        "검토하고 있다",
        "추진 중이다",
        "논의했다",
        "앞두고 있다",
        "연기했다",
        "거부했다",
        "보류했다",
    )
}


@pytest.mark.parametrize(
    ("cases", "events"),
    [(ENGLISH, english_modality.english_events), (KOREAN, korean_modality.korean_events)],
    ids=["English", "Korean"],
)
def test_a_conclusion_took_place_only_where_its_clause_leaves_it_standing(cases, events):
    assert {text: [event.is_done for event in events(text)] for text in cases} == cases


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Arden signed an agreement with Belmont on 4 May but did not sign the annex.",
         "Arden signed an agreement with Belmont on 4 May"),
        ("The memorandum, which was to have been signed on 8 May, was signed on 9 May.",
         "The memorandum , was signed on 9 May."),
        ("Arden and Belmont signed an MoU on Monday, but Zeta, which had been expected to sign, did not.",
         "Arden and Belmont signed an MoU on Monday"),
        ("Arden and Belmont had planned to sign on 2 May but signed on 9 May.",
         "Arden and Belmont but signed on 9 May."),
        ("Arden and Belmont signed a memorandum on 9 May after the signing planned for 2 May was postponed.",
         "Arden and Belmont signed a memorandum on 9 May"),
        ("Arden signed a memorandum with Belmont and will sign one with Corvid in June.",
         "Arden signed a memorandum with Belmont"),
        ("가람시는 5월 체결식을 연기했다가 9일 나래시와 협약을 체결했다.", "가람시는 9일 나래시와 협약을 체결했다."),
        ("한결은행은 이날 서명하지 않았고, 온빛시와 솔뫼대는 협약을 체결했다.", "온빛시와 솔뫼대는 협약을 체결했다."),
        ("가람시와 나래시는 당초 5월 2일 체결하려던 협약을 9일 체결했다.", "가람시와 나래시는 협약을 9일 체결했다."),
        ("온빛시와 솔뫼대는 협약을 체결했으나 한결은행은 서명하지 않았다.", "온빛시와 솔뫼대는 협약을 체결했으나"),
    ],
)  # fmt: skip
def test_of_a_sentence_that_tells_both_only_what_took_place_is_left(text, left):
    is_korean = "가" <= text[0] <= "힣"
    events = korean_modality.korean_events if is_korean else english_modality.english_events
    clauses = korean_modality.korean_undone_clauses if is_korean else english_modality.english_undone_clauses

    assert " ".join(without_undone(text, events, clauses).split()) == left


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        "In 2019 neither side signed the planned memorandum.",
        "A memorandum with the Ministry of Oceans of Norlandia, which was to have been signed on 8 May 2025, was not "
        "signed: the minister's visit was cancelled.",
        "Cedar Council, the Mayor of which is Jane Roe, refused to sign in Paris on 3 May 2025.",
        "“We are delighted,” said Professor Ann Roe. “In 2021 we signed nothing like this.”",
        '"We are delighted," said Professor Ann Roe. "In 2021 we signed nothing like this."',
        "Local media reported that Arden College had signed an agreement with Osprey Bank in 2024.",
        "A treaty with Norland, to run for ten years, will be signed in Oslo on 9 June 2026 by Rector Anna Marsh.",
        "In 2018 Arden College would have signed a pact with the Corvid Institute, had it been asked.",
    ],
)
def test_what_did_not_take_place_adds_nothing_to_an_agreement_that_did(text):
    signed = (
        "Arden College and Belmont Institute signed a memorandum of understanding on 9 May 2025 in Leeds. "
    )
    alone = {(s.kind, s.role, s.value, s.agreement) for s in extract(signed)}

    both = {(s.kind, s.role, s.value, s.agreement) for s in extract(signed + text)}

    assert {fact for fact in both if fact[:2] not in {("attendance", "spoke_for"), ("post", "")}} == alone


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        "지난 2021년에는 협약을 체결하지 못했다.",
        "당초 감마시도 서명할 예정이었으나 불참했다.",
        "베타연구원은 오는 6월 서울에서 미국 오리건대학교와 교환학생 협정을 체결할 예정이다.",
        "2019년 감마시와 추진한 업무협약은 무산되었다.",
        "감마시와 델타재단은 2020년 5월 2일 부산에서 협정을 체결한 바 없다.",
        "박나래 총장은 “2018년에는 감마시와 협약을 체결했다”고 말했다.",
        "일부 언론은 알파대학교가 2020년 감마시와 협약을 체결했다고 보도했다.",
    ],
)
def test_in_korean_neither(text):
    signed = "알파대학교와 베타연구원은 2025년 4월 10일 업무협약을 체결했다. "
    alone = {(s.kind, s.role, s.value, s.agreement) for s in extract(signed)}

    both = {(s.kind, s.role, s.value, s.agreement) for s in extract(signed + text)}

    assert {fact for fact in both if fact[:2] not in {("attendance", "spoke_for"), ("post", "")}} == alone
    assert ("date", "signed", "2025-04-10", 0) in alone
