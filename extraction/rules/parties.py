"""Parties in English text: who signs a form, between whom it is, with whom it was signed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from agreements.choices import Form, InvolvementRole
from core.currencies import CURRENCIES
from extraction.rules.english_words import POST
from extraction.rules.gazetteer import country_code
from extraction.rules.name_kinds import CITY, COUNTRY, ORGANIZATION_KIND, OTHER, Mention
from extraction.rules.skeleton import Item, Skeleton

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
    r"struck|strikes?|announc(?:e|es|ed|ing) (?:the )?(?:signing|execution|conclusion|renewal|extension) of|"
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
_NOT_A_PARTY = re.compile(
    r"\b(?:conference|working group|cabinet|parliament|summit|forum|committee meeting|assembly|congress|"
    r"workshop|resolution \d+|"
    r"zone|award|fellowship|programme|program|initiative|act|prize|journal|times|news|herald|press|embassy)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Party:
    """An organization or country in a role in an agreement, by the item of its name."""

    item: Item
    role: str
    form: Item | None  # the form it stands with, where there is one
    is_sure: bool
    skeleton: Skeleton


_RULES = [  # pattern with the groups list and form, and whether it is sure
    (re.compile(rf"(?P<list>{_LIST}){_BEFORE_VERB} {_SIGN} {_WITHIN}(?P<form>{_FORM})"), True),
    (re.compile(rf"(?P<form>{_FORM})(?: \([^()]*\))*(?: (?!signed with|to\b)[\w'’“”\"–-]+| <[XDL]\d+>,?){{0,9}}? "
        rf"(?:[Bb]etween|[Aa]mong|[Aa]mongst|involving) (?P<list>{_LIST})"), True),
    (re.compile(rf"(?P<form>{_FORM})(?: \([^()]*\)| (?:{_FORM}))*(?: (?!with\b|"
        rf"and\b)[\w'’“”\"-]+| <D\d+>){{0,8}}?,? with (?P<list>{_LIST})"), True),
    (re.compile(rf"{_SIGN} {_WITHIN}(?P<form>{_FORM})[^.;:]{{0,110}}? with (?P<list>{_LIST})"), False),
    (re.compile(rf"(?P<form>{_FORM})(?:[^.;]|(?<=\d)\.(?=\d)){{0,110}}? (?:signed|concluded|exchanged|executed|inked|"
        rf"reached)[^.;<>]{{0,30}}?(?:,? (?:on )?<D\d+>,?)? (?:by|between) (?P<list>{_LIST})"), True),
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
_FURTHER_RULES = [
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
    (re.compile(rf"(?P<list>{_LIST}) (?:terminated|denounced|ended|left|withdrew "
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
_OWN_FORM = re.compile(  # “the university's agreement with the institute”
    rf"(?P<list><[OC]\d+>)(?:['’]s?)? (?:[a-z-]+ ){{0,2}}(?P<form>{_FORM})(?: \([^()]*\))? with (?:the )?<[OCX]\d+>"
)
_JOINED = re.compile(
    rf"(?P<list>(?:{_DETERMINER}<[OCXL]\d+>)(?:{_LINK}{_DETERMINER}<[OCXL]\d+>)*){_BEFORE_VERB} (?:joined|"
    rf"acceded)\b(?! (?:forces|hands))"
)
_IT_SIGNED = re.compile(
    rf"\b(?:it|they|the (?:two|three|four)(?: sides| parties)?|both(?: sides| "
    rf"parties)?)(?: have| has| had| recently| jointly| today)* {_SIGN} {_WITHIN}(?P<form>{_FORM})"
)
_SUBJECT = re.compile(
    rf"^(?:[^.;]{{0,60}}?<D\d+>[^<>\w]{{0,3}}[–—-] )?(?P<list>{_LIST})[^.;]*?\b(?:said|announced|reported|"
    rf"confirmed|says|announces)\b"
)
# “The parties have signed …”: who stands together in a sentence before
_ANAPHORA = re.compile(
    rf"\b(?:[Tt]he|[Bb]oth|[Tt]hese) (?:two |three |four )?(?:parties|institutions|organi[sz]ations|"
    rf"universities|sides|companies|"
    rf"hospitals|agencies|partners|cities|ministries){_BEFORE_VERB} {_SIGN} {_WITHIN}(?P<form>{_FORM})"
)
_TOGETHER = re.compile(
    rf"^(?:[^<>]{{0,30}}|"
    rf"<[LCO]\d+>[^<>]{{0,12}}(?:<D\d+>)?\W{{0,6}})(?P<list>{_DETERMINER}{_NAME}(?:{_LINK}{_DETERMINER}{_NAME})+)"
)
_FUNDERS = [
    (re.compile(r"\b(?:[Ff]und(?:ed|ing)|financ(?:ed|ing)|support(?:ed)?)\b[^.;<>]{0,30}? (?:from|by) "
        r"(?:the )?(?P<list><[OX]\d+>(?:(?: through <[OX]\d+>)?(?:, and | and (?:from |by )?|, )(?:the "
        r")?<[OX]\d+>)*(?: through <[OX]\d+>)?)"), InvolvementRole.FUNDER),
]  # fmt: skip
_OF_TALKS = re.compile(
    r"\b(?:talks|meeting|summit|visit|presence|chaired) (?:of|by|between|with)(?: <X\d+> and)? (?:[\w ]{0,20})$"
)
_IMPLEMENTED = re.compile(
    rf"\b(?:implemented|carried out|executed|delivered) (?:through|by) (?P<list>{_LIST})"
)
_POST_OF = re.compile(
    rf"\b(?:{'|'.join(sorted(map(re.escape, POST - {'head'}), key=len, reverse=True))})"
    r"(?: (?:of|for)(?: (?:the )?[A-Za-z]+(?:,? and [A-Za-z]+)?)?)? (?:of |for )?(?:the )?$",
    re.IGNORECASE,
)
_WITHIN_ANOTHER = re.compile(
    r"\b(?:agency|body|unit|office|department|charge|part)\b[^.;]{0,40} (?:at|within|under|of) the $"
)
_WHERE_IT_IS = re.compile(r"<O\d+>(?: \([^()]*\))?, $")  # “the University of Bordeaux, France, …”
_GENERAL = {
    "countries",
    "parties",
    "governments",
    "sides",
    "nations",
    "states",
    "institutions",
    "universities",
}
_THROUGH = re.compile(r"through (?:the |its )?<([OX])(\d+)>")
_CITY_OF = re.compile(
    r"\b(?:cit(?:y|ies)|towns?|mayors|universities|named|joined|including|such as|:)\b[^.;]{0,60}$|: "
    r"[^.;]{0,80}$|^(?:<L\d+>(?:, | and ))*$",
    re.IGNORECASE,
)
_MINISTRIES = re.compile(
    r"\b(?P<field>health|education|foreign|culture|science|defen[cs]e|trade|energy|agriculture|labou?r|"
    r"environment)(?: and (?P<second>\w+))? ministries"
    r" of (?:the )?<C(?P<first>\d+)> and (?:the )?<C(?P<last>\d+)>"
)


def parties_in(skeleton: Skeleton) -> Iterator[Party]:
    """The parties that the patterns of grammar find in a sentence."""
    for pattern, is_sure in [*_RULES, *_FURTHER_RULES]:
        for match in pattern.finditer(skeleton.text):
            form = _item(skeleton, match.groupdict().get("form"))
            for item in skeleton.items_in(match["list"], "OCXL"):
                yield from _party_of(item, InvolvementRole.PARTY, form, is_sure, skeleton)
            for item in skeleton.items_in(match.groupdict().get("other") or "", "OCX"):
                yield from _party_of(item, InvolvementRole.PARTY, form, is_sure, skeleton)
    for match in _JOINED.finditer(skeleton.text):
        for item in skeleton.items_in(match["list"], "OCXL"):
            yield from _party_of(item, InvolvementRole.PARTY, None, False, skeleton)
    for match in _OWN_FORM.finditer(skeleton.text):
        for item in skeleton.items_in(match["list"], "OC"):
            owner = replace(item, value=replace(item.value, is_possessive=False))
            yield Party(owner, InvolvementRole.PARTY.value, _item(skeleton, match["form"]), False, skeleton)
    subject = _SUBJECT.match(skeleton.text)
    if subject and (match := _IT_SIGNED.search(skeleton.text, subject.end())):
        for item in skeleton.items_in(subject["list"], "OCX"):
            yield from _party_of(item, InvolvementRole.PARTY, _item(skeleton, match["form"]), True, skeleton)
    yield from _funders(skeleton)
    for match in _IMPLEMENTED.finditer(skeleton.text):
        for item in skeleton.items_in(match["list"], "O"):
            yield from _party_of(item, InvolvementRole.IMPLEMENTING_BODY, None, False, skeleton)


def parties_before(skeleton: Skeleton, earlier: list[Skeleton]) -> Iterator[Party]:
    """Those whom “the parties” are, who sign: the names that begin a sentence together before."""
    match = _ANAPHORA.search(skeleton.text)
    together = match and next(
        filter(None, (_TOGETHER.match(other.text) for other in reversed(earlier))), None
    )
    if not match or not together:
        return
    source = next(other for other in reversed(earlier) if _TOGETHER.match(other.text))
    for item in source.items_in(together["list"], "OCX"):
        yield from _party_of(item, InvolvementRole.PARTY, _item(skeleton, match["form"]), False, source)


def _funders(skeleton: Skeleton) -> Iterator[Party]:
    for pattern, role in _FUNDERS:
        for match in pattern.finditer(skeleton.text):
            through = {int(number) for _kind, number in _THROUGH.findall(match["list"])}
            for item in skeleton.items_in(match["list"]):
                is_delivery = skeleton.items.index(item) in through
                yield from _party_of(
                    item, InvolvementRole.DELIVERY_PARTNER if is_delivery else role, None, False, skeleton
                )


def ministries_in(skeleton: Skeleton) -> Iterator[tuple[str, str, Item, Item | None]]:
    """Ministries named in the plural, “the health ministries of A and B”: name, country and item of each."""
    for match in _MINISTRIES.finditer(skeleton.text):
        forms = skeleton.items_in(skeleton.text[: match.start()], "F")
        for group in ("first", "last"):
            item = skeleton.items[int(match[group])]
            words = " and ".join(filter(None, (match["field"], match["second"])))
            yield (
                f"{words} ministry of {item.value.text}",
                item.value.country,
                item,
                forms[-1] if forms else None,
            )


def _is_of_cities(form: Item | None) -> bool:
    return form is not None and form.value.form == Form.TWINNING


def _text_before(item: Item, skeleton: Skeleton) -> str:
    return skeleton.text[: skeleton.text.index(f"<{item.kind}{skeleton.items.index(item)}>")]


def _is_surely_named(mention: Mention) -> bool:
    """True for organizations and countries, and for other names that can be of no person or place: "
    "AstraZeneca Korea."""
    if mention.kind in (ORGANIZATION_KIND, COUNTRY):
        return True
    words = mention.text.split()
    return mention.kind == OTHER and len(words) > 1 and any(country_code(word) for word in words[1:])


