"""Walks through the acts of an agreement and notes every change of state, for `lifecycle`."""

from collections.abc import Sequence
from dataclasses import replace

from lifecycle import acts as kinds
from lifecycle.acts import Act, act_reason, latest_act
from lifecycle.choices import Certainty, State
from lifecycle.facts import LifecycleFacts
from lifecycle.reasons import ReasonCode, make_reason
from lifecycle.spans import MIN_DATE, UNKNOWN_SPAN, Span, day_after, parse_span
from lifecycle.terms import INDEFINITE, Continuation, Transition
from lifecycle.timeline import Stage, weakest_certainty

_BEFORE_SIGNATURE = (None, State.UNDER_NEGOTIATION, State.PLANNED, State.UNKNOWN)
_LIVE_STATES = (State.SIGNED, State.IN_FORCE, State.SUSPENDED)


def _mark_renewed_later(reasons: tuple[dict, ...]) -> tuple[dict, ...]:
    """The same reasons; the end of a term says that the renewal came after it."""
    return tuple(
        {**one, "params": one["params"] | {"renewed_later": True}}
        if one["code"] == ReasonCode.TERM_ENDED
        else one
        for one in reasons
    )


class StateMachine:
    """One walk through one agreement. What follows from a term or a notice waits in ``coming``."""

    def __init__(self, facts: LifecycleFacts):
        self.facts = facts
        self.noted: list[Stage] = []
        self.state: State | None = None
        self.strength = Certainty.RECORDED  # how well it is known that it came into effect
        self.origin: tuple[dict, ...] = ()  # how it did
        self.since: tuple[dict, ...] = ()  # what happened to it after that
        self.coming: dict[str, Transition] = {}
        self.course = Continuation()
        self._take_course(facts.base_course())

    def stages(self) -> list[Stage]:
        """Every change in order, with the days that keep them apart."""
        acts = self.facts.acts
        self._begin_unseen()
        for position, act in enumerate(acts):
            self._let_come(act, acts[position:])
            self._happen(act)
        self._let_come()
        return self._with_open_end()

    def _happen(self, act: Act):
        if act.is_awaited and act.kind in (*kinds.TAKING_EFFECT, *kinds.EXTENDING, *kinds.ENDING, "resumed"):
            return
        if act.kind in kinds.TAKING_EFFECT or act.kind == kinds.TERM_STARTS:
            self._take_effect(act)
        elif act.kind in kinds.SIGNING:
            self._sign(act)
        elif act.kind in kinds.REQUIRING_EXISTENCE:
            self._go_on(act)
        elif act.kind in kinds.ENDING:
            self._end(act)
        elif act.kind in ("suspended", "resumed"):
            self._pause(act)
        else:
            self._prepare(act)

    # Notes

    def _note(self, span: Span, state: State, certainty: Certainty, *reasons: dict):
        self.state = state
        self.noted.append(Stage(span, state, certainty, reasons))

    def _note_in_force(self, span: Span, strength: Certainty):
        self.state, self.strength = State.IN_FORCE, strength
        certainty = (
            weakest_certainty(strength, Certainty.DERIVED) if self.course.goes_on_by_itself else strength
        )
        reasons = (*self.origin, *self.since, *self.course.reasons)
        self.noted.append(Stage(span, State.IN_FORCE, certainty, reasons, self.course.onward))

    def _keep_apart(self, span: Span):
        self.noted.append(Stage(span))

    def _take_course(self, course: Continuation):
        self.course = course
        self.coming.pop("end", None)
        if course.end:
            self.coming["end"] = course.end

    def _over(self, span: Span, state: State, certainty: Certainty, *reasons: dict):
        self._note(span, state, certainty, *reasons)
        self.since, self.course = (), Continuation()
        self.coming.clear()

    # Before it takes effect

    def _begin_unseen(self):
        """A last day without any first one: it was in effect, since when is not known."""
        if self.course.end and all(act.kind in kinds.ENDING for act in self.facts.acts):
            self.origin = (make_reason(ReasonCode.START_NOT_RECORDED),)
            self._note_in_force(UNKNOWN_SPAN, Certainty.PRESUMED)

    def _prepare(self, act: Act):
        """Approval and announcement often follow the signature: to count, they must surely come first."""
        if self.state not in _BEFORE_SIGNATURE:
            return
        starts = self.facts.starts
        comes_first = all(act.counts.is_before(start.counts) for start in starts)
        plans = act.kind in ("initialled", "adopted") or (act.kind == "approved" and comes_first)
        announces = act.kind in kinds.ANNOUNCING and bool(starts) and comes_first
        if act.kind == "negotiated":
            self._note(act.counts, State.UNDER_NEGOTIATION, Certainty.RECORDED, act_reason(act))
        elif plans or announces:
            self._note(act.counts, State.PLANNED, Certainty.DERIVED, act_reason(act))
        elif act.kind in kinds.ANNOUNCING and not starts and self.state != State.PLANNED:
            self._make_known(act)

    def _make_known(self, act: Act):
        """All that is recorded: enough for a programme or a dialogue, not for an instrument."""
        only = act_reason(act, ReasonCode.ONLY_MADE_KNOWN, "key", "kind", "on", "effective_on")
        if self.facts.is_instrument:
            self._note(act.counts, State.UNKNOWN, Certainty.PRESUMED, only)
        else:
            self.origin = (only,)
            self._note_in_force(act.counts, Certainty.PRESUMED)

    def _sign(self, act: Act):
        """What is not known to bind is in effect from its signature, where nothing is said of effect."""
        if self.state in _LIVE_STATES:
            return
        ahead = [effect for effect in self.facts.effects if not effect.counts.is_before(act.counts)]
        reason, certainty = act_reason(act), Certainty.DERIVED
        waits: tuple[dict, ...] | None = None
        if ahead:
            waits = ()
            certainty = Certainty.RECORDED if any(effect.is_dated for effect in ahead) else Certainty.DERIVED
        elif self.facts.awaited:
            waits = (act_reason(self.facts.awaited, ReasonCode.CONDITION_NOT_KNOWN_MET, "key", "kind"),)
        elif self.facts.term_runs_from_signature():
            self.origin = (reason,)
        elif self.facts.is_binding:
            waits = (make_reason(ReasonCode.EFFECT_NOT_RECORDED),)
        else:
            self.origin, certainty = (reason, make_reason(ReasonCode.EFFECT_NOT_STATED)), Certainty.PRESUMED
        if waits is None:
            self.since = ()
            self._note_in_force(act.counts, certainty)
        else:
            self._note(act.counts, State.SIGNED, certainty, reason, *waits, *self.course.reasons)

    # While it is in effect

    def _take_effect(self, act: Act):
        course = self.facts.course_set_by(act)
        if act.kind == kinds.TERM_STARTS and self.state == State.IN_FORCE:
            self._prolong(act, course if not self.course.reaches_beyond(course) else self.course)
            return
        self.origin = () if act.kind == kinds.TERM_STARTS else (act_reason(act),)
        self.since = ()
        for name in ("notice", "provisional", "resumption"):
            self.coming.pop(name, None)
        if course != Continuation() and not self.course.reaches_beyond(course):
            self._take_course(course)
        self._note_in_force(
            act.counts, Certainty.DERIVED if act.kind == kinds.TERM_STARTS else Certainty.RECORDED
        )
        if act.kind == "provisionally_applied" and act.until:
            ran_out = make_reason(ReasonCode.PROVISIONAL_APPLICATION_RAN_OUT, key=act.key, until=act.until)
            after = parse_span(act.until, "end").moved(day_after)
            self.coming["provisional"] = Transition(after, State.SIGNED, Certainty.DERIVED, (ran_out,))

    def _go_on(self, act: Act):
        """Done to something that was there; some such acts also set a new end."""
        if self.state in _BEFORE_SIGNATURE and not self.facts.starts:
            self.origin = (act_reason(act, ReasonCode.SHOWN_BY_ACT, "key", "kind", "on", "effective_on"),)
            self._note_in_force(Span(MIN_DATE, act.counts.latest), Certainty.PRESUMED)
        course = self.facts.course_set_by(act)
        if act.kind == "notice_given":
            self._give_notice(act)
        elif act.kind == "party_left":
            self._leave(act)
        elif act.kind not in kinds.EXTENDING and course == Continuation():
            self._keep_apart(act.counts)
        elif self.state in _LIVE_STATES:
            self._prolong(act, course)
        elif self.state not in _BEFORE_SIGNATURE and act.kind in kinds.EXTENDING:
            self.origin, self.since = (act_reason(act),), self._without_end(act, course)
            self._take_course(course)
            self._note_in_force(act.counts, Certainty.RECORDED)

    def _prolong(self, act: Act, course: Continuation):
        """The end moves. A renewal that may have come too late is taken to have come in time, presumed."""
        end, strength = self.coming.get("end"), self.strength
        self.since = () if act.kind == kinds.TERM_STARTS else (act_reason(act),)
        if end and min(act.counts.latest, act.done.latest) > end.span.earliest:
            strength = Certainty.PRESUMED
            self.since += (act_reason(act, ReasonCode.RENEWAL_MAY_BE_LATE, "key", "kind"),)
        if course != Continuation():
            self._take_course(course)
        elif end:
            self.since += self._without_end(act, course)
            self._take_course(course)
        self.coming.pop("notice", None)
        span = act.counts.no_later_than(end.span) if end else act.counts
        if self.state == State.IN_FORCE:
            self._note_in_force(span, strength)
        else:
            self._keep_apart(span)

    def _without_end(self, act: Act, course: Continuation) -> tuple[dict, ...]:
        return (
            (act_reason(act, ReasonCode.RENEWED_WITHOUT_END, "key", "kind"),)
            if course == Continuation()
            else ()
        )

    def _give_notice(self, act: Act):
        if self.state not in _LIVE_STATES:
            return
        self.since += (act_reason(act), *self._for_others(act))
        turn = self.facts.ends_by_notice(act)
        if turn:
            self.coming["notice"] = turn
        if self.state == State.IN_FORCE:
            # Nobody knows whether it renews itself once more after a notice.
            in_doubt = self.course.goes_on_by_itself and not turn
            self._note_in_force(act.counts, Certainty.PRESUMED if in_doubt else self.strength)
        else:
            self._keep_apart(act.counts)

    def _for_others(self, act: Act) -> tuple[dict, ...]:
        concerns_one = self.facts.concerns_one_of_many(act)
        return (make_reason(ReasonCode.GOES_ON_FOR_OTHERS, key=act.key),) if concerns_one else ()

    def _leave(self, act: Act):
        """It goes on among those who stay, and the leaver's notice is spent; one alone agrees with nobody: it ends."""
        if self.state in _LIVE_STATES and self.facts.leaves_one_alone(act):
            alone = make_reason(ReasonCode.ONE_PARTY_LEFT, key=act.key)
            self._over(act.counts, State.TERMINATED, Certainty.DERIVED, act_reason(act), alone)
            return
        spent = self.facts.notices_of(act.party)
        left = tuple(reason for reason in self.since if reason["params"].get("key") not in spent)
        if self.state == State.IN_FORCE and left != self.since:
            self.since = left
            self._note_in_force(act.counts, self.strength)
        else:
            self._keep_apart(act.counts)

    def _pause(self, act: Act):
        """What one of several parties does about its own part changes nothing for the others."""
        if self.facts.concerns_one_of_many(act):
            self._keep_apart(act.counts)
            return
        if act.kind == "resumed":
            self.origin = self.origin if self.state in _LIVE_STATES else ()
            self.since = (act_reason(act),)
            self.coming.pop("resumption", None)
            if (course := self.facts.course_set_by(act)) != Continuation():
                self._take_course(course)
            self._note_in_force(act.counts, Certainty.RECORDED)
            return
        reasons = [act_reason(act)]
        if act.until:
            ran_out = make_reason(ReasonCode.SUSPENSION_RAN_OUT, key=act.key, until=act.until)
            after = parse_span(act.until, "end").moved(day_after)
            self.coming["resumption"] = Transition(after, State.IN_FORCE, Certainty.DERIVED, (ran_out,))
        elif act.has_condition:
            reasons.append(act_reason(act, ReasonCode.SUSPENDED_ON_CONDITION, "key"))
        self._note(act.counts, State.SUSPENDED, Certainty.RECORDED, *reasons)

    # Its end

    def _end(self, act: Act):
        """A recorded end before the one that a term would bring, where the days allow both orders."""
        end = self.coming.get("end")
        span = act.counts.no_later_than(end.span) if end and self.state in _LIVE_STATES else act.counts
        self._over(span, State(act.kind), Certainty.RECORDED, act_reason(act))

    def _let_come(self, before: Act | None = None, following: Sequence[Act] = ()):
        """What follows from terms and notices, so far as it comes before the next act for certain."""
        while due := [name for name in self.coming if self._is_due(name, before)]:
            name = min(due, key=lambda name: (self.coming[name].span, name))
            self._come(name, self.coming.pop(name), following)

    def _is_due(self, name: str, before: Act | None) -> bool:
        """Nothing ends before it stands, even where its terms say so."""
        if name == "end" and self.state not in _LIVE_STATES:
            return False
        return before is None or self.coming[name].span.is_before(before.counts)

    def _come(self, name: str, turn: Transition, following: Sequence[Act]):
        if name == "resumption" and self.state == State.SUSPENDED:
            self.since = turn.reasons
            self._note_in_force(turn.span, weakest_certainty(self.strength, Certainty.DERIVED))
        elif name == "provisional" and self.state == State.IN_FORCE:
            self._note(turn.span, turn.state, turn.certainty, *turn.reasons)
        elif name in ("end", "notice") and self.state in _LIVE_STATES and not self._is_recorded(following):
            reasons = _mark_renewed_later(turn.reasons) if self._is_renewed(following) else turn.reasons
            self._over(turn.span, turn.state, turn.certainty, *reasons)

    def _is_recorded(self, following: Sequence[Act]) -> bool:
        """Whether the same end is also recorded, a little later: then it is told once, by the record."""
        for act in following:
            if act.kind in (
                *kinds.TAKING_EFFECT,
                *kinds.EXTENDING,
                *kinds.SIGNING,
                kinds.TERM_STARTS,
                "resumed",
            ):
                return False
            if act.kind == "expired" and not act.is_awaited:
                return True
        return False

    def _is_renewed(self, following: Sequence[Act]) -> bool:
        """Whether a renewal is recorded that came too late: then there is a gap, and nobody may read that none is."""
        return any(act.kind in kinds.EXTENDING and act.is_dated and not act.is_awaited for act in following)

    def _with_open_end(self) -> list[Stage]:
        """In force to this day is never more than presumed, unless the terms say that it goes on."""
        position = max((place for place, stage in enumerate(self.noted) if stage.state), default=None)
        if position is None or self.noted[position].state != State.IN_FORCE:
            return self.noted
        stage = self.noted[position]
        if stage.onward == INDEFINITE:
            stage = replace(stage, certainty=Certainty.RECORDED)
        elif not stage.onward:
            last = latest_act(self.facts.recorded)
            facts = {"key": last.key, "kind": last.kind, "on": last.written} if last else {}
            no_end = make_reason(ReasonCode.NO_END_RECORDED, **facts)
            stage = replace(stage, certainty=Certainty.PRESUMED, reasons=(*stage.reasons, no_end))
        return [*self.noted[:position], stage, *self.noted[position + 1 :]]
