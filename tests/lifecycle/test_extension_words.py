"""An extension is called an extension, and a renewal a renewal."""

import pytest
from django.utils.translation import override

from lifecycle.life import build_life
from lifecycle.sentences import reason_sentence
from tests.lifecycle.lifecycle_cases import act, life, term

WORDS = {
    "en": {"extended": ("extension", "extended"), "renewed": ("renewal", "renewed")},
    "ko": {"extended": ("연장",), "renewed": ("갱신",)},
}
LIVES = {
    "without an end": lambda kind: life(
        act("signed", "2018-01-01"), act(kind, "2020-06-01"), terms=[term("P3Y", "fixed")]
    ),
    "perhaps late": lambda kind: life(
        act("signed", "2018-01-01"), act(kind, "2021", until="2025-12-31"), terms=[term("P3Y6M", "fixed")]
    ),
    "after a lapse, by length": lambda kind: life(
        act("signed", "2018-01-01"), act(kind, "2022-06-01", until="2025-12-31"), terms=[term("P3Y", "fixed")]
    ),
    "after a lapse, by day": lambda kind: life(
        act("signed", "2018-01-01"),
        act(kind, "2022-06-01", until="2025-12-31"),
        terms=[term(until="2020-12-31", renewal="fixed")],
    ),
}
OF_RENEWALS = {"renewed_without_end", "renewal_may_be_late", "term_ended"}


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("kind", ["extended", "renewed"])
@pytest.mark.parametrize("name", LIVES)
def test_the_sentence_calls_the_act_by_its_name(name, kind, language):
    [other] = {"extended", "renewed"} - {kind}
    reasons = [reason for period in build_life(LIVES[name](kind)).periods for reason in period.reasons]
    codes = OF_RENEWALS if name != "without an end" else OF_RENEWALS - {"term_ended"}
    renewals = [reason for reason in reasons if reason["code"] in codes and "no renewal" not in str(reason)]
    renewals = [
        reason for reason in renewals if reason["code"] != "term_ended" or "renewed_later" in reason["params"]
    ]

    assert renewals
    with override(language):
        for sentence in map(reason_sentence, renewals):
            assert any(word in sentence for word in WORDS[language][kind])
            assert not any(word in sentence for word in WORDS[language][other])
