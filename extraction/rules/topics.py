"""Topics in English text: lists after “covers”, “in the field of”, and what an agreement is said to be for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extraction.rules.name_kinds import is_acronym_like
from extraction.rules.topic_clauses import CUE as CLAUSE_CUE
from extraction.rules.topic_clauses import TALKED, enumerated, is_of_contents, named_after, sought

_BULLET = re.compile(r"(?:^|\n)[ \t]*(?:[-–•·*▪●○◦□ㅇ▲△■◆∙①-⑳]|\(?\d{1,2}[.)]|[a-z가-힣][.)])[ \t]*$")
_NUMBER = re.compile(r"\(?\d{1,2}[.)]\s+|[①-⑳]\s*")
_COOPERATE = (
    r"(?:[Cc]o-?operat(?:e|es|ion)|[Cc]ollaborat(?:e|es|ion)|[Ww]ork(?:ing)? together|[Ww]ork|[Pp]artnership|"
    r"[Pp]rogramme)"
)
_CUES = [  # what stands before a list of topics, in a sentence with the form written <F>
    r"(?:\b(?:[Ii]t|[Tt]his|[Tt]hey|agreement|deal|partnership)|<F>)(?: \([^()]*\))? (?:also )?(?:plan|"
    r"covers?|focus(?:es)? on|"
    r"includes?|encompass(?:es)?|"
    r"spans?|provides? for|aims? (?:to|at)|envisages?) ",
    r"\b(?:[Aa]reas|[Ff]ields|[Tt]opics|[Ss]ubjects|[Pp]riorities|[Ss]cope|[Aa]ctivities)"
    r"(?: of (?:the |mutual |joint )?(?:co-?operation|collaboration|focus|interest|work|<F>))?"
    r"(?:(?: may| will)? include,?(?: for example,?)?| are|:) ?",
    r"\bareas (?:such as|including|like) ",
    rf"{_COOPERATE} (?:in|on) (?:the (?:field|area|sector)s? of )?(?:areas such as )?",
    r"\b(?:in|on) the (?:areas?|fields?|sectors?) of ",
    r"<F>(?: \([^()]*\))?(?: for strategic co-?operation| for co-?operation| of co-?operation)? (?:on|in|"
    r"concerning|regarding|about) "
    r"(?:strengthening |promoting |enhancing )?(?:co-?operation (?:in|on|to) )?(?:the (?:field|area|sector)s? of )?",
    r"\b(?:to|and) (?:jointly )?(?:promote|strengthen|enhance|expand|deepen|foster|facilitate|develop|"
    r"advance|explore|look for|conduct) "
    r"(?:bilateral |mutual |joint )?(?:co-?operation |collaboration )?(?:in (?:the )?(?:development of |"
    r"fields? of |areas? of )?)?",
    r"\b(?:collaborat|co-?operat|work together|partner|join forces)\w* (?:more )?(?:closely |together |jointly )?"
    r"(?:in|on|across)(?: areas (?:such as|including)| the (?:fields?|areas?) of)? ",
    r"\b(?:dedicated to|devoted to|focus(?:ed|ing|es) (?:primarily |mainly )?on|with a (?:particular |"
    r"special )?focus on|"
    r"aim(?:ed|ing) (?:at|to)) (?:the )?(?:promotion of |development of )?",
    r"\bContents?:? ?(?:(?: may| will)? include| are|:) ?",
    r"<F>[^.;:<]{0,90} on (?!the \d)(?=[a-z])",
    r"<F>[^.;:]{0,90} for (?!the (?:first|second)|a (?:period|term)|both|theirs?)",
    r"(?<=[\w)>]): (?=[a-z])",
    r"\b(?:areas|fields|domains|sectors|spheres)(?: of co-?operation)?,? (?:among (?:them|these)|namely)(?: are)? ",
    r"\b(?:including|such as|related to|relating to|concerning) (?=[A-Za-z])",
    r"^\W*(?:[A-Z]\w+: )?To (?:promote|advance|strengthen|enhance|develop) ",
]
_CUE = re.compile("|".join(f"(?P<c{number}>{cue})" for number, cue in enumerate(_CUES)))
# That name fields of cooperation as such, and a list of them after “memorandum … on”
_SURE_CUES = {f"c{number}" for number in (*range(8), 10)}
_AFTER_FORM = "c10"
_OF_OLDER = re.compile(r"\b(?:buil(?:ds?|t|ding) (?:up)?on|earlier|previous|existing|extend\w*|renew\w*)\b")
_OF_FORM = {"c4", "c5"}  # “in the field of”, “memorandum on”, sure of a single subject as well
_BRACKETS_TO_COMMAS = str.maketrans(
    "()", ",,"
)  # fields with their parts in brackets: health policy (primary care, …)
_OF_LIABILITY = re.compile(r"\b(?:answer|account\w*|responsible|liable|liability) for $")
_COLON = re.compile(r": ?$")
_STOP = re.compile(
    r"\bfor an? (?:initial|further|period|term)\b|\b(?:renewable|extend[ai]ble) (?:for|by|once)\b|"
    r"[.!?()\n]| {3,}|: | means:|[;:] (?:means|by)\b|\b(?:using|through|via|by means|signed|was|were|is|are|which|"
    r"that|between|with|at|being|"
    r"while|under|unless|during|where|who|has|have|had|will|would|can|may|after|before|since|as well as to|aimed|"
    r"so that|in order|among|"
    r"dated|held|launched|as part of|from|including|related to|such as|concerning)\b| on (?:the )?\d| in "
    r"(?:19|20)\d\d|"
    r" (?:on|in) <| in (?:areas|fields) |<"
)
_NEXT_CLAUSE = re.compile(r", (?:and|while|but) (?=[A-Z]\w+ (?:\w+ ){1,5}(?:are|is|will|can|may|have|has)\b)")
_RELATIVE = re.compile(r" (?:that|which|who|on which|and (?:went|worked|agreed)) [^,.;]*(?=[,.;]|$)")
_SEMICOLON = re.compile(";")
_SPLIT = re.compile(
    r",? and (?!(?:AMR|development|welfare|control|prevention|technology|care|medicine|evaluation|AI|"
    r"innovation)\b)|, | & |; ?"
)
_LEAD = re.compile(
    r"^(?:and |the |a |an |its |their |areas? of |fields? of |(?:sub-?)?sectors? of |joint |mutual |"
    r"further |greater |wider |such "
    r"as |also |more |of |in |on |"
    r"for |to |co-?operation (?:in|on|to \w+) |collaboration (?:in|on) |exchanges? of |promotion of |development of |"
    r"establishment of |strengthening |promoting |enhancing |developing |advancing |sharing |supporting |"
    r"improving |conducting |develop |establish |conduct |carry out |"
    r"offer |supervise |deliver |organi[sz]e |share |create |provide |"
    r"improve |expand |build |advance |promote |strengthen |enhance |deepen |foster |"
    r"combat(?:t)?ing |fighting |tackling )+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?<!al)(?<!ic)(?<!ive)(?<!ary) (?:opportunities|activities|issues|matters|areas|fields|sectors?|purposes|links)$"
)
# Chunks that begin so are clauses, not subjects; words in -ing that are subjects are kept
_CLAUSE = re.compile(
    r"^(?!(?:training|funding|screening|manufacturing|engineering|banking|ageing|aging|nursing|learning|"
    r"teaching|housing|shipping|"
    r"monitoring|testing|planning|computing|mining|farming|sequencing|imaging|publishing|marketing|"
    r"building)\b)(?:co-?|re-?)?\w+ing\b|"
    r"^(?:this|these|those|several|number of|"
    r"(?:the |in )?(?:various|different|following|several|numerous) (?:ways|areas|fields)|"
    r"as|than|if|when|where|because|since|whose|whom|which|that|made|kept|based|founded|headed|led|"
    r"available|later|nurture|speed|accelerate|boost|foster|attract|raise|deliver|"
    r"by|behalf|learn|help|allow|enable|make|take|give|ensure|achieve|serve|bring|set|hold|provide|"
    r"become|be|do|use|"
    r"open|widen|co-?operate|collaborate|order|or|it|there|so as|government of|one|two|three|four|five|"
    r"six|ten|all|both|each|some|many|other|no|not|up|how|what|up to|he|she|his|her|our|we|you|who)\b",
    re.IGNORECASE,
)
_GENERAL = frozenset(
    re.split(
        r",\s+",
        """cooperation, co-operation, collaboration, partnership, means, areas, fields, others, other areas, more,
