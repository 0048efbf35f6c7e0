"""Nothing known of the effect is said in the word for the effect of each nature."""

import pytest

from pages.status import status_display


@pytest.mark.parametrize(
    ("nature", "bindingness", "words"),
    [
        ("instrument", "binding", "No record shows whether it is in force."),
        ("instrument", "", "No record shows whether it is in effect."),
        ("programme", "", "No record shows whether it is running."),
        ("dialogue", "", "No record shows whether it is running."),
    ],
)
def test_nothing_known_is_said_in_the_word_for_the_effect(nature, bindingness, words):
    assert status_display(None, nature, bindingness).why == words
