"""Warnings about an agreement, shown after saving: facts that are unusual, but allowed.

Days are compared by their bounds: a warning is given only if no reading of the dates avoids it.
"""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.choices import MilestoneKind, Renewal, TermStart
from agreements.milestones import SIGNING_KINDS
from agreements.models import Agreement, Milestone, Term
from agreements.serializers import MilestoneSerializer, TermSerializer
from core import edtf
from lifecycle import acts
from lifecycle.acts import Act
from lifecycle.durations import add_duration
from lifecycle.facts import LifecycleFacts
from lifecycle.phrases import duration_words
from lifecycle.spans import MAX_DATE, UNKNOWN_SPAN, Span, day_before, parse_last_day, parse_span
from lifecycle.terms import NO_CONTINUATION

# Lookups of what `warnings` uses.
WARNING_PREFETCHES = (
    "involvements", "milestones__involvement", "milestones__by_body", "milestones__instrument__texts",
    "terms__milestone",
)  # fmt: skip

_EFFECT_KINDS = {MilestoneKind.TAKES_EFFECT, MilestoneKind.PROVISIONALLY_APPLIED}
_SELF_RENEWING = {Renewal.AUTOMATIC, Renewal.EVERGREEN}
# Acts that often follow the end of a term.
_KINDS_AFTER_THE_END = {
    MilestoneKind.NEGOTIATIONS_OPENED,
    MilestoneKind.NEGOTIATED,
    MilestoneKind.ANNOUNCED,
    MilestoneKind.INFORMED,
    MilestoneKind.REVIEWED,
    MilestoneKind.COMPLETED,
    MilestoneKind.EXPIRED,
    MilestoneKind.SUPERSEDED,
    MilestoneKind.DECLARED_VOID,
    MilestoneKind.PUBLISHED,
    MilestoneKind.REGISTERED,
}
# Acts that may move the end further; a notice does not.
_END_SETTING_KINDS = {*acts.CONCLUDING, *acts.SETTING_TERMS, acts.TERM_STARTS} - {MilestoneKind.NOTICE_GIVEN}


def warnings(agreement: Agreement) -> list[str]:
    """Sentences in the active language, one for each unusual fact."""
    prefetch_related_objects([agreement], *WARNING_PREFETCHES)
    milestones, terms = list(agreement.milestones.all()), list(agreement.terms.all())
    facts = LifecycleFacts(
        {
            "nature": agreement.nature,
            "form": agreement.form,
            "bindingness": agreement.bindingness,
            "milestones": MilestoneSerializer(milestones, many=True).data,
            "terms": TermSerializer(terms, many=True).data,
        }
    )
    return [
        *_no_participants(agreement),
        *_effect_before_signing(milestones),
        *_signed_in_the_future(milestones, timezone.localdate()),
        *_signed_on_different_days(milestones),
        *_left_before_joining(milestones),
        *_prolonged_without_end(milestones, terms),
        *_terms_without_start(terms, facts),
        *_lengths_that_miss_the_end(facts),
        *_milestones_after_the_end(milestones, facts),
    ]


def _no_participants(agreement: Agreement) -> Iterator[str]:
    """No participants, as with a text that an assembly adopts."""
    if not agreement.involvements.all():
        yield _("It names nobody who takes part.")


def _effect_before_signing(milestones: list[Milestone]) -> Iterator[str]:
    """An effect before the first signing; later signings, of parties that joined, may follow the effect."""
    signings = sorted(_milestones_of_kinds(milestones, SIGNING_KINDS), key=_span_of_act)
    effects = [
        (_span_of_effect(milestone), _effect_words(milestone))
        for milestone in _milestones_of_kinds(milestones, _EFFECT_KINDS)
    ]
    effects += [
        (_span_of_effect(signing), f"{MilestoneKind.TAKES_EFFECT.label} {signing.effective_on_words}")
        for signing in signings
        if signing.effective_on
    ]
    for day, words in effects:
        if signings and all(day.is_before(_span_of_act(signing)) for signing in signings):
            yield _("It takes effect before it is signed: “%(effect)s”, but “%(signing)s”.") % {
                "effect": words,
                "signing": signings[0],
            }


def _signed_in_the_future(milestones: list[Milestone], today: date) -> Iterator[str]:
    for milestone in _milestones_of_kinds(milestones, SIGNING_KINDS):
        if not milestone.is_planned and _span_of_act(milestone).earliest > today:
            yield _("“%(signing)s” lies in the future.") % {"signing": milestone}


def _signed_on_different_days(milestones: list[Milestone]) -> Iterator[str]:
    """Several signings on different days that name no party; signings of one party each are recorded so on purpose."""
    for kind in MilestoneKind.SIGNED, MilestoneKind.EXCHANGED:  # in this order
        signings = [
            milestone
            for milestone in _milestones_of_kinds(milestones, {kind})
            if not milestone.involvement_id
        ]
        if any(
            _are_apart(_span_of_act(first), _span_of_act(other)) for first, other in combinations(signings, 2)
        ):
            yield _(
                "There are several signings on different days: %(signings)s. If each is of one party, say of which."
            ) % {"signings": ", ".join(f"“{signing}”" for signing in signings)}


