"""Grounds of a redaction, which are kept: the words that they are about must not stand in them, however written."""

from collections.abc import Collection, Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from redaction.context import is_han
from redaction.matching import ATTACHED, Grade, Match, is_distinct, letters_of_key, matches
from redaction.plan import Plan, Terms
from redaction.rules import RuleTerms, rules_of
from redaction.tokens import words_of


def require_without_words(grounds: Iterable[str], plan: Plan, ticked: Collection[str]) -> None:
    """Raises ValidationError where grounds hold words of the plan, or what was redacted before in ticked records."""
    chosen = [place for place in plan.places if place.id in ticked]
    names = {name for place in chosen for name in place.subject.names}
    names |= {name for place in chosen for spot in place.spots for name in spot.text.citing}
    all_terms: list[Terms] = [plan.terms, RuleTerms(rules_of(names))]
    held = dict.fromkeys(word for text in grounds for terms in all_terms for word in _held_words(text, terms))
    if held:
        raise ValidationError(
            _(
                "Leave the words themselves out of the reasons and the legal basis, which are kept: “%(words)s”. If "
                "you mean something else, write it so that it cannot be a name: a month as a number, a common word in "
                "lower case, or another word."
            )
            % {"words": "”, “".join(held)}
        )


def _held_words(text: str, terms: Terms) -> list[str]:
    in_text = [(match, text[match.start : match.end]) for match in matches(text, terms.grade, terms.longest)]
    return [words for match, words in in_text if _is_meant(match, words)]


def _is_meant(match: Match, words: str) -> bool:
    """The words may be the name: not one word in lower case, nor a short one of a script without case within others.

    So "may be" passes for May, and 개인정보 for 인정; Madonna's, van dyke, 허준의 and 由李明 do not.
    """
    if match.grade is Grade.CERTAIN:
        return True
    if words.lower() != words.upper():
        return not words.islower() or len(words_of(words)) > 1
    is_whole = match.grade is Grade.WORD or match.key.endswith(ATTACHED)
    return is_whole or is_han(letters_of_key(match.key)) or is_distinct(match.key)
