"""Value synonyms: what lists write for the codes of the glossary besides codes and labels, in English and Korean."""

from agreements.choices import Bindingness, Form, MilestoneKind, Nature, Renewal
from spreadsheets.parsing import word_lists

# Written where there is nothing to say
BLANK_SIGNS = {
    "-", "--", "---", "–", "—", "―", ".", "·", "/", "n/a", "na", "n.a.", "nil", "none", "없음", "해당없음", "해당 없음",
}  # fmt: skip

FORM_SYNONYMS = {
    Form.MOU: "mou, m.o.u., m.o.u, memorandum, memo of understanding, "
    "양해각서, 업무협약, 업무협약서, 업무협약(mou), 양해각서(mou), mou(양해각서), 업무제휴, "
    "업무제휴협약, 교류협력 양해각서, " + word_lists.MEMORANDUM,
    Form.AGREEMENT: "agreement, general agreement, cooperation agreement, co-operation agreement, "
    "bilateral agreement, 협정, 협정서, 협약, 협약서, 협력협정, 협력협약, 합의서, 상호협력협약, "
    + word_lists.AGREEMENT,
    Form.FRAMEWORK_AGREEMENT: "framework, umbrella agreement, master agreement, 기본협정, 기본협약, "
    "포괄협정, 포괄협약",
    Form.TREATY: "treaty, 조약",
    Form.CONVENTION: "convention",
    Form.PROTOCOL: "protocol, 의정서",
    Form.EXCHANGE_OF_NOTES: "exchange of letters, exchange of notes, eon, 교환각서, 교환공문, 각서교환",
    Form.ARRANGEMENT: "arrangement, administrative arrangement, 약정, 약정서, 기관간약정, 기관간 약정",
    Form.IMPLEMENTING_ARRANGEMENT: "implementing agreement, implementation agreement, "
    "implementing arrangement, 이행약정, 시행약정, 이행각서, 세부협약, 시행세칙",
    Form.LETTER_OF_INTENT: "loi, letter of intent, letter of interest, statement of intent, 의향서, "
    "협력의향서, 참여의향서",
    Form.DECLARATION: "declaration, joint declaration, joint statement, 공동선언, 공동성명, 선언문, "
    "공동선언문",
    Form.AGREED_MINUTES: "agreed minutes, record of discussions, minutes, 합의의사록, 회의록, 합의록",
    Form.PLAN: "action plan, work plan, executive programme, programme of cooperation, 실행계획, "
    "시행계획, 실행계획서",
    Form.ACADEMIC_EXCHANGE: "academic exchange, academic cooperation, academic cooperation agreement, "
    "academic collaboration, faculty exchange, 학술교류, 학술교류협정, 학술교류협약, 학술협정, "
    "학술교류협정서, 교류협정",
    Form.STUDENT_EXCHANGE: "student exchange, student mobility, exchange agreement, "
    "student exchange program, student exchange programme, 학생교류, 학생교류협정, 교환학생, "
    "교환학생협정, 학생교환, 학생교환협정, 학생교류협정서",
    Form.TWINNING: "twinning, sister city, sister relationship, sisterhood, 자매결연, 자매결연협정, "
    "우호협력, 우호교류",
    Form.PARTNERSHIP: "partnership, strategic partnership, 파트너십, 제휴, 제휴협약",
    Form.FUNDING: "funding, grant, grant agreement, donation, 지원협약, 기금협약, 출연협약, 기부약정",
    Form.CONTRACT: "contract, 계약, 계약서, 위탁계약, 연구계약, 용역계약",
    Form.AMENDMENT: "amendment, addendum, modification, 개정, 변경협약, 부속합의서, 부속서, 추가합의서",
    Form.EXTENSION: "extension, renewal, 연장, 갱신, 연장합의서, 갱신협약",
    Form.OTHER: "others, misc, miscellaneous, etc, 기타",
}
NATURE_SYNONYMS = {
    Nature.INSTRUMENT: "document, 문서, 협약, 협정",
    Nature.PROGRAMME: "program, project, 사업, 프로그램",
    Nature.DIALOGUE: "forum, meeting, 협의체, 회의",
}
BINDINGNESS_SYNONYMS = {
    Bindingness.BINDING: "legally binding, yes, y, o, 구속력 있음, 구속적, 있음, 예",
    Bindingness.NON_BINDING: "non-binding, nonbinding, non binding, not legally binding, no, n, "
    "구속력 없음, 비구속, 비구속적, 법적 구속력 없음, 아니오",
    Bindingness.MIXED: "partly binding, partially binding, mixed, 일부 구속, 일부 구속력 있음",
}
RENEWAL_SYNONYMS = {
    Renewal.AUTOMATIC: "automatic, auto, automatically, auto renewal, auto-renewal, auto renewable, "
    "auto-renewable, automatic renewal, automatically renewed, automatic extension, 자동, "
    "자동연장, 자동 연장, 자동갱신, 자동 갱신, tacite, tacita, tacito, stillschweigend, stilzwijgend",
    Renewal.FIXED: "fixed, no, n, none, no renewal, not renewable, non-renewable, expires, ends, 종료, "
    "만료, 연장없음, 연장 없음, 갱신없음, 갱신 없음, 자동종료, 아니오, 불가, " + word_lists.NO,
    Renewal.EVERGREEN: "evergreen, rolling, ongoing with review",
    Renewal.INDEFINITE: "indefinite, indefinitely, permanent, open-ended, no end, perpetual, 무기한, 영구",
    Renewal.NOT_STATED: "not stated, not specified, unspecified, unknown, by agreement, "
    "by mutual consent, expresse, espresso, espressa, expresa, expressa, ausdrücklich, "
    "協議, 協議の上, 双方協議, 协商, 協商, 合意, acordo, por acordo, mútuo acordo, de común acuerdo, "
    "합의, 미정, 미기재, 합의 연장, 협의, 수동, 명시 없음",
}
# What such a word in a column of renewals means, its header says: “Automatic renewal” or “Renewable”
YES_WORDS = {
    "yes", "y", "o", "예", "네", "가능", "있음", "true", "✓", "✔", "○", *word_lists.words(word_lists.YES),
}  # fmt: skip
# Status of an agreement: an act that needs a day, or a word that says no more than the dates do
ENDING_SYNONYMS = {
    MilestoneKind.EXPIRED: "expired, lapsed, ended, past, closed, 만료, 만료됨, 종료, 종료됨, 기간만료, "
    "실효, 효력상실, " + word_lists.EXPIRED,
    MilestoneKind.TERMINATED: "terminated, cancelled, canceled, dissolved, discontinued, withdrawn, "
    "해지, 해지됨, 파기, 파기됨, 폐기, 해약, 중도해지, 취소, " + word_lists.TERMINATED,
    MilestoneKind.SUSPENDED: "suspended, on hold, paused, 중단, 정지, 보류, 잠정중단",
    MilestoneKind.COMPLETED: "completed, fulfilled, done, 완료, 이행완료, 완수",
    MilestoneKind.SUPERSEDED: "superseded, replaced, 대체, 대체됨",
}
IN_FORCE_WORDS = {
    "active", "in force", "valid", "current", "ongoing", "on going", "live", "effective", "in effect", "yes", "y", "o",
    "running", "operational", "open", "유효", "유효함", "진행", "진행중", "진행 중", "효력", "효력중", "시행중",
    "시행 중", "발효", "발효중", "유지", "유지중", "정상", "체결", "활성", *word_lists.words(word_lists.IN_FORCE),
}  # fmt: skip

