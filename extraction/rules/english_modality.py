"""Modality of clauses in English: whether a verb or noun of concluding is told as something that took place.

It did not take place where it is denied, failed, planned, hoped for, supposed, or only reported by others.
"""

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from extraction.rules.modality import Event

_VERB = re.compile(
    r"\b(?:(?:co-?|re-?)?sign(?:s|ed|ing)?|unsigned|signature|conclud(?:es?|ed|ing)|inks?|inked|"
    r"execut(?:ed|es?)|"
    r"enter(?:s|ed|ing)? into(?! (?:force|effect))|initial(?:l?ed|l?ing)|sealed|struck|strike|"
    r"reach(?:ed)? (?:an? |any )?(?:agreement|deal|accord)|formali[sz]ed?|established|"
    r"exchanged(?! (?:views|drafts?|ideas|opinions|information|greetings|gifts|texts)\b)|"
    r"renew(?:s|ed)?|extend(?:ed)?|amend(?:ed)?)\b(?! up\b)"
)
_BASE = re.compile(r"renew|extend|amend|strike|formali[sz]e|reach .*")  # of what may be, not of what was
# What changes or follows an agreement may be foreseen by it: “may be renewed” is a term, and nothing that failed
_FORESEEN = re.compile(r"renew|extend|amend|establish|exchang|formali|seal", re.IGNORECASE)
_WISHED = re.compile(r"\b(?:hop|plan|intend|want|aim|wish|seek|expect)\w*(?: \w+ly)? to (?:also )?$")
_WILL_NOT = re.compile(r"\b(?:(?:will|shall|may|can|does|do) not|cannot|won['’]t)\b[^.;]{0,30} $")
_GAP = (
    r"(?:, [^,.;]{1,40},)?(?: (?!(?:and|but|who|which|that|although|while|only|just|merely)\b)[\w'’-]+){0,3}"
)
_DENIED = (
    rf"\b(?:not|never|cannot|nobody|no one|neither|nor|without|hardly|\w+n['’]t){_GAP} $|\b(?:almost|"
    rf"nearly) $|"
    r"\b(?:no|none|neither) [^.;:,]{0,60} (?:was|were|is|are|has|have|had)(?: \w+)* $|"
    r"\b(?:[Nn]o (?:party|side|agreement|memorandum|deal|such)|[Nn]one of|[Nn]either) [^.;:,]{0,40} $|"
    r"\b(?:instead of|rather than|short of|against|prevent\w* \w+ from) (?:the |\w+ly )?$|"
    r"\b(?:den(?:y|ies|ied)|refus\w+|reject\w+|declin\w+|fail\w+)\b[^.;:,]{0,50} $"
)
_NOT_YET = (
    rf"\b(?:will|would|shall|should|may|might|could|can|must|yet){_GAP} $|"
    r"\bto (?:be |have |have been |\w+ly |be \w+ly |re-?)?$|"
    r"\b(?:being|getting) $|"
    r"\b(?:approv\w+|nod|clearance|permission|go-ahead|mandate|consent|"
    r"cancel\w*|call\w* off|put off|postpon\w*|delay\w*|plann?\w*|propos\w+|schedul\w+|"
    r"upcoming|"
    r"expect\w*|possib\w+|prospect\w*|hop\w+|consider\w*|discuss\w*|negotiat\w+|prepar\w+|seek\w*|before|"
    r"until|"
    r"ahead|towards?|pending|authori[sz]\w+|look\w* forward to)"
    r"(?: (?:the|a|an|its|their|own|of|for|planned|formal|official|expected|scheduled)){0,3} $"
)
_SUPPOSED = (
    r"(?:^|[.;] )Should\b[^.;:,]{0,80} $|"
    r"\b(?:[Ii]f|[Uu]nless|[Ww]hether|[Oo]nce|[Pp]rovided that)\b(?! in\b)[^.;:,]{0,80} $|\b[Oo]nce $|"
    r"(?:^|[.;] )Had\b[^.;:,]{0,80} $|\bas soon as\b[^.;:,]{0,30} $"
)
_PAPER = (
    r"(?-i:(?:[A-Z]\w+ ){0,3}(?:Times|Post|Daily(?: [A-Z]\w+)?|Herald|Tribune|Gazette|Guardian|Mail|Star|"
    r"Journal|Observer|"
    r"Express|Courier|Telegraph|Standard|Chronicle|Mirror|Sun|Globe|Reuters|AFP|Bloomberg|Xinhua|Yonhap|"
    r"TASS|BBC|CNN)\b)"
)
_REPORTED = (
    r"\b(?:reportedly|allegedly|supposedly|falsely|pretend(?:s|ed)?|"
    r"fake|forged|rumou?red?|rumou?rs|claim(?:s|ed)? (?:that|to)|"
    r"(?:is|are|was|were) (?:said|believed|thought|understood) to)\b[^.;:]{0,80} $|"
    r"\b(?:media|press(?! (?:release|statement|conference|office))|newspapers?|outlets?|tabloids?|blogs?)\b"
    r"[^.;:]{0,40}\b(?:report\w*|say|said|says|claim\w*|suggest\w*)\b[^.;:]{0,80} $|"
    r"\b[Aa]ccording to (?:(?:the|an?|local|several|some|unnamed|\w+) ){0,2}(?:media|press|reports?|"
    r"newspapers?|rumou?rs|"
    r"sources|insiders|daily|weekly|newspaper|website|portal|broadcaster|news agency|blog)\b[^.;:]{0,100} $|"
    rf"\b[Aa]ccording to (?:the )?{_PAPER}[^.;:]{{0,100}} $|{_PAPER},? (?:has |had )?(?:report|wr[io]t|"
    rf"sa[iy]|claim)\w*"
    r"\b[^.;:]{0,120} $|"
    r"\b(?:[Oo]ur|[Mm]y|[Aa]n (?:earlier|previous)|[Tt]his \w+['’]s|[Yy]esterday['’]s|[Ll]ast \w+['’]s) "
    r"(?:\w+ )?(?:report|article|story|post|edition|issue|version|release)\b[^.;:]{0,40}"
    r"\b(?:said|stated|wrote|reported|claimed|announced|suggested)\b[^.;:]{0,120} $|"
    r"\b[Ww]e (?:\w+ly )?(?:wrote|reported|stated|said|published|"
    r"announced)\b(?: \w+){0,2} that\b[^.;:]{0,120} $"
)
_NOT_DONE = re.compile(f"{_DENIED}|{_NOT_YET}|{_SUPPOSED}|{_REPORTED}", re.IGNORECASE)
# A report that the same sentence denies: “signed a memorandum with Arden; the ministry denied the report”
_DENIED_AFTER = re.compile(
    r"[^.]*(?:[;–—,]| but| though| although) [^.;]{0,80}?\b(?:den(?:y|ies|ied)|reject(?:s|ed)?|"
    r"dismiss(?:es|ed)?|"
    r"disput(?:es?|ed)|refut(?:es?|ed))"
    r"(?: (?:the|this|that|these|any such) (?:\w+ )?(?:reports?|claims?|rumou?rs?|allegations?|story|"
    r"account|statement)s?|"
    r" (?:it|this|having|doing)\b|(?=[.;,]|$))"
)
_IS_REPORTED = re.compile(_REPORTED, re.IGNORECASE)
_IS_DENIED = re.compile(_DENIED, re.IGNORECASE)
# “Ministers met in Seoul to sign …”: the aim of what was done
_ON_PURPOSE = re.compile(
    r"\b(?:met|gathered|convened|came|come|travel\w+|flew|visited|assembled|"
    r"joined)\b[^.;:]{0,80} to (?:\w+ly )?$"
)
_FOR_A_SIGNING = re.compile(
    r"\bfor (?:the|a|its|their) (?:\w+ )?$"
)  # “travels to Oslo for the signing ceremony”
_FIRST_TO = re.compile(r"\b(?:first|second|third|last|only|latest)\b[^.;:,]{0,40} to $")
_NOTHING = re.compile(r" (?:nothing|none|neither|no (?!(?:longer|fewer|less|more)\b))")
_FAILED = (
    r"(?:cancell?\w*|postponed|called off|put off|delayed|shelved|abandoned|scrapped|stalled|blocked|"
    r"rejected|fell "
    r"through|broke down|collapsed|came to nothing|never (?:happened|took place|materiali[sz]ed)|"
    r"did not (?:happen|take place|materiali[sz]e))"
)
_CALLED_OFF = re.compile(
    rf"[^.;]*?\b(?:{_FAILED}|planned|scheduled|set for|due|expected|will|would|to take place|to be)\b"
)
_THERE = re.compile(r"\b(?:[Aa]t|[Dd]uring|[Aa]fter|[Ff]ollowing) (?:the|an?|its|their) (?:\w+ )?$")
_OF_SPEECH = re.compile(r"\b(?:said|remarked|told|noted|stated|added|stressed|explained|expressed|that)\b")
_ELLIPSIS = re.compile(
    r"\b(?:did|has|have|had|would|could)(?: not|n['’]t)(?=[.;]|, (?:and|but|so|though)\b|,?$)"
)
_INSTRUMENT = r"\b(?:[Mm]emorand\w+|M[Oo][Uu]s?|[Aa]greements?|[Pp]acts?|[Tt]reat\w+|[Aa]ccords?|[Dd]eals?)\b"
_FAILED_INSTRUMENT = re.compile(
    rf"{_INSTRUMENT}(?: (?:with|between|on|of) (?:(?!\b(?:after|before|when|which|that|sign\w*)\b)"
    rf"[^.;:,]){{2,60}}?)?,? (?:(?:has|have|had|was|were|is|are|been) )*"
    rf"(?:fell through|broke down|collapsed|came to nothing|(?<=been )(?:postponed|put off|shelved|"
    rf"called off|"
    rf"delayed)|(?<=was )(?:postponed|put off|shelved|called off|delayed|still under negotiation)|"
    rf"(?<=(?: is|are|was|ere) )(?:still |currently |now )?"
    rf"(?:being (?:negotiated|discussed|drafted|prepared|considered)|"
    rf"under (?:negotiation|discussion|consideration))|"
    rf"(?:will|would|shall|may|might|is to|are to) be (?:negotiated|discussed|drafted|prepared|considered)|"
    rf"never materiali[sz]ed|did not materiali[sz]e)|"
    rf"\b(?:in (?:talks|negotiations)|(?:is|are|was|were) (?:still |currently |now )?"
    rf"(?:considering|negotiating|discussing|"
    rf"exploring|preparing|drafting))\b[^.;:]{{0,80}}{_INSTRUMENT}|"
    rf"\b(?:[Tt]alks|[Nn]egotiations) (?:on|about|over|for|with)\b[^.;:]{{0,80}}\b(?:{_FAILED}|failed|stall)"
)