def _item(skeleton: Skeleton, sign: str | None) -> Item | None:
    items = skeleton.items_in(sign) if sign else []
    return items[0] if items else None


def _party_of(item: Item, role, form: Item | None, is_sure: bool, skeleton: Skeleton) -> Iterator[Party]:
    mention = item.value
    if f"<{item.kind}{skeleton.items.index(item)}> / " in skeleton.text:
        return  # a body of which the next is a part
    is_currency = mention.text in CURRENCIES and not country_code(mention.text)  # ROK is an old one, too
    if _NOT_A_PARTY.search(mention.text) or mention.is_possessive or is_currency:
        return
    if _POST_OF.search(_text_before(item, skeleton)) or _WITHIN_ANOTHER.search(_text_before(item, skeleton)):
        return  # “the Minister of Health of Norland”: whose minister it is
    if mention.text.lower() in _GENERAL or (
        mention.kind == COUNTRY and _WHERE_IT_IS.search(_text_before(item, skeleton))
    ):
        return
    if mention.kind == CITY and not (_is_of_cities(form) or _CITY_OF.search(_text_before(item, skeleton))):
        return
    if mention.kind == OTHER and _OF_TALKS.search(_text_before(item, skeleton)):
        return
    is_named = mention.kind in (ORGANIZATION_KIND, COUNTRY) or (mention.kind == OTHER and " " in mention.text)
    if (
        mention.kind == OTHER
        and not is_named
        and not re.search(r"[A-Z].*[A-Z]", mention.text)
        and not is_sure
    ):
        return
    yield Party(item, role.value, form, is_sure and _is_surely_named(mention), skeleton)
