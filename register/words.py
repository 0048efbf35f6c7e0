"""What states and acts are called; what a state is called depends on what kind of commitment it is."""

from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import pgettext_lazy

from register.choices import State

OF_INSTRUMENTS = {
    State.UNDER_NEGOTIATION: pgettext_lazy("instrument", "under negotiation"),
    State.PLANNED: pgettext_lazy("instrument", "planned"),
    State.SIGNED: pgettext_lazy("instrument", "signed, not yet in effect"),
    State.IN_FORCE: pgettext_lazy("instrument", "in effect"),
    State.SUSPENDED: pgettext_lazy("instrument", "suspended"),
    State.EXPIRED: pgettext_lazy("instrument", "expired"),
    State.TERMINATED: pgettext_lazy("instrument", "terminated"),
    State.SUPERSEDED: pgettext_lazy("instrument", "superseded"),
    State.CANCELLED: pgettext_lazy("instrument", "cancelled"),
    State.COMPLETED: pgettext_lazy("instrument", "carried out"),
    State.UNKNOWN: pgettext_lazy("instrument", "not known"),
}
OF_BINDING_INSTRUMENTS = OF_INSTRUMENTS | {
    State.SIGNED: pgettext_lazy("binding instrument", "signed, not yet in force"),
    State.IN_FORCE: pgettext_lazy("binding instrument", "in force"),
}
OF_PROGRAMMES_AND_DIALOGUES = {
    State.UNDER_NEGOTIATION: pgettext_lazy("programme or dialogue", "under discussion"),
    State.PLANNED: pgettext_lazy("programme or dialogue", "planned"),
    State.SIGNED: pgettext_lazy("programme or dialogue", "agreed, not yet running"),
    State.IN_FORCE: pgettext_lazy("programme or dialogue", "running"),
    State.SUSPENDED: pgettext_lazy("programme or dialogue", "suspended"),
    State.EXPIRED: pgettext_lazy("programme or dialogue", "ended"),
    State.TERMINATED: pgettext_lazy("programme or dialogue", "ended early"),
    State.SUPERSEDED: pgettext_lazy("programme or dialogue", "replaced"),
    State.CANCELLED: pgettext_lazy("programme or dialogue", "cancelled"),
    State.COMPLETED: pgettext_lazy("programme or dialogue", "completed"),
    State.UNKNOWN: pgettext_lazy("programme or dialogue", "not known"),
}

ACTS = {
    "negotiated": _lazy("Negotiated %(when)s."),
    "announced": _lazy("Announced %(when)s."),
    "approved": _lazy("Approved %(when)s."),
    "initialled": _lazy("Initialled %(when)s."),
    "signed": _lazy("Signed %(when)s."),
    "exchanged": _lazy("Exchanged %(when)s."),
    "ratified": _lazy("Ratified or accepted %(when)s."),
    "provisionally_applied": _lazy("Provisional application begins %(when)s."),
    "takes_effect": _lazy("Takes effect %(when)s."),
    "launched": _lazy("Launched %(when)s."),
    "amended": _lazy("Amended %(when)s."),
    "extended": _lazy("Extended %(when)s."),
    "renewed": _lazy("Renewed %(when)s."),
    "reviewed": _lazy("Reviewed %(when)s."),
    "party_joined": _lazy("A party joined %(when)s."),
    "party_left": _lazy("A party left %(when)s."),
    "notice_given": _lazy("Notice was given %(when)s."),
    "suspended": _lazy("Suspended %(when)s."),
    "resumed": _lazy("Resumed %(when)s."),
    "completed": _lazy("Completed %(when)s."),
    "expired": _lazy("Expired %(when)s."),
    "terminated": _lazy("Terminated %(when)s."),
    "superseded": _lazy("Superseded %(when)s."),
    "cancelled": _lazy("Cancelled %(when)s."),
    "published": _lazy("Published %(when)s."),
    "registered": _lazy("Registered %(when)s."),
}
NAMES_OF_ACTS = {
    "negotiated": pgettext_lazy("act", "negotiation"),
    "announced": pgettext_lazy("act", "announcement"),
    "approved": pgettext_lazy("act", "approval"),
    "initialled": pgettext_lazy("act", "initialling"),
    "signed": pgettext_lazy("act", "signature"),
    "exchanged": pgettext_lazy("act", "exchange"),
    "ratified": pgettext_lazy("act", "ratification or acceptance"),
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
    "suspended": pgettext_lazy("act", "suspension"),
    "resumed": pgettext_lazy("act", "resumption"),
    "completed": pgettext_lazy("act", "completion"),
    "expired": pgettext_lazy("act", "expiry"),
    "terminated": pgettext_lazy("act", "termination"),
    "superseded": pgettext_lazy("act", "replacement by a newer agreement"),
    "cancelled": pgettext_lazy("act", "cancellation"),
    "published": pgettext_lazy("act", "publication"),
    "registered": pgettext_lazy("act", "registration"),
}
