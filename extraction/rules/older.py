"""Older agreements in English text: the words by which a newer one names them, and what they make of it."""

import re

from agreements.choices import AgreementRelationKind as Kind
from agreements.choices import Form
from extraction.rules.skeleton import Item, Skeleton

_NOT_AS_ADJECTIVE = r"(?<!\ba )(?<!\ban )(?<!\bthe )(?<!\bthis )(?<!\bnewly )"
_SPAN = (
    r"(?: (?:the |its |their )?(?:terms?|validity|duration|life|period|scope|provisions)(?: (?:of|in|"
    r"set out in))?)?"
)
# Words before an older agreement, with what they make of the newer one
_OLDER = [
    (Kind.AMENDS, rf"(?:{_NOT_AS_ADJECTIVE}(?:amend(?:s|ed|ing)?|modif(?:y|ies|ied|ying)|revis(?:es?|ed|ing)|"
        rf"updat(?:es?|ed|ing)|supplement(?:s|ed|ing)?){_SPAN}|addend(?:um|a) to|(?:amendments?|revisions?|"
        rf"modifications?) "
        r"(?:to|of)|supplementary to)"),
    (Kind.RENEWS, rf"(?:{_NOT_AS_ADJECTIVE}(?:renew(?:s|ed|ing)?|re-?sign(?:s|ed|ing)?){_SPAN}|renewals? of{_SPAN})"),
    (Kind.EXTENDS, rf"(?:{_NOT_AS_ADJECTIVE}(?:extend(?:s|ed|ing)?|prolong(?:s|ed|ing)?){_SPAN}|"
        rf"(?:extensions?|prolongations?) (?:of|to){_SPAN})"),
    (Kind.SUPERSEDES, rf"(?:{_NOT_AS_ADJECTIVE}(?:supersed(?:es?|ed|ing)|replac(?:es?|ed|ing)|succeed(?:s|ed|ing)?)|"
        r"in (?:the )?place of|takes? (?:the )?place of)"),
    (Kind.CONFIRMS, r"(?:re)?(?:confirm|affirm)(?:s|ed|ing)"),
    (Kind.ANNEXED_TO, r"(?:an? )?annex(?:ed|es)? to|(?:as|in) (?:an? )?(?:annex|appendix|schedule) (?:to|of)"),
    (Kind.BASED_ON, r"(?:based (?:up)?on|on the basis of|(?:building|builds?|built|expand(?:s|ing)?|"
        r"draw(?:s|ing)?|rests?)"
        r" (?:up)?on|stems? from|grounded in|rooted in)(?: the (?:successes|success|strengths?|foundations?|"
        r"achievements|progress|results|momentum)(?: (?:of|laid (?:by|in)|made (?:under|in)|achieved "
        r"(?:under|in)))?)?"),
    (Kind.IMPLEMENTS, r"(?:implement(?:s|ing|ation of)?|in implementation of|giv(?:es?|ing) effect to|"
        r"operationali[sz](?:es?|ing)|puts? into practice|carr(?:y|ies|ying) out)"),
    (Kind.FOLLOWS, r"(?:follow(?:s|ed|ing)(?: on from| up on| up)?(?: the (?:signing|signature|conclusion|"
        r"expiry) of)?|"
        r"(?:a |the )?follow-up (?:to|of)|comes? after|further to|"
        r"(?:since|after)(?: the)? (?:sign(?:ing|ature)|conclu(?:ding|sion))(?: of)?|"
        r"continu(?:es|ing|ation of)|complement(?:s|ing)|deepen(?:s|ing))"),
    (Kind.UNDER, r"(?:under|pursuant to|in accordance with|within the framework of|as part of|in the framework of|"
        r"in line with|in the context of|provided for (?:in|by)|envisaged (?:in|by)|foreseen (?:in|by))"),
    (Kind.IMPLEMENTS, r"(?:the )?underlying"),
    (Kind.FOLLOWS, r"(?:an? |the |their |its )?(?:earlier|previous|original|predecessor|prior|existing|"
        r"former|expired|"
        r"expiring)"),
]  # fmt: skip
_PATTERNS = [
    (
        kind,
        re.compile(
            rf"\b{words} (?:(?:the|an?|its|their|this|that|our) )?(?:[\w'’-]+ |<[A-Z]\d+> ?|<[A-Z]\d+>['’]s "
            rf"){{0,4}}$",
            re.IGNORECASE,
        ),
    )
    for kind, words in _OLDER
]
_FIRST_SIGNED = re.compile(
    r"\b(?:first|originally|initially|previously|earlier|last|already)(?: been)? (?:co-?signed|signed|concluded|"
    r"established|inked|agreed|entered into|put in place|renewed|formed|made)(?: (?:by|between|with) [^.;]{0,40}?)?"
    r"(?: (?:in|at) <[LCOX]\d+>)?(?:,? (?:back )?(?:in|on))? <D(\d+)>|"
    r"\b(?:dat(?:es?|ing)(?: back)?|stretch(?:es|ing) back|going back) (?:to|from) <D(\d+)>"
)
_OF_ANOTHER = re.compile(
    r"\b(?:the|an?|its|their)(?: \w+)? (?:one|predecessor)(?: that| which)?\b[^.;<>]{0,40}$|"
    r"\b(?:since|back in|established|founded|began|begun|started)(?: in)? $",
    re.IGNORECASE,
)
CHANGE_OF_ANOTHER = re.compile(
    r"\b(?:(?P<SUPERSEDES>replac(?:es|ed|ing)|supersed(?:es|ed|ing)|succeed(?:s|ed|ing)?)|"
    r"(?P<RENEWS>renew(?:s|ed|ing))|"
    r"(?P<EXTENDS>extend(?:s|ed|ing))) (?P<words>(?:the|an?) (?:\w+ )?(?:one|"
    r"predecessor)\b[^.;<>]{0,40}<D(?P<date>\d+)>)"
)
_PREVIOUS = re.compile(r"\b(?:earlier|previous|original|prior|existing)\b", re.IGNORECASE)
_CHANGES = [
    (Kind.RENEWS, re.compile(r"\brenew", re.I)),
    (Kind.EXTENDS, re.compile(r"\b(?:extend|extension|prolong)", re.I)),
]


