"""Roles of people in English text: who signed, witnessed, was present, led a delegation or spoke for a party."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from activities.choices import AttendanceRole
from agreements.choices import SignatureAct
from extraction.rules.english_modality import is_done
from extraction.rules.name_kinds import OTHER
from extraction.rules.person import Person, may_be_person
from extraction.rules.skeleton import Item, Skeleton

_PERSON = r"<[PX]\d+>"
_NOTE = (
    r"(?: ?\([^()]{0,80}\)|,? (?:for(?: and on behalf of)?|on behalf of) (?:the )?<[OCX]\d+>(?:['’]s <[OCX]\d+>)?|"
    r",? (?:from|of) (?:the )?<[OX]\d+>)?"
)
_ASIDE = r"(?:, (?:the|an?) [^;.]{3,160}?(?=,))?"  # “…, the agency in charge of space, signed”
_LINK = rf"{_NOTE}(?:(?:, <[OX]\d+>)?; (?:and )?(?=<P\d+>)|, (?=<P\d+>)|,? and |, and |, | & |; and |,? as well as )"
_LIST = (
    rf"(?:the |by |both |(?:university|college|hospital|institute|company|ministry|city|state|"
    rf"acting) )?<P\d+>(?:{_LINK}(?:the (?:[a-z]+['’]s )?|"
    rf"(?:his|her|their) (?:[A-Z]\w+ )?|by (?:the )?(?:[A-Z]\w+ )?|with |"
    rf"on behalf of (?:the )?(?:<[OCXL]\d+>|[^,.;<>]{{0,40}}),? by (?:the )?|for [^,.;<>]{{0,40}},? by )?{_PERSON})*"
)
_ANY_LIST = rf"(?:the )?{_PERSON}(?:{_LINK}(?:the )?{_PERSON})*"
_SIGN = (
    r"(?:(?:[Rr]e-)?[Ss]igned|sign|signs|inked|executed|concluded|initialled|"
    r"(?:put|affixed) (?:their|his|her) signatures?)"
)
_EXCHANGE = r"(?:exchanged)"
_FOR = r"(?:for|on behalf of|representing)"
_SIDE = rf"{_FOR} (?:the )?(?:<[OCX]\d+>|[a-z][\w' -]{{2,50}}|[A-Z]\w+ (?:ministry|side|party)[\w ]{{0,20}})"


@dataclass(frozen=True)
class PersonRole:
    """A person with what they did: a code of SignatureAct, or of AttendanceRole where they did not sign."""

    item: Item
    person: Person
    role: str
    is_sure: bool
    organization: str = ""  # for whom, as printed

    @property
    def is_signatory(self) -> bool:
        """The role is an act of signing or of witnessing."""
        return self.role in SignatureAct.values


_PAIR = "pair"  # of names in brackets, in a text that has told of a signing
_RULES = [  # the groups list, perhaps for; role; is it sure
    (re.compile(rf"(?P<list>{_LIST}){_NOTE}{_ASIDE},? (?:have |has |had |also |jointly |then |both |on <D\d+> ?|each "
        rf")*{_SIGN}\b"), SignatureAct.SIGNED, True),
    (re.compile(rf"(?P<list>{_LIST}){_NOTE},? (?:have |has |jointly )*{_EXCHANGE}\b"), SignatureAct.EXCHANGED, True),
    (re.compile(rf"\b{_SIGN}(?: (?!by\b|witness|with\b)[\w-]+| <[DLOFX]\d+>|,| \([^()]*\)){{0,8}}? by "
        rf"(?P<list>{_LIST})"), SignatureAct.SIGNED, True),
    (re.compile(rf"(?P<list><P\d+>) met (?:with )?(?:the )?(?P<more>{_PERSON})[^.;]{{0,60}}? and {_SIGN}\b"),
        SignatureAct.SIGNED, False),
    (re.compile(rf"(?P<list>{_LIST}){_NOTE},? signing (?:for|on behalf|it|the)\b"), SignatureAct.SIGNED, True),
    (re.compile(rf"\b{_SIGN}\b[^.;<>]{{0,40}}? by (?:the )?(?:[^<>.;,]{{3,60}}, |[A-Z]\w+(?: and [A-Z]\w+)? )"
        rf"(?P<list>{_LIST})"), SignatureAct.SIGNED, True),
    (re.compile(rf"\b{_SIGN} {_SIDE},? by (?P<list><P\d+>)(?:,? and,?|,) {_SIDE},? by "
        rf"(?P<more>{_PERSON})"), SignatureAct.SIGNED, True),
    (re.compile(rf"\b{_SIGN}[^.;]{{0,60}}?(?:,|;|:)(?: and)? in <L\d+> by "
        rf"(?P<list>{_LIST})"), SignatureAct.SIGNED, True),
    (re.compile(rf"\b[Ss]igned by (?P<list>{_LIST})(?: and|,| and,)(?:,? {_FOR} [^,.;<>]{{0,40}},)? by "
        rf"(?P<more>{_PERSON})"), SignatureAct.SIGNED, True),
    (re.compile(rf"\b[Ff]or (?:the )?(?:<[OCX]\d+>|[a-z][a-z ]{{2,30}}) {_SIGN} (?P<list>{_LIST})"
        rf"(?:; (?:and )?for (?:the )?(?:<[OCX]\d+>|[a-z][a-z ]{{2,30}}) "
        rf"(?P<more>{_LIST}))?"), SignatureAct.SIGNED, True),
    (re.compile(rf"\b{_SIGN}\b[^.]*?<[OX]\d+> \((?:[^();]*; )(?P<list>{_ANY_LIST})\)"), SignatureAct.SIGNED, False),
    (re.compile(rf"; (?:and )?with <[OX]\d+> \((?:[^();]*; )(?P<list>{_ANY_LIST})\)"), _PAIR, False),
    (re.compile(r"\((?P<list><[PX]\d+>(?:,? / |, and |, )(?:and )?<[PX]\d+>(?:(?: / |, and |, "
        r")<[PX]\d+>)?)\)"), _PAIR, False),
    (re.compile(rf"\b(?:[Ss]igned|SIGNED)[^.]{{0,90}}?(?:and|,),? (?:{_SIDE},? )?by "
        rf"(?P<list>{_LIST})"), SignatureAct.SIGNED, True),
    (re.compile(rf"\b{_SIGN}\b[^.]{{0,140}}<F\d+>[^.]{{0,90}}(?:: | \()(?P<list>{_LIST})(?:\)|\.|;|"
        rf"$)"), SignatureAct.SIGNED, True),
    (re.compile(rf"<F\d+>[^.;]{{0,80}}? {_SIGN}\b[^.]{{0,90}} \((?P<list>{_LIST})\)"), SignatureAct.SIGNED, True),
    (re.compile(rf"(?:signatories|signers|signatory)(?: (?:were|was|are|is|include[ds]?)|:) "
        rf"(?P<list>{_ANY_LIST})"), SignatureAct.SIGNED, True),
    (re.compile(rf"(?:in the presence of|witnessed by) (?P<list>{_LIST})"), SignatureAct.WITNESSED, True),
    (re.compile(rf"\bwith (?:the )?(?:visiting )?(?:[A-Z]\w+ )?(?P<list>{_LIST}) (?:acting )?as witness(?:es)?\b"),
        SignatureAct.WITNESSED, True),
    (re.compile(r"(?P<list><P\d+>)[^.;]{0,120} after (?:signing|concluding) [^.;]{0,40}<F\d+>"),
        SignatureAct.SIGNED, False),
    (re.compile(rf"\b(?:Present|[Ii]n attendance) (?:at|during) [^.;<>]{{0,60}}?(?:<F\d+>[^.;<>]{{0,30}}?)?\bas "
        rf"witness(?:es)? (?:were|was) (?P<list>{_LIST})"), SignatureAct.WITNESSED, True),
    (re.compile(rf"\b(?:Present|[Ii]n attendance)(?: (?:at|during) [^.;<>]{{0,60}}?(?:<F\d+>[^.;<>]{{0,30}}?)?)? "
        rf"(?:were|was) (?P<list>{_LIST})"), AttendanceRole.PRESENT, True),
    (re.compile(rf"(?:<P\d+>),? (?:came with|was (?:accompanied|flanked|joined) by|brought) (?P<list>{_LIST})"),
        AttendanceRole.PRESENT, False),
    (re.compile(rf"\b(?:delegation|its) (?:members )?(?:included|comprised|consisted of) (?P<list>{_LIST})"),
        AttendanceRole.PRESENT, True),
    (re.compile(r"\bdelegation\b[^.]{0,80}?\b(?:led|headed) by (?:the )?(?P<list><P\d+>)"), AttendanceRole.LED, True),
    (re.compile(rf"\b(?:was|were) (?:met|received|welcomed|greeted) by (?P<list>{_LIST})"),
        AttendanceRole.PRESENT, False),
    (re.compile(rf"(?P<list>{_LIST}){_NOTE},? led (?:the )?signing ceremony"), SignatureAct.SIGNED, False),
    (re.compile(rf"(?<!in the )\bpresence of (?P<list>{_LIST})"), AttendanceRole.PRESENT, True),
    (re.compile(rf"\b[Ss]tanding behind (?:them )?(?:are|were) (?P<list>{_LIST})"), SignatureAct.WITNESSED, False),
    (re.compile(rf"\b(?:who|that) (?:also )?attended\b[^.;<>]{{0,40}} (?:included?|were|are) "
        rf"(?P<list>{_LIST})"), AttendanceRole.PRESENT, True),
    (re.compile(rf"(?P<list>{_LIST}){_NOTE},? (?:also )?(?:witnessed|presided over) (?:the )?(?:signing|"
        rf"exchange|ceremony)"), SignatureAct.WITNESSED, True),
    (re.compile(rf"(?P<list>{_LIST}){_NOTE},? (?:also )?(?:attended|took part|participated|"
        rf"(?:watched|followed) the (?:signing|ceremony|exchange)|were (?:also "
        rf")?present|was (?:also )?"
        rf"present|were in attendance)"), AttendanceRole.PRESENT, True),
    (re.compile(rf"(?:attended by|attendees included?|participants included?|attending were|those "
        rf"present(?: were| included)?:?) (?P<list>{_LIST})"), AttendanceRole.PRESENT, True),
    (re.compile(rf"(?:officials|representatives|members|participants|guests|figures)[\w, ]{{0,20}} "
        rf"(?:including|such as) (?P<list>{_LIST})"), AttendanceRole.DELEGATE, False),
    (re.compile(r"delegation(?:,| was| were)?[\w, ]{0,20} (?:led|headed|chaired) by "
        r"(?P<list><P\d+>)"), AttendanceRole.LED, True),
    (re.compile(r"(?P<list><P\d+>)[^.;<>]{0,20} led (?:the|a|its) (?:[\w]+ "
        r"){0,2}delegation"), AttendanceRole.LED, True),
    (re.compile(rf"(?P<list>{_ANY_LIST}){_NOTE},? (?:is|are|was|were) (?:also "
        rf")?quoted\b"), AttendanceRole.SPOKE_FOR, True),
    (re.compile(rf"(?:[Aa]ccording to|comments? by|words of|statement by) (?:<[OX]\d+>(?:'s|’s)? "
        rf")?(?P<list>{_LIST})"), AttendanceRole.SPOKE_FOR, True),
    (re.compile(rf"(?P<list><P\d+>){_NOTE},? (?:also )?(?:said|says|added|adds|commented|noted|stated|"
        rf"agrees|agreed|remarked|emphasi[sz]ed|stressed|explained|expressed|"
        rf"welcomed)\b"), AttendanceRole.SPOKE_FOR, True),
    (re.compile(r"\b(?:said|says|added|adds|commented|noted|stated) "
        r"(?P<list><P\d+>)"), AttendanceRole.SPOKE_FOR, True),
    (re.compile(r"(?P<list><P\d+> and (?:the )?(?:new )?<P\d+>)[^.;<>]{0,30} announced (?:it|this|"
        r"the)"), AttendanceRole.SPOKE_FOR, False),
    (re.compile(r"(?P<list><P\d+>,? and (?:the )?<P\d+>),? (?:\w+ly )?(?:met|held (?:talks|a meeting)|spoke|talked|"
        r"(?:co-)?chaired|discussed)\b"), AttendanceRole.PRESENT, False),
    (re.compile(r"(?P<list><P\d+>) (?:met|held talks|had (?:lunch|dinner|talks|a meeting)|received|"
        r"welcomed) (?:with )?(?:the )?(?:new |visiting )?(?P<more><P\d+>)"), AttendanceRole.PRESENT, False),
]  # fmt: skip
_VERB = re.compile(rf"\b{_SIGN}\b")
# “For ESRA: Director General Marie Dubois; for KSC: …”, “Marie Dubois for ESRA; Kim Hyun-woo for KSC”
_SIDES_LISTED = [
    re.compile(
        rf"(?:^|[;,.] ?|\b)(?:[Ff]or|[Oo]n behalf of) (?:the )?<[OCX]\d+>(?:: ?|, | – | - )(?P<list>{_PERSON})"
        rf"(?=[^<>]{{0,60}}(?:[;,]|$))"
    ),
    re.compile(
        rf"(?P<list>{_PERSON})(?: \([^()]*\))?,? (?:for|on behalf of) (?:the )?<[OCX]\d+>(?=;|,? and|\.?$)"
    ),
]
_CAPTION = re.compile(rf"^(?:At|In) [^:]{{0,120}}: (?P<list>{_LIST})\.?$")


def roles_in(skeleton: Skeleton, *, tells_of_signing: bool) -> Iterator[PersonRole]:
    """What people did, by the patterns of grammar; ``tells_of_signing``: a sentence before this has told of it."""
    for pattern, role, is_sure in _RULES:
        for match in pattern.finditer(skeleton.text):
            if role == SignatureAct.SIGNED and not _took_place(match):
                continue
            if role == _PAIR and not (tells_of_signing or re.search(rf"\b{_SIGN}\b", skeleton.text)):
                continue
            words = " ".join(filter(None, (match["list"], match.groupdict().get("more"))))
            code = SignatureAct.SIGNED if role == _PAIR else role
            yield from _roles_of(skeleton, words, code.value, is_sure)
    for pattern in _SIDES_LISTED if tells_of_signing else ():
        matches = list(pattern.finditer(skeleton.text))
        for match in matches if len(matches) > 1 else ():
            yield from _roles_of(skeleton, match["list"], SignatureAct.SIGNED.value, True)
    if tells_of_signing and (match := _CAPTION.match(skeleton.text)):
        yield from _roles_of(skeleton, match["list"], SignatureAct.SIGNED.value, False)


def _took_place(match: re.Match) -> bool:
    """False where the verb of signing that a pattern met is of what is planned or was called off."""
    verbs = _VERB.finditer(match.string, *match.span())
    return all(is_done(match.string[: verb.start()], match.string[verb.end() :]) for verb in verbs)


def _roles_of(skeleton: Skeleton, words: str, role: str, is_sure: bool) -> Iterator[PersonRole]:
    for item in skeleton.items_in(words, "PX"):
        if item.kind == OTHER and not may_be_person(item.value):
            continue
        mention = item.value
        person = (
            mention
            if item.kind == "P"
            else Person(mention.start, mention.end, mention.text, closes=mention.closes)
        )
        if len(person.name.split()) < 2:
            continue
        organization = person.organization.text if person.organization else ""
        yield PersonRole(item, person, role, is_sure and item.kind == "P", organization)
