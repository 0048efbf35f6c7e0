"""Mentions of names in English text: runs of capitalized words, told apart as organizations, countries and others."""

import re
from collections.abc import Iterator
from itertools import pairwise

from extraction.rules.english_words import (
    ABSTRACT,
    BEFORE_FIELD,
    HONORIFIC,
    MONTHS,
    NOT_NAMES,
    NOT_ORGANIZATIONS,
    ORGANIZATION,
    POST,
    POST_MODIFIER,
    POST_TAIL,
    POSTS,
    WEEKDAYS,
)
from extraction.rules.gazetteer import country_code
from extraction.rules.lower_case_names import with_lower_case
from extraction.rules.name_kinds import (
    ORGANIZATION_KIND,
    Mention,
    classify,
    is_acronym_like,
    is_capitalized,
    with_brackets,
)

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}|\d+[A-Z]+\+?|(?!(?<=\w['’])s\b)[^\W\d_]\w*(?:[-&/+.]\w+|['’](?!s\b)\w+)*\+?|\d+(?:st|nd|rd|th)?"
)
_SMALL = r"(?:of|for|de|del|des|du|la|der|di|da|do|d['’]|von|van|zu|und|et|y|e|bin|bint|ibn|al|el|&)"
_CONNECTOR = re.compile(rf" (?P<words>{_SMALL}(?: the| la| los)?|of the|for the) ?")
_JOINING = re.compile(r",? (?:and|&) |, ")
_TAIL_HEAD = re.compile(
    r"\b(?:of|for)\b|,|\b(?:Ministry|Department|Institute|College|School|Office|Agency|Council)\b"
)
# After the first word of a sentence, what makes it a name: Pfizer signed, Moderna and Lonza
_ACTS_ITSELF = re.compile(
    r"(?<!s)(?: \([^()]*\))? (?:(?:has|have) (?:signed|concluded|entered|inked)|sign(?:s|ed)\b|inks?\b|"
    r"inked|concluded|has announced|"
    r"entered into|and (?:the )?[A-Z]|announced)"
)
_OWNED = {
    "Hospital",
    "College",
    "University",
    "School",
    "Foundation",
    "Clinic",
    "Fund",
    "Institute",
}  # Women's Hospital
_LEGAL_FORMS = {"Inc", "Ltd", "LLC", "Corp", "GmbH", "plc", "Limited", "Incorporated", "Co"}  # Acme, Inc.
_BORN_LATER = {"Jr", "Sr"}  # Jose V. Camacho Jr.
_FIELD_OF_POST = re.compile(r"\b(?:Minister|Secretary|Commissioner|Adviser) (?:of State )?(?:for|of) $")
_SINGULAR = {
    "universities": "University", "ministries": "Ministry", "governments": "Government", "cities": "City",
    "colleges": "College", "municipalities": "Municipality", "provinces": "Province",
}  # fmt: skip
_SENT_TO = re.compile(
    r"\b(?:[Aa]mbassador|[Hh]igh [Cc]ommissioner|[Cc]onsul[- ][Gg]eneral|[Ee]nvoy|"
    r"[Rr]epresentative)\b[^.;]{0,40} (?:to|in) (?:the )?$"
)
_PLURAL = re.compile(
    rf"\b(?P<word>{'|'.join([*_SINGULAR, *map(str.title, _SINGULAR)])})(?P<of> of) (?:the )?"
    r"(?P<places>[A-Z]\w+(?: [A-Z]\w+)*(?:, (?:the )?[A-Z]\w+(?: [A-Z]\w+)*)*,? and (?:the )?[A-Z]\w+(?: [A-Z]\w+)*)"
)


def mentions(text: str) -> list[Mention]:
    """The names in a sentence, in order; posts before a name are no part of it."""
    tokens = list(_TOKEN.finditer(text))
    result, position = [], 0
    while position < len(tokens):
        if not _may_begin(tokens, position, text):
            position += 1
            continue
        last = _end_of_run(tokens, position, text)
        before, first = _without_posts(tokens, position, last)
        first = _without_field_of_post(tokens, first, last, text)
        first, own = _without_country_of_post(tokens, first, last, text)
        for begin, end in ((position, before), own, (first, last)):
            if begin <= end and (mention := _mention_of_tokens(text, tokens, begin, end)):
                result.append(mention)
        position = last + 1
    return with_lower_case(text, _with_plurals(text, result))


