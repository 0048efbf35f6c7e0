"""Promises of the rules for texts with agreements that were planned, failed or denied beside one that was signed.

The texts are made up, no such bodies or people exist. Facts: kind, role, words of the value, number of the agreement.
"""

import json
from pathlib import Path

import pytest

from extraction.rules import extract

pytestmark = pytest.mark.django_db
TEXTS = json.loads(Path(__file__).with_name("hard_texts.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_sure_is_right_and_in_its_agreement(name):
    text = "\n".join(TEXTS[name]["paragraphs"])

    sure = [s for s in extract(text, published=TEXTS[name]["published"]) if s.sure]

    assert [s for s in sure if not any(_is(s, *fact) for fact in TEXTS[name]["facts"])] == []


def _is(suggestion, kind, role, words, agreement):
    is_same = (suggestion.kind, suggestion.agreement) == (kind, agreement) and role in ("", suggestion.role)
    return is_same and words in suggestion.value
