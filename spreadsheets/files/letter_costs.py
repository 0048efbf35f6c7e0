"""Costs of words with letters beyond ASCII: how unlikely it is that a list of institutions holds them.

Detectors of encodings are made for running text. Of a list in ASCII with a few names in other letters they know next to
nothing, so each word is weighed by itself: its letters are those of one language, capitals stand first or throughout,
scripts do not mix, and of the thousands of signs of East Asia a name has the common ones.
"""

import re
from functools import cache
from itertools import pairwise

# The letters beyond ASCII of languages that share an encoding, and what a word costs that is only of them.
_WESTERN = {
    "äöüß": 0, "àâæçéèêëîïôœùûü": 0, "áéíñóúü": 0, "àáâãçéêíóôõú": 0, "åäöéæøü": 0, "àèéìòùíú": 0, "àçéèíïòóúü": 0,
    "áâèêëéïîìôòóöùûúŵŷ": 0.3, "áðéíóúýþæö": 0.6, "ªº": 0.5,
}  # fmt: skip
_CENTRAL = {
    "ąćęłńóśźż": 0, "áčďéěíňóřšťúůýžľĺŕäô": 0, "áéíóöőúüű": 0, "ăâîşţ": 0.1, "čćđšž": 0, "äöüß": 0.1, "áéíóúç": 0.2,
}  # fmt: skip
_BALTIC = {"ąčęėįšųūž": 0, "āčēģīķļņšūž": 0, "äöõüšž": 0.1, "é": 0.2}
_TURKISH = {"çğıöşüâîûəi̇": 0, "äöüß": 0.1, "é": 0.2}
_CYRILLIC = {"абвгдежзийклмнопрстуфхцчшщъыьэюяё": 0, "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя": 0,
             "абвгдђежзијклљмнњопрстћуфхцчџш": 0.1, "абвгѓдежзѕијклљмнњопрстќуфхцчџш": 0.1, "№": 0}  # fmt: skip
_GREEK = {"αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΐΰ": 0}
_HEBREW = {"אבגדהוזחטיךכלםמןנסעףפץצקרשת": 0}
_ARABIC = {"ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژگکی": 0}
_THAI_SIGNS = "".join(map(chr, range(0xE01, 0xE50)))  # vowels among them, which are no letters to Python
_THAI = {_THAI_SIGNS: 0}
_EAST_ASIAN: dict[str, float] = {}

# By encoding: the languages that it is for, and what a file costs more than in one before it.
ENCODINGS = {
    "cp1252": (_WESTERN, 0.0),
    "cp949": (_EAST_ASIAN, 0.0),
    "mac_roman": (_WESTERN, 0.1),
    "cp1250": (_CENTRAL, 0.15),
    "cp1254": (_TURKISH, 0.15),
    "cp1257": (_BALTIC, 0.2),
    "cp1251": (_CYRILLIC, 0.1),
    "cp1253": (_GREEK, 0.1),
    "cp1255": (_HEBREW, 0.1),
    "cp1256": (_ARABIC, 0.1),
    "cp874": (_THAI, 0.1),
    "cp932": (_EAST_ASIAN, 0.1),
    "gb18030": (_EAST_ASIAN, 0.1),
    "big5": (_EAST_ASIAN, 0.1),
    "cp850": (_WESTERN, 0.3),
    "koi8_r": (_CYRILLIC, 0.3),
}

_PUNCTUATION = "’‘“”„–—…·•°№«»§®©™€£\xa0‚´`′\u200b"
_EAST_ASIAN_PUNCTUATION = "、。「」『』《》〈〉【】（），．：；・ㆍ～－ー々〔〕！？／＆①②③④⑤⑥⑦⑧⑨※○●■□▶→℃㈜"
_UNKNOWN_LETTER, _SIGN, _BREAK = 2.0, 3.0, 3.0
_HANGUL = re.compile("[가-힣]")
_EAST = re.compile("[가-힣㐀-鿿ぁ-ヿ豈-﫿\uff66-\uff9f]")
_LONE_HANGUL = re.compile(
    "[a-z][가-힣](?![가-힣])"
)  # a particle follows a word of capitals, KOICA와, or stands apart
_HANGUL_BESIDE_HAN = re.compile(
    "[가-힣](?=[㐀-鿿])|[㐀-鿿](?=[가-힣])"
)  # of Chinese that is taken for Korean
_ELISION = re.compile("(?:^|[^\\w])\\w{1,2}’|ll’|’\\w{1,2}$")  # l’, dell’, King’s
_INNER_SIGNS = {"·": 0.2, "ㆍ": 0.2, "・": 0.2, "–": 1.0, "‘": 0.5, "´": 0.5, "\u200b": 0.2, "\xa0": 0.5}
_UNLIKELY_CYRILLIC = re.compile("(?<=[бвгджзклмнпрстфхцчшщ])й|ъ(?!\\w)|(?<!\\w)[ъьы]")
# Vowels of Thai that follow no consonant, or that none follows
_UNLIKELY_THAI = re.compile(
    "[เแโใไ](?![ก-ฮ])|(?<![ก-ฮ\u0e31-\u0e3a\u0e47-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]|(?<![ก-\u0e4e])[ะาำ]"
)
_RARE_TILDE, _RARE_TILDE_COST = (
    re.compile("[õÕ](?![eE])"),
    0.3,
)  # lições; else rather Hungarian, in another encoding
_BEFORE_LETTER = re.compile(r"[£€°•®©™](?=[^\W\d_])")  # signs that follow a word or stand before a number


