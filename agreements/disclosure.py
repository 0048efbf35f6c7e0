"""."""

from agreements.choices import InvolvementRole
from agreements.milestones import SIGNING_KINDS, milestone_bounds

_EMPTIED_LISTS = [
    "texts", "identifiers", "topics", "languages", "milestones", "terms", "signatories", "relations", "commitments",
    "results", "contributions", "documents",
]  # fmt: skip


_EMPTIED_WORDS = [
    "form_as_written",
    "bindingness",
    "prevailing_language",
    "termination_notice",
    "review_interval",
]


def existence_only_body(body: dict) -> dict:
    """What is shown of an agreement of which only the existence is public: reference, parties, year."""
    signed = milestone_bounds([one for one in body["milestones"] if one["kind"] in SIGNING_KINDS])
    year = [f"{day.year:04}" for day in signed or () if day][:1]
    parties = [one for one in body["involvements"] if one["role"] == InvolvementRole.PARTY]
    shown = {
        **body,
        **{name: [] for name in _EMPTIED_LISTS},
        **dict.fromkeys(_EMPTIED_WORDS, ""),
        "occasion": {},
        "background": {},
    }
    shown["involvements"] = [{**one, "unit": "", "acting_for": None, "jurisdiction": ""} for one in parties]
    if year:
        kept = next(one for one in body["milestones"] if one["kind"] in SIGNING_KINDS)
        shown["milestones"] = [
            {**kept, "on": year[0], "effective_on": "", "until": "", "places": [], "involvement": None, "by_body": None,
             "instrument": None, "condition": {}, "reason": {}, "legal_basis": "", "wording": ""}
        ]  # fmt: skip
    return shown
