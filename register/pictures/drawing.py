"""The pictures of records, from the register to what a template shows."""

from collections.abc import Sequence
from datetime import date

from register.models import Entry, Period
from register.pages import reading
from register.pictures import reading as pictures
from register.pictures.lanes import lane
from register.pictures.lifelines import MOST_LANES, Lifelines, lifelines
from register.pictures.partners import MOST_PARTNERS, Fan, fan


def lives_of(entry: Entry, body: dict, today: date) -> tuple[Sequence[Period], Lifelines]:
    """The periods of an agreement, and its life beside those of its lineage."""
    relatives, refs = pictures.lineage(entry.ref, most=MOST_LANES - 1)
    periods = reading.lives([entry.ref, *(one.ref for one in relatives)])
    own = lane(entry.ref, entry.title, body, periods.get(entry.ref, []), today, is_own=True)
    others = [lane(one.ref, one.title, one.body, periods.get(one.ref, []), today) for one in relatives]
    return own.periods, lifelines([own, *others], today, refs=[entry.ref, *refs])


def partners_of(ref: str) -> Fan | None:
    """Those that an organization has agreements in common with."""
    party = pictures.shared("party", keys=[f"party:{ref}"], most=MOST_PARTNERS)["party"]
    return fan([one for one in party.found if one.title], party.total)
