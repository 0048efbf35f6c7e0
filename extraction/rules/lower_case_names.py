"""Bodies that English text names in lower case: the Victorian education department, the health ministry."""

import re

from extraction.rules.english_words import ABSTRACT, NOT_NAMES
from extraction.rules.gazetteer import country_code, country_of_adjective
from extraction.rules.name_kinds import ORGANIZATION_KIND, Mention

_LOWER_ORGANIZATION = re.compile(
    r"\b(?:(?P<owner>[A-Z][\w-]+(?:['’]s)?) )?"
    r"(?P<field>health|education|foreign|culture|science|defen[cs]e|finance|trade|energy|environment|"
    r"justice|interior|"
    r"agriculture|tourism|labou?r|transport)(?: and \w+)? (?P<head>ministry|department)\b"
)
_WORD = "|".join(sorted(ABSTRACT, key=len, reverse=True))
_LOWER_OF = (
    re.compile(  # the ministry of foreign affairs and international cooperation of the United Arab Emirates
        rf"\b(?:(?P<owner>[A-Z][\w-]+)(?:['’]s)? )?(?P<field>(?:ministry|department|directorate) (?:of|for) "
        rf"(?:{_WORD}|cooperation)(?:(?:,|,? and)? (?:{_WORD}|cooperation))*)\b"
        r"(?: of (?:the )?(?P<country>(?:Republic of )?[A-Z]\w+(?: [A-Z]\w+){0,3}))?"
    )
)
_GOVERNMENT = re.compile(
    r"\b(?P<owner>[A-Z][a-z]+)(?:['’]s)? governments?\b(?! (?:agenc|minist|depart|bod|offic|schol|press))"
)


_LOWER_WITH_ACRONYM = re.compile(
    r"\b(?:(?P<owner>[A-Z][\w-]+)(?:['’]s)? )?(?P<field>(?:department|ministry|council|agency|authority|"
    r"institute|office|commission|Agency|Department|Authority|Institute|Office|Council)"
    r" (?:for|of|on) [a-z][a-z, ]{3,60}?) \((?P<acronym>[A-Z][A-Za-z]{1,9})\)"
)


_ACRONYM_AFTER = re.compile(r" \([A-Z][\w&.-]{1,9}\)")
_AGENCY_WITH_ACRONYM = re.compile(  # the European space agency (ESA)
    r"\b(?P<name>[A-Z][\w-]+ (?:[a-z]+ ){0,3}(?:agency|organi[sz]ation|council|institute|commission|association|"
    r"cent(?:er|re)|authority)) \((?P<acronym>[A-Z]{2,9})\)"
)


def with_lower_case(text: str, known: list[Mention]) -> list[Mention]:
    """The mentions and those of bodies named in lower case: the Victorian education department."""
    result = list(known)
    for match in _LOWER_ORGANIZATION.finditer(text):
        owner = (match["owner"] or "").removesuffix("'s").removesuffix("’s")
        code = country_code(owner) or country_of_adjective(owner) if owner else ""
        start = match.start() if owner and (code or owner.lower() not in NOT_NAMES) else match.start("field")
        result = [mention for mention in result if mention.end <= start or mention.start >= match.end()]
        words = text[start : match.end()]
        result.append(Mention(start, match.end(), words, ORGANIZATION_KIND, code, closes=match.end()))
    for match in _LOWER_OF.finditer(text):
        code = country_code(match["country"] or match["owner"] or "") or country_of_adjective(
            match["owner"] or ""
        )
        if not code and " and " not in match["field"]:
            continue  # of whom is not told
        start = match.start() if match["owner"] and code else match.start("field")
        end = match.end() if match["country"] and code else match.end("field")
        acronym = _ACRONYM_AFTER.match(text, end)
        result = [mention for mention in result if mention.end <= start or mention.start >= end]
        closes = acronym.end() if acronym else end
        result.append(Mention(start, end, text[start:end], ORGANIZATION_KIND, code, closes=closes))
    for match in _GOVERNMENT.finditer(text):
        code = country_code(match["owner"]) or country_of_adjective(match["owner"])
        inside = [
            mention for mention in result if mention.start < match.end() and match.start() < mention.end
        ]
        if code and not any(mention.end > match.end() for mention in inside):
            result = [mention for mention in result if mention not in inside]
            words = match[0].replace("’s", "").replace("'s", "")
            result.append(
                Mention(match.start(), match.end(), words, ORGANIZATION_KIND, code, closes=match.end())
            )
    for match in _LOWER_WITH_ACRONYM.finditer(text):
        code = country_code(match["owner"] or "") or country_of_adjective(match["owner"] or "")
        is_of_name = match["field"][0].isupper()  # the Birch Agency for rural development
        start = match.start() if code or is_of_name else match.start("field")
        result = [mention for mention in result if mention.end <= start or mention.start >= match.end()]
        words = text[start : match.end("field")]
        result.append(
            Mention(
                start,
                match.end("field"),
                words,
                ORGANIZATION_KIND,
                code,
                match["acronym"],
                closes=match.end(),
            )
        )
    for match in _AGENCY_WITH_ACRONYM.finditer(text):
        start, end = match.start(), match.end()
        result = [mention for mention in result if mention.end <= start or mention.start >= end]
        name, acronym = match["name"], match["acronym"]
        result.append(Mention(start, match.end("name"), name, ORGANIZATION_KIND, "", acronym, closes=end))
    return sorted(result, key=lambda mention: mention.start)
