"""Topics and outcomes in English text: lists after “covers”, “in the field of”; what two sides reviewed or agreed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.choices import Strength

_CUES = [
    r"\b(?:[Cc]overs?|covering|[Aa]reas(?: of co-?operation)?(?: include| are)?:?|[Ff]ields(?: include| "
    r"are)?:?|[Cc]ontents?:|[Tt]opics(?: include)?:?|[Ss]ubjects?:)(?<![a-z]) ?",
    r"\b(?:in|on) (?:the )?(?:areas?|fields?|sectors?) of ",
    r"<F> (?:for strategic co-?operation |for co-?operation |of co-?operation )?(?:on|in|concerning|"
    r"regarding|about) (?:co-?operation (?:in|on|to) )?(?:the (?:field|area|sector)s? of )?",
    r"\b(?:co-?operat(?:e|ion)|collaborat(?:e|ion)|work together|partnership|programme) (?:in|on) (?:the "
    r"(?:field|area|sector)s? of )?(?:areas such as )?",
    r"\bareas (?:such as|including|like) ",
    r"\bto (?:promote|strengthen|enhance|expand|deepen|foster|facilitate) (?:bilateral |mutual )?co-?operation in ",
    r"<F>[^.;]{0,40} (?:for|to) (?:jointly )?(?:develop|promote|advance|explore|conduct|strengthen) ",
]
_CUE = re.compile("|".join(f"(?:{cue})" for cue in _CUES))
_STOP = re.compile(
    r"[.;!?()\n]|: | means:|\b(?:using|through|via|by means|signed|was|were|is|are|which|that|between|with|"
    r"at the|being|while|"
    r"under|during|where|who|has|have|had|will|would|after|before|from|since|as well as to|aimed|so that|in "
    r"order|among|dated|held|launched)\b|"
    r" on (?:the )?\d| in (?:19|20)\d\d| (?:on|in) <|<"
)
_SPLIT = re.compile(
    r",? and (?!(?:AMR|development|welfare|control|prevention|technology|care|medicine|exchange|"
    r"evaluation)\b)|, | & |;"
)
_LEAD = re.compile(
    r"^(?:and |the |a |an |its |their |areas? of |fields? of |joint |mutual |further |greater |wider |"
    r"including |such as |also |more |of |in |on |for |"
    r"to |co-?operation (?:in|on|to \w+) |collaboration (?:in|on) |exchange of |promotion of |development "
    r"of |establishment of )+",
    re.IGNORECASE,
)
_TAIL = re.compile(r" (?:opportunities|activities|issues|matters|areas|fields|sectors?|purposes|links)$")
_GENERAL = {
    "cooperation", "co-operation", "collaboration", "partnership", "means", "areas", "fields", "others", "other areas",
    "more",
    "meetings", "joint events", "events", "visits", "mutual interest", "common interest", "etc",
    "matters of mutual interest",
    "contents", "strategic cooperation", "international cooperation", "future", "support", "opportunities",
    "information",
    "both countries", "them", "it", "this", "these areas", "various fields", "various areas", "terms", "paper",
}  # fmt: skip
_MOST_WORDS, _LEAST_LETTERS = 6, 3
_MOST = 10  # topics of a text

_SIDES = (
    r"(?:[Bb]oth (?:countries|sides|parties|governments|delegations|ministers|organi[sz]ations)|"
    r"(?:[Tt]he )?two (?:countries|sides|parties|governments|delegations|ministers|organi[sz]ations)|"
    r"[Tt]hey|[Tt]he (?:parties|sides|ministers|delegations|participants))"
)
_VERBS = {
    Strength.REVIEWED: r"review(?:ed|ing)|examin(?:ed|ing)|took stock of|assess(?:ed|ing)",
    Strength.REAFFIRMED: r"reaffirm(?:ed|ing)|reiterat(?:ed|ing)|confirmed (?=their|the)",
    Strength.HOPED: r"express(?:ed|ing) (?:their |the )?hopes?(?: for| that)?|hop(?:ed|ing)(?: to| for| that)",
    Strength.DISCUSSED: r"discuss(?:ed|ing)|exchang(?:ed|ing) views on|talked about",
    Strength.EXPLORED: r"explor(?:ed|ing)",
    Strength.AGREED: r"agreed (?:to|on|that)",
    Strength.SHARED: r"shar(?:ed|ing)(?! of)",
    Strength.INTENDED: r"plann?(?:ed|ing)? to|intend(?:ed)? to|pledged to",
}
_VERB = re.compile("|".join(f"(?P<{code.name}>\\b(?:{words}))" for code, words in _VERBS.items()))
_OUTCOME_START = re.compile(
    rf"(?:^|, |: )(?:During [^,]+, |At [^,]+, |Next, |Furthermore, |In addition, )?{_SIDES}\b|"
    rf"\b[Dd]iscussions included|\bKorea also introduced"
)
_OUTCOME_END = re.compile(
    r",? (?:and|while) (?=(?:re(?:viewed|affirmed)|examined|shared|discussed|explor|agreed|expressed))|, "
    r"(?=(?:re(?:viewed|affirmed)|examined|shared|discussed|explored|agreed|expressed)\b)|\.$|;"
)


@dataclass(frozen=True)
class Passage:
    """Words of a text by their offsets, with a code for outcomes."""

    start: int
    end: int
    value: str
    role: str = ""


def topics_in(text: str, forms: list[tuple[int, int]], offset: int) -> Iterator[Passage]:
    """The topics that a sentence lists. ``forms``: offsets of the forms in the text, which cues stand after."""
    marked = text
    for start, end in sorted(forms, reverse=True):
        marked = marked[: start - offset] + "<F>".ljust(end - start, "\x00") + marked[end - offset :]
    squeezed, places = _squeeze(marked)
    for match in _CUE.finditer(squeezed):
        rest = squeezed[match.end() :]
        stop = _STOP.search(rest)
        end = match.end() + (stop.start() if stop else len(rest))
        for start, chunk in _chunks(squeezed[match.end() : end], match.end()):
            begin, finish = places[start], places[start + len(chunk) - 1] + 1
            yield Passage(begin + offset, finish + offset, chunk)


def _squeeze(text: str) -> tuple[str, list[int]]:
    kept = [(place, sign) for place, sign in enumerate(text) if sign != "\x00"]
    return "".join(sign for _place, sign in kept), [place for place, _sign in kept]


def _chunks(text: str, base: int) -> Iterator[tuple[int, str]]:
    """The parts of a list that can be topics, with where they begin."""
    at = 0
    pieces = []
    for match in _SPLIT.finditer(text):
        pieces.append((at, text[at : match.start()]))
        at = match.end()
    pieces.append((at, text[at:]))
    for start, piece in pieces:
        lead = _LEAD.match(piece.lstrip())
        indent = len(piece) - len(piece.lstrip()) + (lead.end() if lead else 0)
        chunk = _TAIL.sub("", piece[indent:].rstrip(" ,:'\"’”"))
        if _is_topic(chunk):
            yield base + start + indent, chunk


def _is_topic(chunk: str) -> bool:
    words = chunk.split()
    if not 0 < len(words) <= _MOST_WORDS or len(chunk) < _LEAST_LETTERS or chunk.lower() in _GENERAL:
        return False
    return not re.search(r"\d|[<>\"“”]", chunk) and not re.match(r"(?:[A-Z][a-z]+ ){1,3}[A-Z][a-z]+$", chunk)


def outcomes_in(text: str, offset: int) -> Iterator[Passage]:
    """What both sides of a meeting reviewed, discussed, hoped for or agreed."""
    start = _OUTCOME_START.search(text)
    if not start:
        return
    if start[0].lower().endswith("discussions included"):
        yield Passage(
            start.end() + 1 + offset,
            len(text.rstrip(".")) + offset,
            text[start.end() + 1 :].rstrip("."),
            Strength.DISCUSSED.value,
        )
        return
    for match in _VERB.finditer(text, start.start()):
        rest = text[match.end() :]
        stop = _OUTCOME_END.search(rest)
        words = (rest[: stop.start()] if stop else rest).strip(" .,")
        if len(words.split()) >= 2:
            begin = match.end() + len(rest) - len(rest.lstrip())
            yield Passage(begin + offset, begin + len(words) + offset, words, Strength[match.lastgroup].value)
