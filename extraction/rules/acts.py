"""Acts that dates and places belong to: which verb stands nearest in the same clause."""

import re
from dataclasses import dataclass
from itertools import islice

from agreements.choices import MilestoneKind as Kind
from extraction.rules.english_modality import is_denied, is_done
from extraction.rules.skeleton import Item, Skeleton

HELD, NOTHING = "held", ""
_ACTS = [
    (Kind.SIGNED, r"co-?signed|[Ss]igned|signs?\b|"
        r"signing(?: ceremony)?(?: (?:took place|was held))?|signature|concluded?|concludes|inked|executed|"
        r"(?:put|puts|set|affixed) (?:their|its|his|her) (?:names?|signatures?)|"
        r"entered into|formali[sz]ed|[Dd]one in|dated\b|dates from|struck|inks?\b"),
    (Kind.EXCHANGED, r"exchanged(?! views)"),
    (Kind.ANNOUNCED, r"announced?|announces|unveiled|dateline|said\b|reported|reports"),
    (Kind.LAUNCHED, r"launched?|launches|inaugurated|kicked off"),
    (Kind.TAKES_EFFECT, r"[Ii]n force (?:since|from)|enter(?:s|ed)? into (?:force|effect)|entry into "
        r"(?:force|effect)|effective|t(?:ook|akes) effect|c[ao]me into (?:force|effect)|in effect|valid "
        r"from|applied from|\bfrom$"),
    (Kind.EXPIRED, r"expire[ds]?|expiry|ran out|runs out|lapsed?|ended\b|\bends\b|<D\d+> (?:to|until)$|valid "
        r"(?:until|to)"),
    (Kind.NOTICE_GIVEN, r"notice (?:had been |was |has been )?given|gave notice"),
    (Kind.TERMINATED, r"terminated|to terminate|denounced"),
    (Kind.CANCELLED, r"cancell?(?:ed|s)?\b|revoked|scrapped|annulled|rescinded"),
    (Kind.SUSPENDED, r"suspend(?:s|ed)?\b"),
    (Kind.RENEWED, r"renewed|renewal"),
    (Kind.EXTENDED, r"extended|extension"),
    (Kind.AMENDED, r"amended|modified"),
    (Kind.RATIFIED, r"ratified|ratification"),
    (Kind.INITIALLED, r"initiall?ed"),
    (Kind.APPROVED, r"approved|approval|agreed in\b|cleared"),
    (Kind.INFORMED, r"apprised|informed"),
    (Kind.ADOPTED, r"adopted"),
    (Kind.PARTY_JOINED, r"joined(?! (?:forces|hands))|acceded|accession"),
    (Kind.PUBLISHED, r"[Pp]ublished(?! by a)|gazetted|\bno\. \d+ of (?=<D)"),
    (NOTHING, r"to (?:build|open|create|develop|establish|construct|run)\b|"
        r"(?:resolution|decree|law|act|order|page was published) (?:of|on) (?=<D)|[Ss]ince (?=<D\d+> "
        r"[^.;]{0,40}sign)"),
    (Kind.REGISTERED, r"registered"),
    (Kind.COMPLETED, r"completed"),
    (NOTHING,
    r"departed|arrived|came back|upcoming|"
    r"located|based in|headquartered|set up|established|founded|formed|created|born|planned|passed|closing|"
    r"clos(?:es|ed)|"
        r"deadline|due by|starting|began|begun|begins|granted|awarded|opened|anniversary|"
        r"since then|expected|scheduled|will\b|next|invited|appointed|elected|for (?=<D)|summit|"
        r"meetings? (?:of|in) (?=<D)|[Ee]xpressions? of interest|compares?|call for|page\b"),
    (HELD, r"\bheld\b|\bmet\b|took place|meeting|dialogue (?:on|in)|visit(?:ed)?|lunch|talks|gathered|hosted"),
]  # fmt: skip
_ACT = re.compile("|".join(f"(?P<a{number}>{pattern})" for number, (_kind, pattern) in enumerate(_ACTS)))
_BREAK = re.compile(r"; |: |\. |, and (?=[a-z<])|, which |, who |, but | that (?=(?:on )?<D|on |it |they )")
_ATTRIBUTED = re.compile(r", (?:(?:the )?<[OXP]\d+>|he|she) ")  # “…, Shanghai Daily reported”
_AFTER_COSTS = 2  # an act that stands after a date is as far as one twice as near before it
_MOST = 40  # acts of a sentence: one with more is no sentence
_FARTHEST = 110  # signs
_WAS_TO_BE = re.compile(
    r"\b(?:(?:was|were|had been) (?:due|set|scheduled|expected|meant|planned) to|would have) $"
)
_FORESEEN = {Kind.TAKES_EFFECT, Kind.EXPIRED}  # of which a day to come is told as well
_CHANGES = {"amended": Kind.AMENDED, "extended": Kind.EXTENDED, "renewed": Kind.RENEWED}
_CHANGED_FROM = re.compile(r"\b(amended|extended|renewed),? (?:with effect from |effective(?: from)? )$")
_AFTER_PARTNER = re.compile(r"\bsign(?:s|ed)\b.*\bwith (?:the )?<[OX]\d+> \($")
# “On 3 May, in the presence of …, A and B signed”, “at a meeting held at the port on 3 May, it was signed”
_OPENING = re.compile(r"(?:On )?|(?:During|At) [^;.]{0,120}", re.IGNORECASE)
_THERE = re.compile(r"\b(?:where(?:in|upon)?|(?:at|during|after) which) (?:they|both|the two(?: \w+)?) $")
_BEGINS = re.compile(
    r"(?<!dates )(?<!dating )\b(?:years?|months?|effect|agreement|<F\d+>|it|valid|runs|force),? (?:from|as "
    r"of|starting(?: on)?) $"
)
_END_OF_SPAN = re.compile(r"<D(\d+)> (?:to|until|till|through|[-–]) $")
_FORM_OF = re.compile(r"<F\d+>(?: \([^()]{0,30}\))? (?:of|from|dated) $|<F\d+> \($|<F\d+> of $|MoU \($")


