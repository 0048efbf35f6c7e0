"""Text of activities, declared to redaction."""

from activities.models import ActivityCitation
from redaction.stores import TextStore
from sources.text_stores import LANGUAGE, citation_store

STORES = [
    TextStore("activities.Activity", words=("date_wording", "places")),
    TextStore("activities.ActivityText", words=("title", "summary"), nameless={"language": LANGUAGE}),
    TextStore("activities.ActivityAgreement", words=("stub",)),
    TextStore(
        "activities.Attendance",
        words=("name_as_written", "side", "organization_as_written", "post_as_written", "post_by_language"),
    ),
    TextStore("activities.Outcome", words=("text",)),
    citation_store(ActivityCitation),
]
