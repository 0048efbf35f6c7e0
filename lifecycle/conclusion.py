"""Conclusion of an agreement: the act that concludes it, what its signature waits for, and what its effect needs."""

from dataclasses import replace
from itertools import zip_longest

from lifecycle import acts as act_kinds
from lifecycle.acts import Act, act_reason, sort_acts
from lifecycle.reasons import ReasonCode, make_reason
from lifecycle.sides import Sides

# Instruments of international law by their form: signed, ratified, and only then in force.
FORMS_OF_INTERNATIONAL_LAW = ("treaty", "convention", "protocol", "exchange_of_notes")
# Forms that are signed as a rule: where one is adopted or agreed only, its signature is open.
_FORMS_USUALLY_SIGNED = (
    "mou",
    "letter_of_intent",
    "academic_exchange",
    "student_exchange",
    "partnership",
    "funding",
    "contract",
)
# Statements of what was agreed: adopted, and nothing more is to come. They are not said to be in effect.
STATEMENTS = ("declaration", "agreed_minutes")


class Conclusion:
    """Questions about the conclusion of one agreement. ``acts`` are all recorded ones, in order."""

    def __init__(self, body: dict, acts: list[Act], sides: Sides):
        self._body, self._sides = body, sides
        self._acts = acts
        happened = [act for act in acts if not act.is_awaited]
        is_consent_mentioned = any(act.kind in act_kinds.CONSENTING for act in acts)
        self.is_instrument = (body.get("nature") or "instrument") == "instrument"
        self.is_of_international_law = (
            self.is_instrument
            and body.get("bindingness") != "non_binding"
            and (body.get("form") in FORMS_OF_INTERNATIONAL_LAW or is_consent_mentioned)
        )
        is_binding = body.get("bindingness") == "binding"
        terms = body.get("terms") or []
        # A binding text whose term counts from its effect tells the one from its signature.
        self.needs_entry_into_force = self.is_of_international_law or (
            is_binding and any(term.get("starts_with") == "effect" for term in terms)
        )
        self.is_statement = self.is_instrument and body.get("form") in STATEMENTS
        awaited = [act for act in acts if act.is_awaited]
        kinds = {act.kind for act in happened}
        starting = (*act_kinds.ADOPTING, *act_kinds.CONCLUDING, *act_kinds.TAKING_EFFECT)
        # A plan that was carried out is not told beside the act; what was done on a condition is another thing.
        open_plans = [act for act in awaited if act.kind not in kinds or act.is_done_on_condition]
        self.awaited_starts = [act for act in open_plans if act.kind in starting]
        self.awaited_changes = [act for act in open_plans if act.kind not in starting]
        effects = [act for act in awaited if act.kind in act_kinds.TAKING_EFFECT]
        self.awaited_effect = next((act for act in effects if act.is_conditional or not act.is_dated), None)
        self.due_effect = next((act for act in effects if not act.is_conditional and act.is_dated), None)
        concluding = [
            act for act in happened if not act.is_idle and act.facts["kind"] in act_kinds.CONCLUDING
        ]
        self.signature = concluding[0] if concluding else None
        self.is_by_adoption = not self.signature and self._adoption_concludes(happened)
        if self.is_by_adoption:
            self.signature = self._first(happened, ("adopted",)) or self._first(happened, ("agreed",))

    @staticmethod
    def _first(acts: list[Act], kinds: tuple[str, ...], *, awaited: bool = False) -> Act | None:
        return next((act for act in acts if act.kind in kinds and act.is_awaited == awaited), None)

    def _adoption_concludes(self, happened: list[Act]) -> bool:
        """A text that is not known to bind, for which no signature is foreseen, and which no other act concluded."""
        is_open = (
            self.awaited_effect
            or self.due_effect
            or self._first(self._acts, act_kinds.CONCLUDING, awaited=True)
        )
        return (
            self.is_instrument
            and not self.is_of_international_law
            and (self._body.get("bindingness") or "non_binding") == "non_binding"
            and self._body.get("form") not in _FORMS_USUALLY_SIGNED
            and not self._body.get("signatories")
            and not (is_open or self._first(happened, act_kinds.TAKING_EFFECT))
        )

    def reasons_to_wait(self) -> tuple[dict, ...]:
        """The reasons why it has not taken effect although it was signed, other than a day that is to come."""
        return (
            *self._missing_signatures(),
            *self._unconfirmed_signature(),
            *self._conditions(),
        )

    def _conditions(self) -> list[dict]:
        """Conditions of the signature, of the consent to be bound and of the effect that are not known to be met."""
        consent = self._first(self._acts, act_kinds.CONSENTING, awaited=True)
        is_conditional = bool(self.signature and self.signature.has_condition)
        waiting = [self.signature if is_conditional else None, consent, self.awaited_effect]
        return [
            act_reason(act, ReasonCode.CONDITION_NOT_KNOWN_MET, "key", "kind", "condition")
            for act in waiting
            if act and not (is_conditional and self._is_confirmed(act.party))
        ]

    @property
    def is_open(self) -> bool:
        """Its signature or its effect is still to come, or waits for something, as far as is recorded."""
        is_planned = not self.signature and bool(self.awaited_starts)
        return bool(is_planned or self.due_effect or self.reasons_to_wait())

    @property
    def is_signature_complete(self) -> bool:
        """Every side has signed, and none ad referendum only, as far as is recorded."""
        return not (self._missing_signatures() or self._unconfirmed_signature())

    def _missing_signatures(self) -> list[dict]:
        """Where each signature is of one party: the sides that have not signed, as far as is recorded."""
        kind = self.signature.facts["kind"] if self.signature else ""
        return self._of_some((kind,), ReasonCode.SIGNATURE_NOT_RECORDED) if kind in act_kinds.SIGNING else []

    def consent_of_some(self) -> list[dict]:
        """The sides whose consent to be bound is recorded, where that of others is not."""
        return self._of_some(act_kinds.CONSENTING, ReasonCode.CONSENT_NOT_RECORDED)

    def effect_for_some(self) -> list[dict]:
        """The sides for which it is recorded to have taken effect, where for others it is not."""
        return self._of_some(("takes_effect", "launched"), ReasonCode.EFFECT_FOR_OTHERS_NOT_RECORDED)

    def _of_some(self, kinds: tuple[str, ...], code: ReasonCode) -> list[dict]:
        """A reason that these acts are recorded of some sides, by name, and not of the others, if so."""
        acts = [act for act in self._acts if act.kind in kinds and not act.is_awaited]
        missing = missing_sides(acts, self._acts, self._sides)
        if not missing:
            return []
        names = self._sides.names_of(act.party for act in acts)
        return [make_reason(code, key=acts[-1].key, by=names, others=len(missing))]

    def _unconfirmed_signature(self) -> list[dict]:
        """Signed ad referendum (Vienna Convention, article 12), and not confirmed as far as is recorded."""
        if not self.signature:
            return []
        unconfirmed = [
            signatory
            for signatory in self._body.get("signatories") or []
            if signatory.get("act") == "ad_referendum"
            and signatory.get("milestone") in (None, "", self.signature.key)
            and not self._is_confirmed(signatory.get("involvement") or "")
        ]
        return [make_reason(ReasonCode.SIGNED_AD_REFERENDUM, key=self.signature.key)] if unconfirmed else []

    def _is_confirmed(self, party: str) -> bool:
        """Somebody confirmed the signature of this party, or its state has consented to be bound."""
        confirming = ("confirmed", *act_kinds.CONSENTING)
        return any(
            act.kind in confirming
            and not act.is_awaited
            and (not (act.party and party) or self._sides.of(act.party) == self._sides.of(party))
            for act in self._acts
            if act is not self.signature
        )


