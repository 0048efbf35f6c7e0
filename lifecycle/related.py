"""Facts of other public records that the life of an agreement depends on."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lifecycle.spans import UNKNOWN_SPAN, Span

# The end of what it is annexed to takes it along; that of what it implements or is based on does not.
ANNEXED_TO = "annexed_to"
FRAMEWORK_RELATIONS = (ANNEXED_TO, "implements", "based_on", "under")
# Relations of a newer agreement to the one that it follows. They change no state by themselves.
FOLLOWING_RELATIONS = ("follows", "confirms", "amends", "extends", "renews", "supersedes", "terminates")


@dataclass(frozen=True)
class Prolongation:
    """An extension or renewal of a newer agreement by an act of its own."""

    milestone: dict  # with its days as far as they are known
    terms: tuple[dict, ...] = ()  # that it set


@dataclass(frozen=True)
class Instrument:
    """A newer agreement by which an act on this one was done."""

    ref: str
    concluded_on: str = ""  # EDTF
    effect: str = ""  # the day on which it took effect itself, in EDTF
    is_pending: bool = False  # it has not taken effect itself, by what is recorded of it
    is_presumed: bool = False  # that it took effect is not recorded
    is_cancelled: bool = False  # it was given up, or is void, and never took effect
    terms: tuple[dict, ...] = ()  # each with the day from which it runs, where one is known
    prolongations: tuple[Prolongation, ...] = ()
    parties: frozenset[str] = frozenset()  # references of organizations


@dataclass(frozen=True)
class Follower:
    """A newer agreement that points at this one by one of `FOLLOWING_RELATIONS`."""

    ref: str
    relation: str
    is_pending: bool = False  # an act names it as instrument, and it has not taken effect
    is_cancelled: bool = False  # nor will it


@dataclass(frozen=True)
class Session:
    """A session of a dialogue or a round of a programme that was held under the agreement."""

    ref: str
    on: str  # EDTF
    activity: str = ""  # a call, an award round, a meeting
    until: str = ""  # the last day, as of awards that run
    closes: str = ""  # the last day for applications, of a call
    is_first: bool = False  # numbered as the first of its series


@dataclass(frozen=True)
class FrameworkEnd:
    """The end of an older agreement that this one belongs to by one of `FRAMEWORK_RELATIONS`.

    So is its suspension, while nothing says that it is over; of what is void from the start, the day of that word.
    """

    ref: str
    relation: str
    state: str
    span: Span = UNKNOWN_SPAN  # the first day after it
    is_void: bool = False


@dataclass(frozen=True)
class Dissolution:
    """The dissolution of a party: the key of its involvement, and the organizations that succeed it for good."""

    ref: str
    party: str
    on: str  # EDTF
    successors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Related:
    """All that the life of an agreement needs to know of other public records."""

    instruments: Mapping[str, Instrument] = field(default_factory=dict)  # by reference
    followers: tuple[Follower, ...] = ()
    sessions: tuple[Session, ...] = ()
    framework_ends: tuple[FrameworkEnd, ...] = ()
    dissolutions: tuple[Dissolution, ...] = ()


NO_RELATED = Related()


def party_refs(body: dict) -> frozenset[str]:
    """References of the organizations that are parties."""
    return frozenset(
        involvement["organization"]["ref"]
        for involvement in body.get("involvements") or []
        if involvement.get("role") == "party" and (involvement.get("organization") or {}).get("ref")
    )
