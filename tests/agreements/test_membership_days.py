import pytest

from agreements.parties_section import membership_days
from tests.lifecycle.lifecycle_cases import act, life


@pytest.mark.parametrize(
    ("moves", "days"),
    [
        ([("party_left", "2022-01-01")], {"left": "2022-01-01"}),
        ([("party_left", "2022-01-01"), ("party_joined", "2024-01-01")], {"joined": "2024-01-01"}),
        (
            [("party_joined", "2020-01-01"), ("party_left", "2022-01-01")],
            {"joined": "2020-01-01", "left": "2022-01-01"},
        ),
        (
            [("party_left", "2022-01-01"), ("party_joined", "2024-01-01"), ("party_left", "2025-01-01")],
            {"joined": "2024-01-01", "left": "2025-01-01"},
        ),
    ],
)
def test_a_party_is_shown_with_its_last_membership(moves, days):
    body = life(*(act(kind, on, involvement="k8") for kind, on in moves))

    assert membership_days(body) == {"k8": days}
