"""Renewals in the words of lists: it renews itself, it does not, or it can be renewed where the parties agree."""

import re

from agreements.choices import Renewal
from core.text import fold
from spreadsheets.parsing.cells import normalize_cell
from spreadsheets.parsing.synonyms import YES_WORDS
from spreadsheets.parsing.word_lists import NO, words

_AUTOMATIC = (
    "(?:(?:auto(?:matic(?:ally)?)?|tacit(?:ly)?)[- ]*"
    "(?:(?:be )?(?:renew(?:able|ed|al|s)?|exten(?:d(?:ed|able|s)?|sion)|"
    "prolong(?:ed|ation|s)?|roll(?:s|ed)? over))|self[- ]renewing|"
    "(?:renew(?:ed|able|s|al)?|extend(?:ed|s)?|prolonged) (?:automatically|tacitly)|"
    "자동 ?(?:으로)? ?(?:연장|갱신)(?:됨|되는|조항)?|"
    "(?:(?:renouvelables? |renouvellement )?(?:par )?tacite reconduction|reconduction tacite)|"
    "(?:mit )?automatische[rn]? verlangerung|(?:renovacion|prorroga|renovacao|prorrogacao) automatica|"
    "(?:tacito rinnovo|rinnovo (?:tacito|automatico))|stilzwijgende verlenging|自動更新|自[动動](?:续期|续签|"
    "续约|延长|續期|續約|續簽|延長)|"
    "(?:с )?автоматическ[а-я]+ (?:пролонгац|продлен)[а-я]+)"
)
_AUTOMATIC_RENEWAL = re.compile(_AUTOMATIC)
_NEGATORS = (
    r"(?:(?<![^\W\d_])(?:no|not|non|nor|never|without|cannot|kein(?:e[nmrs]?)?|ohne|nicht|nie|sans|pas|aucune?|sin|"
    r"sem|nao|senza|geen|niet|zonder|bez|brak|ne|nem|nelkul|nincs|fara|nu|utan|inte|ej|ingen|inga|uden|uten|ikke|ei|"
    r"ilman|без|не|нет|немає|χωρις|οχι|δεν|khong|tidak|tanpa|بدون|لا|غير|ไม่)(?![^\W\d_])|"
    r"n t(?![^\W\d_])|不|无|無|非|没有|沒有)"
)
_BETWEEN = (
    r"(?:[\s-]+(?:be|is|any|an?|it|does|will|shall|subject|to|for|with|of|des?|del?|la|le|"
    r"du|una?|uma?|di|per|se|sich|"
    r"einer?|wird|can|possible|provision|clause|предусмотрено)(?![^\W\d_]))*[\s-]*"
)
_END = r"(?=\s*(?:$|[,;.()]))"
_NO_WORDS = "|".join(re.escape(word) for word in words(NO))
_DENIED_AFTER = (
    r"(?:[이은는을를가도]|は|が|も|を)?[\s:=(\[,–-]*(?:"
    rf"(?:no|{_NO_WORDS}|x|×|✗|none|n/a){_END}|"
    r"(?:(?:is|are|was|will be|shall be|wird|ist|est|es|e|is)\s+)?"
    r"(?:not|nicht|non|no|pas|niet|nao|не|nie|ikke|inte|ej|nem|nu|"
    r"khong|tidak)\s+(?!later|less|earlier|more|notice)[^\W\d_]+|"
    r"(?:is |ist |est )?(?:excluded|ruled out|impossible|"
    r"ausgeschlossen|unmoglich|entfallt|exclue?|excluid[ao]|esclus[ao]|"
    r"uitgesloten|wykluczon\w*|vylouc\w*|исключ\w*|запрещ\w*)|"
    r"(?:조항 ?)?(?:없음|없다|없이|불가\w*|불허|"
    r"안 ?(?:함|됨|한다|된다|되)|아님|아니\w*|제외|배제|미적용|해당 ?없음|하지|되지)|"
    r"(?:され|し|でき|行わ|では)?(?:ない|なし|無し|ず|せず)|無(?!期)|不可|対象外|否|不(?:适用|適用|允许|允許|行)"
    r")"
)
_NOT_AUTOMATIC = re.compile(
    rf"{_NEGATORS}{_BETWEEN}{_AUTOMATIC}|{_AUTOMATIC}{_DENIED_AFTER}|"
    rf"{_NEGATORS}\s+(?:renew(?:ed)?|extend(?:ed)?|prolong(?:ed)?) (?:automatically|tacitly)"
)
# What a renewal hangs on, where no notice is given: “통보 없으면 자동연장”, “if not terminated, renewed automatically”
_CONDITIONS = re.compile(
    r"(?<![^\W\d_])(?:unless|if|provided|except|absent|in the absence|where|when|"
    r"sofern|falls|wenn|soweit|sauf|si|salvo|"
    r"se|jesli|o ile|pokud|если|при|якщо|indien|tenzij|om|hvis|nếu)(?![^\W\d_])[^,;()]*|"
    r"[^,;()]*(?:없으면|없는|없을|없을시|"
    r"않으면|않는|않을|아니하면|아니하는|なければ|ない限り|ない場合|ない時)|(?:如|若)[^,;()]*"
)
_ANY_NEGATION = re.compile(rf"{_NEGATORS}|없음|불가|않|아니|못|ない|なし|不可|せず|否")
_NO_RENEWAL = re.compile(
    "non[- ]?renewable|not (?:be )?(?:renewable|renewed|extended|extendable)|no (?:renewal|extension)|"
    "fixed(?: term)?|"
    "연장 ?(?:없음|불가|안 ?됨|안 ?함)|갱신 ?(?:없음|불가|안 ?됨|안 ?함)|non (?:renouvelable|reconductible)|"
    "sans (?:renouvellement|reconduction)|no (?:renovable|prorrogable)|sin (?:renovacion|prorroga)|"
    "(?:nicht|nie) (?:verlangerbar|erneuerbar)|(?:keine|ohne) verlangerung|non (?:rinnovabile|prorogabile)|"
    "senza rinnovo|nao (?:renovavel|prorrogavel)|sem (?:renovacao|prorrogacao)|niet verlengbaar|"
    "(?:geen|zonder) verlenging|"
    "без (?:продления|пролонгации)|не (?:продлевается|пролонгируется)|"
    "(?:更新|延長)(?:は|が|を)?(?:なし|無し|不可|しない|せず|できない)|不可?(?:续签|续约|续期|續簽|續約|續期)"
)
_BY_CONSENT = re.compile(
    "renewable|extendable|extensible|extendible|renewed|extended|prolonged|renewal|extension|prolongation|"
    r"\brenew\b|\bextend\b|"
    "합의 ?(?:시|하에)? ?(?:연장|갱신)|연장 ?가능|갱신 ?가능|renouvelables?|prorrogables?|renovables?|verlangerbar|"
    "rinnovabil[ei]|renova(?:vel|veis)|更新可能?|可续[签约]"
)
_AUTOMATIC_HEADER = re.compile(
    "auto|자동|自[動动]|自働|tacit|stillschweig|stilzwij|авто|otomatik|tu dong|تلقائي|self.?renew|rolling|αυτοματ|"
    "samoczyn"
)


