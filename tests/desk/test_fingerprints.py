"""A confirmation is worth what it showed: any difference, however small, is a difference."""

import json

import pytest

from desk.fingerprints import ChangedSinceShown, changed_names, fingerprints, require_as_shown

SHOWN = {"agreement 1": '{"title":"가나"}', "left out": [["agreement 1", "agreement 2"]], "nothing": None}


def test_what_was_shown_is_confirmed():
    require_as_shown(fingerprints(SHOWN), dict(reversed(SHOWN.items())))


@pytest.mark.parametrize(
    ("now", "changed"),
    [
        ({**SHOWN, "agreement 1": '{"title":"가나 "}'}, {"agreement 1"}),
        ({**SHOWN, "left out": []}, {"left out"}),
        ({**SHOWN, "nothing": ""}, {"nothing"}),
        ({**SHOWN, "organization 3": None}, {"organization 3"}),
        ({name: thing for name, thing in SHOWN.items() if name != "nothing"}, {"nothing"}),
        ({}, {*SHOWN}),
    ],
)
def test_what_is_other_more_or_less_is_named_and_refused(now, changed):
    shown = fingerprints(SHOWN)

    assert changed_names(shown, now) == changed
    with pytest.raises(ChangedSinceShown):
        require_as_shown(shown, now)


@pytest.mark.parametrize(
    "forged",
    ["", "{}", "[]", "null", "true", "{", "[" * 100_000, '{"agreement 1": null}', json.dumps(SHOWN), "\x00"],
)
def test_a_forged_or_missing_fingerprint_confirms_nothing(forged):
    with pytest.raises(ChangedSinceShown):
        require_as_shown(forged, SHOWN)


def test_a_page_that_shows_nothing_is_confirmed_by_its_own_fingerprint_only():
    require_as_shown(fingerprints({}), {})
    with pytest.raises(ChangedSinceShown):
        require_as_shown("", {})
