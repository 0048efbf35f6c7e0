"""Clues to the part of people in English text, where no pattern of grammar tells it: offered, never sure.

Somebody with a post whom a sentence names beside a signing signed it, unless words between tell otherwise; who is
named in a sentence about the ceremony or the meeting was present.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from activities.choices import AttendanceRole
from agreements.choices import SignatureAct
from extraction.rules.english_modality import is_done
from extraction.rules.english_words import POST
from extraction.rules.name_kinds import OTHER
from extraction.rules.roles import PersonRole
from extraction.rules.skeleton import Item, Skeleton

_MOST_SIGNINGS = 20  # of a sentence
_SIGNED = re.compile(
    r"\b(?:(?:re-?|co-?)?signed|signs?|inked|inks|initial(?:l?ed|s)|concluded|exchanged|executed|"
    r"(?:put|affixed|set|added) (?:their|his|her) (?:names?|signatures?|pens?)|signatures? (?:was|were|is|are)|"
    r"bears? the signatures?(?= of)|"
    r"signatories(?: for [^<>.;]{0,40})? (?:were|are))\b"
)
_BY_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he) (?:\w+ly )?(?P<verb>signed|inked|concluded) [^.;]{0,40}<F\d+>")
_SPEAKS = (
    r"(?:said|says|told|tells|add(?:s|ed)|stress(?:es|ed)|noted|notes|stated|states|remark(?:s|ed)|explain(?:s|ed)|"
    r"thank(?:s|ed)|called|calls|expressed|praised|welcomed it|emphasi[sz]ed|hopes|hoped|spoke|commented|"
    r"believes|informed)"
)
_SPEAKER = re.compile(rf"^(?:[^.;:<>]|<[OXLCD]\d+>){{0,60}}? {_SPEAKS}\b|^,? {_SPEAKS}\b")
_SPOKEN_BY = re.compile(rf"\b(?:{_SPEAKS}|according to) (?:the )?$")
_ELSEWHERE = re.compile(  # between a person and the verb of signing: another clause, or another's part in it
    r"\b(?:that|who|which|when|where|while|after|before|during|since|met|meeting|visit\w*|led|headed|"
    r"accompan\w+|invit\w+|between|with|wherein|talks|they)\b|[;:]|(?<!Prof)(?<!Dr)(?<!M[rs])(?<![JS]r)(?<! [A-Z])\.|"
    + rf"\b{_SPEAKS}\b"
)
_OF_TALKS = re.compile(
    r"\b(?:talks|meeting|summit|dialogue|visit)\b[^.;]{0,60}(?:between|of|with|by) (?:the )?(?:<P\d+> and (?:the )?)?$"
)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are) (?:\w+ly |also )?$")
_OF_THEIRS = re.compile(
    r"\bby\b|\bof\b|\bwere\b|\bare\b|\(|:"
)  # “signed … by”, “the signatures were those of”
_FOR_A_SIDE = re.compile(
    r"\b(?:[Ff]or|[Oo]n behalf of|[Oo]n the \w+ part,?)(?: the)?(?: <[OCXL]\d+>|"
    r" [a-z][\w ]{2,30})?,?(?: the| sign| signed)?"
    r"(?:,? (?:<P\d+>|<X\d+>)(?: and| &|,|, and))* ?$"
)
_FIELD_OF_POST = re.compile(
    rf"\b(?:{'|'.join(sorted(map(re.escape, POST), key=len, reverse=True))}) for\b[^.;]{{0,60}}$",
    re.IGNORECASE,
)
_WITNESSED = re.compile(r"\b(?:presence of|witness\w*|looked on|oversaw|presided)\b[^.;]*$")
_WITNESSES = re.compile(r"^[^.;]{0,100}\b(?:as witness(?:es)?|witnessed|looked on|presided over)\b")
_PRESENT = re.compile(
    r"\b(?:[Pp]resent|presence|among them|attend\w*|accompan\w+|joined|came (?:with|together)|"
    r"there were|represented|members|delegation|delegates|flanked|chaired|guests|"
    r"(?:was|were|came|travell?ed|went|visited)\b[^.;]{0,60} to (?:sign|renew|conclude|attend)|"
    r"[Ff]rom (?:the )?<[OCLX]\d+> (?:came|were)|took part|"
    r"participat\w+|received|hosted|representatives|[Oo]fficials)\b"
)
_CEREMONY = re.compile(r"\b(?:sign(?:ing|ed)|ceremony|signatures?)\b")
_REPRESENTED = re.compile(r"\brepresented (?:at [^.;]{0,40} )?by\b")


def clued_roles(
    skeleton: Skeleton, taken: set[int], known: Mapping[str, Item], *, tells_of_signing: bool
) -> Iterator[PersonRole]:
    """The part of each person of a sentence who has none yet.

    ``taken``: where the people stand that have one; ``known``: people of the text by their last name, “Hrib and
    Mayor Ko signed”.
    """
    people = []
    for number, item in enumerate(skeleton.items):
        person = known.get(item.value.text) if item.kind == OTHER else item if item.kind == "P" else None
        if person and person.start not in taken:
            people.append((number, item, person))
    signings = _signings(skeleton.text) if people else []
    for number, item, person in people:
        before, _sign, after = skeleton.text.partition(f"<{item.kind}{number}>")
        role = _clue(skeleton.text, before, after, signings, tells_of_signing=tells_of_signing)
        is_named = item.kind == "P"
        if not role or not (is_named or role == SignatureAct.SIGNED):
            continue
        organization = person.value.organization.text if person.value.organization else ""
        yield PersonRole(person, person.value, role, False, organization)


def is_signed_by_pronoun(skeleton: Skeleton) -> bool:
    """True for “there he signed a memorandum”, of whom the sentence before tells."""
    match = _BY_PRONOUN.search(skeleton.text)
    return bool(match) and is_done(skeleton.text[: match.start("verb")], skeleton.text[match.end() :])


def _signings(text: str) -> list[re.Match[str]]:
    """The verbs by which a sentence tells of a signing that was done."""
    verbs = islice(_SIGNED.finditer(text), _MOST_SIGNINGS)
    return [verb for verb in verbs if is_done(text[: verb.start()], text[verb.end() :])]


def _clue(
    text: str, before: str, after: str, signings: list[re.Match[str]], *, tells_of_signing: bool
) -> str:
    """The role that the words around a person tell, or ""."""
    if _SPEAKER.search(after) or _SPOKEN_BY.search(before) or _OF_TALKS.search(before):
        return ""
    is_witness = _WITNESSED.search(before) or _WITNESSES.match(after)
    if is_witness and (signings or tells_of_signing):
        return SignatureAct.WITNESSED.value
    place = len(before)
    for verb in signings:
        between = (
            text[verb.end() : place] if verb.end() <= place else text[len(text) - len(after) : verb.start()]
        )
        is_agent = verb.start() > place and not _PASSIVE.search(text[: verb.start()])
        is_theirs = is_agent or (verb.end() <= place and _OF_THEIRS.search(between))
        if is_theirs and not _ELSEWHERE.search(between):
            return SignatureAct.SIGNED.value
    is_of_signing = bool(signings) or tells_of_signing
    if (
        is_of_signing
        and _FOR_A_SIDE.search(before)
        and not _FIELD_OF_POST.search(before)
        and "there were" not in text
    ):
        return SignatureAct.SIGNED.value
    if _REPRESENTED.search(before) and _CEREMONY.search(before):
        return SignatureAct.SIGNED.value
    return AttendanceRole.PRESENT.value if _PRESENT.search(text) else ""
