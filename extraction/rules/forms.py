"""Forms of agreements in running text: a memorandum of understanding, a cooperation arrangement, 업무협약."""

import re
from dataclasses import dataclass

from agreements.choices import Form

# The first pattern that fits; longer names before those that they contain
_FORMS = [
    (Form.EXCHANGE_OF_NOTES, r"exchange of (?:notes|letters)|교환각서|각서 ?교환|교환공문"),
    (Form.LETTER_OF_INTENT, r"letters? of (?:intent|interest|understanding)|statements? of intent|"
    r"(?<![A-Za-z])LOIs?(?![A-Za-z])|"
        r"(?:협력|참여|투자)?의향서"),
    (Form.STUDENT_EXCHANGE, r"student(?:s'|’)? (?:exchange|mobility) (?:agreements?|memorand(?:um|a)|mous?|"
        r"programmes? agreements?)|"
     r"student memorandum|학생 ?(?:교류|교환) ?(?:협정|협약|각서|양해각서)|교환학생 ?협(?:정|약)"),
    (Form.ACADEMIC_EXCHANGE, r"(?:academic|scholarly) (?:and student )?(?:exchange|co-?operation|"
        r"collaboration) (?:agreements?|memorand(?:um|a))|"
     r"학술 ?(?:·|및)? ?(?:교류|협력)(?: ?협력)? ?(?:협정|협약)|교류 ?협정"),
    (Form.MOU, r"memos? of understanding|"
     r"memorand(?:um|ums|a)(?: \((?:mou|moa)s?\))? of (?:mutual )?(?:understanding|co-?operation|"
        r"agreement|collaboration)s?|"
     r"(?<![A-Za-z])mo[ua]s?(?![A-Za-z])|"
            r"(?<=\bthe )moc(?= (?:aims|seeks|covers|provides|is|was|will|also|includes|signed|on)\b)|"
            r"\bm\.o\.u\.?|memorand(?:um|a)\b|"
     r"(?:업무|상호|교류|전략적|포괄적|공동|지역|산학|관학|협력|다자간)* ?(?:협력|협약|제휴|교류)? ?양해각서|"
     r"(?:(?:산학|상호|공동|기술|연구|교류)? ?협력 ?|교류 ?)?협(?:약|정)[서식]?(?=\s?\((?:MO[UA]|양해각서)\))|"
     r"업무 ?(?:협력 ?|제휴 ?)?협약|업무 ?제휴|양해각서"),
    (Form.IMPLEMENTING_ARRANGEMENT, r"implement(?:ing|ation) (?:arrangement|agreement|protocol)s?|(?:이행|시행) ?"
        r"(?:약정|각서|협정|협약)"),
    (Form.FRAMEWORK_AGREEMENT, r"(?:framework|umbrella|master) (?:[a-z]+ )?(?:(?:co-?operation|partnership|"
        r"collaboration) )?(?:agreement|arrangement|convention)s?|기본 ?(?:협정|협약|약정)"),
    (Form.PLAN, r"(?:executive|co-?operation) programmes?(?= of| for| in| between|,| 20)|programmes? of "
        r"(?:cultural )?co-?operation|"
     r"(?:joint )?action plans?|실행 ?계획서?|행동 ?계획"),
    (Form.AMENDMENT, r"(?:addend(?:um|a)|amendments?|supplement(?:al|ary) agreements?)\b|변경 ?(?:협약|협정|합의서)|"
        r"추가 ?(?:합의서|협정)|부속 ?합의서"),
    (Form.AGREED_MINUTES, r"agreed minutes|records? of discussions?|(?:합의|협의) ?의사록|합의록"),
    (Form.DECLARATION, r"(?:joint |political |ministerial |common )?(?:declarations?|communiqu[eé]s?)(?= "
        r"(?:of|on|for)|\b)|joint statements?|"
     r"공동 ?(?:선언문?|성명서?)|선언문"),
    (Form.TWINNING, r"twinning(?: agreements?| arrangements?)?|sister[- ](?:city|cities|university|hospital|"
        r"relationship|school|port|state|county|park)s?"
     r"(?: (?:agreements?|relationships?|partnerships?|ties|arrangements?))?|twin (?:city|cities|town)s?(?: "
     r"(?:agreements?|relations|arrangements?))?|자매 ?결연(?: ?협약| ?협정)?|우호 ?(?:협력|"
     r"교류)? ?(?:도시)? ?협(?:정|약)|(?:자매|우호)[·,] ?(?:자매|우호) ?도시 ?협(?:정|약)"),
    (Form.FUNDING, r"(?:grant|funding|financing|financial assistance|assistance|credit|"
        r"contribution|donation|loan) (?:agreement|arrangement)s?|"
        r"기부 ?약정|출연 ?협약|지원 ?협약"),
    (Form.PARTNERSHIP, r"(?:strategic )?(?:partnership|alliance) (?:agreement|arrangement)s?|strategic "
        r"partnerships?(?= with| between)|파트너십 ?(?:협약|계약|협정)?|전략적 ?제휴"),
    (Form.CONTRACT, r"(?:service |research |licen[cs]e |supply |employment )?contract(?= (?:with|between|for|"
        r"to|on|worth|of)\b)|"
     r"licen[cs](?:e|ing) agreements?|"
     r"(?:공급|위탁|용역|라이선스|기술이전|연구) ?계약|계약(?=을 (?:맺|체결))"),
    (Form.TREATY, r"treat(?:y|ies)|조약(?!정)"),
    (Form.CONVENTION, r"(?<!geneva )(?<!national )conventions?(?= (?:on|between|of \d))"),
    (Form.PROTOCOL, r"protocols?(?= (?:of|on|to|between|for|was|signed))|의정서"),
    (Form.ARRANGEMENT, r"(?:(?:administrative|co-?operation|cooperative|cooperation|working|technical|swap|"
        r"health|mutual recognition) )*arrangements?\b|"
     r"(?:협력|기관 ?간|상호 ?공여|상호인정)? ?약정(?:서)?"),
    (Form.AGREEMENT, r"(?:\b(?!an? |the |of |new |their )(?:(?!an? |the )[a-z]+(?:[- ](?!an? |the )[a-z]+)? "
        r")?(?:co-?operation|collaboration|collaborative|cooperative|bilateral|trade|joint|exchange|"
     r"intergovernmental|scientific|cultural|general|specific|free trade|research|affiliation|articulation|"
     r"data[- ]sharing|tenancy) )?agreements?(?! with (?:the )?(?:view|statement))\b|\bpacts?\b|\baccords?\b|"
     r"(?:협력|상호 ?협력|공동 ?연구|공동협력|기술|연구|산학협력|문화|항공|무역|경제|과학기술) ?"
     r"협(?:정|약)(?:서)?|협정|협약|합의서"),
]  # fmt: skip
_PATTERN = re.compile("|".join(f"(?P<{form.name}>{pattern})" for form, pattern in _FORMS), re.IGNORECASE)
_PLURAL = re.compile(r"(?:[a-z]{2}s|mo[ua]s|memoranda|addenda|treaties)$", re.IGNORECASE)
_NOT_AN_INSTRUMENT = re.compile(
    r"(?:in|by|reach(?:ed)?|mutual|their|common|general|broad|in full|widespread) $", re.IGNORECASE
)
_OF_MINISTRY = re.compile(r"\bMinistry of A\w+(?: [\w ]{0,40})?\W{1,2}$")
_PROGRAMME = re.compile(
    r"\b(?:(?:joint |research |global |health |new |international )*(?:partnership|programme|program|initiative|call|"
    r"collaboration))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class FormMention:
    """A form in the text by its offsets, and whether it is written in the plural."""

    start: int
    end: int
    form: str
    is_plural: bool = False


def form_mentions(text: str, offset: int = 0) -> list[FormMention]:
    """The forms of a sentence, in order; not “in agreement”, nor what is only agreed."""
    result = []
    for match in _PATTERN.finditer(text):
        words = match[0].strip()
        if _OF_MINISTRY.search(text[: match.start()]) and words.lower() == "moa":
            continue  # “the Ministry of Agriculture (MoA)”
        if match.lastgroup == Form.AGREEMENT.name and words.lower() == "agreement":
            before = text[max(0, match.start() - 14) : match.start()]
            if _NOT_AN_INSTRUMENT.search(before):
                continue
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        form = Form[match.lastgroup].value
        result.append(FormMention(start + offset, match.end() + offset, form, bool(_PLURAL.search(words))))
    return result


def programme_mentions(text: str, offset: int = 0) -> list[tuple[int, int]]:
    """Offsets of what is launched or announced without an instrument: a partnership, a programme."""
    return [(match.start() + offset, match.end() + offset) for match in _PROGRAMME.finditer(text)]
