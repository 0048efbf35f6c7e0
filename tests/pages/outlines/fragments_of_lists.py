"""Lists, pages round records and pictures, in states that the pages of the outlines are not in."""

from datetime import UTC, date, datetime

from django.http import QueryDict

from pages.pagination import Pagination
from tests.pages.outlines.pieces import NO_DATE, named, titled

DAY = date(2020, 5, 6)
NOON = datetime(2020, 5, 6, 12, tzinfo=UTC)
ENTRY = {"ref": "A1", "number": 2, "published_at": NOON, "title": {"en": "Agreement"}}
SOURCE = {
    "title": "Source",
    "language": "en",
    "kind": "news",
    "address": "https://example.org/1",
    "key": "s1",
}
NAMES = [
    {"name": "Office", "language": "en", "other": "Bureau"},
    {"name": "Office", "language": "en"},
    {"other": "사무소"},
]
SUGGESTIONS = [{"name": "Seoul", "address": "?q=seoul"}, {"name": "서울", "address": "?q=서울"}]
FACET_VALUES = [{"code": "KR", "label": "Korea", "count": 3, "address": "?country=KR", "is_within": True}]
FIELD = {"name": "form", "label": "form", "value": "soon", "errors": ["First error.", "Second error."],
         "options": [("mou", "memorandum", True), ("treaty", "treaty", False)]}  # fmt: skip
SEARCH = {
    "search": "words",
    "is_valid": True,
    "is_search_truncated": True,
    "max_search_length": 200,
    "page": 2,
}
FOUND = {
    "count": 51,
    "pagination": Pagination(2, 51, QueryDict("q=words&page=2")),
    "sentence": "All of them.",
}
LIST = {
    "query": {**SEARCH, "has_filters": False},
    "results": FOUND,
    "export_links": [],
    "api_address": "/api/v1/",
}
ONE = {"query": {"is_valid": True}, "results": {"count": 1}}
COUNTED = ("instrument", "programme", "dialogue", "organization", "person", "activity")
VERSION = {"number": 2, "published_at": NOON}
PROFILE = {
    "site_name": "Register of Examples", "accent": "#7a1f3d",
    **{
        name: {"en": f"{name} in English", "ko": f"{name} 한국어"}
        for name in (
            "institution", "words", "contact", "scope", "imprint", "privacy", "data_protection", "accessibility",
        )
    },
    "contact_email": "office@example.org", "license_name": "CC BY 4.0", "license_url": "https://example.org/by",
}  # fmt: skip
FILES = [
    {"name": f"{name}.jsonl.gz", "records": 1200, "bytes": 2048, "sha256": f"hash of {name}"}
    for name in ("agreements", "people")
]
DUMP = {"made": NOON, "cursor": 7, "full_files": FILES, "deltas": []}
ROWS = [{"ref": f"A{number}", "title": {"en": f"Agreement {number}"}, "form": "mou"} for number in (1, 2)]


def as_of(**then) -> dict:
    """A page of another day."""
    query = {"other_day": DAY, "day": DAY}
    return {"entry": ENTRY, "name": "Name", "record_query": query, "then": then, "body": {}, "page": {}}


