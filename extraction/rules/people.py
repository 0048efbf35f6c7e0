"""People in English text: names beside a post or a form of address, with both and the organization between them."""

import re
from dataclasses import replace

from extraction.rules.english_words import (
    HONORIFIC,
    POST,
    POST_MODIFIER,
    POST_TAIL,
    POSTS,
)
from extraction.rules.gazetteer import country_of_adjective
from extraction.rules.name_kinds import COUNTRY, ORGANIZATION_KIND, Mention
from extraction.rules.people_patterns import (
    AMBASSADOR_TO,
    DEGREES,
    END_OF_POST,
    IN_POST,
    JOINT_POST,
    OF_OFFICE,
    OF_OFFICE_AND_ADDRESS,
    OF_OPERATION,
    OF_WHAT,
    POSSESSIVE,
    POST_AFTER,
    POST_APART,
    POST_IN_BRACKETS,
    POST_OF,
    POST_WORD,
    WORD_BEFORE,
)
from extraction.rules.person import Person, may_be_person, without_acronym

_REACH = 160  # letters before a name in which its post stands


def people_in(text: str, names: list[Mention]) -> list[Person]:
    """The people of a sentence, in order: names with a post or a form of address, and names listed beside such."""
    people: list[Person] = []
    for place, mention in enumerate(names):
        if not may_be_person(mention):
            continue
        if OF_WHAT.search(text[max(0, mention.start - _REACH) : mention.start]):
            continue  # “Minister of Health of Norland”: whose minister it is
        known = {person.start for person in people}
        before = _post_before(text, mention, [name for name in names[:place] if name.start not in known])
        after = _post_after(text, mention, names)
        person = (after if before and not before.post else before) or before or after
        if not person or not person.post:
            person = _beside_another(text, mention, people) or person
        if person:
            person = _as_counterpart(text, without_acronym(person), people)
            if degrees := DEGREES.match(text, person.closes):
                person = replace(person, closes=degrees.end())
            people.append(replace(person, opens=_before_honorifics(text, person.opens)))
    return people


def _as_counterpart(text: str, person: Person, people: list[Person]) -> Person:
    """A person in the post of the one before: “Health Minister A and his counterpart B”."""
    word = re.search(r"\bcounterpart,? $", text[: person.start])
    if person.post or not word or not people:
        return person
    end = word.start() + len("counterpart")
    owner = person.organization or _owner(text, word.start(), [])
    return replace(person, post=people[-1].post, post_start=word.start(), post_end=end, organization=owner)


def _before_honorifics(text: str, place: int) -> int:
    """Where the forms of address before a name begin: Dr, H.E. Mr."""
    while (
        (match := WORD_BEFORE.search(text[max(0, place - _REACH) : place]))
        and match["word"].lower() in HONORIFIC
        and match["gap"] == " "
    ):
        place = max(0, place - _REACH) + match.start()
    return place


def _post_before(text: str, mention: Mention, before: list[Mention]) -> Person | None:
    """A person after a post or a form of address: KoNECT chair Ji Dong-hyun, Dr Deborah Chee."""
    at = _before_honorifics(text, mention.start)
    has_honorific = at < mention.start
    end = at
    shift = max(0, at - _REACH)
    near = text[shift:at]
    operation = (
        OF_OPERATION.search(near)
        or POST_APART.search(near)
        or POST_OF.search(near)
        or OF_OFFICE.search(near)
        or AMBASSADOR_TO.search(near)
        or POST_IN_BRACKETS.search(near)
        or (has_honorific and OF_OFFICE_AND_ADDRESS.search(near))
    )
    if operation and operation[0].endswith(" and "):
        operation = None  # “Minister of Foreign Affairs and His Excellency Mr. …”
    start = shift + operation.start() if operation else at
    has_post = bool(operation)
    while match := WORD_BEFORE.search(text[:start]):
        word = match["word"].lower().removesuffix("'s").removesuffix("’s")
        is_post = word in POST | POSTS or (match["gap"] == ", " and _ends_post(text, match, word))
        if match["gap"] == ", " and (
            has_post or not is_post or not (has_honorific or _is_definite_post(text, match))
        ):
            break
        if not (is_post or (has_post and word in POST_MODIFIER) or (not has_post and word in POST_TAIL)):
            break
        if not is_post and _inside(match.start(), before):
            break
        start, has_post = match.start(), has_post or is_post
    if not has_post and not has_honorific:
        return None
    if not has_post:
        return Person(mention.start, mention.end, mention.text, closes=mention.closes, opens=at)
    post = text[start:end].strip(" ,")
    organization = _owner(text, start, before)
    post = (
        re.sub(rf"\b({POST_WORD})s\b", lambda m: m[1], post, count=1, flags=re.IGNORECASE)
        if _is_plural(post)
        else post
    )
    opens = min(organization.start, start) if organization else start
    return Person(
        mention.start, mention.end, mention.text, post, start, start + len(text[start:end].rstrip(" ,")),
        organization, mention.closes, opens,
    )  # fmt: skip


