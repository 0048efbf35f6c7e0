"""Key facts of a life at the top of a page: since when, until when, and what falls due. Shows `lifecycle.life`."""

from collections.abc import Iterable
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from agreements.choices import Disclosure, MilestoneKind, Nature, Renewal
from agreements.milestones import SIGNING_KINDS, done_milestones
from core.edtf.bounds import is_certainly_before
from lifecycle.choices import Certainty, State
from lifecycle.deadlines import END, NOTICE, REVIEW
from lifecycle.effect import last_in_effect
from lifecycle.life import Life
from lifecycle.periods import start_span
from lifecycle.phrases import bare_date_phrase
from lifecycle.reasons import ReasonCode
from lifecycle.spans import stands_for_no_end
from lifecycle.state_labels import is_said_to_be_in_force, label_of_period

# Reasons for which the beginning of the effect is no more than presumed.
_PRESUMED_STARTS = {ReasonCode.EFFECT_NOT_STATED, ReasonCode.SHOWN_BY_ACT, ReasonCode.ONLY_MADE_KNOWN}
_OPEN_ENDS = {
    ReasonCode.RENEWS_AUTOMATICALLY: lambda: (
        _("No end date"),
        _("it renews automatically unless notice is given"),
    ),
    ReasonCode.GOES_ON_WITH_REVIEW: lambda: (_("Does not apply"), _("it continues, with a review")),
    ReasonCode.NO_END_BY_ITS_TERMS: lambda: (_("Does not apply"), _("its terms set no end date")),
}
# The same by what a term says of its renewal, while nothing is in effect by it.
_OPEN_RENEWALS = {
    Renewal.AUTOMATIC: ReasonCode.RENEWS_AUTOMATICALLY,
    Renewal.EVERGREEN: ReasonCode.GOES_ON_WITH_REVIEW,
    Renewal.INDEFINITE: ReasonCode.NO_END_BY_ITS_TERMS,
}
# How it ends, while that is still to come.
_ENDS_TO_COME = {
    State.EXPIRED: gettext_lazy("it will expire"),
    State.TERMINATED: gettext_lazy("it will be terminated"),
    State.SUPERSEDED: gettext_lazy("it will be superseded"),
    State.CANCELLED: gettext_lazy("it will be cancelled"),
    State.COMPLETED: gettext_lazy("it will be completed"),
}
# What a programme says beside its end: while the day lies ahead, and after it.
_CALL_LABELS = {
    ReasonCode.CALL_CLOSED: (gettext_lazy("Closes to applications"), gettext_lazy("Closed to applications")),
    ReasonCode.AWARDS_RUN_ON: (gettext_lazy("Awards run until"), gettext_lazy("Awards ran until")),
}
DEADLINE_LABELS = {
    END: gettext_lazy("last day"),
    NOTICE: gettext_lazy("last day for notice"),
    REVIEW: gettext_lazy("review due"),
}
_DUE_LABELS = {NOTICE: lambda: _("Last day for notice"), REVIEW: lambda: _("Next review")}


def life_facts(body: dict, life: Life, day: date, milestones: Iterable[dict] = ()) -> list[dict]:
    """Rows of a life on a day: label; date in EDTF, length or words; a few words beside it; marks of sources."""
    if body["disclosure"] == Disclosure.EXISTENCE:
        return [{"label": label, "words": _("Withheld")} for label in _withheld_labels(body)]
    marks = {milestone["key"]: milestone["date_marks"] for milestone in milestones}
    rows = [] if _is_concluded(body) else [{"label": _("Signed"), "words": _("Not recorded")}]
    rows += _provisional_rows(life, marks)
    rows += [_effect_row(body, life, marks), *_again_rows(body, life), _end_row(body, life, day, marks)]
    rows += _rows_of_calls_and_awards(life, day)
    rows += [
        {
            "label": _DUE_LABELS[due.kind](),
            "edtf": due.span.edtf,
            "why": _("overdue") if due.is_overdue(day) else "",
        }
        for due in life.deadlines_on(day)
        if due.kind in _DUE_LABELS
    ]
    if renewal := life.next_renewal(day).edtf:
        rows.append({"label": _("Renews next"), "edtf": renewal})
    return rows


def next_deadline(body: dict, life: Life, day: date) -> dict | None:
    """The next deadline: label, day in EDTF, whether it is overdue. None where nothing is known to, or withheld."""
    due = None if body["disclosure"] == Disclosure.EXISTENCE else life.next_deadline(day)
    if due is None:
        return None
    return {"label": DEADLINE_LABELS[due.kind], "edtf": due.span.edtf, "is_overdue": due.is_overdue(day)}


def _withheld_labels(body: dict) -> list[str]:
    signed = [] if _is_concluded(body) else [_("Signed")]
    return [*signed, _effect_label(body), _("Ends")]


def _is_concluded(body: dict) -> bool:
    """A day of its conclusion is among the key dates at the top; a programme or dialogue needs none."""
    kinds = {
        milestone["kind"]
        for milestone in done_milestones(body)
        if milestone["on"] or milestone["effective_on"]
    }
    concluding = {*SIGNING_KINDS, MilestoneKind.ADOPTED, MilestoneKind.AGREED}
    return body["nature"] != Nature.INSTRUMENT or bool(kinds & concluding)


def _effect_label(body: dict) -> str:
    if body["nature"] != Nature.INSTRUMENT:
        return _("Began")
    is_law = is_said_to_be_in_force(body["bindingness"], body["form"])
    return _("In force from") if is_law else _("In effect from")


