"""Labels of states, by kind of commitment, and sentences and names of acts."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lifecycle.choices import State

INSTRUMENT_STATE_LABELS = {
    State.UNDER_NEGOTIATION: pgettext_lazy("instrument", "under negotiation"),
    State.PLANNED: pgettext_lazy("instrument", "planned"),
    State.ADOPTED: pgettext_lazy("instrument", "text adopted or agreed, not signed"),
    State.SIGNED: pgettext_lazy("instrument", "signed, not yet in effect"),
    State.CONCLUDED: pgettext_lazy("instrument", "signed; entry into force not recorded"),
    State.PROVISIONALLY_APPLIED: pgettext_lazy("instrument", "provisionally applied"),
    State.IN_FORCE: pgettext_lazy("instrument", "in effect"),
    State.SUSPENDED: pgettext_lazy("instrument", "suspended"),
    State.EXPIRED: pgettext_lazy("instrument", "expired"),
    State.TERMINATED: pgettext_lazy("instrument", "terminated"),
    State.SUPERSEDED: pgettext_lazy("instrument", "superseded"),
    State.CANCELLED: pgettext_lazy("instrument", "cancelled"),
    State.COMPLETED: pgettext_lazy("instrument", "completed"),
    State.UNKNOWN: pgettext_lazy("instrument", "not known"),
}
BINDING_STATE_LABELS = INSTRUMENT_STATE_LABELS | {
    State.SIGNED: pgettext_lazy("binding instrument", "signed, not yet in force"),
    State.CONCLUDED: pgettext_lazy("binding instrument", "signed; entry into force not recorded"),
    State.IN_FORCE: pgettext_lazy("binding instrument", "in force"),
}
STATEMENT_STATE_LABELS = INSTRUMENT_STATE_LABELS | {
    State.ADOPTED: pgettext_lazy("declaration", "adopted; no end stated"),
}
# Cancelled is one code: what never was concluded, and what never was in effect, say so.
GIVEN_UP_LABEL = pgettext_lazy("agreement", "given up before it was concluded")
VOID_LABEL = pgettext_lazy("agreement", "void from the start")
PROGRAMME_STATE_LABELS = {
    State.UNDER_NEGOTIATION: pgettext_lazy("programme or dialogue", "under discussion"),
    State.PLANNED: pgettext_lazy("programme or dialogue", "planned"),
    State.ADOPTED: pgettext_lazy("programme or dialogue", "agreed"),
    State.SIGNED: pgettext_lazy("programme or dialogue", "agreed, not yet running"),
    State.CONCLUDED: pgettext_lazy("programme or dialogue", "agreed; start not recorded"),
    State.PROVISIONALLY_APPLIED: pgettext_lazy("programme or dialogue", "provisionally running"),
    State.IN_FORCE: pgettext_lazy("programme or dialogue", "running"),
    State.SUSPENDED: pgettext_lazy("programme or dialogue", "suspended"),
    State.EXPIRED: pgettext_lazy("programme or dialogue", "ended"),
    State.TERMINATED: pgettext_lazy("programme or dialogue", "ended early"),
    State.SUPERSEDED: pgettext_lazy("programme or dialogue", "replaced"),
    State.CANCELLED: pgettext_lazy("programme or dialogue", "cancelled"),
    State.COMPLETED: pgettext_lazy("programme or dialogue", "completed"),
    State.UNKNOWN: pgettext_lazy("programme or dialogue", "not known"),
}

ACT_SENTENCES = {
    "negotiations_opened": _("Negotiations opened %(when)s%(details)s."),
    "negotiated": _("Negotiated %(when)s%(details)s."),
    "announced": _("Announced %(when)s%(details)s."),
    "informed": _("The cabinet or parliament was informed %(when)s%(details)s."),
    "approved": _("Approved %(when)s%(details)s."),
    "initialled": _("Initialled %(when)s%(details)s."),
    "agreed": _("Agreed %(when)s%(details)s."),
    "adopted": _("Adopted %(when)s%(details)s."),
    "signed": _("Signed %(when)s%(details)s."),
    "exchanged": _("Exchanged %(when)s%(details)s."),
    "confirmed": _("The signature was confirmed %(when)s%(details)s."),
    "ratified": _("Ratified %(when)s%(details)s."),
    "accepted": _("Accepted %(when)s%(details)s."),
    "approved_to_be_bound": _("Approved, as consent to be bound, %(when)s%(details)s."),
    "acceded": _("Acceded %(when)s%(details)s."),
    "provisionally_applied": _("Provisional application began %(when)s%(details)s."),
    "takes_effect": _("Took effect %(when)s%(details)s."),
    "launched": _("Launched %(when)s%(details)s."),
    "amended": _("Amended %(when)s%(details)s."),
    "extended": _("Extended %(when)s%(details)s."),
    "renewed": _("Renewed %(when)s%(details)s."),
    "reviewed": _("Reviewed %(when)s%(details)s."),
    "party_joined": _("A party joined %(when)s%(details)s."),
    "party_left": _("A party left %(when)s%(details)s."),
    "notice_given": _("Notice was given %(when)s%(details)s."),
    "notice_withdrawn": _("The notice was withdrawn %(when)s%(details)s."),
    "suspended": _("Suspended %(when)s%(details)s."),
    "resumed": _("Resumed %(when)s%(details)s."),
    "completed": _("Completed %(when)s%(details)s."),
    "expired": _("Expired %(when)s%(details)s."),
    "terminated": _("Terminated %(when)s%(details)s."),
    "superseded": _("Superseded %(when)s%(details)s."),
    "cancelled": _("Cancelled %(when)s%(details)s."),
    "declared_void": _("Declared void %(when)s%(details)s: it never was in effect."),
    "published": _("Published %(when)s%(details)s."),
    "registered": _("Registered %(when)s%(details)s."),
}
NOTICE_SENTENCES = {
    "termination": _("Notice of termination was given %(when)s%(details)s."),
    "non_renewal": _("Notice of non-renewal was given %(when)s%(details)s."),
    "withdrawal": _("Notice of withdrawal was given %(when)s%(details)s."),
}
# Acts that are often recorded before their day, while it lies ahead.
FUTURE_ACT_SENTENCES = {
    "provisionally_applied": _("Provisional application begins %(when)s%(details)s."),
    "takes_effect": _("Takes effect %(when)s%(details)s."),
    "party_joined": _("A party joins %(when)s%(details)s."),
    "party_left": _("A party leaves %(when)s%(details)s."),
    "expired": _("Expires %(when)s%(details)s."),
}
ACT_NAMES = {
    "negotiations_opened": pgettext_lazy("act", "opening of negotiations"),
    "negotiated": pgettext_lazy("act", "negotiation"),
    "announced": pgettext_lazy("act", "announcement"),
    "informed": pgettext_lazy("act", "information of the cabinet or parliament"),
    "approved": pgettext_lazy("act", "approval"),
    "initialled": pgettext_lazy("act", "initialling"),
    "agreed": pgettext_lazy("act", "agreement on the text"),
    "adopted": pgettext_lazy("act", "adoption"),
    "signed": pgettext_lazy("act", "signature"),
    "exchanged": pgettext_lazy("act", "exchange"),
    "confirmed": pgettext_lazy("act", "confirmation of the signature"),
    "ratified": pgettext_lazy("act", "ratification"),
    "accepted": pgettext_lazy("act", "acceptance"),
    "approved_to_be_bound": pgettext_lazy("act", "approval as consent to be bound"),
    "acceded": pgettext_lazy("act", "accession"),
    "provisionally_applied": pgettext_lazy("act", "provisional application"),
    "takes_effect": pgettext_lazy("act", "entry into effect"),
    "launched": pgettext_lazy("act", "launch"),
    "amended": pgettext_lazy("act", "amendment"),
    "extended": pgettext_lazy("act", "extension"),
    "renewed": pgettext_lazy("act", "renewal"),
    "reviewed": pgettext_lazy("act", "review"),
    "party_joined": pgettext_lazy("act", "joining of a party"),
    "party_left": pgettext_lazy("act", "leaving of a party"),
    "notice_given": pgettext_lazy("act", "notice"),
    "notice_withdrawn": pgettext_lazy("act", "withdrawal of the notice"),
    "suspended": pgettext_lazy("act", "suspension"),
    "resumed": pgettext_lazy("act", "resumption"),
    "completed": pgettext_lazy("act", "completion"),
    "expired": pgettext_lazy("act", "expiry"),
    "terminated": pgettext_lazy("act", "termination"),
    "superseded": pgettext_lazy("act", "replacement by a newer agreement"),
    "cancelled": pgettext_lazy("act", "cancellation"),
    "declared_void": pgettext_lazy("act", "declaration of voidness"),
    "published": pgettext_lazy("act", "publication"),
    "registered": pgettext_lazy("act", "registration"),
    "session_held": pgettext_lazy("act", "activity under it"),
}
# The same as the last that is known of an agreement, before a date.
EVIDENCE_NAMES = ACT_NAMES | {
    "party_joined": pgettext_lazy("act", "a party joined"),
    "party_left": pgettext_lazy("act", "a party left"),
}
# Sessions and rounds held under an agreement, by the kind of activity.
SESSION_NAMES = {
    "dialogue_session": _("dialogue session"),
    "ceremony": _("ceremony"),
    "launch": _("launch"),
    "workshop": _("workshop"),
    "forum": _("forum"),
    "visit": _("visit"),
    "meeting": _("meeting"),
    "call": _("call for proposals"),
    "award_round": _("award round"),
    "project": _("project"),
}
