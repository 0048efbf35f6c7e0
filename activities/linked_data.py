"""JSON-LD of an activity: an event, unless it is a project."""

from django.utils import timezone

from activities.choices import ActivityKind, ActivityState
from activities.state_words import is_overdue
from core.localized import in_language
from pages.json_ld import (
    AddressOf,
    TitleOf,
    iso_date,
    json_ld_mention,
    json_ld_mention_by_title,
    json_ld_place,
    json_ld_sources,
    json_ld_terms,
    other_names,
)

_EVENT_STATUS = {
    ActivityState.PLANNED: "https://schema.org/EventScheduled",
    ActivityState.CANCELLED: "https://schema.org/EventCancelled",
}


def json_ld(body: dict, address_of: AddressOf, title_of: TitleOf) -> dict:
    titles = {text["language"]: text["title"] for text in body["texts"]}
    title, language = in_language(titles)
    shared = {
        "@id": address_of(body["ref"]),
        "url": address_of(body["ref"]),
        "name": title,
        "alternateName": other_names(titles.values(), title),
        "description": next((text["summary"] for text in body["texts"] if text["language"] == language), ""),
        "subjectOf": json_ld_sources(body),
    }
    if body["kind"] == ActivityKind.PROJECT:
        return {"@type": "Project", **shared}
    is_not_confirmed = is_overdue(body["state"], body["on"], body["until"], timezone.localdate())
    return {
        "@type": "Event",
        **shared,
        "startDate": iso_date(body["on"]),
        "endDate": iso_date(body["until"]),
        "eventStatus": None if is_not_confirmed else _EVENT_STATUS.get(body["state"]),
        "location": [json_ld_place(place) for place in body["places"]],
        "superEvent": json_ld_mention_by_title(body["series"], "EventSeries", address_of, title_of),
        "attendee": [
            json_ld_mention(attendance["organization"], "Organization", address_of)
            for attendance in body["attendances"]
            if not attendance["person"]
        ],
        "about": json_ld_terms(body["topics"], title_of),
    }
