"""Texts of press releases that we made up, in Korean and English, with their facts. No such bodies or people exist."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Invented:
    """A text with the day of its publication and its facts as (kind, role, value); those that follow are inferred."""

    text: str
    published: str
    facts: frozenset[tuple[str, str, str]]
    inferred: frozenset[tuple[str, str, str]] = field(default_factory=frozenset)


HARBOR = Invented(
    """The Harwick Institute of Marine Research (HIMR) and the University of Ostmark have signed a memorandum of \
understanding on coastal monitoring.
OSTMARK, Norway, May 14, 2021 – The Harwick Institute of Marine Research (HIMR) and the University of Ostmark \
have signed a memorandum of understanding on coastal monitoring. The memorandum is valid for five years and may be \
terminated with six months' notice.
“We are delighted to sign this memorandum with such a distinguished partner, which opens a new chapter,” said Dr Ada \
Fenwick, Director of HIMR.
ABOUT HIMR: HIMR was founded in 1988 by the Ministry of Fisheries. It signed an agreement with Tidewater College \
in 2003.
Related articles
Lakeside Hospital and Borealis University sign agreement on 3 March 2020
""",
    "2021-05-14",
    frozenset(
        {
            ("form", "", "mou"),
            ("organization", "party", "Harwick Institute of Marine Research"),
            ("organization", "party", "University of Ostmark"),
            ("date", "announced", "2021-05-14"),
            ("place", "announced", "Ostmark (NO)"),
            ("date", "signed", "[..2021-05-14]"),
            ("topic", "", "coastal monitoring"),
            ("term", "length", "P5Y"),
            ("notice", "termination", "P6M"),
            ("attendance", "spoke_for", "Ada Fenwick"),
            ("post", "", "Director"),
        }
    ),
    frozenset({("date", "signed", "[..2021-05-14]")}),
)
MINISTRIES = Invented(
    """On 3 June 2019 the Ministry of Health of Norland and the Southland Health Authority concluded a cooperation \
arrangement in Geneva. Minister Ingrid Solberg-Hale and Dr Tomas Arkady, Chairman of the Southland Health \
Authority, signed in the presence of Ambassador Leila Haddad. \
It covers cancer screening, health insurance and training. Each side \
contributes USD 2 million. The arrangement extends the memorandum of 2014.""",
    "2019-06-05",
    frozenset(
        {
            ("form", "", "arrangement"),
            ("form", "", "mou"),
            ("organization", "party", "Ministry of Health of Norland"),
            ("organization", "party", "Southland Health Authority"),
            ("date", "signed", "2019-06-03"),
            ("date", "signed", "2014"),
            ("place", "signed", "Geneva (CH)"),
            ("person", "signed", "Ingrid Solberg-Hale"),
            ("person", "signed", "Tomas Arkady"),
            ("person", "witnessed", "Leila Haddad"),
            ("post", "", "Minister"),
            ("post", "", "Chairman"),
            ("post", "", "Ambassador"),
            ("topic", "", "cancer screening"),
            ("topic", "", "health insurance"),
            ("topic", "", "training"),
            ("money", "share", "2000000"),
            ("relation", "extends", "memorandum of 2014"),
        }
    ),
)
KOREAN = Invented(
    """한빛해양연구원, 베트남 하롱대학교와 업무협약 체결
한빛해양연구원(원장 강나래)은 지난 20일 베트남 하노이에서 하롱대학교(총장 응우옌 반 안)와 \
해양 인력 양성을 위한 업무협약(MOU)을 체결했다고 21일 밝혔다.
이번 협약의 주요 내용은 ▲공동연구 ▲연구인력 교류 등이다. 협약 기간은 3년이며, \
만료 6개월 전까지 서면 통보가 없으면 자동 연장된다.
강나래 한빛해양연구원장은 “이번 협약을 계기로 두 나라의 해양 협력이 한층 강화될 것으로 기대한다”고 말했다.
관련기사
가람병원, 2019년 3월 2일 두루대학교와 업무협약 체결
""",
    "2024-05-21",
    frozenset(
        {
            ("form", "", "mou"),
            ("organization", "party", "한빛해양연구원"),
            ("organization", "party", "하롱대학교"),
            ("date", "signed", "2024-05-20"),
            ("date", "announced", "2024-05-21"),
            ("place", "signed", "하노이 (VN)"),
            ("topic", "", "해양 인력 양성"),
            ("topic", "", "공동연구"),
            ("topic", "", "연구인력 교류"),
            ("term", "length", "P3Y"),
            ("term", "renewal", "automatic"),
            ("notice", "non_renewal", "P6M"),
            ("attendance", "spoke_for", "강나래"),
            ("post", "", "원장"),
        }
    ),
    frozenset({("date", "signed", "2024-05-20"), ("date", "announced", "2024-05-21")}),
)
KOREAN_MINISTRIES = Invented(
    """늘봄시는 15일 시청에서 일본 미나미시와 우호협력 협정을 체결했다. \
한도윤 늘봄시장과 오가와 미나미시장이 참석했다. \
이번 협정은 2018년 체결한 양해각서를 갱신한 것이다. 사업비는 총 12억 5천만원이다.""",
    "2022-03-15",
    frozenset(
        {
            ("form", "", "twinning"),
            ("organization", "party", "늘봄시"),
            ("organization", "party", "미나미시"),
            ("date", "signed", "2022-03-15"),
            ("place", "signed", "(), 시청"),
            ("attendance", "present", "한도윤"),
            ("attendance", "present", "오가와"),
            ("post", "", "시장"),
            ("relation", "renews", "2018년 양해각서"),
            ("date", "signed", "2018"),
            ("money", "total", "1250000000"),
        }
    ),
    frozenset({("date", "signed", "2022-03-15")}),
)
TEXTS = {"harbor": HARBOR, "ministries": MINISTRIES, "korean": KOREAN, "korean_cities": KOREAN_MINISTRIES}