_REACH = 250  # letters before a verb that may tell of it
_MOST_VERBS = 20  # of concluding in a sentence: one with more is no sentence


def is_done(before: str, after: str = "") -> bool:
    """True where the words around a verb leave it standing as something that took place."""
    before = before[-_REACH:]
    is_undone = _NOT_DONE.search(before) and not _FIRST_TO.search(before)
    return not is_undone and not _NOTHING.match(after)


def is_denied(before: str) -> bool:
    """True where the words before a verb deny it; what is foreseen is not denied."""
    return bool(_IS_DENIED.search(before[-_REACH:]))


def english_events(text: str) -> Iterator[Event]:
    """The events of concluding in a sentence, in order."""
    events = [*_of_verbs(text)]
    events += [Event(*match.span(), is_done=False) for match in _FAILED_INSTRUMENT.finditer(text)]
    events += [Event(*match.span(), is_done=False) for match in _ELLIPSIS.finditer(text)]
    yield from sorted(events, key=lambda event: event.start)


def _of_verbs(text: str) -> Iterator[Event]:
    for match in islice(_VERB.finditer(text), _MOST_VERBS):
        before, after = text[max(0, match.start() - _REACH) : match.start()], text[match.end() :]
        if _ON_PURPOSE.search(before) or (match[0] == "signing" and _FOR_A_SIGNING.search(before)):
            continue
        denied = _DENIED_AFTER.match(after)
        done = match[0] != "unsigned" and is_done(before, after) and not denied
        if done and re.fullmatch("signing|signature", match[0]):
            is_there = _THERE.search(before)
            done = not _CALLED_OFF.match(_OF_SPEECH.split(after)[0] if is_there else after)
        if done and _BASE.fullmatch(match[0]):
            continue
        if (
            not done
            and _FORESEEN.search(match[0])
            and (not _IS_DENIED.search(before) or _WILL_NOT.search(before))
            and not _WISHED.search(before)
        ):
            continue
        yield Event(match.start(), match.end(), done, is_reported=bool(denied or _IS_REPORTED.search(before)))


