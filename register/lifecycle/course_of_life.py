"""Walks through the acts of an agreement and notes every change of state, for `register.lifecycle`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from register.choices import Certainty, State
from register.lifecycle import acts as kinds
from register.lifecycle.acts import Act, last_recorded, of_act
from register.lifecycle.facts import Facts
from register.lifecycle.reasons import Code, because
from register.lifecycle.spans import FIRST, UNKNOWN, Span, day_after, read
from register.lifecycle.terms import INDEFINITE, Course, Turn

NOT_YET = (None, State.UNDER_NEGOTIATION, State.PLANNED, State.UNKNOWN)
STANDING = (State.SIGNED, State.IN_FORCE, State.SUSPENDED)
FROM_STRONG_TO_WEAK = (Certainty.RECORDED, Certainty.DERIVED, Certainty.PRESUMED)


@dataclass(frozen=True)
class Stage:
    """From some day on a state; without a state, only a day that keeps those before and after it apart."""

    span: Span
    state: State | None = None
    certainty: Certainty = Certainty.RECORDED
    reasons: tuple[dict, ...] = ()
    onward: str = ""


def weaker(*certainties: Certainty) -> Certainty:
    return max(certainties, key=FROM_STRONG_TO_WEAK.index)


def renewed_later(reasons: tuple[dict, ...]) -> tuple[dict, ...]:
    """The same reasons; the end of a term says that the renewal came after it."""
    return tuple(
        {**one, "params": one["params"] | {"renewed_later": True}} if one["code"] == Code.TERM_ENDED else one
        for one in reasons
    )


class Life:
    """One walk through one agreement. What follows from a term or a notice waits in ``coming``."""

    def __init__(self, facts: Facts):
        self.facts = facts
        self.noted: list[Stage] = []
        self.state: State | None = None
        self.strength = Certainty.RECORDED  # how well it is known that it came into effect
        self.origin: tuple[dict, ...] = ()  # how it did
        self.since: tuple[dict, ...] = ()  # what happened to it after that
        self.coming: dict[str, Turn] = {}
        self.course = Course()
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
        if act.is_awaited and act.kind in (*kinds.EFFECT, *kinds.PROLONGING, *kinds.ENDING, "resumed"):
            return
        if act.kind in kinds.EFFECT or act.kind == kinds.TERM_STARTS:
            self._take_effect(act)
        elif act.kind in kinds.SIGNING:
            self._sign(act)
        elif act.kind in kinds.PRESUPPOSING:
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
        certainty = weaker(strength, Certainty.DERIVED) if self.course.goes_on_by_itself else strength
        reasons = (*self.origin, *self.since, *self.course.reasons)
        self.noted.append(Stage(span, State.IN_FORCE, certainty, reasons, self.course.onward))

    def _keep_apart(self, span: Span):
        self.noted.append(Stage(span))

    def _take_course(self, course: Course):
        self.course = course
        self.coming.pop("end", None)
        if course.end:
            self.coming["end"] = course.end

    def _over(self, span: Span, state: State, certainty: Certainty, *reasons: dict):
        self._note(span, state, certainty, *reasons)
        self.since, self.course = (), Course()
        self.coming.clear()

    # Before it takes effect

    def _begin_unseen(self):
        """A last day without any first one: it was in effect, since when is not known."""
        if self.course.end and all(act.kind in kinds.ENDING for act in self.facts.acts):
            self.origin = (because(Code.START_NOT_RECORDED),)
            self._note_in_force(UNKNOWN, Certainty.PRESUMED)

    def _prepare(self, act: Act):
        """Approval and announcement often follow the signature: to count, they must surely come first."""
        if self.state not in NOT_YET:
            return
        starts = self.facts.starts
        comes_first = all(act.counts.is_before(start.counts) for start in starts)
        plans = act.kind in ("initialled", "adopted") or (act.kind == "approved" and comes_first)
        announces = act.kind in kinds.MAKING_KNOWN and bool(starts) and comes_first
        if act.kind == "negotiated":
            self._note(act.counts, State.UNDER_NEGOTIATION, Certainty.RECORDED, of_act(act))
        elif plans or announces:
            self._note(act.counts, State.PLANNED, Certainty.DERIVED, of_act(act))
        elif act.kind in kinds.MAKING_KNOWN and not starts and self.state != State.PLANNED:
            self._make_known(act)

    def _make_known(self, act: Act):
        """All that is recorded: enough for a programme or a dialogue, not for an instrument."""
        only = of_act(act, Code.ONLY_MADE_KNOWN, "key", "kind", "on", "effective_on")
        if self.facts.is_instrument:
            self._note(act.counts, State.UNKNOWN, Certainty.PRESUMED, only)
        else:
            self.origin = (only,)
            self._note_in_force(act.counts, Certainty.PRESUMED)

    def _sign(self, act: Act):
        """What is not known to bind is in effect from its signature, where nothing is said of effect."""
        if self.state in STANDING:
            return
        ahead = [effect for effect in self.facts.effects if not effect.counts.is_before(act.counts)]
        reason, certainty = of_act(act), Certainty.DERIVED
        waits: tuple[dict, ...] | None = None
        if ahead:
            waits = ()
            certainty = Certainty.RECORDED if any(effect.is_dated for effect in ahead) else Certainty.DERIVED
        elif self.facts.awaited:
            waits = (of_act(self.facts.awaited, Code.CONDITION_NOT_KNOWN_MET, "key", "kind"),)
        elif self.facts.term_runs_from_signature():
            self.origin = (reason,)
        elif self.facts.is_binding:
            waits = (because(Code.EFFECT_NOT_RECORDED),)
        else:
            self.origin, certainty = (reason, because(Code.EFFECT_NOT_STATED)), Certainty.PRESUMED
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
        self.origin = () if act.kind == kinds.TERM_STARTS else (of_act(act),)
        self.since = ()
        for name in ("notice", "provisional", "resumption"):
            self.coming.pop(name, None)
        if course != Course() and not self.course.reaches_beyond(course):
            self._take_course(course)
        self._note_in_force(
            act.counts, Certainty.DERIVED if act.kind == kinds.TERM_STARTS else Certainty.RECORDED
        )
        if act.kind == "provisionally_applied" and act.until:
            ran_out = because(Code.PROVISIONAL_APPLICATION_RAN_OUT, key=act.key, until=act.until)
            after = read(act.until, "end").moved(day_after)
            self.coming["provisional"] = Turn(after, State.SIGNED, Certainty.DERIVED, (ran_out,))

    def _go_on(self, act: Act):
        """Done to something that was there; some such acts also set a new end."""
        if self.state in NOT_YET and not self.facts.starts:
            self.origin = (of_act(act, Code.SHOWN_BY_ACT, "key", "kind", "on", "effective_on"),)
            self._note_in_force(Span(FIRST, act.counts.latest), Certainty.PRESUMED)
        course = self.facts.course_set_by(act)
        if act.kind == "notice_given":
            self._give_notice(act)
        elif act.kind == "party_left":
            self._leave(act)
        elif act.kind not in kinds.PROLONGING and course == Course():
            self._keep_apart(act.counts)
        elif self.state in STANDING:
            self._prolong(act, course)
        elif self.state not in NOT_YET and act.kind in kinds.PROLONGING:
            self.origin, self.since = (of_act(act),), self._without_end(act, course)
            self._take_course(course)
            self._note_in_force(act.counts, Certainty.RECORDED)

    def _prolong(self, act: Act, course: Course):
        """The end moves. A renewal that may have come too late is taken to have come in time, presumed."""
        end, strength = self.coming.get("end"), self.strength
        self.since = () if act.kind == kinds.TERM_STARTS else (of_act(act),)
        if end and min(act.counts.latest, act.done.latest) > end.span.earliest:
            strength = Certainty.PRESUMED
            self.since += (of_act(act, Code.RENEWAL_MAY_BE_LATE, "key", "kind"),)
        if course != Course():
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

    def _without_end(self, act: Act, course: Course) -> tuple[dict, ...]:
        return (of_act(act, Code.RENEWED_WITHOUT_END, "key", "kind"),) if course == Course() else ()

    def _give_notice(self, act: Act):
        if self.state not in STANDING:
            return
        self.since += (of_act(act), *self._for_others(act))
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
        return (because(Code.GOES_ON_FOR_OTHERS, key=act.key),) if concerns_one else ()

    def _leave(self, act: Act):
        """It goes on among those who stay, and the leaver's notice is spent; one alone agrees with nobody: it ends."""
        if self.state in STANDING and self.facts.leaves_one_alone(act):
            alone = because(Code.ONE_PARTY_LEFT, key=act.key)
            self._over(act.counts, State.TERMINATED, Certainty.DERIVED, of_act(act), alone)
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
            self.origin = self.origin if self.state in STANDING else ()
            self.since = (of_act(act),)
            self.coming.pop("resumption", None)
            if (course := self.facts.course_set_by(act)) != Course():
                self._take_course(course)
            self._note_in_force(act.counts, Certainty.RECORDED)
            return
        reasons = [of_act(act)]
        if act.until:
            ran_out = because(Code.SUSPENSION_RAN_OUT, key=act.key, until=act.until)
            after = read(act.until, "end").moved(day_after)
            self.coming["resumption"] = Turn(after, State.IN_FORCE, Certainty.DERIVED, (ran_out,))
        elif act.has_condition:
            reasons.append(of_act(act, Code.SUSPENDED_ON_CONDITION, "key"))
        self._note(act.counts, State.SUSPENDED, Certainty.RECORDED, *reasons)

    # Its end

    def _end(self, act: Act):
        """A recorded end before the one that a term would bring, where the days allow both orders."""
        end = self.coming.get("end")
        span = act.counts.no_later_than(end.span) if end and self.state in STANDING else act.counts
        self._over(span, State(act.kind), Certainty.RECORDED, of_act(act))

    def _let_come(self, before: Act | None = None, following: Sequence[Act] = ()):
        """What follows from terms and notices, so far as it comes before the next act for certain."""
        while due := [name for name in self.coming if self._is_due(name, before)]:
            name = min(due, key=lambda name: (self.coming[name].span, name))
            self._come(name, self.coming.pop(name), following)

    def _is_due(self, name: str, before: Act | None) -> bool:
        """Nothing ends before it stands, even where its terms say so."""
        if name == "end" and self.state not in STANDING:
            return False
        return before is None or self.coming[name].span.is_before(before.counts)

    def _come(self, name: str, turn: Turn, following: Sequence[Act]):
        if name == "resumption" and self.state == State.SUSPENDED:
            self.since = turn.reasons
            self._note_in_force(turn.span, weaker(self.strength, Certainty.DERIVED))
        elif name == "provisional" and self.state == State.IN_FORCE:
            self._note(turn.span, turn.state, turn.certainty, *turn.reasons)
        elif name in ("end", "notice") and self.state in STANDING and not self._is_recorded(following):
            reasons = renewed_later(turn.reasons) if self._is_renewed(following) else turn.reasons
            self._over(turn.span, turn.state, turn.certainty, *reasons)

    def _is_recorded(self, following: Sequence[Act]) -> bool:
        """Whether the same end is also recorded, a little later: then it is told once, by the record."""
        for act in following:
            if act.kind in (*kinds.EFFECT, *kinds.PROLONGING, *kinds.SIGNING, kinds.TERM_STARTS, "resumed"):
                return False
            if act.kind == "expired" and not act.is_awaited:
                return True
        return False

    def _is_renewed(self, following: Sequence[Act]) -> bool:
        """Whether a renewal is recorded that came too late: then there is a gap, and nobody may read that none is."""
        return any(act.kind in kinds.PROLONGING and act.is_dated and not act.is_awaited for act in following)

    def _with_open_end(self) -> list[Stage]:
        """In force to this day is never more than presumed, unless the terms say that it goes on."""
        position = max((place for place, stage in enumerate(self.noted) if stage.state), default=None)
        if position is None or self.noted[position].state != State.IN_FORCE:
            return self.noted
        stage = self.noted[position]
        if stage.onward == INDEFINITE:
            stage = replace(stage, certainty=Certainty.RECORDED)
        elif not stage.onward:
            last = last_recorded(self.facts.recorded)
            facts = {"key": last.key, "kind": last.kind, "on": last.written} if last else {}
            no_end = because(Code.NO_END_RECORDED, **facts)
            stage = replace(stage, certainty=Certainty.PRESUMED, reasons=(*stage.reasons, no_end))
        return [*self.noted[:position], stage, *self.noted[position + 1 :]]