def _left_before_joining(milestones: list[Milestone]) -> Iterator[str]:
    """A party that left before every day on which it joined; it may join again after leaving."""
    joinings = _milestones_of_kinds(milestones, {MilestoneKind.PARTY_JOINED})
    for left in _milestones_of_kinds(milestones, {MilestoneKind.PARTY_LEFT}):
        joined = [joining for joining in joinings if joining.involvement_id == left.involvement_id]
        if joined and all(_span_of_effect(left).is_before(_span_of_effect(joining)) for joining in joined):
            yield _("%(party)s left before it joined: “%(left)s”, but “%(joined)s”.") % {
                "party": left.involvement,
                "left": _effect_words(left),
                "joined": _effect_words(min(joined, key=_span_of_effect)),
            }


def _prolonged_without_end(milestones: list[Milestone], terms: list[Term]) -> Iterator[str]:
    """Extensions and renewals without a length, where no term renews itself and none was set by the act."""
    if any(term.renewal in _SELF_RENEWING for term in terms):
        return
    set_by = {term.milestone_id for term in terms}
    for milestone in _milestones_of_kinds(milestones, acts.EXTENDING):
        if not milestone.until and milestone.pk not in set_by:
            yield _("“%(act)s” has neither a new end nor a length: until when it lasts is not known.") % {
                "act": milestone
            }


def _terms_without_start(terms: list[Term], facts: LifecycleFacts) -> Iterator[str]:
    """Terms that count from an act which no milestone dates; an effect that waits for its condition will come."""
    signed = facts.signature is not None and facts.signature.is_dated
    in_effect = facts.conclusion.awaited_effect is not None or any(
        effect.is_dated for effect in facts.effects
    )
    for term in terms:
        if term.starts_on or term.milestone_id:
            continue
        if term.starts_with == TermStart.SIGNATURE and not signed:
            yield _("The term “%(term)s” counts from signature, but no key date says when it was signed.") % {
                "term": _term_words(term)
            }
        if term.starts_with == TermStart.EFFECT and not in_effect:
            yield _(
                "The term “%(term)s” counts from entry into effect, but no key date says when that was."
            ) % {"term": _term_words(term)}


def _lengths_that_miss_the_end(facts: LifecycleFacts) -> Iterator[str]:
    """Terms whose length comes to another last day than the one they name. A day more or less is a way of counting."""
    for term in facts.body["terms"]:
        start, until = facts.start_of_term(term), parse_last_day(term["until"])
        renews_itself = term["renewal"] in _SELF_RENEWING  # then it may name the last day of a later cycle
        if not term["length"] or renews_itself or UNKNOWN_SPAN in (start, until):
            continue
        after = start.moved(lambda day, length=term["length"]: add_duration(day, length))
        last = after.moved(day_before)
        if until.is_before(last.moved(day_before)) or after.is_before(until):
            yield _(
                "The term names %(until)s as its last day, but %(length)s end on %(day)s. The named day counts."
            ) % {
                "until": edtf.parse(term["until"]).words(),
                "length": duration_words(term["length"]),
                "day": edtf.parse(last.edtf).words(),
            }


def _milestones_after_the_end(milestones: list[Milestone], facts: LifecycleFacts) -> Iterator[str]:
    """Acts after the end of the last term; an act on the first day after it may be the one that ended it."""
    first_day_after = _end_of_terms(facts)
    if first_day_after is None:
        return
    last_day = edtf.parse(first_day_after.moved(day_before).edtf).words()
    for milestone in milestones:
        if milestone.kind not in _KINDS_AFTER_THE_END and first_day_after.is_before(_span_of_act(milestone)):
            yield _("“%(act)s” lies after the end of the last term: %(day)s.") % {
                "act": milestone,
                "day": last_day,
            }


def _end_of_terms(facts: LifecycleFacts) -> Span | None:
    """First day after the last term; None if a term has no end, or none that is known."""
    setting = [act for act in facts.acts if act.kind in _END_SETTING_KINDS]
    if any(_prolongs_without_known_end(act, facts) for act in setting):
        return None
    continuations = [facts.base_continuation(), *map(facts.continuation_set_by, setting)]
    ends = [continuation.end for continuation in continuations if continuation != NO_CONTINUATION]
    if not ends or None in ends:
        return None
    end = max((end.span for end in ends if end), key=lambda span: span.latest)
    return None if end.latest == MAX_DATE else end


def _prolongs_without_known_end(act: Act, facts: LifecycleFacts) -> bool:
    return act.kind in acts.EXTENDING and facts.continuation_set_by(act) == NO_CONTINUATION


# Days and words of one part


def _milestones_of_kinds(milestones: list[Milestone], kinds: set[MilestoneKind]) -> list[Milestone]:
    return [milestone for milestone in milestones if milestone.kind in kinds]


def _span_of_act(milestone: Milestone) -> Span:
    """Days on which an act may have been done."""
    return parse_span(milestone.on, _interval_bound(milestone))


def _span_of_effect(milestone: Milestone) -> Span:
    """Days from which an act may count."""
    return parse_span(milestone.effective_on or milestone.on, _interval_bound(milestone))


def _interval_bound(milestone: Milestone) -> str:
    """Bound of an interval that counts: its start for an act that lasts, else any day of it."""
    return "start" if milestone.kind in acts.LASTING_ACTS else "both"


def _effect_words(milestone: Milestone) -> str:
    """A milestone in words, with the day from which it counts."""
    return f"{milestone.get_kind_display()} {milestone.effective_on_words or milestone.on_words}".strip()


def _term_words(term: Term) -> str:
    return duration_words(term.length) if term.length else str(term)


def _are_apart(span: Span, other: Span) -> bool:
    return span.is_before(other) or other.is_before(span)
