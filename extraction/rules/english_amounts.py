"""Sums of money, terms and notices in English text as suggestions."""

import re
from collections.abc import Iterator
from typing import Any

from extraction.rules.amounts import Amount, sums_in
from extraction.rules.english_dates import COMPARISON
from extraction.rules.past import (
    is_changed_sum,
    is_given_before,
    is_of_award,
    is_of_the_past,
    is_old_sum,
    year_of,
)
from extraction.rules.skeleton import Skeleton
from extraction.rules.terms import notices_in, terms_in
from extraction.suggestions import Suggestion, SuggestionKind

_TAKES_UP = re.compile(
    r"(?:Under (?:it|this|the deal)|It|This|The (?:deal|grant|loan|partnership|collaboration|programme|program))\b"
)
_GIVES = re.compile(
    r"\b(?:will|shall|is to|are to|agreed to|committed to) (?:\w+ )?(?:contribute|provide|give|invest|commit|"
    r"pay|fund|grant)\b|"
    r"\b(?:contributes|provides|gives|invests|commits|pays|funds|grants)\b"
)
_GIVING = re.compile(
    r"\b(?:contribut|commit|fund|provid|invest|worth|financ|grant|budget|pledg|up to|each)\w*\b",
    re.IGNORECASE,
)


def suggest_amounts(text: Any) -> Iterator[Suggestion]:
    kinds = (
        (sums_in, SuggestionKind.MONEY),
        (terms_in, SuggestionKind.TERM),
        (notices_in, SuggestionKind.NOTICE),
    )
    year = year_of(text.document.published, text.days)
    for skeleton in text.sentences:
        sentence = skeleton.sentence
        if COMPARISON.search(sentence.text):
            continue
        for finder, kind in kinds:
            for amount in finder(sentence.text, sentence.start):
                start, end = amount.start - sentence.start, amount.end - sentence.start
                is_money = kind == SuggestionKind.MONEY
                if is_of_the_past(sentence.text, start, year) or (
                    is_money and is_old_sum(sentence.text, start, end)
                ):
                    continue
                number = text.agreement_at(skeleton, amount.start)
                is_other = is_given_before(sentence.text, start) or is_changed_sum(sentence.text, start)
                is_other = is_other or is_of_award(sentence.text) or text.is_of_any(skeleton)
                is_other = is_money and is_other
                is_other = is_other or sentence.start in text.after_plans
                is_named = not is_money or _names_agreement(skeleton)
                is_sure = _is_sure_amount(kind, amount, sentence.text) and is_named and not is_other
                yield Suggestion(
                    kind.value, amount.value, amount.start, amount.end, amount.role,
                    sure=is_sure, agreement=text.changed_at(number), details=dict(amount.details),
                )  # fmt: skip


def _names_agreement(skeleton: Skeleton) -> bool:
    """True for a sentence that names the agreement or takes it up, or by which somebody gives under it."""
    is_named = any(item.kind == "F" for item in skeleton.items)
    return is_named or bool(_TAKES_UP.match(skeleton.text) or _GIVES.search(skeleton.text))


def _is_sure_amount(kind: SuggestionKind, amount: Amount, sentence: str) -> bool:
    """True for a period of notice, a length or end of a term, and money that somebody gives."""
    if kind == SuggestionKind.MONEY:
        return bool(amount.role or _GIVING.search(sentence))
    return amount.is_sure
