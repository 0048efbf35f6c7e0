"""Outcomes of meetings in English text: what both sides reviewed, discussed, hoped for or agreed."""

import re
from collections.abc import Iterator

from core.choices import Strength
from extraction.rules.topics import Passage

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
_SURE_STRENGTHS = {Strength.REVIEWED, Strength.REAFFIRMED, Strength.HOPED, Strength.AGREED}
_GENERAL_WORDS = (
    r"ways?|to|the|of|and|for|on|in|their|its|enhanc\w+|strengthen\w*|promot\w+|expand\w*|deepen\w*|"
    r"develop\w*|further|"
    r"future|bilateral|mutual|co-?operat\w+|collaborat\w+|relations?|relationship|ties|friendship|matters|issues|"
    r"interest|common|various|other|views?|areas?|possib\w+|potential|closer?|more|work|together|between|"
    r"both|countries|"
    r"sides|partnership|opportunities"
)
_WITHOUT_CONTENT = re.compile(rf"(?:(?:{_GENERAL_WORDS}),?(?: |$))+", re.IGNORECASE)


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
        if len(words.split()) >= 2 and not _WITHOUT_CONTENT.fullmatch(words):
            begin, strength = match.end() + len(rest) - len(rest.lstrip()), Strength[match.lastgroup]
            is_sure = strength in _SURE_STRENGTHS
            yield Passage(begin + offset, begin + len(words) + offset, words, strength.value, is_sure)
