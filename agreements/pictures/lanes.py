"""Swim-lane data of an agreement: states, dated acts, relations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from agreements.milestones import with_plans
from core import edtf
from core.choice_labels import choice_label
from core.localized import in_language
from lifecycle.acts import day_of_act, names_no_end
from lifecycle.status import status_on
from pages.status import LifeRow, life_rows, status_display
from register import addresses

# Acts of single parties are drawn up to this number; the key dates below the picture list all.
_MAX_PARTY_ACTS = 24


@dataclass(frozen=True)
class LaneAct:
    """A dated act: its kind, its date in EDTF, and the earliest and latest day of that. None: unbounded."""

    kind: str
    words: str
    on: str
    earliest: date | None
    latest: date | None


@dataclass(frozen=True)
class LaneRelation:
    """Relation of the agreement of a lane to the older agreement of another lane."""

    words: str
    older: str


@dataclass(frozen=True)
class Lane:
    """One agreement. ``status_tag`` is its status today in words."""

    ref: str
    title: str
    language: str
    address: str
    status_tag: str
    is_own: bool
    life: Sequence[LifeRow]
    periods: Sequence
    acts: Sequence[LaneAct]
    relations: Sequence[LaneRelation]

    @property
    def days(self) -> list[date]:
        """Every day that it names."""
        ends = [
            (period.start_earliest, period.start_latest, period.end_earliest, period.end_latest)
            for period in self.periods
        ]
        acts = [(act.earliest, act.latest) for act in self.acts]
        return [day for act in (*ends, *acts) for day in act if day]

    @property
    def first_day(self) -> date:
        return min(self.days, default=date.max)


def agreement_lane(
    ref: str, titles: dict, body: dict, periods: Sequence, today: date, *, is_own: bool = False
) -> Lane:
    """The lane of a published agreement."""
    title, language = in_language(titles)
    words = (body["nature"], body["bindingness"], body["form"])
    return Lane(
        ref=ref,
        title=title,
        language=language,
        address=addresses.record_path(ref, titles),
        status_tag=status_display(status_on(periods, today), *words).tag,
        is_own=is_own,
        life=life_rows(list(periods), today, *words),
        periods=periods,
        acts=_dated_acts(body),
        relations=_lane_relations(body),
    )


def _dated_acts(body: dict) -> list[LaneAct]:
    """The acts with a day that can be drawn, in the order of their days."""
    acts = []
    milestones = with_plans(body)
    are_many = sum(bool(milestone["involvement"]) for milestone in body["milestones"]) > _MAX_PARTY_ACTS
    for milestone in milestones:
        if (are_many and milestone["involvement"]) or names_no_end(milestone):
            continue
        on = day_of_act(milestone["kind"], milestone["on"] or milestone["effective_on"])
        try:
            day = edtf.parse(on)
        except edtf.EDTFError:  # nothing is recorded, or what was had to be taken out
            continue
        if day.earliest or day.latest:
            words = choice_label(milestone["kind"], "agreements.Milestone.kind")
            if milestone.get("is_planned"):
                words = _("%(act)s (planned)") % {"act": words}
            acts.append(LaneAct(milestone["kind"], words, on, day.earliest, day.latest))
    return sorted(acts, key=lambda act: act.latest or act.earliest or date.max)


def _lane_relations(body: dict) -> list[LaneRelation]:
    return [
        LaneRelation(choice_label(relation["kind"], "agreements.AgreementRelation.kind"), relation["agreement"]["ref"])
        for relation in body["relations"] if relation["agreement"] and relation["agreement"].get("ref")
    ]  # fmt: skip


def sort_lanes(lanes: Sequence[Lane]) -> list[Lane]:
    """The oldest first; those without any date last."""
    return sorted(lanes, key=lambda lane: (lane.first_day, lane.ref))
