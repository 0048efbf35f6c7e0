"""Sums of money, terms and notices in English text as suggestions."""

import re
from collections.abc import Iterator
from typing import Any

from extraction.rules.amounts import Amount
from extraction.rules.english_dates import COMPARISON
from extraction.rules.past import year_of
from extraction.rules.present_amounts import present_amounts
from extraction.rules.skeleton import Skeleton
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
    year = year_of(text.document.published, text.days)
    for skeleton in text.sentences:
        sentence = skeleton.sentence
        if COMPARISON.search(sentence.text):
            continue
        for kind, amount, is_of_other in present_amounts(sentence.text, sentence.start, year):
            is_money = kind == SuggestionKind.MONEY
            is_other = is_money and (is_of_other or text.is_of_any(skeleton))
            is_other = is_other or sentence.start in text.after_plans
            is_named = not is_money or _names_agreement(skeleton)
            is_sure = _is_sure_amount(kind, amount, sentence.text) and is_named and not is_other
            number = text.agreement_at(skeleton, amount.start)
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