def _ends_post(text: str, match: re.Match, word: str) -> bool:
    """True for the second word of a post: “its director general, …”."""
    return word in POST_TAIL and bool(
        re.search(rf"\b(?:{POST_WORD})[ -]$", text[: match.start()], re.IGNORECASE)
    )


def _is_definite_post(text: str, match: re.Match) -> bool:
    """True for a post before a name in apposition: “the Prime Minister, Narendra Modi”, “its president, …”."""
    before = text[: match.start()]
    return bool(re.search(r"\b[Tt]he (?:[\w-]+ ){0,2}$", before) or POSSESSIVE.search(before))


def _is_plural(post: str) -> bool:
    last = post.split()[-1].lower()
    return last in POSTS and last not in POST


def _inside(place: int, names: list[Mention]) -> bool:
    return any(mention.start <= place < mention.end for mention in names)


def _owner(text: str, start: int, before: list[Mention]) -> Mention | None:
    """The organization or country right before a post: KoNECT chair, Australia's foreign minister, Estonian …"""
    for mention in reversed(before):
        gap = text[mention.closes : start]
        if re.fullmatch(r"(?:['’]s?)?,? ?", gap):
            return mention
    match = re.search(r"\b([A-Z]\w+) $", text[:start])
    if match and (code := country_of_adjective(match[1])):
        return Mention(match.start(1), match.end(1), match[1], COUNTRY, code, closes=match.end(1))
    return None


def _post_after(text: str, mention: Mention, names: list[Mention]) -> Person | None:
    """A person before a post: “Park MinSoo, 2nd Vice Minister of MoHW”, “John Dennis (representative)”."""
    degrees = DEGREES.match(text, mention.end)
    match = POST_AFTER.match(text, degrees.end() if degrees else mention.end)
    if not match:
        return None
    inside = [other for other in names if match.start("post") <= other.start < match.end("post")]
    inside = [other for other in inside if not JOINT_POST.match(other.text)]
    post_end = match.end("post")
    if stop := END_OF_POST.search(text[match.start("rest") : post_end]):
        post_end = match.start("rest") + stop.start()
    if any(may_be_person(other) and other.start < match.start("rest") for other in inside):
        return None
    if following := _next_person(text, inside):
        post_end = min(post_end, following)
    organization = next((other for other in inside if other.start < post_end), None)
    closes = post_end
    if "(" in match["open"]:
        closing = text.find(")", post_end)
        closes = closing + 1 if closing >= 0 else post_end
    printed_end = post_end
    link = organization and IN_POST.search(text[match.start("post") : organization.start])
    if organization and link and (organization.kind != COUNTRY or link[0].startswith("of")):
        printed_end = match.start("post") + link.start()
    if not organization and (body := _body_after(text, closes, names)):
        organization, closes = body, body.closes
    post = text[match.start("post") : printed_end].strip(" ,")
    if organization and organization.start == match.start("post"):
        rest = text[organization.closes : printed_end]
        shift = len(rest) - len(rest.lstrip(" '’s" if organization.is_possessive else " "))
        post, start = rest[shift:].strip(" ,"), organization.closes + shift
    else:
        start = match.start("post")
    if not post or len(post) > 120:
        return None
    return Person(
        mention.start,
        mention.end,
        mention.text,
        post,
        start,
        start + len(post),
        organization,
        closes,
        mention.start,
    )


def _next_person(text: str, inside: list[Mention]) -> int:
    """Where a post ends before another person with one: “CEO of the institute and Joe Lee, dean of …”; 0 if nowhere."""
    for other in inside:
        joined = re.search(r",? and $", text[: other.start])
        if joined and may_be_person(other) and POST_AFTER.match(text, other.end):
            return joined.start()
    return 0


def _body_after(text: str, place: int, names: list[Mention]) -> Mention | None:
    """The organization that ends what is said of a person: “Niaz, Secretary, Economic Affairs Division (EAD) and …”."""
    for other in names:
        if other.kind == ORGANIZATION_KIND and re.fullmatch(", (?:the )?", text[place : other.start]):
            return other if re.match(r",? and |,? signed| \(|[;.]|$", text[other.closes :]) else None
    return None


def _beside_another(text: str, mention: Mention, people: list[Person]) -> Person | None:
    """A name after that of a person with a post in the plural: vice-chancellors Sir David Eastwood and Glyn Davis."""
    if not people:
        return None
    last = people[-1]
    gap = text[last.closes : mention.start]
    was_plural = last.post and _is_plural(text[last.post_start : last.post_end])
    if was_plural and re.fullmatch(
        r"(?: \([^()]*\))?(?:,| and|, and) (?:Dr\.? |Sir |Prof\.? |Mr\.? |Ms\.? )?", gap
    ):
        return replace(
            last,
            start=mention.start,
            end=mention.end,
            name=mention.text,
            closes=mention.closes,
            opens=mention.start,
        )
    if re.fullmatch(r" ?/ ?", gap):
        return Person(mention.start, mention.end, mention.text, closes=mention.closes, opens=mention.start)
    return None