def older_words(before: str) -> tuple[str, str]:
    """The relation to an older agreement that words before its form say, and these words; "" where they say none."""
    for kind, pattern in _PATTERNS:
        if match := pattern.search(before):
            return kind.value, match[0]
    return "", ""


def amended_words(before: str, skeleton: Skeleton) -> tuple[str, str] | None:
    """“Addendum No. 2 to the …”: what it amends."""
    match = re.search(r"<F(\d+)>[^<>]{0,10} to (?:the|an?|its|their) (?:[\w'’-]+ |<D\d+> ){0,3}$", before)
    if match and skeleton.items[int(match[1])].value.form == Form.AMENDMENT:
        return Kind.AMENDS.value, match[0]
    return None


def first_signings(skeleton: Skeleton) -> list[Item]:
    """Days on which an agreement was signed at first, “first signed in 2017”: before the act that a text is about."""
    return [skeleton.items[int(match[1] or match[2])] for match in _FIRST_SIGNED.finditer(skeleton.text)]


def is_certain(relation: str) -> bool:
    """True for relations that words say outright, and for what came after an agreement of which the year is told."""
    return relation in {
        Kind.RENEWS.value, Kind.EXTENDS.value, Kind.AMENDS.value, Kind.SUPERSEDES.value, Kind.BASED_ON.value,
        Kind.ANNEXED_TO.value, Kind.FOLLOWS.value,
    }  # fmt: skip


def change_in(text: str) -> str:
    """The relation of what a sentence renews or extends to what was signed at first; else it follows that."""
    return next((kind.value for kind, pattern in _CHANGES if pattern.search(text)), Kind.FOLLOWS.value)


def is_attribute(words: str) -> bool:
    """True for “the original memorandum”: only that it was there before, and not what becomes of it."""
    return bool(_PREVIOUS.search(words))


def is_of_another(before: str) -> bool:
    """True where words before a date are of another agreement that is not named: “the one that expired in”."""
    return bool(_OF_ANOTHER.search(before))
