"""Legal states of an agreement and the certainty of a state. Served as vocabularies."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """The legal or practical life of an agreement on a day.

    *Concluded*: signed, and whether it entered into force is not recorded, which is another thing than *signed*,
    where something that it waits for is recorded. *Adopted*: a text was adopted or agreed, and not signed.
    """

    UNDER_NEGOTIATION = "under_negotiation", _("under negotiation")
    PLANNED = "planned", _("planned")
    ADOPTED = "adopted", _("text adopted or agreed, not signed")
    SIGNED = "signed", _("signed, not yet in effect")
    CONCLUDED = "concluded", _("signed; entry into force not recorded")
    PROVISIONALLY_APPLIED = "provisionally_applied", _("provisionally applied")
    IN_FORCE = "in_force", _("in force")
    SUSPENDED = "suspended", _("suspended")
    EXPIRED = "expired", _("expired")
    TERMINATED = "terminated", _("terminated")
    SUPERSEDED = "superseded", _("superseded")
    CANCELLED = "cancelled", _("cancelled")
    COMPLETED = "completed", _("completed")
    UNKNOWN = "unknown", _("not known")


class Certainty(models.TextChoices):
    """How a state is known: an act is recorded, a rule derives it, or nothing says otherwise."""

    RECORDED = "recorded", _("recorded")
    DERIVED = "derived", _("derived")
    PRESUMED = "presumed", _("presumed")


# Groups of states, in the order of a page. Suspended is not ended, and is counted apart.
STATE_GROUPS = {
    "holds": (State.IN_FORCE,),
    "provisional": (State.PROVISIONALLY_APPLIED,),
    "suspended": (State.SUSPENDED,),
    "concluded": (State.CONCLUDED,),
    "adopted": (State.ADOPTED,),
    "coming": (State.UNDER_NEGOTIATION, State.PLANNED, State.SIGNED),
    "ended": (State.EXPIRED, State.TERMINATED, State.SUPERSEDED, State.CANCELLED, State.COMPLETED),
    "unknown": (State.UNKNOWN,),
}
ENDED_STATES = STATE_GROUPS["ended"]
# In effect in the wide sense: suspended has not ended. State.IN_FORCE alone stands where that is not meant.
IN_EFFECT_STATES = (State.PROVISIONALLY_APPLIED, State.IN_FORCE, State.SUSPENDED)
# Applied day by day, and going on until something ends it.
APPLIED_STATES = (State.PROVISIONALLY_APPLIED, State.IN_FORCE)
