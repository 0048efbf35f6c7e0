"""Kinds of values in a column: what its cells show it to be, where its header does not say or says otherwise."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from core import edtf
from spreadsheets.parsing import synonyms, word_lists
from spreadsheets.parsing.cells import FORM_PARSER, NATURE_PARSER, is_blank_cell, normalize_cell
from spreadsheets.parsing.countries import find_country_code
from spreadsheets.parsing.dates import date_readings
from spreadsheets.parsing.terms import parse_term_cell

_MOST_VALUES = 60  # that are looked at
_FEWEST_VALUES = 3  # fewer show nothing against a header

_ORGANIZATION = re.compile(
    r"universi|univ\.|\buniv\b|hochschule|\bcollege|polytech|politecn|politechn|institut|academ|akadem|\bschool of\b|"
    r"business school|ministr|ministeri|hospital|clinic|foundation|fundaci|fondation|stiftung|association|society|"
    r"\bcent(?:re|er)\b|council|agency|authority|commission|department of|laborator|museum|library|\binc\b|\bltd\b|"
    r"\bgmbh\b|\bllc\b|\bcorp|company|ecole|facolta|yliopisto|korkeakoulu|egyetem|fakultet|"
    "대학|연구원|연구소|재단|협회|학회|병원|공사|공단|진흥원|[가-힣]{2}부$|[가-힣]청$|시청|도청|"
    "大学|大學|学院|學院|研究|機構|机构|университет|институт|академия|جامعة|מכללת|אוניברסיט|มหาวิทยาลัย|πανεπιστημιο"
)
_UNIT = re.compile(
    r"\b(?:faculty|department|dept|school|division|institute) of\b|학과$|학부$|단과대학$|연구과$|学部$|学科$"
)
_DOCUMENT_WORDS = re.compile(
    "agreement|memorandum|\\bm\\.?o\\.?u\\b|\\bmoa\\b|cooperation|exchange|project|program|protocol|convention|treaty|"
    "accord|convenio|abkommen|vertrag|협약|협정|양해각서|협력|교류|사업|協定|协议|соглашение"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+\.(?:com|org|edu|net|gov|kr|jp|uk|de)/\S*")
_EMAIL = re.compile(r"\S+@\S+\.\S+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_LENGTH_OF_TEXT = 120  # characters; longer cells are prose
_FEW_WORDS = 3
_LONGEST_CODE = 3  # IN and GA are states of the United States, too
_FLAGS = {"yes", "no", "y", "n", "x", "o", "v", "true", "false", "예", "아니오", "○", "✓", "✔", "✗", "×"} | {
    *word_lists.words(word_lists.YES), *word_lists.words(word_lists.NO),
}  # fmt: skip
_STATUS_WORDS = synonyms.IN_FORCE_WORDS | {
    normalize_cell(word) for words in synonyms.ENDING_SYNONYMS.values() for word in words.split(",")
}
_PERSON = re.compile(r"[^\W\d_][^\d]*\s[^\d]*[^\W\d_].*|[가-힣]{2,5}|[㐀-鿿]{2,5}")
# “Titel: Prof.” is that of a person
_HONORIFIC = re.compile(
    r"(?:(?:prof(?:essor(?:in)?|essore|esor[a]?|esseur)?|dr|drs|ir|ing|eng|arch|adv|mr|mrs|ms|miss|mx|m|mme|mlle|sr|sra|"
    r"srta|sig|sig\.ra|dott|dott\.ssa|doc|mgr|mag|dipl|dhr|mevr|herr|frau|hr|fr|hon|rev|sir|dame|lord|lady|em|emer|"
    r"h\.?e|ph\.?d|msc|mba|univ|habil|rer|nat|phil|h\.?c|med|iur|jur|assoc|associate|asst|assistant|adj|pd|priv|"
    r"교수|부교수|조교수|박사|선생님?|님|先生|教授|准教授|副教授|助教|博士|проф|доц|д-р)[\s.,/-]*)+"
)
_POST = re.compile(
    r"(?:vice|deputy|acting|pro|first|co)?[\s-]*(?:president|rector|chancellor|provost|dean|director|head|chair(?:man|person)?|"
    r"professor|secretary|minister|principal|ceo|manager|coordinator|governor|mayor|rektor\w*|prorektor\w*|dekan\w*|"
    r"prasident\w*|direktor\w*|leiter\w*|recteur|doyen|directeur|directrice|presidente?|decan[oa]|director[a]?|diretor[a]?|"
    r"reitor[a]?|rettore|preside|ректор|проректор|декан|директор)\b|"
    r".{0,12}(?:총장|학장|원장|처장|이사장|소장|본부장|장관|국장|팀장|과장|学長|総長|学部長|研究科長|理事長|校长|校長|院长|院長|主任|所長)$"
)
_ERASMUS_CODE = re.compile(r"[A-Z]{1,3}\s+[A-Z][A-Z-]*\d{2,3}")
_LINE_NUMBER = re.compile(r"\W*\d{1,5}\W*")
_CODE = re.compile(r"(?=.*\d)[\w./ ‐‑–-]{2,30}")


def value_shares(texts: Iterable[str]) -> dict[str, float]:
    """The share of each kind among the different values of a column; {} where there are too few to tell."""
    filled = [text.strip() for text in texts if not is_blank_cell(text)]
    if len(filled) < _FEWEST_VALUES:
        return {}
    values = list(dict.fromkeys(filled))[:_MOST_VALUES]
    counts = Counter(kind for value in values for kind in _kinds_of(value))
    shares = {kind: count / len(values) for kind, count in counts.items()}
    return shares | {"repeated": 1 - len(values) / len(filled)}


def names_document(text: str) -> bool:
    """True for a text with the word for a document: agreement, 협약, Abkommen."""
    return bool(_DOCUMENT_WORDS.search(normalize_cell(text)))


def _is_organization(text: str) -> bool:
    return len(text) <= _LENGTH_OF_TEXT and bool(_ORGANIZATION.search(normalize_cell(text)))


def _is_date(text: str) -> bool:
    if len(text) > _LENGTH_OF_TEXT or not re.search(r"\d", text) or re.fullmatch(r"\d{1,3}", text):
        return False
    try:
        date_readings(text, latest_year=2100)
    except edtf.EDTFError:
        return False
    return True


def _is_length(text: str) -> bool:
    if len(text) > _LENGTH_OF_TEXT or text.isdigit():
        return False
    members = parse_term_cell(text).members
    return bool({"length", "renewal"} & set(members))


_CHECKS: dict[str, Callable[[str], object]] = {
    "address": _ADDRESS.fullmatch,
    "email": _EMAIL.fullmatch,
    "number": _NUMBER.fullmatch,
    "country": find_country_code,
    "country_name": lambda text: len(text) > _LONGEST_CODE and find_country_code(text),
    "organization": _is_organization,
    "unit": lambda text: _UNIT.search(normalize_cell(text)),
    "document": names_document,
    "honorific": lambda text: _HONORIFIC.fullmatch(normalize_cell(text)),
    "post": lambda text: _POST.match(normalize_cell(text)) and not names_document(text),
    "form": lambda text: FORM_PARSER.find(text) or FORM_PARSER.find(text.split("(")[0].strip()),
    "nature": NATURE_PARSER.find,
    "flag": lambda text: normalize_cell(text) in _FLAGS,
    "status": lambda text: normalize_cell(text) in _STATUS_WORDS,
    "person": _PERSON.fullmatch,
    "few_words": lambda text: len(text.split()) <= _FEW_WORDS and not re.search(r"\d", text),
    "erasmus": _ERASMUS_CODE.fullmatch,
    "line": _LINE_NUMBER.fullmatch,
    "code": _CODE.fullmatch,
    "date": _is_date,
    "term": _is_length,
}


def _kinds_of(value: str) -> list[str]:
    """The kinds that a value can be of."""
    return [kind for kind, check in _CHECKS.items() if check(value)]


def column_by_values(name: str, shares: dict[str, float], taken: Sequence[str]) -> str:
    """The column that the values show, where ``name`` is that of the header ("": none is known).

    ``taken`` are the columns of the other headers.
    """
    if not shares:
        return name
    corrections = _corrections(name, lambda kind: shares.get(kind, 0.0), taken)
    return next((column for is_shown, column in corrections if is_shown), name)


def names_parties(shares: dict[str, float]) -> bool:
    """True for values most of which name organizations, and few of which documents or departments."""
    return (
        shares.get("organization", 0) >= 0.6
        and shares.get("document", 0) < 0.3
        and shares.get("unit", 0) < 0.5
    )


def likeness_to_parties(shares: dict[str, float]) -> float:
    """How much the values look like partners: names of organizations that come again, and not documents."""
    return shares.get("organization", 0) - shares.get("document", 0) + shares.get("repeated", 0) / 2


def are_own_numbers(shares: dict[str, float], taken: Sequence[str]) -> bool:
    """True for values below a header such as N° that are no numbers of lines: 2011-01, K/15."""
    return (
        "number" not in taken
        and shares.get("code", 0) >= 0.9
        and shares.get("line", 0) < 0.1
        and shares["repeated"] == 0
    )


def _corrections(name: str, share, taken: Sequence[str]) -> list[tuple[bool, str]]:
    """Corrections of the meaning of a header, with whether the values show each: the first shown is made."""
    names_organizations = share("organization") >= 0.6 and share("document") < 0.3
    is_day = share("date") >= 0.7
    lists = {
        "": [
            (share("country") >= 0.8 and share("flag") < 0.5, "party_country"),
            (names_organizations and share("unit") < 0.5 and "party" not in taken, "party"),
            (share("form") >= 0.7, "form"),
            (share("term") >= 0.7 and share("date") < 0.3, "term"),
        ],
        "title": [
            (share("honorific") >= 0.6, ""),
            (
                share("post") >= 0.6 and share("organization") < 0.3,
                "signatory_post" if "signatory" in taken and "signatory_post" not in taken else "",
            ),
            (share("address") >= 0.8, "document"),
            (share("form") >= (0.6 if share("repeated") >= 0.5 else 0.8), "form"),
            (share("country") >= 0.8, "party_country"),
            (names_organizations and "party" not in taken, "party"),
            (is_day and share("number") < 0.5, "signed_on"),
            (share("number") >= 0.9, "number"),
            (share("repeated") >= 0.5 and share("few_words") >= 0.9 and "form" not in taken, "form"),
        ],
        "form": [(names_organizations and share("form") < 0.3 and "party" not in taken, "party")],
        "nature": [(share("form") >= 0.5 and share("nature") < 0.5, "form")],
        "party": [
            (share("country") >= 0.8, "party_country"),
            (share("email") >= 0.8, "officer"),
            (is_day or share("number") >= 0.9 or share("address") >= 0.8, ""),
        ],
        "party_country": [(share("country") < 0.5 and names_organizations, "party")],
        "our_unit": [(names_organizations and share("unit") < 0.3 and "party" not in taken, "party")],
        "number": [
            (share("country") >= 0.8, "party_country"),
            (is_day and share("number") < 0.5, ""),
            (share("erasmus") >= 0.5 or share("repeated") >= 0.2, ""),  # of partners, not of agreements
        ],
        "renewal": [(is_day or share("number") >= 0.5, "")],
        "end_on": [(share("term") >= 0.6 and share("date") < 0.3, "term")],
        "signed_on": [
            (share("form") >= 0.7, "form"),
            (share("flag") >= 0.5, ""),
            (share("date") < 0.1 and share("number") < 0.5, "signatory" if share("person") >= 0.5 else ""),
        ],
        "effective_on": [(share("date") < 0.1 and share("number") < 0.5, "")],
        "document": [(share("address") < 0.2, "")],
        "source": [(share("address") < 0.2, "")],
        "status": [
            (share("country_name") >= 0.8, "party_country"),
            (not share("status") and not is_day and share("flag") < 0.5, ""),
        ],
        "place": [(names_organizations and "party" not in taken, "party")],
        "signatory": [
            (share("flag") >= 0.5, ""),
            (is_day, "signed_on"),
            (names_organizations and "party" not in taken, "party"),
        ],
    }
    return lists.get(name, [])