# Template, and the contexts in which it is shown; whole pages among them
FRAGMENTS: dict[str, list[dict]] = {
    "components/_card.html": [{"number": 1, "source": SOURCE, "card": {
        "id": "card-1", "basis": "partly", "locators": ["p. 1", "p. 2"],
        "statements": [{"en": "First statement."}, {"en": "Second statement."}],
        "quotations": [("first words", "?fact=on#quoted"), ("second words …", "?fact=on#quoted")],
    }}, {
        "number": 1, "source": SOURCE, "copy_address": "/agreements/A1/documents/s1",
        "card": {"id": "card-2", "quotations": [("words", "?fact=on#quoted")]},
    }],
    "components/_crumbs.html": [{}],
    "components/_empty.html": [
        {"results": {"suggestions": SUGGESTIONS, "removable_filters": [
            {"remove_address": "?", "label": "form", "value": "treaty", "count": count} for count in (1, 2)
        ]}},
        {"results": {}},
    ],
    "components/_facets.html": [{"facets": [
        {"name": "country", "label": "country", "values": FACET_VALUES, "more_address": "?more=country",
         "hidden_count": count} for count in (1, 2)
    ]}],
    "components/_filters.html": [
        {"form": {"search_errors": ["First error.", "Second error."], "selects": [FIELD], "day_inputs": [FIELD]}},
    ],
    "components/_found_by.html": [{"names": NAMES}],
    "components/_notes.html": [{"notes": [{"is_of_several": True, "facts": ["Signed"], "statements": []}]}],
    "components/_on_day.html": [{"record_query": {"accepts_day": True, "errors": ["wrong"], "typed_day": "soon"}}],
    "components/_outcomes.html": [{"outcomes": [{"text": {"en": words}} for words in ("First", "Second")]}],
    "components/_pages.html": [
        {"pagination": Pagination(5, 250, QueryDict("q=x&page=5"))},
        {"pagination": Pagination(400, 10_001, QueryDict("page=400"))},
        {"pagination": Pagination(1, 26, QueryDict("q=x"))},
    ],
    "components/_sources.html": [{"sources": [
        {"number": 1, "source": {**SOURCE, "address": "Archive, box 7"}, "stated": [("on", "Signed")] * 25,
         "statements": [{"words": {"en": words}} for words in ("First.", "Second.")],
         "quotations": [("on", "Signed", words, "?fact=on#quoted") for words in ("first words", "second words …")]},
    ]}, {"documents_address": "/agreements/A1/documents/", "sources": [
        {"number": 1, "source": {**SOURCE, "key": "s2", "file": "copy.pdf"},
         "quotations": [("on", "Signed", "words", "?fact=on#quoted")]},
    ]}],
    "pages/_change.html": [
        {"change": {"change_type": "added", "change_type_label": "added", "label": "Title", "after": "New"}},
        {"change": {"change_type": "changed", "change_type_label": "changed", "label": "Order"}},
    ],
    "pages/_mention.html": [
        {"mention": named("Office", written="사무소")}, {"mention": named("Office", written="사무소"), "plain": True},
        {"mention": {"name": "A7", "is_withdrawn": True}},
    ],
    "pages/_preview_banner.html": [
        {"link": {"expires_at": "6 May 2020"}, "others": [
            ("ko", "한국어", "/ko/preview"), ("mt", "Malti", "/mt/preview"),
        ]},
        {"link": None},
    ],
    "pages/_source_marks.html": [{"marks": [{"number": 3, "basis": "partly"}]}],
    "pages/about_data.html": [
        {"dump": {**DUMP, "deltas": FILES}}, {"dump": DUMP}, {"was_made": True}, {},
    ],
    "pages/_licence.html": [
        {"profile": {"license_name": "CC BY 4.0", "license_url": "https://example.org/by"}},
        {"profile": {"license_name": "Our terms"}}, {"profile": {}},
    ],
    "pages/_contact.html": [
        {"profile": PROFILE}, {"profile": {"contact_email": "office@example.org"}},
        {"profile": {"contact": {"en": "Room 1"}}},
    ],
    "components/_footer.html": [
        {"profile": PROFILE}, {"profile": {"contact": {"en": "Room 1"}}},
        {"profile": {"contact_email": "office@example.org"}}, {},
    ],
    "components/_header.html": [{"profile": {**PROFILE, "logo_size_shown": (80, 40), "logo_sha256": "ab" * 32}}],
    "pages/_site_words.html": [{"profile": PROFILE}, {}],
    "pages/_example.html": [{"example": {
        "ref": "E1", "title": {"en": "Session"}, "body": {"kind": "visit", "on": "2020-05-06", "until": ""},
        "outcomes": [{"text": {"en": "An outcome"}}], "facts": facts,
        "sources": [{"title": title, "language": "en", "publisher": publisher} for title, publisher in sources],
    }} for facts, sources in ((1, [("One", "")]), (7, [("One", "Office"), ("Two", "")]))],
    "pages/_latest_row.html": [{"row": {"ref": "A1", "title": {"en": "Event"}, **row}} for row in (
        {"form": "mou", "nature": "instrument", "act": "signed", "on": "2020-05-06"},
        {"form": "", "nature": "programme", "act": "takes_effect", "on": "2020"},
        {"activity": {"kind": "visit", "on": "2020-05-06", "until": ""}},
    )],
    "pages/home.html": [
        {
            "counts": {kind: count * number for number, kind in enumerate(COUNTED, 1)} if count > 1 else
                      dict.fromkeys(COUNTED, count),
            "latest": latest, "planned": days, "ending": ending, "world": {},
        }
        for count, latest, days, ending in (
            (1, [{**row, "form": "mou", "act": "signed", "on": "2020-05"} for row in ROWS],
             [{"ref": "E1", "title": {"en": "First"}, "on": "", "until": ""},
              {"ref": "E2", "title": {"en": "Second"}, "on": "2020-05-06", "until": ""}], []),
            (1200, [], [],
             [{**row, "label": "Ends", "edtf": "2020-05"} for row in ROWS]),
            (0, [], [], []),
        )
    ],
    "pages/preview_closed.html": [
        {"status": 410, "public_path": "/agreements/A1"}, {"status": 410}, {"status": 429}, {"status": 404},
    ],
    "pages/suggestions.html": [
        {"suggestions": []}, {"suggestions": [{"title": {"en": "Fund"}, "kind": "fund", "address": "/a"}]},
    ],
    "pages/search.html": [
        {"query": SEARCH, "results": {**FOUND, "counts": {}}},
        {"query": {"search": "words", "is_valid": True}, "results": {"count": 1}},
        {"query": {"search": "words", "is_valid": True}, "results": {"count": 0, "suggestions": SUGGESTIONS}},
        {"query": {"search": "words", "is_valid": False}, "results": {}},
        {"query": {"search": "", "is_valid": True}, "results": {}},
    ],
    "pages/too_many_requests.html": [{"seconds": 1}, {"seconds": 31}],
    "pages/too_slow.html": [{}],
    "pages/version_detail.html": [
        {"entry": ENTRY, "name": "Agreement", "version": VERSION, "before": {"number": 1}, "changes": [],
         "record_template": "agreements/_topic_search_row.html"},
    ],
    "pages/version_list.html": [{"entry": ENTRY, "name": "Agreement", "versions": [
        {**VERSION, "address": "/agreements/A1/versions/2", "is_current": True}, {**VERSION, "action": "published"},
        {**VERSION, "action": "withdrawn"},
    ]}],
    "activities/activity_detail.html": [as_of()],
    "activities/activity_list.html": [{**ONE, "rows": []}],
    "agreements/agreement_list.html": [{**LIST, "rows": ROWS, "results": {**FOUND, "only_possible": [
        {"address": "?possible=in_force", "count": count, "label": "in force"} for count in (1, 2)
    ]}}],
    "agreements/topic_detail.html": [as_of()],
    "components/_row_parties.html": [{"parties": [f"Party {n}" for n in range(1, count + 1)]} for count in (0, 5)],
    "record_collections/_collection_row.html": [{"row": row} for row in ROWS],
    "record_collections/_collection_search_row.html": [{}],
    "record_collections/collection_list.html": [{**ONE, "rows": ROWS}],
    "record_collections/collection_record.html": [
        {"name": "Collection", "name_language": "mt", "page": {"count": 0, "names": [("ko", "모음"), ("mt", "Ġabra")]}},
        {"name": "Collection", "page": {"count": 1, "items": [{"mention": named("Agreement"), "ref": "A1"}]}},
    ],
    "agreements/topic_list.html": [
        {**ONE, "query": {"is_valid": True, "data": {"on": "2020-05-06"}, "day": DAY}, "rows": ROWS},
    ],
    "organizations/organization_detail.html": [
        as_of(is_not_founded=True),
        as_of(is_dissolved=True, names=[{"text": "Office", "language": "en"}, {"text": "사무소", "language": "ko"}]),
    ],
    "people/person_detail.html": [
        as_of(),
        as_of(positions=[{"post": "Minister", "at": named("Ministry")}, {"post": "Rector", "at": named("School")}]),
    ],
    "people/person_list.html": [{**LIST, "rows": [{**row, "posts": []} for row in ROWS]}],
    "countries/_agreements.html": [
        {"natures": [{"nature": "instrument", "count": 2, "status_groups": [
            {"words": "In force", "count": 26, "states": states, "rows": [
                {**titled("Agreement"), "ref": "A1", "signed": NO_DATE, "countries": 2},
            ]} for states in ("in_force", "")
        ]}], "countries": "KR+MT", "day": DAY, "names": ["Korea", "Malta"]},
        {"natures": [], "countries": "KR"},
    ],
    "countries/_results_and_activities.html": [
        {"countries": "KR+MT", "activities_total": 2, "activities": [
            {**titled("Visit"), "body": {"kind": "visit", "state": state, "on": "", "until": ""}}
            for state in ("held", "planned")
        ]},
        {"countries": "KR+MT", "results": [
            {"text": {"en": "A result"}, "as_of": as_of, "of": titled("Agreement")} for as_of in ("2020", "")
        ]},
    ],
    "countries/country_list.html": [{"world": {"countries": [
        {"name": "Korea", "address": "/countries/KR", "counts": {"instrument": 1, "programme": 0, "dialogue": 0}},
    ]}}, {"world": {"countries": []}}],
    "countries/pair_detail.html": [
        {"codes": ["KR", "MT"], "names": ["Korea", "Malta"], "typed_day": "2020-05-06", "day": DAY, "errors": errors,
         "address_of_today": "/countries/KR/MT"}
        for errors in ([], [{"label": "day", "words": "Not a day."}])
    ],
    "countries/unknown.html": [
        {"code": "SU", "is_former": True},
        {"code": "Koria", "suggestion": "Korea", "suggestion_address": "/countries/KR"},
    ],
}  # fmt: skip