def renewal_in_words(text: str) -> tuple[str, str]:
    """The renewal that a folded text states, "" for none, and the text without its words.

    A denial that cannot be told from a condition leaves the words where they are: they are not understood.
    """
    if _NOT_AUTOMATIC.search(text):
        return Renewal.FIXED, _NOT_AUTOMATIC.sub(" ", text)
    if automatic := _AUTOMATIC_RENEWAL.search(text):
        if _is_denied(text, automatic.start()):
            return "", text
        return Renewal.AUTOMATIC, _AUTOMATIC_RENEWAL.sub(" ", text)
    if _NO_RENEWAL.search(text):
        return Renewal.FIXED, _NO_RENEWAL.sub(" ", text)
    return "", text


def states_automatic_renewal(text: str) -> bool:
    """True where a folded text has the words of an automatic renewal, denied or not."""
    return bool(_AUTOMATIC_RENEWAL.search(text))


def renewal_by_consent(text: str) -> tuple[bool, str]:
    """Whether a text says that it can be renewed, and the text without the words for it."""
    return bool(_BY_CONSENT.search(text)), _BY_CONSENT.sub(" ", text)


def _is_denied(text: str, place: int) -> bool:
    """True where the clause of this place has a word of denial that belongs to no condition."""
    start = max(text.rfind(sign, 0, place) for sign in ",;()") + 1
    end = min((after for sign in ",;()" if (after := text.find(sign, place)) >= 0), default=len(text))
    return bool(_ANY_NEGATION.search(_CONDITIONS.sub(" ", text[start:end])))


def is_yes(text: str) -> bool:
    """True for a cell that only says yes, whatever the question of its header is."""
    return normalize_cell(text).strip(" .!") in YES_WORDS


def asks_for_automatic(header: str) -> bool:
    """True for the header of a column of automatic renewals; “Renewable” and “Verlängerung” are none."""
    return bool(_AUTOMATIC_HEADER.search(fold(header)))
