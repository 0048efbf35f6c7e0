"""Countries in cells: codes (ISO 3166) by names in many languages, and by what lists write for them."""

import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache

from babel import Locale
from django.conf import settings
from django.utils.translation import override
from django_countries import countries
from django_countries.data import COUNTRIES as ISO_NAMES

from core import country_words
from core.text import normalize_name
from spreadsheets.messages import message as _
from spreadsheets.parsing.cells import CellError

# Languages of CLDR in which lists are kept; where two call different countries the same, the name is none.
_LANGUAGES = (
    "ar bg bn bs ca cs da de el en es et fa fi fr he hi hr hu id it ja ka kk km ko lo lt lv mk mn ms my nb ne nl pl "
    "pt ro ru sk sl sq sr sv sw ta th tr uk ur uz vi zh zh_Hant"
)
# What lists write besides the names of CLDR and ISO 3166; it goes before them.
COUNTRY_SYNONYMS = {
    "KR": "大韓民国, 韓国, 韓國, 大韓民國, 南韓, 韩国, 韓, koreai köztársaság, dél korea, republik korea, "
    "république de corée, república de corea, "
    "república da coreia, repubblica di corea, republika korei, korejská republika, kórejská republika, "
    "republica coreea, "
    "republiken korea, republikken korea, korean tasavalta, kore cumhuriyeti, δημοκρατία της κορέας, "
    "республика корея, "
    "республіка корея, hàn quốc, đại hàn dân quốc, جمهورية كوريا, كوريا, corée, corea, coreia, korei, корея, "
    "korea, south korea, republic of korea, rok, s korea, "
    "korea republic of, korea rep, korea south, "
    "korea (south), 한국, 대한민국, 남한, 국내",
    "KP": "north korea, dprk, korea north, korea (north), dpr korea, 북한, 조선민주주의인민공화국, 北朝鮮, 北韓",
    "GB": "uk, great britain, britain, england, scotland, wales, northern ireland, united kingdom, "
    "united kingdom of great britain, 영국, 잉글랜드, 스코틀랜드, 웨일스, 북아일랜드, 英国, 英國, 英, イギリス, "
    "ingiltere, inglaterra, angleterre, grande bretagne, gran bretagna, gran bretaña, grossbritannien, "
    "великобритания, англия",
    "US": "usa, us, america, united states, united states of america, us of america, 미국, 미합중국, 米国, 米, "
    "美国, 美國, アメリカ, "
    "アメリカ合衆国, eeuu, ee uu, e u a, eua, états unis, сша, америка, abd, الولايات المتحدة, امريكا",
    "CN": "china, prc, pr china, mainland china, peoples republic of china, china pr, 중국, 중화인민공화국, "
    "中国, 中國, 中, 中國大陸, 中国大陆, 中華人民共和国, кнр",
    "TW": "taiwan, republic of china, chinese taipei, taiwan roc, taiwan china, taiwan province of china, "
    "대만, 타이완, 台湾, 台灣, 臺灣, 台, 中華民國",
    "HK": "hong kong, hongkong, hong kong sar, hong kong sar china, hong kong china, 홍콩, 香港",
    "MO": "macao, macau, macao sar, macau sar, macao china, macau china, 마카오, 澳門, 澳门, マカオ",
    "JP": "日本, 일본",
    "RU": "russia, russian federation, 러시아, 러시아연방, 露, ロシア, 俄罗斯, 俄羅斯, рф, россия",
    "VN": "vietnam, viet nam, 베트남, 월남, 越南, ベトナム",
    "CZ": "czech republic, czechia, the czech republic, czech rep, 체코, 체코공화국",
    "SK": "slovak republic, slovakia, 슬로바키아",
    "TR": "turkey, turkiye, republic of turkiye, republic of turkey, 터키, 튀르키예, トルコ, 土耳其",
    "NL": "netherlands, the netherlands, holland, 네덜란드, 蘭, オランダ, 荷蘭, 荷兰, holanda, hollande, "
    "olanda, голландия",
    "AE": "uae, emirates, 아랍에미리트, 아랍에미리트연합, الامارات, الإمارات, アラブ首長国連邦, оаэ, eau, "
    "emiratos árabes",
    "SA": "saudi, ksa, 사우디, 사우디아라비아, السعودية, サウジアラビア, サウジ",
    "IR": "iran, islamic republic of iran, 이란",
    "LA": "laos, lao pdr, lao, 라오스",
    "SY": "syria, syrian arab republic, 시리아",
    "TZ": "tanzania, united republic of tanzania, 탄자니아",
    "BO": "bolivia, 볼리비아",
    "VE": "venezuela, 베네수엘라",
    "MD": "moldova, republic of moldova, 몰도바",
    "BN": "brunei, brunei darussalam, 브루나이",
    "CI": "ivory coast, cote divoire, côte d'ivoire, 코트디부아르",
    "CD": "dr congo, drc, congo kinshasa, congo (kinshasa), congo dr, dem rep of congo, dem rep congo, "
    "democratic republic of congo, democratic republic of the congo, 콩고민주공화국",
    "CG": "congo brazzaville, congo (brazzaville), republic of congo, republic of the congo, 콩고공화국",
    "PS": "palestine, state of palestine, 팔레스타인",
    "MM": "burma, myanmar, 미얀마, 버마",
    "MK": "macedonia, north macedonia, fyrom, 마케도니아, 북마케도니아",
    "SZ": "swaziland, eswatini, 에스와티니",
    "VA": "vatican, vatican city, vatican city state, holy see, 바티칸, 교황청",
    "KG": "kyrgyzstan, kyrgyz republic, 키르기스스탄, 키르기즈스탄",
    "UZ": "uzbekistan, 우즈벡, 우즈베크, 우즈베키스탄",
    "KZ": "kazakhstan, 카자흐, 카자흐스탄",
    "MN": "mongolia, 몽골, 몽고",
    "DE": "独, ドイツ, 德国, 德國, фрг, brd, germany, federal republic of germany, frg, 독일",
    "AU": "豪州, 豪, 濠洲, オーストラリア, 澳洲, 澳大利亚, 澳大利亞, australia, 호주, 오스트레일리아",
    "NZ": "ニュージーランド, 紐西蘭, 新西蘭, 新西兰, new zealand, aotearoa, 뉴질랜드",
    "PH": "フィリピン, 菲律賓, 菲律宾, philippines, the philippines, 필리핀",
    "TH": "泰, 泰国, 泰國, タイ, thailand, 태국, 타이",
    "IN": "印, インド, 印度, india, republic of india, 인도",
    "TL": "east timor, timor leste, 동티모르",
    "CV": "cape verde, cabo verde",
    "GE": "georgia",
    "FR": "france, 仏, 仏国, フランス, 法国, 法國",
    "IT": "italy, 伊, 伊国, イタリア, 意大利, 義大利",
    "ES": "spain, 西国, スペイン, 西班牙",
    "CA": "canada, 加, 加国, カナダ, 加拿大",
    "BR": "brazil, 伯, ブラジル, 巴西",
    "SG": "singapore, 星国, シンガポール, 新加坡",
    "MY": "malaysia, マレーシア, 馬来西亜, 馬來西亞, 马来西亚",
    "EG": "egypt, مصر, エジプト, 埃及",
    "BA": "bosnia, bosnia and herzegovina, bosnia herzegovina",
    "TT": "trinidad, trinidad and tobago",
    "EU": "eu, european union, 유럽연합",
}
# Words of a long form: “Republic of Korea”, but no adjective, which is no name of a country.
_LONG_FORM = re.compile(r"\bof\b|\b(?:republic|kingdom|federation|state|states|union)$")
_BRACKETED = re.compile(r"([^()（）]+?)\s*[(（]([^()（）]+)[)）]")
_INVERTED = re.compile(r"([^,]+),\s*(.+\bof(?: the)?)")  # Tanzania, United Republic of
_UNKNOWN = "?"  # begins the mark of a country that is written and not understood
_MIN_RESEMBLANCE = 0.72  # of the letters, to be offered for a word that is no country
_MAX_NEAR_NAMES = 4
_SHORTEST_NAME = 3  # letters; what is shorter is a code or listed above