_STRONG = re.compile(
    r"; |: | [–—] |,? but |, (?=(?:while|although|though|whereas|and|yet|even)\b)|"
    r"(?<=[a-z]) (?=(?:although|whereas)\b)"
)
_WEAK = re.compile(
    r", |(?<=\S) (?=(?:which|who|that|after|before|until|since|when|where|having|despite|following|while|as|"
    r"and (?:will|would|plan|hope|intend|expect|did not|refus|declin|fail)\w*)\b)"
)
_NO_SUBJECT = re.compile(
    r"(?:\W|\b(?:but|and|yet|then|later|finally|eventually|only|instead|did|have|has|had|\w+ly)\b)*"
)
_PREDICATE = re.compile(
    r"\b(?:had|has|have|was|were|is|are|will|would|could|did|do|does|plan\w*|refus\w*|declin\w*|fail\w*|"
    r"hop\w*|"
    r"intend\w*|expect\w*|never)\b"
)


def english_undone_clauses(text: str, events: list[Event]) -> list[tuple[int, int]]:
    """The offsets of the clauses of a sentence whose events all did not take place, where others in it did."""
    spans = []
    clauses = _clauses(_STRONG, text, 0, len(text), events)
    for number, (start, end, own) in enumerate(clauses):
        if any(event.is_done for event in own):
            if not all(event.is_done for event in own):
                spans += _undone_within(text, start, end, own)
            continue
        following = clauses[number + 1] if number + 1 < len(clauses) else None
        is_shared = following and _NO_SUBJECT.fullmatch(text[following[0] : following[2][0].start])
        verb = _PREDICATE.search(text, start, end) if is_shared else None
        spans.append((verb.start() if verb else start, end))
    return spans