def _provisional_rows(life: Life, marks: dict) -> list[dict]:
    """Since when it was applied provisionally, and until when: no entry into force."""
    if not life.provisional:
        return []
    start, last_day = start_span(life.provisional).edtf, life.last_day_of_provisional.edtf
    row = {
        "label": _("Provisionally applied from"),
        "edtf": start,
        "words": "" if start else _("Not recorded"),
        "marks": _marks_of_first(life.provisional.reasons, marks),
    }
    if last_day:
        until = {"day": bare_date_phrase(last_day)}
        row["why"] = pgettext("until when an act lasts", "until %(day)s") % until
    return [row]


def _again_rows(body: dict, life: Life) -> list[dict]:
    """Since when it is in effect again, where it had ended in between."""
    again = life.took_effect_again.edtf
    if not again:
        return []
    if body["nature"] != Nature.INSTRUMENT:
        return [{"label": _("Runs again from"), "edtf": again}]
    is_law = is_said_to_be_in_force(body["bindingness"], body["form"])
    return [{"label": _("In force again from") if is_law else _("In effect again from"), "edtf": again}]


def _rows_of_calls_and_awards(life: Life, day: date) -> list[dict]:
    """Of a programme: when it closed to applications, and until when what was awarded runs."""
    rows = []
    for reason in life.periods[-1].reasons if life.periods else ():
        if reason["code"] in _CALL_LABELS:
            until = reason["params"]["until"]
            ahead, over = _CALL_LABELS[reason["code"]]
            rows.append({"label": over if is_certainly_before(until, day) else ahead, "edtf": until})
    return rows


def _effect_row(body: dict, life: Life, marks: dict) -> dict:
    if life.never_took_effect:
        is_law = is_said_to_be_in_force(body["bindingness"], body["form"])
        why = _("it never entered into force") if is_law else _("it never took effect")
        return {"label": _effect_label(body), "words": _("Does not apply"), "why": why}
    edtf = life.took_effect.edtf
    row = {"label": _effect_label(body), "edtf": edtf, "words": "" if edtf else _("Not recorded")}
    if not life.effect or not edtf:
        return row
    is_presumed = any(reason["code"] in _PRESUMED_STARTS for reason in life.effect.reasons)
    return row | {
        "why": _("presumed") if is_presumed else "",
        "marks": _marks_of_first(life.effect.reasons, marks),
    }


def _end_row(body: dict, life: Life, day: date, marks: dict) -> dict:
    ending, words = life.ending, (body["nature"], body["bindingness"], body["form"])
    if life.never_took_effect:
        why = label_of_period(life.periods[-1].state, life.periods[-1].reasons, *words)
        return {"label": _("Ends"), "words": _("Does not apply"), "why": why}
    if not ending.state:
        return {"label": _("Ends"), **_open_end(body, life)}
    edtf = ending.last_day.edtf
    state = label_of_period(ending.state, ending.reasons, *words)
    if not ending.is_over(day):
        is_run_out = ending.state == State.EXPIRED and body["nature"] != Nature.INSTRUMENT
        state = "" if is_run_out else str(_ENDS_TO_COME[State(ending.state)])
    if state and ending.certainty == Certainty.PRESUMED:
        state = _("%(state)s, presumed") % {"state": state}
    return {
        "label": _("Ended") if ending.is_over(day) else _("Ends"),
        "edtf": edtf,
        "words": "" if edtf else capfirst(_("on a day that is not recorded")),
        "why": state,
        "marks": _marks_of_first(ending.reasons, marks),
    }


def open_end_words(body: dict, life: Life) -> str:
    """An end that is no day, in words; empty where it ends on a day, or is withheld."""
    if life.ending.state or life.never_took_effect or body["disclosure"] == Disclosure.EXISTENCE:
        return ""
    end = _open_end(body, life)
    return " – ".join(filter(None, [end.get("words"), end.get("why")]))


def _open_end(body: dict, life: Life) -> dict:
    """Words for an end that is not known: by its terms, or by what it is."""
    if life.is_end_in_doubt:
        return {"words": capfirst(_("not known"))}
    held = last_in_effect(life.periods)
    for reason in held.reasons if held else ():
        if reason["code"] in _OPEN_ENDS:
            words, why = _OPEN_ENDS[reason["code"]]()
            return {"words": words, "why": why}
    if _states_no_end(held, body["terms"]):
        return {"words": _("No end stated")}
    if not held and body["terms"] and (last := _OPEN_RENEWALS.get(body["terms"][-1]["renewal"])):
        words, why = _OPEN_ENDS[last]()
        return {"words": words, "why": why}
    lengths = [term["length"] for term in body["terms"] if term["length"]]
    if not held and lengths:
        return {"length": lengths[-1]}
    if body["nature"] == Nature.DIALOGUE and not body["terms"]:
        return {"words": _("Does not apply"), "why": _("a dialogue has no term")}
    return {"words": _("Not recorded")}


def _states_no_end(held, terms: list[dict]) -> bool:
    """A year such as 9999 stands where its end would be."""
    if held:
        return any(reason["params"].get("no_end_stated") for reason in held.reasons)
    return bool(terms) and stands_for_no_end(terms[-1]["until"])


def _marks_of_first(reasons: Iterable[dict], marks: dict) -> list:
    """Marks of the day of the first act among the reasons."""
    keys = (reason["params"].get("key") for reason in reasons)
    return next((marks[key] for key in keys if key in marks), [])
