"""Reasons of a state: codes with facts, stored as JSON. `lifecycle.sentences` puts them into words."""

from enum import StrEnum


class ReasonCode(StrEnum):
    """The codes of reasons, with the facts that each carries (those that are not known are left out)."""

    # key, kind, on, effective_on, until, instrument, condition, scope, notice_of, by_another_body, by_one_party
    ACT = "act"
    # kind, if adopted or agreed; binding or non_binding, if that is known: it is taken to apply from its signature
    EFFECT_NOT_STATED = "effect_not_stated"
    EFFECT_NOT_RECORDED = (
        "effect_not_recorded"  # of international law, and its entry into force is not recorded
    )
    NOT_SIGNED = "not_signed"  # the text was adopted or agreed, and no signature is recorded
    NO_END_STATED = "no_end_stated"  # of a declaration that was adopted: nothing more is to come
    CONDITION_NOT_KNOWN_MET = "condition_not_known_met"  # key, kind, condition, scope
    SIGNATURE_NOT_RECORDED = (
        "signature_not_recorded"  # key, by: names of those who signed; others: how many did not
    )
    CONSENT_NOT_RECORDED = (
        "consent_not_recorded"  # the same of those who ratified or else consented to be bound
    )
    EFFECT_FOR_OTHERS_NOT_RECORDED = (
        "effect_for_others_not_recorded"  # the same of those for whom it took effect
    )
    SIGNED_AD_REFERENDUM = "signed_ad_referendum"  # key
    GIVEN_UP = "given_up"  # cancelled before it was concluded
    PLANNED_ACT = "planned_act"  # key, kind, on, effective_on, condition, scope: not confirmed
    ONLY_MADE_KNOWN = "only_made_known"  # key, kind, on
    SHOWN_BY_ACT = "shown_by_act"  # key, kind, on, effective_on; ref and activity, of a session
    START_NOT_RECORDED = "start_not_recorded"
    TERM_RUNS = "term_runs"  # term, start, length or until
    # term, length, renewal; of the steps of a fixed term also the facts of their renewal or review, and its last_day
    TERM_IN_STEPS = "term_in_steps"
    TERM_WITHOUT_START = "term_without_start"  # term, length
    # term, last_day, start, length or until, renewal, renewed_later with later_act (its kind), followed
    TERM_ENDED = "term_ended"
    MAXIMUM_REACHED = "maximum_reached"  # term, last_day, start, length (of all renewals together)
    # term, start, length or until, renewal_length, or presumed_renewal_length where none is recorded: that of the term
    # again; non_renewal_notice, last_day if it can last so long at most
    RENEWS_AUTOMATICALLY = "renews_automatically"
    # term, start, length, and where the agreement names no interval of its own review_interval and until
    GOES_ON_WITH_REVIEW = "goes_on_with_review"
    REVIEW_AT_INTERVALS = (
        "review_at_intervals"  # review_interval, key and on of the last review that is recorded
    )
    NO_END_BY_ITS_TERMS = "no_end_by_its_terms"  # term
    NO_END_RECORDED = (
        # key, kind, on: the last recorded act; ref and activity, of a session; no_end_stated: 9999 stands for the end
        "no_end_recorded"
    )
    RENEWED_WITHOUT_END = "renewed_without_end"  # key, kind
    RENEWAL_MAY_BE_LATE = "renewal_may_be_late"  # key, kind
    RENEWAL_AFTER_END_NOT_KNOWN = (
        "renewal_after_end_not_known"  # it used to renew itself, until the extension
    )
    GOES_ON_FOR_OTHERS = (
        "goes_on_for_others"  # key: what one of several parties did ends nothing for the others
    )
    ONE_PARTY_LEFT = "one_party_left"  # key, on: with the leaving, fewer than two remain
    IN_PART_SUSPENDED = "in_part_suspended"  # key, on, effective_on, until, scope
    IN_PART_ENDED = "in_part_ended"  # key, kind, on, effective_on, scope
    ONLY_A_PART = "only_a_part"  # key, scope: what the act before concerns
    SUSPENSION_RAN_OUT = "suspension_ran_out"  # key, until
    PROVISIONAL_APPLICATION_RAN_OUT = "provisional_application_ran_out"  # key, until
    # key, last_day, notice_of, start and length, or until, or of_cycle and too_late_for (last day of a cycle)
    NOTICE_RAN_OUT = "notice_ran_out"
    # What other records tell; ``ref`` is theirs, and their titles are looked up where they are shown.
    FOLLOWED_BY = "followed_by"  # ref, relation, pending: it has not taken effect; cancelled: nor will it
    TERM_OF_INSTRUMENT = "term_of_instrument"  # ref, among_both: not all parties are parties of both
    # ref, others: names of parties that are none of the newer agreement; or cancelled: it never took effect
    INSTRUMENT_IN_DOUBT = "instrument_in_doubt"
    HELD_WHILE_SUSPENDED = "held_while_suspended"  # ref, kind, activity, on
    FIRST_SESSION = "first_session"  # ref, on
    GOES_ON_BY_SESSION = "goes_on_by_session"  # ref, kind, activity, on, last_day of its term
    CALL_CLOSED = "call_closed"  # ref, until: the last day for applications
    AWARDS_RUN_ON = "awards_run_on"  # ref, until
    FRAMEWORK_ENDED = (
        "framework_ended"  # ref, relation, state, last_day; of a void or suspended one: void, on
    )
    PARTY_DISSOLVED = "party_dissolved"  # ref, on
    SUCCESSOR_CONTINUES = "successor_continues"  # ref, on, successors


def make_reason(code: ReasonCode, **facts) -> dict:
    """A reason as it is stored: code and known facts, never words."""
    known = {name: fact for name, fact in facts.items() if fact not in ("", None, False, [], {})}
    return {"code": str(code), "params": known}
