"""Merging of activities."""

from merging.declarations import Mention, MergeRules, OwnRows

RULES = [
    MergeRules(
        "activities.Activity",
        own=(
            OwnRows("activities.ActivityText"),
            OwnRows("activities.Activity_topics", "activity"),
            OwnRows("activities.ActivityAgreement"),
            OwnRows("activities.Attendance", adds_up=False),
            OwnRows("activities.Outcome", adds_up=False),
            OwnRows("activities.ActivityCitation"),
        ),
        label_prefetch=("texts",),
    )
]

MENTIONS = [
    Mention("activities.Activity", "series"),
    Mention("activities.Activity_topics", "topic", owner="activity"),
    Mention("activities.ActivityAgreement", "agreement"),
    Mention("activities.Attendance", "organization"),
    Mention("activities.Attendance", "person"),
    Mention("activities.Outcome_organizations", "organization", owner="outcome__activity"),
    Mention("activities.Outcome_agreements", "agreement", owner="outcome__activity"),
    Mention("activities.Outcome_topics", "topic", owner="outcome__activity"),
    Mention("activities.ActivityCitation", "source"),
]