def word_cost(word: str, encoding: str) -> float:
    """The cost of a word, a run of what is not blank or ASCII punctuation, as read in this encoding."""
    languages, _more = ENCODINGS[encoding]
    inner = word.strip(_PUNCTUATION)
    cost = _punctuation_cost(inner) + _SIGN * len(_BEFORE_LETTER.findall(word))
    if languages is _EAST_ASIAN:
        return cost + _east_asian_cost(word, encoding)
    letters = {sign for sign in word.lower() if _is_foreign(sign) and sign not in _PUNCTUATION}
    if not letters:
        return cost
    cost += sum(_SIGN for sign in letters if not _is_letter(sign) and not _belongs(sign, languages))
    letters = {sign for sign in letters if _is_letter(sign) or _belongs(sign, languages)}
    cost += _language_cost(letters, languages) + _case_cost(inner)
    if languages in (_CYRILLIC, _GREEK, _HEBREW, _ARABIC, _THAI):
        cost += _mixture_cost(inner)
    if languages is _WESTERN:
        cost += _RARE_TILDE_COST * len(_RARE_TILDE.findall(inner))
    if languages is _THAI:
        cost += _UNKNOWN_LETTER * len(_UNLIKELY_THAI.findall(inner))
    if languages is _CYRILLIC:
        cost += _UNKNOWN_LETTER * len(_UNLIKELY_CYRILLIC.findall(inner.lower()))
    if languages is _GREEK:
        cost += _greek_cost(inner)
    if languages is _HEBREW:
        cost += _UNKNOWN_LETTER * len(re.findall("[ךםןףץ](?=[א-ת])", inner))
    if languages is _WESTERN and len(inner) == 1:
        cost += 0 if inner.lower() in "àèéìòóíåöµ" else _UNKNOWN_LETTER
    return cost


def _is_foreign(sign: str) -> bool:
    return not sign.isascii()


def _is_letter(sign: str) -> bool:
    return sign.isalpha()


def _belongs(sign: str, languages: dict[str, float]) -> bool:
    return any(sign in letters for letters in languages)


def _language_cost(letters: set[str], languages: dict[str, float]) -> float:
    """The cost of letters: that of the language that has all of them, or for each that the nearest has not."""
    return min(
        (cost + _UNKNOWN_LETTER * len(letters - set(alphabet)) for alphabet, cost in languages.items()),
        default=0.0,
    )


def _case_cost(word: str) -> float:
    """The cost of capitals after small letters, and of a small letter before nothing but capitals."""
    breaks = sum(
        before.islower() and sign.isupper() and (_is_foreign(sign) or _is_foreign(before))
        for before, sign in pairwise(word)
    )
    rest = word[1:]
    swapped = _is_foreign(word[:1]) and word[:1].islower() and len(rest) > 1 and rest.isupper()
    return _BREAK * (breaks + swapped)


def _punctuation_cost(word: str) -> float:
    """The cost of signs between letters, where only apostrophes, dots and dashes stand."""
    inside = re.findall(r"(?<=[^\W\d_])[^\w\s](?=[^\W\d_])", word)
    costs = _INNER_SIGNS | {"’": 0.0 if _ELISION.search(word) else 0.3}
    return sum(costs.get(sign, _SIGN) for sign in inside if _is_foreign(sign) and sign not in _THAI_SIGNS)


def _mixture_cost(word: str) -> float:
    """The cost of Latin letters beside those of another script."""
    return _BREAK * len(re.findall(r"[a-zA-Z](?=[^\W\d_a-zA-Z])|[^\W\d_a-zA-Z](?=[a-zA-Z])", word))


def _greek_cost(word: str) -> float:
    """The cost of a final sigma inside, of another at the end, of a trema first, and of a long word without accent."""
    cost = _UNKNOWN_LETTER * len(re.findall(r"ς(?=\w)|σ(?!\w)|(?<!\w)[ΰΐϊϋ]", word))
    is_long = len(word) > 3 and word[1:].islower() and _is_foreign(word[0])
    return cost + (_UNKNOWN_LETTER if is_long and not re.search("[άέήίόύώΐΰΆΈΉΊΌΎΏ]", word) else 0)


def _east_asian_cost(word: str, encoding: str) -> float:
    cost = sum(_east_asian_sign_cost(sign, encoding) for sign in word if _is_foreign(sign))
    return cost + _BREAK * len(_LONE_HANGUL.findall(word)) + len(_HANGUL_BESIDE_HAN.findall(word))


@cache
def _east_asian_sign_cost(sign: str, encoding: str) -> float:
    """The cost of a sign by its place in the national set, whose common signs come first."""
    if sign in _EAST_ASIAN_PUNCTUATION or sign in _PUNCTUATION:
        return 0.3
    code = sign.encode(encoding, "replace")
    lead, trail = code[0], code[-1]
    if encoding == "cp949":
        if _HANGUL.match(sign):
            return 0.0 if lead >= 0xB0 and trail >= 0xA1 else 3.0
        return 0.6 if _EAST.match(sign) else 2.5
    if encoding == "cp932":
        if "ぁ" <= sign <= "ヿ":
            return 0.0
        return 2.5 if len(code) == 1 or not _EAST.match(sign) else 0.3 if lead <= 0x97 else 1.5
    if "\ue000" <= sign <= "\uf8ff":  # nobody's
        return 5.0
    if len(code) > 2 or not _EAST.match(sign) or "ぁ" <= sign <= "ヿ":
        return 2.5
    if encoding == "big5":
        return 0.3 if 0xA4 <= lead <= 0xC6 else 1.5
    return 0.2 if 0xB0 <= lead <= 0xD7 and trail >= 0xA1 else 1.2 if lead >= 0xD8 and trail >= 0xA1 else 2.5