def country_key(text: str) -> str:
    """A name of a country as it is compared: folded words without signs, points and articles."""
    return (
        normalize_name(text.replace(".", "").replace("&", " and ")).removeprefix("the ").removesuffix(" the")
    )


@cache
def _codes_by_name() -> dict[str, str]:
    """Codes by the key of each name; what is listed above goes first, then the languages of the site, then others."""
    codes = {
        country_key(name): code for code, names in COUNTRY_SYNONYMS.items() for name in names.split(", ")
    }
    for code in dict(countries):
        codes.setdefault(code.lower(), code)
        codes.setdefault((countries.alpha3(code) or code).lower(), code)
    for source in (_names_of_site, _long_forms, _names_of_cldr):
        named = defaultdict(set)
        for code, name in source():
            key = country_key(name)
            if len(key) >= _SHORTEST_NAME or not key.isascii():
                named[key].add(code)
        codes |= {
            key: of_name.pop() for key, of_name in named.items() if len(of_name) == 1 and key not in codes
        }
    codes.pop("", None)
    return codes


def _names_of_site() -> Iterator[tuple[str, str]]:
    """Names of ISO 3166, in the order of words and turned round, in the languages of the site."""
    for language, _label in settings.LANGUAGES:
        with override(language):
            for code, name in [*countries, *ISO_NAMES.items()]:
                yield code, str(name)
                if bracketed := _BRACKETED.fullmatch(str(name)):  # Iran (Islamic Republic of)
                    yield code, f"{bracketed[2]} {bracketed[1]}"
                    yield code, bracketed[1]


