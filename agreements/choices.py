"""The glossary of agreements."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Nature(models.TextChoices):
    """What kind of standing commitment it is. The three are always counted apart."""

    INSTRUMENT = "instrument", _("instrument")
    PROGRAMME = "programme", _("programme")
    DIALOGUE = "dialogue", _("dialogue")


class Form(models.TextChoices):
    """The type of instrument, by what it is rather than by what it is called."""

    TREATY = "treaty", _("treaty")
    CONVENTION = "convention", pgettext_lazy("form", "convention")
    AGREEMENT = "agreement", pgettext_lazy("form", "agreement")
    FRAMEWORK_AGREEMENT = "framework_agreement", _("framework agreement")
    PROTOCOL = "protocol", _("protocol")
    EXCHANGE_OF_NOTES = "exchange_of_notes", _("exchange of notes")
    ARRANGEMENT = "arrangement", _("arrangement")
    IMPLEMENTING_ARRANGEMENT = "implementing_arrangement", _("implementing arrangement")
    MOU = "mou", _("memorandum of understanding")
    LETTER_OF_INTENT = "letter_of_intent", _("letter of intent")
    DECLARATION = "declaration", _("declaration or joint statement")
    AGREED_MINUTES = "agreed_minutes", _("agreed minutes")
    PLAN = "plan", _("plan of action or executive programme")
    ACADEMIC_EXCHANGE = "academic_exchange", _("academic exchange agreement")
    STUDENT_EXCHANGE = "student_exchange", _("student exchange agreement")
    TWINNING = "twinning", _("twinning or sister relationship")
    PARTNERSHIP = "partnership", _("partnership agreement")
    FUNDING = "funding", _("funding agreement")
    CONTRACT = "contract", _("contract")
    AMENDMENT = "amendment", _("amendment or addendum")
    EXTENSION = "extension", _("extension or renewal")
    OTHER = "other", _("other")


class Bindingness(models.TextChoices):
    """Whether it binds in law."""

    BINDING = "binding", _("binding")
    NON_BINDING = "non_binding", _("not binding")
    MIXED = "mixed", _("binding in part")


class Disclosure(models.TextChoices):
    """How much of it the public may see."""

    PUBLIC = "public", _("public")
    EXISTENCE = "existence", _("that it exists: reference, parties, year")
    CLOSED = "closed", _("closed: never published")


class InvolvementRole(models.TextChoices):
    """How an organization or a person takes part."""

    PARTY = "party", _("party")
    FUNDER = "funder", _("funder")
    DELIVERY_PARTNER = "delivery_partner", _("delivery partner")
    IMPLEMENTING_BODY = "implementing_body", _("implementing body")
    MANAGING_BODY = "managing_body", _("managing body")
    HOST = "host", _("host")
    DEPOSITARY = "depositary", _("depositary")
    FACILITATOR = "facilitator", _("facilitator")
    BENEFICIARY = "beneficiary", _("beneficiary")
    COORDINATOR = "coordinator", _("coordinator")
    SUPPORTER = "supporter", _("supporter")
    ESTABLISHED_BY_IT = "established_by_it", _("established by this agreement")
    DECIDING_BODY = "deciding_body", _("decides on it without being a party")


class MilestoneKind(models.TextChoices):
    """A dated act in the life of an agreement, in the order they usually come.

    *Negotiated*: negotiations took place or came to an end. *Approved*: by a body of one's own, such as a senate;
    *approved to be bound* is the act of a state that means to be bound, like ratification.
    """

    NEGOTIATIONS_OPENED = "negotiations_opened", _("negotiations opened")
    NEGOTIATED = "negotiated", _("negotiated")
    ANNOUNCED = "announced", _("announced")
    INFORMED = "informed", _("cabinet or parliament informed")
    APPROVED = "approved", _("approved")
    INITIALLED = "initialled", _("initialled")
    AGREED = "agreed", _("agreed")
    ADOPTED = "adopted", _("adopted")
    SIGNED = "signed", _("signed")
    EXCHANGED = "exchanged", _("exchanged")
    CONFIRMED = "confirmed", _("signature confirmed")
    RATIFIED = "ratified", _("ratified")
    ACCEPTED = "accepted", _("accepted")
    APPROVED_TO_BE_BOUND = "approved_to_be_bound", _("approved, as consent to be bound")
    ACCEDED = "acceded", _("acceded")
    PROVISIONALLY_APPLIED = "provisionally_applied", _("provisionally applied")
    TAKES_EFFECT = "takes_effect", _("takes effect")
    LAUNCHED = "launched", _("launched")
    AMENDED = "amended", _("amended")
    EXTENDED = "extended", _("extended")
    RENEWED = "renewed", _("renewed")
    REVIEWED = "reviewed", _("reviewed")
    PARTY_JOINED = "party_joined", _("party joined")
    PARTY_LEFT = "party_left", _("party left")
    NOTICE_GIVEN = "notice_given", _("notice given")
    NOTICE_WITHDRAWN = "notice_withdrawn", _("notice withdrawn")
    SUSPENDED = "suspended", _("suspended")
    RESUMED = "resumed", _("resumed")
    COMPLETED = "completed", _("completed")
    EXPIRED = "expired", _("expired")
    TERMINATED = "terminated", _("terminated")
    SUPERSEDED = "superseded", _("superseded")
    CANCELLED = "cancelled", _("cancelled")
    DECLARED_VOID = "declared_void", _("declared void from the start")
    PUBLISHED = "published", pgettext_lazy("key date", "published")
    REGISTERED = "registered", _("registered")


class NoticeObject(models.TextChoices):
    """The object of a notice."""

    TERMINATION = "termination", pgettext_lazy("notice of", "termination")
    NON_RENEWAL = "non_renewal", pgettext_lazy("notice of", "non-renewal")
    WITHDRAWAL = "withdrawal", pgettext_lazy("notice of", "withdrawal of one party")


class Renewal(models.TextChoices):
    """What happens at the end of a term."""

    NOT_STATED = "not_stated", _("not stated")
    FIXED = "fixed", _("it ends")
    AUTOMATIC = "automatic", _("it renews automatically unless notice is given")
    EVERGREEN = "evergreen", _("it continues, with a review")
    INDEFINITE = "indefinite", _("no end date")


class TermStart(models.TextChoices):
    """The act that a term counts from, where it names no day."""

    SIGNATURE = "signature", _("from signature")
    EFFECT = "effect", _("from entry into effect")


class SignatureAct(models.TextChoices):
    """What somebody did at the table."""

    SIGNED = "signed", _("signed")
    EXCHANGED = "exchanged", _("exchanged")
    INITIALLED = "initialled", _("initialled")
    AD_REFERENDUM = "ad_referendum", _("signed ad referendum")
    WITNESSED = "witnessed", _("witnessed")


class AgreementRelationKind(models.TextChoices):
    """How the newer agreement stands to the older one."""

    BASED_ON = "based_on", _("is based on")
    IMPLEMENTS = "implements", _("implements")
    UNDER = "under", _("is made under")
    SUPPORTS = "supports", _("supports")
    FOLLOWS = "follows", _("follows")
    CONFIRMS = "confirms", _("confirms")
    AMENDS = "amends", _("amends")
    EXTENDS = "extends", _("extends")
    RENEWS = "renews", _("renews")
    SUPERSEDES = "supersedes", _("supersedes")
    TERMINATES = "terminates", _("terminates")
    ANNEXED_TO = "annexed_to", _("is annexed to")
    INTERPRETS = "interprets", _("interprets")
    PAIRED_WITH = "paired_with", _("is paired with")
    RELATED = "related", _("is related to")


class CommitmentKind(models.TextChoices):
    """What sort of thing is promised."""

    AIM = "aim", _("aim")
    PROMISE = "promise", _("promise")
    TARGET = "target", _("target")


class Progress(models.TextChoices):
    """How far a promise has come."""

    OPEN = "open", _("open")
    UNDER_WAY = "under_way", _("under way")
    DONE = "done", _("done")
    LAPSED = "lapsed", _("lapsed")


class ContributionKind(models.TextChoices):
    """What is given."""

    MONEY = "money", _("money")
    IN_KIND = "in_kind", _("in kind")


class ContributionSpan(models.TextChoices):
    """Whether the amount is one party's share or everybody's total."""

    SHARE = "share", _("share")
    TOTAL = "total", _("total")


class Authenticity(models.TextChoices):
    """What a text of the agreement is worth."""

    AUTHENTIC = "authentic", _("authentic text")
    OFFICIAL_TRANSLATION = "official_translation", _("official translation")
    UNOFFICIAL_TRANSLATION = "unofficial_translation", _("unofficial translation")
    COPY = "copy", _("copy")


class Visibility(models.TextChoices):
    """Readers of a document."""

    PUBLIC = "public", _("public")
    STAFF = "staff", _("staff only")