def _without_country_of_post(tokens, first: int, last: int, text: str) -> tuple[int, tuple[int, int]]:
    """The first token after a country, and the country: “Ambassador to the Maldives Alaina Teplitz”."""
    none = (0, -1)
    is_sent = last - first > 1 and _SENT_TO.search(text[: tokens[first].start()])
    return (first + 1, (first, first)) if is_sent and country_code(tokens[first][0]) else (first, none)


def _with_plurals(text: str, known: list[Mention]) -> list[Mention]:
    """The mentions, “Universities of Birmingham and Melbourne” being two universities."""
    result = list(known)
    for match in _PLURAL.finditer(text):
        word = _SINGULAR[match["word"].lower()]
        places = list(re.finditer(r"[A-Z]\w+(?: [A-Z]\w+)*", match["places"]))
        if len(places) < 2:
            continue
        start = match.start("places")
        result = [
            mention for mention in result if mention.end <= match.start() or mention.start >= match.end()
        ]
        for number, part in enumerate(places):
            begins = match.start() if not number else start + part.start()
            name = f"{word} of {part[0]}" if match["of"] else f"{part[0]} {word}"
            result.append(
                Mention(begins, start + part.end(), name, ORGANIZATION_KIND, closes=start + part.end())
            )
    return sorted(result, key=lambda mention: mention.start)


def _may_begin(tokens: list[re.Match], position: int, text: str) -> bool:
    word = tokens[position][0]
    if word == "All" and position + 1 < len(tokens) and country_code(tokens[position + 1][0]):
        return True
    if word == "State" and re.search(
        r"(?:Secretary|Minister|Secretaries|Ministers) of $", text[: tokens[position].start()]
    ):
        return False
    if is_capitalized(word) and word.isupper() and len(word) > 2:
        return word not in NOT_ORGANIZATIONS or len(tokens) > position + 1
    if not is_capitalized(word) or word.lower() in NOT_NAMES - ORGANIZATION or word.lower() in HONORIFIC:
        return False
    following = tokens[position + 1 : position + 2]
    if word.lower() in NOT_NAMES and not (
        following and re.fullmatch(" of ?| ", text[tokens[position].end() : following[0].start()])
    ):
        return False
    return word.lower() not in MONTHS | WEEKDAYS


def _end_of_run(tokens: list[re.Match], first: int, text: str) -> int:
    """The index of the last token of the name that begins here."""
    last = first
    while last + 1 < len(tokens):
        gap = text[tokens[last].end() : tokens[last + 1].start()]
        following = tokens[last + 1][0]
        is_initial = gap == ". " and len(tokens[last][0]) == 1
        is_owned = gap in ("'s ", "’s ") and (
            (following in _OWNED and not country_code(tokens[last][0]))
            or (tokens[last][0], following) in (("People", "Republic"), ("People", "Democratic"))
        )
        is_part = (
            gap == "–" and is_acronym_like(tokens[last][0]) and following.lower() in ORGANIZATION | ABSTRACT
        )
        if (
            (gap in (" ", "-") or is_initial or is_owned or is_part)
            and is_capitalized(following)
            and _goes_on(tokens, first, last, following)
        ):
            last += 1
            continue
        if gap in (", ", "., ", ". ") and following in _LEGAL_FORMS | _BORN_LATER:
            last += 1
            continue
        further = _through_connector(tokens, first, last, text) or _through_joining(tokens, first, last, text)
        if further is None:
            break
        last = further
    return last


def _goes_on(tokens, first: int, last: int, following: str) -> bool:
    """False where a capitalized word after another begins something else: “Ministry of Health Dr Kim”."""
    if following.lower() in HONORIFIC and following.lower() not in {"professor"}:
        return False
    return following.lower() not in MONTHS | WEEKDAYS and following not in {
        "MoU",
        "MOU",
        "MoUs",
        "MOUs",
        "The",
    }


def _through_connector(tokens, first: int, last: int, text: str) -> int | None:
    """The next token of a name after “of” and the like; a post ends before it."""
    ends = tokens[last][0].lower()
    if ends in POST or ends in POSTS or (ends in POST_TAIL and last > first):
        return None
    match = _CONNECTOR.match(text, tokens[last].end())
    if not match:
        return None
    at = next(
        (i for i in range(last + 1, min(last + 4, len(tokens))) if tokens[i].start() >= match.end()), None
    )
    if at is None or tokens[at].start() != match.end() or not is_capitalized(tokens[at][0]):
        return None
    if tokens[at][0].lower() in MONTHS | HONORIFIC:
        return None
    words = [token[0].lower() for token in tokens[first : last + 1]]
    connector = match["words"].split()[0]
    if (
        connector in ("for", "&", "et", "y", "e", "und")
        and not set(words) & ORGANIZATION
        and connector != "&"
    ):
        return None
    if connector == "&" and tokens[at][0].lower() not in ABSTRACT and set(words) & ORGANIZATION:
        return None
    return at