def _long_forms() -> Iterator[tuple[str, str]]:
    for key, codes in country_words.codes_by_name().items():
        if len(codes) == 1 and (_LONG_FORM.search(key) or not key.isascii()):
            yield from ((code, key) for code in codes)


def _names_of_cldr() -> Iterator[tuple[str, str]]:
    known = dict(countries)
    for language in _LANGUAGES.split():
        for code, name in Locale.parse(language).territories.items():
            if code in known:
                yield code, name


def find_country_code(text: str) -> str:
    """The code of a country, or "" where the text names none, or two: “England (UK)” is one, “Georgia (USA)” two."""
    codes = _codes_by_name()
    if code := codes.get(country_key(text)):
        return code
    if inverted := _INVERTED.fullmatch(text.strip()):
        return codes.get(country_key(f"{inverted[2]} {inverted[1]}"), "")
    parts = _BRACKETED.fullmatch(text.strip())
    words = list(parts.groups()) if parts else re.split(r"\s*[,/]\s*", text.strip())
    meant = {codes.get(country_key(word), "") for word in words}
    return meant.pop() if len(words) > 1 and len(meant) == 1 else ""


def near_countries(text: str) -> list[str]:
    """Codes of the countries whose names are spelt much like a text, the nearest first."""
    codes = _codes_by_name()
    names = get_close_matches(country_key(text), codes, n=3 * _MAX_NEAR_NAMES, cutoff=_MIN_RESEMBLANCE)
    return list(dict.fromkeys(codes[name] for name in names))[:_MAX_NEAR_NAMES]


def unknown_country(text: str) -> str:
    """Mark in the place of a code for a country that is written and not understood."""
    return _UNKNOWN + text


def is_unknown_country(code: str) -> bool:
    """True where there is the mark of ``unknown_country`` instead of a code."""
    return code.startswith(_UNKNOWN)


def parse_country_cell(cell: str) -> str:
    """Code of the country in a cell. Raises CellError."""
    code = find_country_code(cell)
    if not code:
        raise CellError(
            _("“%s” is not a country we know.") % cell,
            _("Write its name, or its code (ISO 3166), such as KR."),
        )
    return code
