"""Patterns of grammar of parties in English sentences in signs: “<O0> and <O1> have signed a <F2>”."""

import re

from agreements.choices import InvolvementRole
from extraction.rules.english_words import POST

_NAME = r"<[OCXL]\d+>"
_DETERMINER = (
    r"(?:(?:the|The|its|Its|a|an|[Bb]oth|also|state of|government of|of(?= the)|cities of|city of|town of|"
    r"[A-Z][a-z]+(?:an|sh|ese|ch|i) city of|ministries of|[A-Z][a-z]+(?:ian|ean|ish|ese|nch|erman|wiss|utch|raeli)|"
    r"[A-Z][a-z]+-based|and) ){0,3}(?:(?!(?:and|or|with|signed|said|that|in|at|on|by|from|during|to|"
    r"for)\b)[a-z][\w-]* ){0,2}"
)
_APPOSITION = r"(?:, (?:the|a|an|one of|[a-z]+ing) [^<>;:.]{3,90}(?=,| and))?"
_LINK = (
    rf"{_APPOSITION}(?:, and |,? and |, | & |, as well as | as well as |,? together with |,? along with |; )"
)
_COMMA = r", (?:the )?(?=<[OC]\d+>(?:,| and| &))"  # between the first of three or more
_NAMED = rf"{_NAME}(?: \([^()<>]{{2,90}}\))?"  # with what brackets say of it
_LIST = rf"{_DETERMINER}{_NAMED}(?:(?:{_LINK}|{_COMMA}){_DETERMINER}{_NAMED})*"
_ANY_LIST = rf"{_DETERMINER}<[OCXL]\d+>(?:(?:{_LINK}|, ){_DETERMINER}<[OCXL]\d+>)+"
_BEFORE_VERB = (
    r"(?: ['‘“]\w+['’”]| on [A-Z][a-z]+day|,? (?:on )?<D\d+>,?|,? (?:at|in) (?:the )?<[LOX]\d+>(?:, <L\d+>)?,?|,? "
    r"\([^()]{0,60}\)| (?:have|"
    r"has|had|will|would|today|recently|jointly|also|formally|"
    r"officially|each|both|on|that|which|who|yesterday|are to|is to|to|successfully|announced|agreed to|"
    r"plan to|then|first|later)|"
    rf"{_APPOSITION},?)*"
)
_SIGN = (
    r"(?:sign(?:s|ed)?|conclud(?:e|es|ed)|ink(?:s|ed)?|execut(?:e|es|ed)|enter(?:s|ed)? into|exchang(?:e|es|ed)|"
    r"finali[sz](?:e|es|ed)|adopt(?:s|ed)?|seal(?:s|ed)?|renew(?:s|ed)?|extend(?:s|ed)?|reach(?:es|ed)|"
    r"(?:put|set|affix)(?:s|ed)? (?:its|their) (?:names?|signatures?) to|struck|strikes?|announc(?:e|es|"
    r"ed|ing) (?:the )?(?:signing|execution|conclusion|renewal|extension) of|"
    r"re-?signed|"
    r"clinch(?:es|ed)?|establish(?:es|ed)?|formali[sz](?:es|ed)|amend(?:s|ed)?|initial(?:l?ed|s)|agreed(?: "
    r"on| to)?)"
)
_WITHIN = r"(?:(?!\bwith\b|\bbetween\b)[\w'’“”\"‘/&,-]+ |['‘]?<[XOLD]\d+>['’]?,? |\([^()]*\),? ){0,8}"
_FORM = r"(?:\w+-)?<F\d+>"  # three-<F0>: a three-year agreement
_PROGRAMME = (
    r"(?:[\w$,'’-]+ ){0,6}(?:partnership|programme|program|initiative|alliance|collaboration|consortium|"
    r"dialogue|scheme|fund)\b"
)
NOT_A_PARTY = re.compile(
    r"\b(?:conference|working group|cabinet|parliament|summit|forum|committee meeting|assembly|congress|"
    r"workshop|resolution \d+|"
    r"zone|award|fellowship|programme|program|initiative|act|prize|journal|times|news|herald|press|embassy)\b",
    re.IGNORECASE,
)