def _through_joining(tokens, first: int, last: int, text: str) -> int | None:
    """The next token of a name after “and” or a comma within it: Ministry of Health and Welfare."""
    match = _JOINING.match(text, tokens[last].end())
    if not match:
        return None
    at = next(
        (i for i in range(last + 1, min(last + 3, len(tokens))) if tokens[i].start() == match.end()), None
    )
    if at is None:
        return None
    following, before = tokens[at][0], tokens[last][0].lower()
    further = [token[0].lower() for token in tokens[at : at + 4] if is_capitalized(token[0])]
    is_field = following.lower() in BEFORE_FIELD and len(further) > 1 and further[1] in ABSTRACT
    known = ABSTRACT | {"hospital", "institute", "college"}
    if not is_capitalized(following) or not (following.lower() in known or is_field):
        return None
    run = text[tokens[first].start() : tokens[last].end()]
    bodies = {"College", "Hospital", "Institute", "School", "Centre", "Center"}
    if tokens[at - 2][0] in bodies and following in bodies:
        return at
    is_ministry = bool(re.match(r"(?:\w+ )?(?:Ministry|Department) (?:of|for)\b", run))
    if is_field and not is_ministry:
        return None
    if before not in ABSTRACT and following not in ("Women", "Children") and not is_ministry:
        return None
    if _TAIL_HEAD.search(run):
        return at
    return at if set(further) & (ORGANIZATION - {"services"}) else None


def _without_posts(tokens, first: int, last: int) -> tuple[int, int]:
    """The last token before a post and the first after it: MTPConnect Chief Operating Officer Lisa Dubé."""
    words = [token[0].lower() for token in tokens[first : last + 1]]
    posts = [place for place, word in enumerate(words) if word in POST | POSTS]
    rest = words[posts[-1] + 1 :] if posts else []
    is_person = len(rest) > 1 and not set(rest) & (
        ORGANIZATION | ABSTRACT
    )  # University of Haifa Rector David Faraggi
    if not posts or (set(words[: posts[-1]]) & (ORGANIZATION - POST_MODIFIER) and not is_person):
        return first - 1, first
    begin = posts[-1]
    while begin and words[begin - 1] in POST | POSTS | POST_MODIFIER:
        begin -= 1
    after = posts[-1] + 1
    while after < len(words) and words[after] in POST_TAIL:
        after += 1
    return first + begin - 1, first + after


def _without_field_of_post(tokens, first: int, last: int, text: str) -> int:
    """The first token after the field of a post: “Minister for Cultural Affairs KM Khalid”."""
    if first < last and tokens[first][0].lower() in ("of", "for"):
        first += 1 + (tokens[first + 1][0].lower() == "the")
    if first > last or not _FIELD_OF_POST.search(text[: tokens[first].start()]):
        return first
    begin = first
    while begin <= last and tokens[begin][0].lower() in ABSTRACT | {"and", "of", "the"}:
        begin += 1
    return begin if first < begin <= last else first


def _mention_of_tokens(text: str, tokens, first: int, last: int) -> Mention | None:
    start, end = tokens[first].start(), tokens[last].end()
    name = text[start:end]
    is_possessive = bool(re.match(r"['’]s?\b", text[end : end + 2])) and text[end : end + 1] != ""
    words = [token[0] for token in tokens[first : last + 1]]
    is_first = not text[:start].strip(' "“(•-') and not _ACTS_ITSELF.match(text[end:])
    kind, country = classify(name, words, is_first=is_first)
    if not kind:
        return None
    is_abbreviated = words[-1] in _LEGAL_FORMS and bool(re.match(r"\.(?=,| [a-z&(])", text[end:]))
    is_abbreviated = is_abbreviated or (words[-1] in _BORN_LATER and text[end : end + 1] == ".")
    closes = end + (is_abbreviated or text[end : end + 2] == "  ")  # where the mark of a footnote was
    mention = Mention(start, end, name, kind, country, is_possessive=is_possessive, closes=closes)
    return with_brackets(text, mention)


def owners(listed: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Pairs of a name in the possessive and the one right after it: China's National Development Commission."""
    for mention, following in pairwise(listed):
        if mention.is_possessive and following.start - mention.end <= 4:
            yield mention, following