# Kind of a new organization by its name: the first pattern that stands in it
ORGANIZATION_KIND_PATTERNS = [
    (
        "hospital",
        "hospital(?! (?:association|federation|foundation|authority|society))|clinic(?!al)|"
        "병원(?! ?(?:협회|재단|학회))|의료원",
    ),
    (
        "university",
        "universi[tdz]|univerz|uniwersyt|univ[. ]|univ$|college|hochschule|ecole|school|polite[ck]|polytech|"
        "대학|대학교|학교$|institute of technology",
    ),
    ("ministry", "^ministry|ministry of|ministère|[가-힣]부$|외교부|교육부"),
    ("research_institute", "institut|research cent|laborator|연구원|연구소|연구센터|과학원"),
    ("foundation", "foundation|재단"),
    ("association", "association|society|federation|chamber|협회|학회|연합회|협의회|상공회의소"),
    ("subnational_government", "province|prefecture|state government|[가-힣]도청?$|특별자치도"),
    ("city", "^city of|city council|municipality|[가-힣]시청?$|특별시|광역시"),
    ("agency", "agency|authority|service|공단|공사|진흥원|[가-힣]청$|관리원"),
    ("company", r"\binc\b|\bltd\b|\bllc\b|\bgmbh\b|\bplc\b|\bcorp|co\.|company|주식회사|㈜|\(주\)|s\.a\."),
]
