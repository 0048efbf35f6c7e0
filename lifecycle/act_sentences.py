"""Sentences for single acts: done, planned, waiting for a condition, or of a part only."""

from collections.abc import Callable, Iterator

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.localized import in_language
from lifecycle.acts import CONCLUDING, DECLARING_VOID
from lifecycle.labels import ACT_NAMES, ACT_SENTENCES, FUTURE_ACT_SENTENCES, NOTICE_SENTENCES
from lifecycle.phrases import bare_date_phrase, date_phrase, names_in_words, parse_date_or_none, when_phrase
from lifecycle.related_sentences import agreement_words
from lifecycle.spans import parse_span

# Acts with another main effect; the new last day itself stands in the reason after them.
_ALSO_SETTING_AN_END = ("amended", "reviewed", "resumed", "party_joined", "party_left")


def act_sentence(facts: dict) -> str:
    kind, details = facts["kind"], [*_act_details(facts), *_party_phrase(facts)]
    if _is_in_future(facts.get("effective_on") or facts.get("on", "")) and kind in FUTURE_ACT_SENTENCES:
        return _coming_act(facts)
    if _is_in_future(facts.get("on") or facts.get("effective_on", "")):
        words = _when_and_details(facts, details) | {"act": str(ACT_NAMES[kind])}
        return _("Due %(when)s: %(act)s%(details)s.") % words
    if kind == "suspended":
        return _suspension(facts)
    notice = NOTICE_SENTENCES.get(facts.get("notice_of", "")) if kind == "notice_given" else ""
    return (notice or ACT_SENTENCES[kind]) % _when_and_details(facts, details)


def _coming_act(facts: dict) -> str:
    """An act that counts from a day ahead, on that day, whenever it was done."""
    facts = {**facts, "on": facts.get("effective_on") or facts.get("on", ""), "effective_on": ""}
    return FUTURE_ACT_SENTENCES[facts["kind"]] % _when_and_details(
        facts, [*_act_details(facts), *_party_phrase(facts)]
    )


def one_party_left(facts: dict) -> str:
    """That nobody is left for the other side, before the day on which it leaves in the future tense."""
    if _is_in_future(facts.get("on", "")):
        return _("Then only one party will be left, which ends the agreement.")
    return _("Only one party is left, which ends the agreement.")


def _when_and_details(facts: dict, phrases: list[str]) -> dict[str, str]:
    details = _(", ").join(phrases)
    return {
        "when": when_phrase(facts.get("on") or facts.get("effective_on", "")),
        "details": _(", %(details)s") % {"details": details} if details else "",
    }


def _suspension(facts: dict) -> str:
    """Who suspended it and when, and until what, in the words of the record: nobody waits for that condition."""
    by = "".join(_party_phrase(facts))
    words = _when_and_details(facts, [*_act_details(facts)]) | {"by": by}
    if not facts.get("condition"):
        return (_("Suspended %(by)s %(when)s%(details)s.") if by else ACT_SENTENCES["suspended"]) % words
    words["until"] = quoted(facts["condition"])
    if by:
        return _("Suspended %(by)s %(when)s%(details)s (%(until)s).") % words
    return _("Suspended %(when)s%(details)s (%(until)s).") % words


def _act_details(facts: dict) -> Iterator[str]:
    """Effect, last day, instrument of an act, and the body that did it without being a party, each as a phrase."""
    on, effective_on, until = (facts.get(name, "") for name in ("on", "effective_on", "until"))
    if facts["kind"] == "notice_given" and on and effective_on:
        yield _("received %(when)s") % {"when": date_phrase(effective_on)}
    elif on and effective_on and parse_span(effective_on).is_before(parse_span(on)):
        yield _("with retroactive effect from %(day)s") % {"day": bare_date_phrase(effective_on)}
    elif on and effective_on:
        yield _("with effect from %(day)s") % {"day": bare_date_phrase(effective_on)}
    if until and facts["kind"] in _ALSO_SETTING_AN_END:
        yield _("with a new end date")
    elif until:
        yield pgettext("until when an act lasts", "until %(day)s") % {"day": bare_date_phrase(until)}
    if title := facts.get("instrument_title"):
        yield _("by “%(title)s”") % {"title": title}
    elif facts.get("instrument"):
        yield _("by a newer agreement")
    elif facts.get("ref"):
        yield _("as was %(agreement)s") % agreement_words(facts)
    if facts.get("by_another_body"):
        yield _outsider_phrase(facts)


def _party_phrase(facts: dict) -> Iterator[str]:
    if facts.get("by_one_party"):
        name = facts.get("party_name")
        yield _("by %(party)s") % {"party": name} if name else _("by one of the parties")


def _outsider_phrase(facts: dict) -> str:
    """The body that did an act without being a party, by its name where it is known."""
    if officer := facts.get("officer_name"):
        return _("by %(name)s, who is not a party") % {"name": officer}
    if body := facts.get("body_name"):
        return _("by %(name)s, which is not a party") % {"name": body}
    return _("by a body that is not a party")


def _is_in_future(text: str) -> bool:
    """The day has certainly not come today."""
    day = parse_date_or_none(text)
    return bool(day and day.earliest and day.earliest > timezone.localdate())


