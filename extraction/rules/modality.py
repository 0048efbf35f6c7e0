"""Modality of a signing: what is only planned, was called off or is denied was not signed."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from extraction.suggestions import Suggestion, SuggestionKind

_OF_SIGNING = {
    (SuggestionKind.DATE, "signed"),
    (SuggestionKind.DATE, "exchanged"),
    (SuggestionKind.PERSON, "signed"),
    (SuggestionKind.PERSON, "exchanged"),
    (SuggestionKind.PERSON, "witnessed"),
    (SuggestionKind.PLACE, "signed"),
    (SuggestionKind.PLACE, "exchanged"),
}

# Words right before a verb or noun of signing, by which it did not take place, or not yet
_NOT_DONE = re.compile(
    r"\b(?:will|would|shall|should|may|might|could|can|must|not|never|unless|if|yet)(?: \w+){0,2} $|"
    r"\bto (?:be |have |have been |\w+ly |re-?)?$|\b(?:being|getting) $|"
    r"\b(?:approv\w+|cancel\w*|call\w* off|postpon\w*|delay\w*|plann?\w*|propos\w+|schedul\w+|upcoming|expect\w*|"
    r"possible|before|until|ahead of|towards?|pending|authori[sz]\w+)(?: (?:the|a|an|its|their|of|for|planned|formal|"
    r"official|expected|scheduled)){0,3} $",
    re.IGNORECASE,
)
_CALLED_OFF = re.compile(
    r"\b(?:planned|scheduled|set|due|expected|cancell?\w*|called off|postponed|delayed|will|would|to take "
    r"place|to be)\b",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"\b(?:co-?signed|signed|signs?|concluded|concludes|inked|inks|executed|enter(?:ed|s) into|signing|"
    r"renewed|renews|"
    r"exchanged|sealed|struck|formali[sz]ed|established|extended|amended)\b",
    re.IGNORECASE,
)
_UNSIGNED = re.compile(
    r"\b(?:will|would|shall|to|be|expected|plans?|planned|due|scheduled) (?:be |soon |formally |jointly |"
    r"now )?sign(?:ed)?\b|"
    r"\b(?:cancel\w*|call\w* off|postpon\w*|abandon\w*|scrap\w*|delay\w*|shelv\w*|withdr\w+)[^.;]{0,40}\b(?:sign|"
    r"memorand|agreement|accord|deal|pact|mou\b)|"
    r"\bsigning\b[^.;]{0,80}\b(?:cancel\w*|postpon\w*|called off|delayed|planned|scheduled|due to take place|will)\b|"
    r"\bplans? to (?:conclude|enter into|formali[sz]e)\b|\b(?:was|were|has been|have been) (?:never|not) "
    r"(?:\w+ )?(?:signed|concluded)|\bunsigned\b|\bnot (?:yet )?sign",
    re.IGNORECASE,
)
_KOREAN_UNDONE = re.compile(
    r"예정|계획(?!서)|무산|취소|연기(?:됐|했|되|하)|불발|결렬|보류|중단|않(?:았|기로)|못했|앞두고|추진(?:하기로|한다|중|키로)|"
    r"백지화|철회|검토|하기로 했으나|(?:체결|서명)(?:한다|할 )"
)
_KOREAN_FUTURE = re.compile(r"다음 ?주|다음 ?달|내달|오는 (?!\d{4}년까지)|내년|조만간|곧 ")
_KOREAN_DONE = re.compile(
    r"(?:체결|서명|조인|교환|갱신|연장|개정)(?:했|하였|됐|되었|하고|하며|한 (?:것|가운데|뒤|후|바)|"
    r"식(?:을|에|이|에는|에서)|$|…|\s?[·,]\s)|(?:체결|서명)(?:한|된)(?=\s)|"
    r"맺(?:었|고|으며|은(?!\s?지))|협약식|체결식|조인식|체결[\"”’'」]?$|손(?:을)? ?(?:잡았|맞잡았)"
)


def is_done(before: str) -> bool:
    """True where the words of a clause before a verb of signing leave it standing as something that took place."""
    return not _NOT_DONE.search(before)


def signing_in(text: str) -> bool:
    """True for an English sentence that has a signing, or another act of concluding, take place."""
    return any(
        is_done(text[: match.start()])
        and not (match[0].lower() == "signing" and _CALLED_OFF.search(text, match.end()))
        for match in _SIGNED.finditer(text)
    )


def is_unsigned_in(text: str) -> bool:
    """True for an English sentence by which a signing is planned, was called off or did not take place."""
    return bool(_UNSIGNED.search(text))


def korean_signing_in(text: str) -> bool:
    """True for a Korean sentence that has a signing take place."""
    for match in _KOREAN_DONE.finditer(text):
        rest = text[match.end() : match.end() + 30]
        is_future = _KOREAN_FUTURE.search(text[: match.start()])
        is_linked = re.search(r"하고$|하며$|고$|으며$", match[0])
        if re.search(r"식", match[0]) and _KOREAN_UNDONE.search(rest):
            continue
        if not (is_future and (is_linked or _KOREAN_UNDONE.search(text[match.end() :]))):
            return True
    return False


def is_korean_unsigned_in(text: str) -> bool:
    """True for a Korean sentence by which a signing is planned, was called off or did not take place."""
    return bool(re.search(r"체결|서명|조인|협약|양해각서|협정|MOU", text) and _KOREAN_UNDONE.search(text))


def with_certainty(
    suggestions: Iterable[Suggestion], *, is_of_agreement: bool, is_unsigned: bool
) -> Iterator[Suggestion]:
    """The suggestions; none is sure of a text without an agreement, nor signed what was not."""
    for suggestion in suggestions:
        if is_unsigned and suggestion.agreement == 0 and (suggestion.kind, suggestion.role) in _OF_SIGNING:
            continue
        if not is_of_agreement or is_unsigned:
            suggestion = replace(suggestion, sure=False)
        yield suggestion
