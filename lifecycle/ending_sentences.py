"""Sentences for what ends or runs out: in the past tense when it is over, in the future tense while it lies ahead."""

from django.utils import timezone
from django.utils.translation import gettext as _

from lifecycle.phrases import bare_date_phrase, date_phrase, length_and_start, parse_date_or_none
from lifecycle.related_sentences import followed_term_ended


def term_ended(facts: dict) -> str:
    when = {"when": date_phrase(facts.get("last_day", ""))}
    if facts.get("renewed_later"):
        return _renewed_later(facts, when)
    if facts.get("followed"):
        words = when | length_and_start({"length": "", **facts})
        return followed_term_ended(
            words, is_by_length="length" in facts, is_ahead=_ends_today_or_later(facts)
        )
    if facts.get("until"):
        if _ends_today_or_later(facts):
            return _("Expires %(when)s, the last day of its term; no renewal recorded.") % when
        return _("Expired %(when)s, the last day of its term; no renewal recorded.") % when
    if _ends_today_or_later(facts):
        sentence = _("Expires %(when)s: %(length)s from %(start)s, no renewal recorded.")
    else:
        sentence = _("Expired %(when)s: %(length)s from %(start)s, no renewal recorded.")
        if facts.get("renewal") == "not_stated" and not _is_day(facts.get("last_day", "")):
            sentence = _("It probably expired %(when)s: %(length)s from %(start)s, no renewal recorded.")
    return sentence % (when | length_and_start(facts))


def _renewed_later(facts: dict, when: dict) -> str:
    is_extended = facts.get("later_act") == "extended"
    if facts.get("until"):
        if is_extended:
            return _("Expired %(when)s, the last day of its term; it was extended only later.") % when
        return _("Expired %(when)s, the last day of its term; it was renewed only later.") % when
    words = when | length_and_start(facts)
    if is_extended:
        return _("Expired %(when)s: %(length)s from %(start)s; it was extended only later.") % words
    return _("Expired %(when)s: %(length)s from %(start)s; it was renewed only later.") % words


def maximum_reached(facts: dict) -> str:
    if _ends_today_or_later(facts):
        sentence = _("Expires %(when)s: it can last %(length)s from %(start)s at most.")
    else:
        sentence = _("Expired %(when)s: it could last %(length)s from %(start)s at most.")
    return sentence % ({"when": date_phrase(facts.get("last_day", ""))} | length_and_start(facts))


def _ends_today_or_later(facts: dict) -> bool:
    """The last day is not over for certain today: until then it is taken to go on."""
    last_day = parse_date_or_none(facts.get("last_day", ""))
    day = last_day and (last_day.latest or last_day.earliest)
    return bool(day and day >= timezone.localdate())


def _is_day(text: str) -> bool:
    day = parse_date_or_none(text)
    return day is not None and day.is_exact_day


def notice_ran_out(facts: dict) -> str:
    """The end by notice, in the future tense while it lies ahead; with the cycle for which it came too late."""
    is_ahead = _ends_today_or_later(facts)
    if facts.get("until") or facts.get("of_cycle"):
        day = {"day": bare_date_phrase(facts.get("until") or facts.get("last_day", ""))}
        if facts.get("until"):
            ended = _("It ended by notice; its last day was %(day)s.")
            return (_("It ends by notice; its last day is %(day)s.") if is_ahead else ended) % day
        ended = _("After the notice it did not renew; its last day was %(day)s.")
        sentence = _("After the notice it does not renew; its last day is %(day)s.") if is_ahead else ended
        return f"{_too_late(facts)} {sentence % day}".strip()
    ended = _("It ended by notice: %(length)s from %(start)s.")
    return (_("It ends by notice: %(length)s from %(start)s.") if is_ahead else ended) % length_and_start(
        facts
    )


def _too_late(facts: dict) -> str:
    if not facts.get("too_late_for"):
        return ""
    day = {"day": bare_date_phrase(facts["too_late_for"])}
    return _("The notice came too late to keep it from renewing itself after %(day)s.") % day


def lasting_until(facts: dict, lasted: str, lasts: str) -> str:
    day = facts.get("until", "")
    is_ahead = _ends_today_or_later({"last_day": day})
    return (lasts if is_ahead else lasted) % {"day": bare_date_phrase(day)}
