"""Legal state of a record on a day, as displayed, and its periods as rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from lifecycle import phrases, state_labels
from lifecycle import sentences as wording
from lifecycle.choices import Certainty, State
from lifecycle.evidence import EvidenceAge
from lifecycle.periods import first_day_span, last_day_span, may_have_begun, start_span
from lifecycle.reasons import ReasonCode
from lifecycle.spans import Span
from lifecycle.status import Status, status_on
from lifecycle.status_reasons import main_reason_sentence, status_reason_sentences
from pages.linked_records import LinkedRecord
from register.kinds import kind_named
from register.periods import periods_by_ref

# Tone, and so colour, of the tag: a second signal beside the word.
_STATE_TONES = {
    State.UNDER_NEGOTIATION: "coming",
    State.PLANNED: "coming",
    State.ADOPTED: "unknown",
    State.SIGNED: "coming",
    State.CONCLUDED: "unknown",
    State.PROVISIONALLY_APPLIED: "holds",
    State.IN_FORCE: "holds",
    State.SUSPENDED: "paused",
    State.UNKNOWN: "unknown",
}


# What is known only by old evidence looks weaker, in colour and in pattern.
_EVIDENCE_TONES = {EvidenceAge.FROM_5_TO_10: "aged", EvidenceAge.OVER_10: "old"}

# Reasons of an end that its terms alone do not bring: they are the main thing to say of what is still in effect.
_ENDING_BY_ITSELF = {
    ReasonCode.ACT,
    ReasonCode.NOTICE_RAN_OUT,
    ReasonCode.ONE_PARTY_LEFT,
    ReasonCode.FRAMEWORK_ENDED,
}

# Names of those that an act names, by its key, and titles of other records, by their references; for
# `lifecycle.sentences.reason_sentence`.
type ActNames = Mapping[str, dict[str, str]]


@dataclass(frozen=True)
class StatusDisplay:
    """A status in words: tag, tone, sentence, reasons, and the main reason as ``why``."""

    tag: str
    tone: str
    sentence: str = ""
    reasons: tuple[str, ...] = ()
    why: str = ""
    age: str = ""  # of the last evidence of life: nothing, aged or old
    age_sentence: str = ""  # the same in words, where the tag has it
    term: str = "state"  # of the glossary
    is_presumed: bool = False  # weaker to look at than what is certain

    @property
    def css_classes(self) -> str:
        names = [
            f"tag-{self.tone}",
            self.age and f"tag-{self.age}",
            "is-presumed" if self.is_presumed else "",
        ]
        return " ".join(["tag", *filter(None, names)])


def status_display(
    status: Status | None, nature: str, bindingness: str = "", form: str = "", names: ActNames | None = None
) -> StatusDisplay:
    """Display of a status; of None, a status that is not known. Nature, bindingness and form choose the words."""
    if status is None:
        nothing = _nothing_known(nature, bindingness, form)
        return StatusDisplay(_("not known"), "unknown", nothing, why=nothing)
    tag = state_labels.label_with_certainty(status, nature, bindingness, form)
    age, age_sentence = status.evidence_age, ""
    if age and age in _EVIDENCE_TONES and status.last_evidence:
        years = {"state": tag, "years": status.last_evidence["years"]}
        tag = _("%(state)s – last evidence %(years)s years old") % years
        age_sentence = _("The last evidence is %(years)s years old.") % years
    sentence = wording.status_sentence(status, nature, bindingness, form)
    reasons = tuple(status_reason_sentences(status, names, with_age=not age_sentence))
    if status.may_have_begun or not reasons:
        why = sentence
    else:
        why = _why_it_ends(status, names) or main_reason_sentence(status, names, with_age=not age_sentence)
    return StatusDisplay(
        tag=tag,
        tone=_status_tone(status.state, status.certainty),
        sentence=sentence,
        reasons=reasons,
        why=why,
        age=_EVIDENCE_TONES.get(age, "") if age else "",
        age_sentence=age_sentence,
        term=_term(status, nature, bindingness, form),
        is_presumed=status.certainty == Certainty.PRESUMED,
    )


def _term(status: Status, nature: str, bindingness: str, form: str) -> str:
    """The anchor of a status in the glossary."""
    if status.certainty == Certainty.PRESUMED:
        return "presumed"
    if status.state != State.IN_FORCE or nature != "instrument":
        return "state"
    return "in-force" if state_labels.is_said_to_be_in_force(bindingness, form) else "in-effect"


def _nothing_known(nature: str, bindingness: str, form: str) -> str:
    """That nothing is known of its effect, in the word for its effect."""
    if nature != "instrument":
        return _("No record shows whether it is running.")
    if state_labels.is_said_to_be_in_force(bindingness, form):
        return _("No record shows whether it is in force.")
    return _("No record shows whether it is in effect.")


def _why_it_ends(status: Status, names: ActNames | None) -> str:
    """What ends it, where that is something else than its own term; empty where it is not known to end."""
    endings = [reason for reason in status.ending_reasons if reason["code"] in _ENDING_BY_ITSELF]
    return " ".join(_reason_sentences(endings, names))


def _precedes_life(periods: list, day: date) -> bool:
    """True where the first period certainly begins after that day."""
    return bool(periods) and not may_have_begun(periods[0], day)


def _before_life(periods: list) -> StatusDisplay:
    """Display of a day before the first period."""
    first = phrases.date_phrase(start_span(periods[0]).edtf)
    sentence = _("It had not begun yet; its recorded history starts %(when)s.") % {"when": first}
    return StatusDisplay(_("not yet begun"), "unknown", sentence, why=sentence)


def status_on_day(
    periods: list,
    day: date,
    nature: str,
    bindingness: str = "",
    form: str = "",
    names: ActNames | None = None,
) -> StatusDisplay:
    """Display of the status of these periods on a day, which may be before the first of them."""
    if _precedes_life(periods, day):
        return _before_life(periods)
    return status_display(status_on(periods, day), nature, bindingness, form, names)


def statuses_of_linked(linked: Iterable[LinkedRecord], day: date) -> dict[str, StatusDisplay]:
    """Display of the status on a day of linked records of kinds that have periods, by reference."""
    records = [record for record in linked if kind_named(record.kind).has_periods]
    periods = periods_by_ref(record.ref for record in records)
    return {
        record.ref: status_on_day(
            periods.get(record.ref, []), day, record.nature, record.fact("bindingness"), record.fact("form")
        )
        for record in records
    }


def _status_tone(state: str, certainty: str) -> str:
    shade = _STATE_TONES.get(State(state), "ended")
    return "presumed" if shade == "holds" and certainty == Certainty.PRESUMED else shade


def _reason_sentences(reasons: Iterable[dict], names: ActNames | None = None) -> tuple[str, ...]:
    """Reasons in sentences, each once; a reason of a later release has none."""
    return tuple(dict.fromkeys(filter(None, (wording.reason_sentence(reason, names) for reason in reasons))))


@dataclass(frozen=True)
class LifeRow:
    """A period of the life as a row: state, certainty, first and last day, reasons."""

    state: str
    tone: str
    certainty: str
    start: Span
    last_day: Span
    is_last: bool
    is_now: bool
    reasons: tuple[str, ...]
    is_presumed: bool
    age: str = ""  # of the last evidence of life, where it goes on now: nothing, aged or old


def life_rows(
    periods: list,
    day: date,
    nature: str,
    bindingness: str = "",
    form: str = "",
    names: ActNames | None = None,
) -> list[LifeRow]:
    """Periods as rows in their order. The last day of one is the day before the next begins."""
    status = status_on(periods, day)
    now = status.period if status else None
    age = _EVIDENCE_TONES.get(status.evidence_age, "") if status and status.evidence_age else ""
    return [
        LifeRow(
            state=state_labels.label_of_period(period.state, period.reasons, nature, bindingness, form),
            tone=_status_tone(period.state, period.certainty),
            certainty=str(Certainty(period.certainty).label),
            start=first_day_span(period),
            last_day=last_day_span(period),
            is_last=period is periods[-1],
            is_now=now is period,
            reasons=_reason_sentences(period.reasons, names),
            is_presumed=period.certainty == Certainty.PRESUMED,
            age=age if now is period else "",
        )
        for period in periods
    ]
