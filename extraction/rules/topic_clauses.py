"""Clauses of English sentences that say what an agreement is for, beside the lists that name fields as such.

What somebody who concluded it will do, “will support existing projects in renewable energy”; what it is to be of use
in; an enumeration, “a) …; b) …”; what the form is named after, “a cultural exchange agreement”. Never sure.
"""

import re
from collections.abc import Iterator

_SUBJECT = (  # of whom or what a clause tells: the agreement, those who concluded it, what it sets up
    r"<F>|\b[Oo]ur (?:two )?(?:organi[sz]ations|institutions|universities|countries|companies|hospitals)\b|"
    r"\b(?:[Ii]t|[Tt]his|[Tt]hey|[Bb]oth|[Tt]he (?:two|parties|sides|partners|institutions|universities|"
    r"collaboration|partnership|co-?operation|project|programme|program|agreement|grant|deal|alliance|affiliation|"
    r"initiative|institute|framework|cent(?:er|re)|document|arrangement|CCA|fund(?:s|ing)?|support|aim|purpose|goal|objective)|"
    r"[Uu]nder (?:it|the|this)|[Bb]y (?:it|signing)|[Ww]ith the|[Aa]s part of|[Aa]ccordingly|[Ii]n addition)\b"
)
_OF_CONTENTS = re.compile(_SUBJECT)
_BASE = (
    r"support|create|provide(?: for)?|improve|organi[sz]e|exchange|share|coordinate|procure|cover|carry out|secure|"
    r"further|drive|lead to|contribute to|expand|increase|enhance|establish|set up|undertake|pursue|deliver|offer|"
    r"finance|fund|address|tackle|ease|facilitate|encourage|boost|build|help with|prepare for|respond to|protect|run|"
    r"broaden|continue|combine|harness|use|translate|manage|implement|host|hold|promote|strengthen|"
    r"develop|advance|conduct|explore|train|find|mobili[sz]e|invest in|work on|own or protect|supervise|teach|launch"
)
_GERUND = (
    r"supporting|creating|providing|improving|organi[sz]ing|exchanging|sharing|coordinating|procuring|covering|"
    r"carrying out|securing|furthering|driving|contributing to|expanding|increasing|enhancing|establishing|"
    r"setting up|pursuing|delivering|offering|financing|funding|addressing|tackling|facilitating|encouraging|"
    r"boosting|building|preparing for|responding to|protecting|exploring|strengthening|promoting|developing|"
    r"widening|broadening|advancing|making|managing|implementing"
)
_CUES = [
    rf"\b(?:will|would|shall|can|could|may|must|to|is to|are to|and|also|jointly|together|expected to|meant to) "
    rf"(?:also |jointly |together |further |help (?:to )?)*(?:{_BASE}) ",
    rf"\b(?:in|by|at|for|on|of|and|,) (?:{_GERUND}) ",
    r"\bresearch (?:in|on|into) ",
    r"\bwork (?:will be done )?(?:together )?(?:more )?(?:in|on) ",
    r"\bprojects (?:in|on) ",
    r"\b(?:is|are) (?:above all |mainly |primarily |meant )?for (?!the (?:first|second)|an? |both|all|\d|its|their)",
    r"\bcent(?:re|er)s on ",
    r"\b(?:response|contribution|opportunities|responses) (?:to|for) ",
    r"\bthe (?:fight|struggle) against ",
    r"\bby way of ",
    r"\b(?:dealt|deals) with ",
    r"\b(?:covered|involves|involved) ",
    r"\bfocus(?:ed)?(?: is| was|, at first)? on ",
    r"\b[Aa]mong (?:them|these|the (?:areas|fields)[^.;:<]{0,30}(?:<F>)?) (?:are )?",
    r"\b(?:named|identified|agreed on) (?=[a-z])",
    r"\bfor (?:the )?(?=[A-Za-z]+(?:tion|ment|sion|ance|ing|ies|al|ship|ture) (?:of|and|in)\b)",
    r"\b(?:such as|like|and also) ",
    r"\bincludes? (?:the )?",
    r"\b(?:better|stronger|closer|more) (?:co-?operation|collaboration|ties|links) in ",
]
CUE = re.compile("|".join(_CUES))
TALKED = re.compile(  # in a text about a meeting
    r"\b(?:talk(?:ed|s)|spoke|discuss(?:ed|ions?)|exchanged views|conferred|dialogue|consultations)"
    r"(?:, among other (?:subjects|things|matters),| at length| in detail)? (?:about|on|covered|of)?\s?"
    r"(?!(?:with|by|between|held|to|the (?:MoU|agreement))\b)"
)
_ENUMERATED = re.compile(
    r"(?:^|[:;,] |\s)\(?(?:[a-h]|i{1,3}|iv|v|[1-9])[.)] ?(?P<item>[A-Za-z][^;<>]{3,140}?)(?=;|\.?$|"
    r", (?:and )?\(?(?:[b-h]|[2-9])[.)])"
)
_NAMED_AFTER = re.compile(
    r"(?<![\w-])(?P<topic>(?:(?!(?:of|the|an?|its|their|and|this|that|for|on|in|by|after|before|two|new|first|signed|signing|formal|own|"
    r"further|joint|bilateral|similar|existing)\b)[A-Za-z][\w-]*[ -]){0,2}"
    r"(?:exchanges?|degree|mobility|research|trade|training|investment|security|scholarships?|transport|tax(?:ation)?|"
    r"visa|health(?:care)?|education|technology|science|customs|extradition|loan|licen[sc]e|supply|fisheries|energy|"
    r"aviation|aid|climate|space|defen[cs]e|culture|cultural|academic|scientific|tourism|labou?r))[ -]"
    r"(?:co-?operation |collaboration )?(?=<F>|program(?:me)?\b)"
)
_ADJECTIVES = {"academic", "cultural", "scientific"}  # that say no subject alone
_WHAT_IT_SEEKS = re.compile(
    r"^(?P<list>[A-Z][^.:<>]{10,240}?),? (?:are|is) (?:what|among what|the (?:aims|goals|areas|fields)|"
    r"to be|also to be) [^.]*"
    r"(?:<F>|\b(?:it|parties|sides|covered|included)\b)|"
    r"^(?P<fields>[A-Z][^.:<>]{10,240}?): (?:in )?(?:these|those) (?:are )?(?:the )?(?:fields|areas)\b"
)


def is_of_contents(text: str) -> bool:
    """True for a sentence, its forms written <F>, that may say what an agreement is for."""
    return bool(_OF_CONTENTS.search(text))


def enumerated(text: str) -> Iterator[tuple[int, str]]:
    """The items of “a) …; b) …”, with where they begin, where there are several."""
    items = [(match.start("item"), match["item"]) for match in _ENUMERATED.finditer(text)]
    yield from items if len(items) > 1 else ()


def named_after(text: str) -> Iterator[tuple[int, str]]:
    """Words before a form that say its subject: “double-degree <F>”."""
    for match in _NAMED_AFTER.finditer(text):
        topic = match["topic"].rstrip(" -")
        if topic.lower() not in _ADJECTIVES:
            yield match.start("topic"), topic


def sought(text: str) -> tuple[int, str] | None:
    """The list that a sentence begins with, of which it says at its end that the agreement seeks it."""
    match = _WHAT_IT_SEEKS.match(text)
    group = "list" if match and match["list"] else "fields"
    return (match.start(group), match[group]) if match else None