def _undone_within(text: str, start: int, end: int, events: list[Event]) -> Iterator[tuple[int, int]]:
    """The offsets of the undone parts of a clause that has both; a part that has both from its verb on."""
    for begin, finish, own in _parts_of_clause(text, start, end, events):
        undone = [event for event in own if not event.is_done]
        if undone and len(undone) == len(own):
            yield begin, finish
        elif undone:
            later = [event.start for event in own if event.is_done and event.start > undone[0].end]
            yield undone[0].start, later[0] if later else finish


def _parts_of_clause(
    text: str, start: int, end: int, events: list[Event]
) -> Iterator[tuple[int, int, list[Event]]]:
    """The parts of a clause between commas and before relative words, with their events."""
    cuts = [start, *(m.start() for m in _WEAK.finditer(text, start, end) if m.start() > start), end]
    for begin, finish in pairwise(cuts):
        yield begin, finish, [event for event in events if begin <= event.start < finish]


def _clauses(
    boundary: re.Pattern, text: str, start: int, end: int, events: list[Event]
) -> list[tuple[int, int, list[Event]]]:
    """The clauses of a sentence with their events; one without any belongs to that before it, the first to the next."""
    cuts = [start, *(m.start() for m in boundary.finditer(text, start, end) if m.start() > start), end]
    clauses: list[tuple[int, int, list[Event]]] = []
    for begin, finish in pairwise(cuts):
        own = [event for event in events if begin <= event.start < finish]
        if clauses and not (own and clauses[-1][2]):
            begin, own = clauses[-1][0], clauses.pop()[2] + own
        clauses.append((begin, finish, own))
    return clauses