def missing_sides(signatures: list[Act], acts: list[Act], sides: Sides) -> set[str]:
    """The sides that none of these signatures is of, if each is of one party and some are of sides at all.

    A side that joined later need not have signed.
    """
    if any(not act.is_of_one_party for act in signatures):
        return set()
    joined = {sides.of(act.party) for act in acts if act.kind in ("party_joined", "acceded")}
    signed = {sides.of(act.party) for act in signatures}
    return sides.all() - joined - signed if signed & sides.all() else set()


def mark_idle(acts: list[Act], sides: Sides) -> list[Act]:
    """The same acts; those that others stand for are idle."""
    happened = [act for act in acts if not act.is_awaited]
    idle = {*_idle_signatures(happened, sides), *_idle_effects(happened, sides)}
    return [replace(act, is_idle=True) if act in idle else act for act in acts]


def _idle_signatures(acts: list[Act], sides: Sides) -> list[Act]:
    """Lesser kinds of signing, all but the last of those made party by party, and all but the last before an end."""
    by_kinds = [
        sort_acts([act for act in acts if act.kind in kinds])
        for kinds in (("signed",), ("exchanged",), act_kinds.CONSENTING)
    ]
    recorded = [signatures for signatures in by_kinds if signatures]
    complete = [signatures for signatures in recorded if not missing_sides(signatures, acts, sides)]
    signatures = next(iter([*complete, *recorded]), [])
    joint = [act for act in signatures if not act.is_of_one_party]
    ends = [act for act in acts if act.kind in act_kinds.ENDING]
    last = [
        act
        for act, following in zip_longest(joint, joint[1:])
        if following is None or any(_is_between(end, act, following) for end in ends)
    ]
    concluding = last or signatures[-1:]
    return [act for act in acts if act.kind in act_kinds.CONCLUDING and act not in concluding]


def _is_between(end: Act, act: Act, following: Act) -> bool:
    return not end.effective.is_before(act.effective) and not following.effective.is_before(end.effective)


def _idle_effects(acts: list[Act], sides: Sides) -> list[Act]:
    """Effects for one party, where that of the whole is recorded; of those for both sides, all but the last."""
    idle = []
    for kinds in ((act_kinds.APPLYING_PROVISIONALLY,), ("takes_effect", "launched")):
        effects = sort_acts([act for act in acts if act.kind in kinds])
        of_parties = [act for act in effects if act.is_of_one_party]
        concerned = {sides.of(act.party) for act in of_parties}
        if len(of_parties) < len(effects):
            idle += of_parties
        elif len(concerned) == 2 and concerned == sides.all():
            idle += of_parties[:-1]
    return idle