@dataclass(frozen=True)
class Act:
    """A kind of act in a sentence: MilestoneKind, “held”, or "" for what is no act of an agreement."""

    role: str
    start: int  # in the skeleton
    end: int


def acts_in(skeleton: Skeleton) -> list[Act]:
    """The acts that a sentence names, in order."""
    result = []
    for match in islice(_ACT.finditer(skeleton.text), _MOST):
        role = _ACTS[int(match.lastgroup[1:])][0]
        before, after = skeleton.text[: match.start()], skeleton.text[match.end() :]
        if role in _FORESEEN:
            denied = is_denied(before) or _WAS_TO_BE.search(before)
        else:
            denied = not is_done(before, after)
        result.append(Act("" if denied else str(role), match.start(), match.end()))
    return result


def act_of(skeleton: Skeleton, item: Item, acts: list[Act]) -> Act | None:
    """The act that a date or place belongs to: the nearest in its clause, or else in its sentence."""
    sign = f"<{item.kind}{skeleton.items.index(item)}>"
    place = skeleton.text.index(sign)
    if item.kind == "D" and _FORM_OF.search(skeleton.text[:place]):
        return Act(Kind.SIGNED.value, place, place)
    if item.kind == "D" and (span := _END_OF_SPAN.search(skeleton.text[:place])):
        first = act_of(skeleton, skeleton.items[int(span[1])], acts)
        if first and first.role == Kind.TAKES_EFFECT:
            return Act(Kind.EXPIRED.value, first.start, first.end)
    if item.kind == "D" and _BEGINS.search(skeleton.text[:place]):
        return Act(Kind.TAKES_EFFECT.value, place, place)
    is_attribute = re.search(r"\b(?:[Tt]he|[Ii]ts|[Tt]heir) $", skeleton.text[:place])
    if (
        item.kind == "D"
        and is_attribute
        and re.match(r" (?:[a-z]+ )?<F\d+>", skeleton.text[place + len(sign) :])
    ):
        return Act(Kind.SIGNED.value, place, place)
    if item.kind == "D" and (changed := _CHANGED_FROM.search(skeleton.text[:place])):
        return Act(_CHANGES[changed[1]].value, place, place)
    if item.kind == "D" and _AFTER_PARTNER.search(skeleton.text[:place]):
        return Act(Kind.SIGNED.value, place, place)
    best: tuple[float, Act] | None = None
    for act in acts:
        if act.start > place and skeleton.text.startswith("to ", act.start):
            continue  # the aim of what was done then
        between = (
            skeleton.text[act.end : place]
            if act.end <= place
            else skeleton.text[place + len(sign) : act.start]
        )
        between = re.sub(r" \([^()]*\)", "", between)
        distance = len(between) * (1 if act.end <= place else _AFTER_COSTS)
        distance += 60 * len(_BREAK.findall(f"{between}<{item.kind}" if act.end <= place else between))
        distance += 60 * (act.start > place and bool(_ATTRIBUTED.fullmatch(between)))
        distance += 25 * len(re.findall(r"<D\d+>", between)) if item.kind == "D" else 0
        if len(between) <= _FARTHEST and (best is None or distance < best[0]):
            best = (distance, act)
    later = next((act for act in acts if act.start > place and act.role == Kind.SIGNED), None)
    is_of_meeting = best is None or best[1].role == HELD
    if (
        later
        and is_of_meeting
        and (_OPENING.fullmatch(skeleton.text[:place]) or _THERE.search(skeleton.text[: later.start]))
    ):
        return later
    return best[1] if best else None


def distance_of(skeleton: Skeleton, item: Item, act: Act) -> int:
    """How many signs lie between an item and an act."""
    place = skeleton.text.index(f"<{item.kind}{skeleton.items.index(item)}>")
    return place - act.end if act.end <= place else act.start - place