def condition_not_known_met(facts: dict) -> str:
    """The condition in its own words, and that nothing says that it was met."""
    kind = facts.get("kind") or "takes_effect"
    act = str(ACT_NAMES[kind])
    if facts.get("condition"):
        words = {"act": capfirst(act), "condition": quoted(facts["condition"])}
        return _("%(act)s depends on a condition: %(condition)s. No record shows that it was met.") % words
    if kind in CONCLUDING:
        return _("Still needed: %(act)s. No record shows it.") % {"act": act}
    return _("It takes effect later; no record shows that it has.")


def planned_act(facts: dict) -> str:
    """In future words before its day, and as not confirmed after it."""
    text = facts.get("effective_on") or facts.get("on", "")
    words = {"act": capfirst(str(ACT_NAMES[facts["kind"]])), "day": bare_date_phrase(text)}
    day = parse_date_or_none(text)
    if facts.get("condition"):
        return _("%(act)s planned, on this condition: %(condition)s.") % {
            **words,
            "condition": quoted(facts["condition"]),
        }
    if day is None:
        return _("%(act)s planned; the day is not recorded.") % words
    if day.latest and day.latest < timezone.localdate():
        return _("%(act)s was due %(when)s; not confirmed.") % {**words, "when": date_phrase(text)}
    return _("%(act)s planned for %(day)s.") % words


def effect_not_stated(facts: dict) -> str:
    """From which day it is treated as applying, as no effect is recorded, and what is known of its binding."""
    if facts.get("binding"):
        return _binding_from(facts.get("kind", ""))
    if facts.get("non_binding"):
        return _not_binding_from(facts.get("kind", ""))
    if facts.get("kind") == "agreed":
        return _(
            "No date of entry into effect is recorded. As it is not known to be legally binding, it is treated as "
            "applying from the day it was agreed."
        )
    if facts.get("kind") == "adopted":
        return _(
            "No date of entry into effect is recorded. As it is not known to be legally binding, it is treated as "
            "applying from adoption."
        )
    return _(
        "No date of entry into effect is recorded. As it is not known to be legally binding, it is treated as "
        "applying from signature."
    )


def _binding_from(kind: str) -> str:
    if kind == "agreed":
        return _(
            "No date of entry into force is recorded. It is treated as applying from the day it was agreed."
        )
    if kind == "adopted":
        return _("No date of entry into force is recorded. It is treated as applying from adoption.")
    return _("No date of entry into force is recorded. It is treated as applying from signature.")


def _not_binding_from(kind: str) -> str:
    if kind == "agreed":
        return _("Not being legally binding, it is treated as applying from the day it was agreed.")
    if kind == "adopted":
        return _("Not being legally binding, it is treated as applying from adoption.")
    return _("Not being legally binding, it is treated as applying from signature.")


def signature_not_recorded(facts: dict) -> str:
    """The sides that have not signed, as far as is recorded, and by name those that have."""
    is_one, names = facts.get("others") == 1, {"names": names_in_words(facts.get("by") or [])}
    if not names["names"]:
        return (
            _("The other side’s signature is not recorded.")
            if is_one
            else _("The other sides’ signatures are not recorded.")
        )
    if is_one:
        return _("Signed by %(names)s; the other side’s signature is not recorded.") % names
    return _("Signed by %(names)s; the other sides’ signatures are not recorded.") % names


def consent_not_recorded(facts: dict) -> str:
    """The sides that have ratified or else consented to be bound, and that of the others it is not recorded."""
    names = {"names": names_in_words(facts.get("by") or []) or _("one of the parties")}
    if facts.get("others") == 1:
        return _("Ratification or the like is recorded of %(names)s; the other side’s is not.") % names
    return _("Ratification or the like is recorded of %(names)s; the other sides’ is not.") % names


def effect_for_others_not_recorded(facts: dict) -> str:
    """The sides for which it took effect, and that for the others nothing is recorded."""
    names = {"names": names_in_words(facts.get("by") or []) or _("one of the parties")}
    if facts.get("others") == 1:
        return _("Its effect is recorded for %(names)s; for the other side it is not.") % names
    return _("Its effect is recorded for %(names)s; for the other sides it is not.") % names


def in_part_suspended(facts: dict) -> str:
    """The part that is suspended, in the words of the record."""
    words = {
        "when": when_phrase(facts.get("effective_on") or facts.get("on", "")),
        "part": quoted(facts["scope"]),
    }
    return _("Suspended in part %(when)s: %(part)s.") % words


def in_part_ended(facts: dict) -> str:
    """The part that has ended, in the words of the record."""
    words = {
        "when": when_phrase(facts.get("effective_on") or facts.get("on", "")),
        "part": quoted(facts["scope"]),
    }
    if facts.get("kind") == DECLARING_VOID:
        return _("Void from the start in part, as declared %(when)s: %(part)s.") % words
    return _("Ended in part %(when)s: %(part)s.") % words


def only_a_part(facts: dict) -> str:
    """The part that the act named before concerns, in the words of the record."""
    return _("This concerns a part only: %(part)s.") % {"part": quoted(facts["scope"])}


def with_part(sentence: Callable[[dict], str]) -> Callable[[dict], str]:
    """The sentence, and the part that it concerns where it is not of the whole."""
    return lambda facts: " ".join([sentence(facts), *([only_a_part(facts)] if facts.get("scope") else [])])


def quoted(text_by_language: dict) -> str:
    """A text in the words of the record, without a full stop of its own."""
    return _("“%(words)s”") % {"words": in_language(text_by_language)[0].strip().rstrip(".")}
