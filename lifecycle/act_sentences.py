"""Sentences in the active language for dated acts: when, with what effect, by whom."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lifecycle.labels import ACT_SENTENCES, FUTURE_ACT_SENTENCES
from lifecycle.phrases import bare_date_phrase, parse_date_or_none, when_phrase
from lifecycle.spans import parse_span

# Acts with another main effect; the new last day itself stands in the reason after them.
_ALSO_SETTING_AN_END = ("amended", "reviewed", "resumed", "party_joined", "party_left")


def act_sentence(facts: dict) -> str:
    """An act that is the reason of a state, in one sentence."""
    kind = facts["kind"]
    is_ahead = _is_in_future(facts.get("effective_on") or facts.get("on", ""))
    sentences = FUTURE_ACT_SENTENCES if is_ahead and kind in FUTURE_ACT_SENTENCES else ACT_SENTENCES
    details = _(", ").join(_act_details(facts))
    return sentences[kind] % {
        "when": when_phrase(facts.get("on") or facts.get("effective_on", "")),
        "details": _(", %(details)s") % {"details": details} if details else "",
    }


def _act_details(facts: dict) -> Iterator[str]:
    """Effect, last day, instrument and actor of an act, each as a phrase."""
    on, effective_on, until = (facts.get(name, "") for name in ("on", "effective_on", "until"))
    if on and effective_on and parse_span(effective_on).is_before(parse_span(on)):
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
    if facts.get("by_another_body"):
        yield _outsider_phrase(facts)
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
