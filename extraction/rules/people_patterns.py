"""Patterns of posts, degrees and what stands between them and the name of a person in English text."""

import re

from extraction.rules.english_words import POST, POST_TAIL, POSTS

VENUES = {"palace", "hall", "hotel", "castle", "residence", "campus", "building", "airport"}
MOST_WORDS = 6  # of a name
WORD_BEFORE = re.compile(r"(?P<word>[\w'’&./-]+)(?P<gap>,? )$")
POST_WORD = "|".join(sorted(map(re.escape, POST | POSTS), key=len, reverse=True))
POST_AFTER = re.compile(
    rf"(?P<open>,? ?\(|, |,? (?=who is |then |the then ))(?:who is )?(?P<det>(?:the|its|their|a|an|then|the then) )?"
    rf"(?P<post>(?!(?:and )?of )(?:[\w'’/-]+ ){{0,6}}?(?:co-|vice-)?(?:{POST_WORD})\b"
    rf"(?:[- ](?:{'|'.join(POST_TAIL)})\b)*(?P<rest>[^,;.()<>\n]*))",
    re.IGNORECASE,
)
JOINT_POST = re.compile(rf"(?:co|vice)-(?:{POST_WORD})\b", re.IGNORECASE)  # Co-President of the foundation
END_OF_POST = re.compile(
    r" (?:for and )?on behalf of\b|"
    r" (?=(?:(?:co-)?chaired|put (?:their|his|her)|"
    r"signed|said|says|signs|exchanged|attended|announced|represented|met|told|and (?:[A-Z]\w+ "
    r"){1,3}(?:signed|,)|"
    r"who|were|was|is|are|on (?:the )?\d|in the presence|while|for (?:the|[A-Z])|at the (?:signing|ceremony))\b)|"
    r" [-–—] | and (?=(?:Dr|Prof|Mr|Ms|Sir|His|Her|Hon|H)\b)"
)
OF_OPERATION = re.compile(rf"\b(?:{POST_WORD}) of (?:[a-z][\w-]+ ){{1,3}}$", re.IGNORECASE)
POST_OF = re.compile(
    rf"\b(?:\w+-)?(?:{POST_WORD}) of (?:the )?[A-Z]{{2,10}} $|\b(?:Secretary|Minister) of State(?: for "
    rf"[A-Z]\w+(?: and [A-Z]\w+)?)? $",
    re.IGNORECASE,
)
POST_APART = re.compile(
    rf"(?<=\b[Tt]he )(?:[\w-]+ ){{0,2}}(?:{POST_WORD})(?:[- ](?:{'|'.join(POST_TAIL)}))?(?: and (?:{POST_WORD}))? "
    rf"(?:of|at) (?:the "
    rf")?[^,;.<>]{{2,60}}, $|"
    rf"\b(?-i:[A-Z]\w+ )?(?:Minister|Secretary|Commissioner) (?:of State )?(?:for|of) "
    r"(?:(?-i:[A-Z])\w+(?:,? and |, | )){1,4}$",
    re.IGNORECASE,
)  # the Registrar of the university, …; State Minister for Cultural Affairs …
POST_IN_BRACKETS = re.compile(
    rf"\b(?:{POST_WORD}) \([a-z][^()]{{2,40}}\) $", re.IGNORECASE
)  # director (finance)
OF_WHAT = re.compile(rf"\b(?:{POST_WORD}) (?:[A-Za-z]+ (?:and )?){{0,4}}(?:of|for) (?:the )?$", re.IGNORECASE)
_OFFICE = "|".join(post.capitalize() for post in sorted(POST))
OF_OFFICE = re.compile(  # Mayor of Cincinnati, Mark Mallory
    rf"(?:^|(?<=[a-z.] )|(?<=^The )|(?<=the ))(?-i:(?:[A-Z][\w-]+ ){{0,2}}(?:{_OFFICE}) of "
    rf"(?:the )?[A-Z][^,;.<>]{{1,50}}), $",
    re.IGNORECASE,
)
OF_OFFICE_AND_ADDRESS = re.compile(OF_OFFICE.pattern.replace(", $", " $"), re.IGNORECASE)  # … of Egypt Dr
POSSESSIVE = re.compile(r"(?:['’]s|s['’]|\b[Ii]ts|\b[Tt]heir) (?:[\w-]+ ){0,3}$")
DEGREES = re.compile(
    r"(?:, (?:Ph\.?D\.?|M\.?D\.?|MBA|DPhil|D\.?Sc\.?|M\.?Sc\.?|FRCP|JD|CBE|OBE|KBE|MBE|CPA|R\.?N\.?)(?=[,; )]|$))+"
)
AMBASSADOR_TO = re.compile(
    r"\b(?:[Aa]mbassador|[Hh]igh [Cc]ommissioner|[Cc]onsul[- ][Gg]eneral|"
    r"[Rr]epresentative) of (?:the )?[^,;.]{2,40} (?:to|in) (?:the )?"
    r"[A-Z]\w+(?: [A-Z]\w+)? $|"
    r"\b(?:[Aa]mbassador|[Hh]igh [Cc]ommissioner) to (?:the )?[A-Z]\w+(?: [A-Z]\w+)?,? $"
)
IN_POST = re.compile(r"\b(?:of|at|for|to|from) (?:the )?$")