RULES = [  # pattern with the groups list and form, and whether it is sure
    (re.compile(rf"(?P<list>{_LIST}){_BEFORE_VERB} {_SIGN} {_WITHIN}(?P<form>{_FORM})"), True),
    (re.compile(rf"(?P<form>{_FORM})(?: \([^()]*\))*(?: (?!signed with|to\b)[\w'’“”\"–-]+| <[XDL]\d+>,?){{0,9}}? "
        rf"(?:[Bb]etween|[Aa]mong|[Aa]mongst|involving) (?P<list>{_LIST})"), True),
    (re.compile(rf"(?P<form>{_FORM})(?: \([^()]*\)| (?:{_FORM}))*(?: (?!with\b|"
        rf"and\b)[\w'’“”\"-]+| <D\d+>){{0,8}}?,? with (?P<list>{_LIST})"), True),
    (re.compile(rf"{_SIGN} {_WITHIN}(?P<form>{_FORM})[^.;:]{{0,110}}? with (?P<list>{_LIST})"), False),
    (re.compile(rf"(?P<form>{_FORM})(?:[^.;]|(?<=\d)\.(?=\d)){{0,110}}? (?:signed|concluded|exchanged|executed|inked|"
        rf"reached)(?:[^.;<>]|<[DLC]\d+>){{0,50}}? (?:by|between) (?P<list>{_LIST})"), True),
    (re.compile(rf"(?:partnership|co-?operation|collaboration|arrangement|relationship|ties|[Pp]rogramme) (?:agreed |"
        rf"reached )?between (?P<list>{_LIST})"), False),
    (re.compile(rf"(?P<list>{_LIST}){_BEFORE_VERB} (?:launch(?:ed|es)?|announc(?:ed|es)|unveil(?:ed|s)|"
        rf"creat(?:ed|es)|set up|establish(?:ed|es)|formed|start(?:ed|s)|invite)[^.;<>]{{0,12}}(?: "
        rf"<[DL]\d+>,?| (?:at|in|on) [^.;]{{0,60}},)? (?:an? |the |their )?{_PROGRAMME}"), True),
    (re.compile(rf"(?P<form>{_FORM})(?: \([^()]*\))? (?:by|of) (?P<list>(?:the )?{_NAME}(?:,? and (?:the "
        rf")?{_NAME})+)"), False),
    (re.compile(rf"\b(?:parties|signatories|partners|members|organi[sz]ations)(?: (?:in|to|of) (?:it|(?:the|this) "
        rf"[a-z]+))?(?: are| include|:)+ (?P<list>{_LIST})"), False),
    (re.compile(rf"(?P<list>{_LIST}){_BEFORE_VERB} (?:agreed (?:to|on)|team(?:ed)? up|join(?:ed)? (?:forces|hands)|"
        rf"partner(?:ed|s)?)(?: with (?:the )?(?P<other>{_NAME}))?"), False),
]  # fmt: skip
FURTHER_RULES = [
    (re.compile(rf"(?P<list>{_LIST}) (?:officials|representatives|"
    rf"leaders){_BEFORE_VERB} {_SIGN} {_WITHIN}(?P<form>{_FORM})"),
        False),
    (re.compile(rf"(?P<form>{_FORM})[^.]{{0,400}}?[:;](?: and)? with (?P<list>{_LIST})"), False),
    (re.compile(rf"[:;](?: and)? with (?P<list>{_LIST}) \("), False),
    (re.compile(rf"(?P<list>{_LIST}){_BEFORE_VERB} (?:voted|decided|agreed)[^.;]{{0,60}} to (?:suspend|end|"
        rf"terminate|cancel|renew|extend) "
        rf"{_WITHIN}(?P<form>{_FORM}) with (?P<other>(?:the )?(?:city of )?{_NAME})"), False),
    (re.compile(rf"(?P<form>{_FORM})[^.;]{{0,50}}? (?:was|were) (?:also )?(?:signed|concluded|exchanged) with "
        rf"(?P<list>{_LIST})"), True),
    (re.compile(rf"(?:mayors|presidents|rectors|governors|heads|chairs) of "
        rf"(?P<list>{_LIST}){_BEFORE_VERB} {_SIGN} {_WITHIN}(?P<form>{_FORM})"), False),
    (re.compile(rf"(?P<list>{_LIST}){_BEFORE_VERB} (?:terminat(?:ed|es)|denounc(?:ed|es)|end(?:ed|s)|cut|left|withdrew "
        rf"from) {_WITHIN}(?P<form>{_FORM}) with"), False),
    (re.compile(rf"(?P<list>{_LIST}){_BEFORE_VERB} {_SIGN} (?:[\w-]+ ){{0,3}}(?:instruments|documents|deals|"
        rf"pacts|accords)\b"), False),
    (re.compile(rf"\badd(?:s|ed|ing) (?P<list>{_LIST}) as (?:an? )?(?:new |further )?part(?:y|ies|ner)"), False),
    (re.compile(rf"(?P<list>{_LIST}) (?:has|have) (?:an? |the |\w+ )?(?P<form>{_FORM})"), False),
    (re.compile(rf"\bone (?:was )?with (?P<list>{_LIST})"), False),
    (re.compile(rf"(?P<list>{_DETERMINER}{_NAME}{_LINK}{_DETERMINER}{_NAME}) (?:jointly )?(?:invite|call "
        rf"for|fund)\b"), False),
    (re.compile(r"\bbetween (?P<list>(?:the )?<C\d+>(?:(?:, | and |, and )(?:the )?<C\d+>)+)"), False),
    (re.compile(rf"(?P<form>{_FORM}) of the (?:state|government|province|city) of (?P<list><[OCX]\d+>)"), False),
    (re.compile(rf"\(involving (?P<list>{_LIST})"), False),
    (re.compile(rf"\b(?:universities|institutions|organi[sz]ations|hospitals|companies|partners|parties|members)\b"
        rf"[^.;<>]{{0,60}}(?:including|such as|namely|:) (?P<list>{_ANY_LIST})"), False),
    (re.compile(rf"^(?:Some|Those|They|These|Among them)[^.;<>]{{0,30}}: (?P<list>{_ANY_LIST})\.?$"), False),
]  # fmt: skip
OWN_FORM = re.compile(  # “the university's agreement with the institute”
    rf"(?P<list><[OC]\d+>)(?:['’]s?)? (?:[a-z-]+ ){{0,2}}(?P<form>{_FORM})(?: \([^()]*\))? with (?:the )?<[OCX]\d+>"
)
JOINED = re.compile(
    rf"(?P<list>(?:{_DETERMINER}<[OCXL]\d+>)(?:{_LINK}{_DETERMINER}<[OCXL]\d+>)*){_BEFORE_VERB} (?:joined|"
    rf"acceded)\b(?! (?:forces|hands))"
)
IT_SIGNED = re.compile(
    rf"\b(?:it|they|the (?:two|three|four)(?: sides| parties)?|both(?: sides| "
    rf"parties)?)(?: have| has| had| recently| jointly| today)* {_SIGN} {_WITHIN}(?P<form>{_FORM})"
)
SUBJECT = re.compile(
    rf"^(?:[^.;]{{0,60}}?<D\d+>[^<>\w]{{0,3}}[–—-] )?(?P<list>{_LIST})[^.;]*?\b(?:said|announced|reported|"
    rf"confirmed|says|announces)\b"
)
# “The parties have signed …”: who stands together in a sentence before
ANAPHORA = re.compile(
    rf"\b(?:[Tt]he|[Bb]oth|[Tt]hese) (?:two |three |four )?(?:parties|institutions|organi[sz]ations|"
    rf"universities|sides|companies|"
    rf"hospitals|agencies|partners|cities|ministries){_BEFORE_VERB} {_SIGN} {_WITHIN}(?P<form>{_FORM})"
)
TOGETHER = re.compile(
    rf"^(?:[^<>]{{0,30}}|"
    rf"<[LCO]\d+>[^<>]{{0,12}}(?:<D\d+>)?\W{{0,6}})(?P<list>{_DETERMINER}{_NAME}(?:{_LINK}{_DETERMINER}{_NAME})+)"
)
FUNDERS = [
    (re.compile(r"\b(?:[Ff]und(?:ed|ing)|financ(?:ed|ing)|support(?:ed)?)\b[^.;<>]{0,30}? (?:from|by) "
        r"(?:the )?(?P<list><[OX]\d+>(?:(?: through <[OX]\d+>)?(?:, and | and (?:from |by )?|, )(?:the "
        r")?<[OX]\d+>)*(?: through <[OX]\d+>)?)"), InvolvementRole.FUNDER),
]  # fmt: skip
OF_TALKS = re.compile(
    r"\b(?:talks|meeting|summit|visit|presence|chaired) (?:of|by|between|with)(?: <X\d+> and)? (?:[\w ]{0,20})$"
)
IMPLEMENTED = re.compile(
    rf"\b(?:implemented|carried out|executed|delivered) (?:through|by) (?P<list>{_LIST})"
)
POST_OF = re.compile(
    rf"\b(?:{'|'.join(sorted(map(re.escape, POST - {'head'}), key=len, reverse=True))})"
    r"(?: (?:of|for)(?: (?:the )?[A-Za-z]+(?:,? and [A-Za-z]+)?)?)? (?:of |for )?(?:the )?$",
    re.IGNORECASE,
)
WITHIN_ANOTHER = re.compile(
    r"\b(?:agency|body|unit|office|department|charge|part)\b[^.;]{0,40} (?:at|within|under|of) the $"
)
WHERE_IT_IS = re.compile(r"<O\d+>(?: \([^()]*\))?, $")  # “the University of Bordeaux, France, …”
GENERAL = {
    *("africa", "asia", "europe", "latin america", "oceania", "middle east", "southeast asia"),
    "countries",
    "parties",
    "governments",
    "sides",
    "nations",
    "states",
    "institutions",
    "universities",
}
THROUGH = re.compile(r"through (?:the |its )?<([OX])(\d+)>")
CITY_OF = re.compile(
    r"\b(?:cit(?:y|ies)|towns?|mayors|universities|named|joined|including|such as|:)\b[^.;]{0,60}$|: "
    r"[^.;]{0,80}$|^(?:<L\d+>(?:, | and ))*$",
    re.IGNORECASE,
)
MINISTRIES = re.compile(
    r"\b(?P<field>health|education|foreign|culture|science|defen[cs]e|trade|energy|agriculture|labou?r|"
    r"environment)(?: and (?P<second>\w+))? ministries"
    r" of (?:the )?<C(?P<first>\d+)> and (?:the )?<C(?P<last>\d+)>"
)
