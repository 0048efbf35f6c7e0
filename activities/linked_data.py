"""An activity as JSON-LD: an event, unless it is a project."""

from activities.choices import ActivityKind, ActivityState
from core.localized import in_language
from register.pages import linked_data

STATES = {
    ActivityState.PLANNED: "https://schema.org/EventScheduled",
    ActivityState.CANCELLED: "https://schema.org/EventCancelled",
}


def activity(body: dict, address_of: linked_data.AddressOf) -> dict:
    titles = {one["language"]: one["title"] for one in body["texts"]}
    title, language = in_language(titles)
    shared = {
        "@id": address_of(body["ref"]),
        "url": address_of(body["ref"]),
        "name": title,
        "alternateName": linked_data.others(titles.values(), title),
        "description": next((one["summary"] for one in body["texts"] if one["language"] == language), ""),
        "subjectOf": linked_data.sources(body),
    }
    if body["kind"] == ActivityKind.PROJECT:
        return {"@type": "Project", **shared}
    series = body["series"]
    return {
        "@type": "Event",
        **shared,
        "startDate": linked_data.plain_date(body["on"]),
        "endDate": linked_data.plain_date(body["until"]),
        "eventStatus": STATES.get(body["state"]),
        "location": [linked_data.place(one) for one in body["places"]],
        "superEvent": {
            "@type": "EventSeries",
            "name": in_language(series["title"])[0],
            "url": address_of(series["ref"]),
        }
        if series
        else {},
        "attendee": [
            linked_data.mentioned(one["organization"], "Organization", address_of)
            for one in body["attendances"]
            if not one["person"]
        ],
        "about": [{"@type": "DefinedTerm", "name": in_language(one["name"])[0]} for one in body["topics"]],
    }