meetings, joint events, events, visits, mutual interest, common interest, etc, matters of mutual interest,
contents, strategic cooperation, international cooperation, future, support, opportunities, information,
both countries, them, it, this, these areas, various fields, various areas, terms, paper, parties, both
sides, cooperative relationship, relationship, mutual cooperation, bilateral cooperation, cooperation
projects, country, region, members, ways, public, world, years, purpose, time, theirs, bilateral relations,
relations, ties, friendship, parts, part, terms and conditions, future cooperation, allied, effective,
behalf, occasion, exchange, exchanges, promotion, introductions, best practices, related, similar, other,
institutions, student, faculty, students, staff, related fields, other fields, efforts, collaborative efforts,
joint efforts, initiatives, activities, development, university, spring, summer, autumn, winter,
company, companies, firm, methods, changes, capability, capabilities, participation, materials, certain materials,
cooperative relations, friendly relations, livelihoods, friendly, cooperative, subjects, related subjects,
employees, citizens, document, cooperation document, key, main, common, important, relevant, specific, certain,
other key, first term, second term, third term, term, joint initiatives, collaborations, practical applications,
capabilities, matters, areas below, following areas, areas, ways""",
    )
)
_OF_PARTIES = re.compile(
    r"\b(?:sign|focus|work together|exchange|co-?operat|collaborat|agree|partner|memorand|mou\b|covers?|"
    r"areas|fields|domains|contents|means|activities (?:will |may )?include)",
    re.IGNORECASE,
)
_ABOUT_ITSELF = re.compile(
    r"\b(?:was|is|were) (?:set up|established|founded|created|the (?:world|largest|leading))|\bis (?:an?|"
    r"the|one of)\b",
    re.I,
)
# Chunks of which a word is missing before or after, and what is of a time
_TORN = re.compile(
    r" (?:in|of|on|about|what|for|to|by|an?|the|their|its|private|public|common)$|"
    r"^\w+ (?:mode|manner|format|way|basis|style|fashion)$|^[\w-]+ basis\b|^collaborations\b|\bjointly$|"
    r" in the (?:long|short|medium) (?:term|run)$|"
    r"\b(?:it|they|by (?:Mr|Ms|Mrs|Dr|Prof)\b.*)$|"
    r"^(?:given|after|before|explored|signed|range of|recent|first|last|next|latest)\b|"
    r"\b(?:this|these|that|those|which|our|we|signing)\b|"
    r"\b[a-z]+ed (?:the|an?|its|their|his|by)\b|"  # a clause: “delegation toured the town”
    r"^(?:relationships?|relations|ties|good|benefits?|interests?|goals?) (?:of|between|for) (?:the |both |all )",
    re.IGNORECASE,
)
_MOST_WORDS, _LEAST_LETTERS = 6, 3
_MOST_SURE_WORDS = 5
_SURE_LIST = 3  # items


@dataclass(frozen=True)
class Passage:
    """Words of a text by their offsets, with a code for outcomes."""

    start: int
    end: int
    value: str
    role: str = ""
    is_sure: bool = False


def bulleted_topics(text: str, start: int, end: int) -> Passage | None:
    """The subject that a line of its own behind a bullet or number is, where it is short enough to be one."""
    own = _NUMBER.match(text[start:end])  # a number that is not blanked out
    if not (own or _BULLET.search(text[max(0, start - 12) : start])) or "\t" in text[start:end]:
        return None
    start += own.end() if own else 0
    words = text[start:end].rstrip(" ;,.")
    words = re.sub(r",? (?:and|및)$", "", words).rstrip(" ;,.")
    lead = _LEAD.match(words)
    shift = lead.end() if lead else 0
    is_short = len(words[shift:].split()) <= _MOST_WORDS + 2 and len(words) > _LEAST_LETTERS
    return Passage(start + shift, start + len(words), words[shift:]) if is_short else None


def is_about_parties(text: str) -> bool:
    """True for a sentence by which parties cooperate or agree, whether or not it names a form."""
    return bool(_OF_PARTIES.search(text)) and not _ABOUT_ITSELF.search(text)


def topics_in(text: str, forms: list[tuple[int, int]], offset: int) -> Iterator[Passage]:
    """The topics that a sentence lists. ``forms``: offsets of the forms in the text, which cues stand after."""
    marked = text.replace("\n", " ")  # of a line that goes on
    for start, end in sorted(forms, reverse=True):
        marked = marked[: start - offset] + "<F>".ljust(end - start, "\x00") + marked[end - offset :]
    squeezed, places = _squeeze(marked)
    if not (forms or _OF_PARTIES.search(squeezed)) or (not forms and _ABOUT_ITSELF.search(squeezed)):
        return
    taken = 0
    for match in _CUE.finditer(squeezed):
        if _OF_LIABILITY.search(match[0]):
            continue
        if match.start() < taken or (match[0].startswith(":") and not forms):
            continue
        is_list = bool(_COLON.search(match[0]))
        rest = squeezed[match.end() :]
        rest = rest.translate(_BRACKETS_TO_COMMAS) if is_list else rest
        stop = _STOP.search(rest)
        end = stop.start() if stop else len(rest)
        if not is_list and (semicolon := _SEMICOLON.search(rest[:end])):
            end = semicolon.start()
        chunks = list(_chunks(rest[:end], match.end()))
        taken = match.end() + end if chunks else taken
        is_sure = match.lastgroup in _SURE_CUES and (len(chunks) > 1 or match.lastgroup in _OF_FORM)
        is_sure = is_sure and not (match.lastgroup == _AFTER_FORM and _OF_OLDER.search(squeezed))
        for start, chunk in chunks:
            begin, finish = places[start], places[start + len(chunk) - 1] + 1
            is_short = len(chunk.split()) <= _MOST_SURE_WORDS
            yield Passage(begin + offset, finish + offset, chunk, is_sure=is_sure and is_short)


def topics_of_clauses(text: str, forms: list[tuple[int, int]], offset: int) -> Iterator[Passage]:
    """Topics in what a sentence says that an agreement is for; sure where it lists three or more."""
    marked = text.replace("\n", " ")
    for start, end in sorted(forms, reverse=True):
        marked = marked[: start - offset] + "<F>".ljust(end - start, "\x00") + marked[end - offset :]
    squeezed, places = _squeeze(marked)
    for spans in _lists_of_clauses(squeezed):
        for start, chunk in spans:
            begin, end = places[start] + offset, places[start + len(chunk) - 1] + 1 + offset
            is_sure = len(spans) >= _SURE_LIST and len(chunk.split()) <= _MOST_SURE_WORDS
            yield Passage(begin, end, chunk, is_sure=is_sure)


def topics_of_talks(text: str, offset: int) -> Iterator[Passage]:
    """Topics that a sentence says were talked about."""
    plain = _RELATIVE.sub(lambda clause: " " * len(clause[0]), text.replace("\n", " "))
    for match in TALKED.finditer(plain):
        rest = plain[match.end() :]
        for start, chunk in _chunks(re.split(r"[.;:()<]", rest)[0], match.end()):
            yield Passage(start + offset, start + len(chunk) + offset, chunk)


def _lists_of_clauses(text: str) -> Iterator[list[tuple[int, str]]]:
    if is_of_contents(text):
        for match in CLAUSE_CUE.finditer(text):
            rest = _NEXT_CLAUSE.split(text[match.end() :])[0]
            stop = _STOP.search(rest)
            chunks = list(_chunks(rest[: stop.start() if stop else len(rest)], match.end()))
            is_alone = len(chunks) == 1 and " " not in chunks[0][1]
            yield [] if is_alone and "<F>" not in text else chunks
        if listed := sought(text):
            yield from ([span] for span in _chunks(listed[1][:1].lower() + listed[1][1:], listed[0]))
    yield from ([span] for span in named_after(text))
    yield list(_enumerated_subjects(text))


def _enumerated_subjects(text: str) -> Iterator[tuple[int, str]]:
    for start, item in enumerated(text):
        lead = _LEAD.match(item)
        shift = lead.end() if lead else 0
        words = re.split(r" (?:under|which|that|on which|by which|for a)\b|\. ", item[shift:])[0].rstrip(
            " ,."
        )
        if len(words) > _LEAST_LETTERS:
            yield start + shift, words


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
    if re.search(r"-$|\d|\b(?:years?|months?|decades?|weeks?)\b|[<>\"“”]|\w['’]s\b", chunk) or _CLAUSE.match(
        chunk
    ):
        return False
    if re.search(r" (?:said|says|added|told|reported|informed)$", chunk) or _TORN.search(chunk):
        return False
    return not chunk[0].isupper() or is_acronym_like(words[0]) or words[0] in {"AI", "AMR", "ICT", "R&D"}
