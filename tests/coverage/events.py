"""Coders' words for events, by what each can be in a record: a key date, an end of a term, an activity."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class EventMeaning:
    """Codes and fields where an event may stand."""

    kinds: frozenset[str] = frozenset()
    is_beginning: bool = False
    is_end: bool = False
    is_due: bool = False
    activities: frozenset[str] = frozenset()

    def __or__(self, other: "EventMeaning") -> "EventMeaning":
        return EventMeaning(
            self.kinds | other.kinds,
            self.is_beginning or other.is_beginning,
            self.is_end or other.is_end,
            self.is_due or other.is_due,
            self.activities | other.activities,
        )


def _meaning(kinds: str = "", activities: str = "", **edges: bool) -> EventMeaning:
    return EventMeaning(kinds=frozenset(kinds.split()), activities=frozenset(activities.split()), **edges)


_ANY_ACTIVITY = "dialogue_session ceremony workshop forum visit meeting launch call award_round project other"
# The first that fits decides, where it stands alone; the rest add up.
_ALONE = (
    (r"due|deadline|payable", _meaning("", "call", is_due=True)),
    (r"notice|notif\w+|denunciation|denounc\w+|non-?renewal", _meaning("notice_given")),
    (r"amended|amend(ment|s)?|modif\w+|revis\w+", _meaning("amended")),
    (r"negotiat\w+|talks", _meaning("negotiated negotiations_opened negotiations_concluded")),
    (r"provisional\w*", _meaning("provisionally_applied")),
    (r"accession|accede\w*|joined|joins?|joining", _meaning("party_joined")),
    (r"withdr[ae]w\w*|left|leaves?|leaving|exit\w*", _meaning("party_left terminated")),
)  # fmt: skip
_TOGETHER = (
    (r"signed|signing|signature|signs?|exchanged?|concluded|dated|executed|inked", _meaning("signed exchanged")),
    (r"initial(l?ed|s)", _meaning("initialled")),
    (r"(in|into|to) (force|effect)|entry|effective|take[ns]? effect|took effect|valid|operational",
     _meaning("takes_effect", is_beginning=True)),
    (r"start(s|ed|ing)?|beg[aiu]ns?|beginning|commence\w*|commencement",
     _meaning("takes_effect launched", _ANY_ACTIVITY, is_beginning=True)),
    (r"launch(ed|es|ing)?|opened|inaugurat\w+", _meaning("launched", "launch ceremony call")),
    (r"end(s|ed|ing)?|expir\w+|lapsed?|until|clos(ed|es|ing)|ran out",
     _meaning("expired terminated completed cancelled superseded", is_end=True)),
    (r"terminat\w+|rescind\w+|revoked|annulled", _meaning("terminated cancelled")),
    (r"cancel(l?ed|s)?|cancellation|called off|given up", _meaning("cancelled terminated")),
    (r"complet\w+|finish\w+|delivered|carried out", _meaning("completed")),
    (r"supersed\w+|replaced|succeeded", _meaning("superseded")),
    (r"suspend\w+|suspension|paused|frozen", _meaning("suspended")),
    (r"resum\w+|reinstated|lifted|reactivated", _meaning("resumed")),
    (r"renew\w*", _meaning("renewed")),
    (r"exten(d|ds|ded|sion)|prolong\w+", _meaning("extended")),
    (r"review\w*|evaluat\w+", _meaning("reviewed")),
    (r"ratif\w+", _meaning("ratified")),
    (r"accepted|acceptance", _meaning("accepted ratified")),
    (r"approv\w+|decided|decision|endors\w+|clear(ed|ance)|authori[sz]\w+|consent\w*", _meaning("approved ratified")),
    (r"adopt\w+|agreed", _meaning("adopted agreed approved")),
    (r"apprised|informed|told|briefed", _meaning("informed")),
    (r"announc\w+|reported|disclosed|revealed|unveiled", _meaning("announced", "announcement")),
    (r"publish\w*|publication|gazett\w+", _meaning("published")),
    (r"register\w*|registration|deposit\w*", _meaning("registered ratified")),
    (r"held|met|took place|meeting|session|visit\w*", _meaning("", f"{_ANY_ACTIVITY} announcement")),
)  # fmt: skip


def meaning_of(event: str) -> EventMeaning:
    """Everything that the words of an event can be; a code of the register is that itself."""
    words = event.casefold().replace("_", " ")
    code = frozenset([words.replace(" ", "_")])
    for pattern, meaning in _ALONE:
        if _has(pattern, words):
            return meaning | EventMeaning(code)
    found = EventMeaning(code)
    for pattern, meaning in _TOGETHER:
        if _has(pattern, words):
            found |= meaning
    return found


def doer_of(event: str) -> str:
    """Whose act it was, in an event such as “approved by the Cabinet”."""
    return event.split(" by ", 1)[1] if " by " in event else ""


def _has(pattern: str, words: str) -> bool:
    return re.search(rf"(?<!\w)(?:{pattern})(?!\w)", words) is not None
