"""Parts of the pages of activities, organizations and people, in states that the records of the outlines are not in."""

from tests.pages.outlines.pieces import MARKS, NO_DATE, named, part, parts, titled

KIM, OFFICE = named("Kim"), named("Office")
ROLE = {"role": "delegate", "who": KIM, "of": OFFICE, "marks": MARKS}
AROUND = ("Director of ", ", Seoul")
HELD_ON_NO_DAY = {"body": {"kind": "visit", "state": "held", "on": "", "until": ""}}
PLANNED_ON_NO_DAY = {"body": {"kind": "visit", "state": "planned", "on": "", "until": ""}}
ON_A_DAY = {
    "record_query": {"accepts_day": True, "other_day": "2020-05-06", "day_query_more": "&on=2020-05-06"}
}

# Template, and the contexts in which it is shown
FRAGMENTS: dict[str, list[dict]] = {
    "activities/_activity_row.html": [{"row": {"ref": "E1", "title": {"en": "Visit"}, **HELD_ON_NO_DAY["body"]}}],
    "activities/_activity_search_row.html": [
        {"row": {"keys": {"type": "visit", "state": "held"}, "on": "", "until": ""}},
    ],
    "activities/_attendance.html": [{"attendance": {
        **ROLE, **part("k1"), "further": [{**ROLE, "key": key, "is_named_alike": True} for key in ("k2", "k3")],
    }}],
    "activities/_attendance_role.html": [{"attendance": attendance} for attendance in (
        {**ROLE, "post_around_name": AROUND},
        {**ROLE, "post_around_name": AROUND, "role": "spoke_for"},
        {**ROLE, "post_around_name": AROUND, "post": "Director of the Office, Seoul", "who": None},
        ROLE,
    )],
    "activities/_key_facts.html": [
        {"body": {"state": "held", "on": "2020-05-06", "until": ""}, "page": {
            "series": OFFICE, "field_marks": {"series": MARKS, "topics": MARKS},
            "topics": [named("First topic"), named("Second topic")],
            "rests_on": [{**part, "record": named("Agreement")} for part in parts(2)],
        }},
        {"body": {"state": "held", "on": "", "until": ""}, "page": {}},
        {"body": {"state": "held", "on": "2020-05-06", "until": "2020-05-06"}, "page": {}},
        {"body": {"state": "held", "on": "", "until": "2020-05-06"}, "page": {"is_only_closing": True}},
        {"body": {"state": "held", "on": "[..2020-05-06]", "until": "2020-05-06"}, "page": {"is_only_closing": True}},
    ],
    "activities/activity_record.html": [
        {"name": "N" * 161, "name_language": "mt", "body": {"kind": "visit"}, "page": {
            "title": {"marks": MARKS, "others": [
                {"key": "k1", "title": "First", "language": "ko"},
                {"key": "k2", "title": "Second", "language": "ko", "is_working_title": True},
            ]},
            "has": {"attendances": True},
            "sides": [
                {"side": "KR", "leaders": [{**ROLE, **part} for part in parts(2)]},
                {"side": "MT", "has_no_leader": True},
            ],
            "agreements": [{"record": named("Agreement"), "ways": [
                {**part, "way": "launched at"} for part in parts(2)
            ]}],
        }},
        {"name": "Visit", "body": {"kind": "visit"}, "page": {}},
    ],
    "organizations/_activities_and_people.html": [{"body": {"ref": "O1"}, "page": {
        "outcomes": [
            {"text": {"en": "An outcome"}, "at": titled(session)} for session in ("First", "First", "Second")
        ],
        "activities": [
            {**titled("Visit"), **PLANNED_ON_NO_DAY, "attendances": [{"role": "delegate"}, {"role": "led"}]},
            {**titled("Second visit"), **HELD_ON_NO_DAY},
        ],
        "people": [
            {**titled("Kim"), "group_size": 26, "positions": [{"post": "Head"}, {"post": "Deputy"}]}, titled("Lee"),
        ],
    }}],
    "organizations/_agreements.html": [{"body": {"ref": "O1"}, **ON_A_DAY, "page": {
        "is_to_be_founded": is_to_be_founded, "agreements": [{"nature": "instrument", "count": 26, "agreements": [
            {**titled("Agreement"), "ref": "A1", "signed": NO_DATE,
             "link_kinds": ["affiliation", "established_by_it", "funder"]},
        ]}],
    }} for is_to_be_founded in (True, False)],
    "organizations/_names.html": [{"page": {
        "relations": [{**part("k1"), "kind": "member_of", "other": OFFICE}],
        "other_side": [
            {**titled("Office"), "way": "has as a member", "is_to_be_founded": is_planned}
            for is_planned in (False, True)
        ],
        "locations": [{**part("k1"), "place": "Seoul", "role": "branch"}],
    }}],
    "organizations/_organization_row.html": [
        {"row": {"ref": "O1", "title": {"en": "Office"}, "kind": "agency", **more}}
        for more in ({"is_planned": True}, {})
    ],
    "organizations/_organization_search_row.html": [
        {"row": {"keys": {"type": "agency", "country": country}}} for country in ("KR", "")
    ],
    "organizations/organization_record.html": [
        {"name": "N" * 161, "name_language": "mt", "body": {
            "name": "본부", "kind": "agency", "is_planned": True, "country": "KR", "dissolved_on": "2021-05-06",
            "website": "https://example.org",
        }, "page": {
            "names_beside_title": ["사무소", "Bureau"], "wholes": [named("Ministry"), named("Government")],
            "founders": [{**part, "other": OFFICE} for part in parts(2)],
            "succeeds": [{**part, "other": OFFICE} for part in parts(2)],
            "is_to_be_founded": True,
            "succeeded_by": [
                titled("First successor"), {**titled("Second successor"), "is_to_be_founded": True},
            ],
            "identifiers": [{**part, "scheme": "wikidata", "value": "Q1"} for part in parts(2)],
            "field_marks": dict.fromkeys(
                ("country", "dissolved_on", "is_planned", "kind", "parent", "website"), MARKS
            ),
        }},
        {"name": "Office", "body": {"name": "Office", "kind": "agency"}, "page": {
            "is_of_no_country": True, "names_beside_title": ["Office"],
        }},
    ],
    "people/_person_search_row.html": [{}, {"row": {"facts": {"posts": [
        {"post": "Head", "at": "Office"}, {"post": "Head", "at": ""},
    ]}}}, {"row": {"facts": {"posts": [{"post": "", "at": "Office"}]}}}],
    "people/person_record.html": [
        {"name": "김철수", "name_language": "mt", "body": {"ref": "P1"}, **ON_A_DAY, "page": {
            "names": [
                {**part("k1"), "text": "김철수", "language": "ko"}, {**part("k2"), "text": "Kim", "language": "en"},
            ],
            "identifiers": [
                *({**part, "scheme": "national", "value": "7"} for part in parts(2)),
                {**part("k9"), "scheme": "wikidata", "value": "Q1"},
            ],
            "has_more_signed": True, "has_more_attended": True,
            "signed": [
                {**titled("By a post"), "act": "signed", "signed": NO_DATE, "post": "Minister"},
                {**titled("At a post"), "act": "signed", "signed": NO_DATE, "at_post": OFFICE},
                {**titled("For an office"), "act": "signed", "signed": NO_DATE, "of": OFFICE},
                {**titled("Without more"), "act": "signed", "signed": NO_DATE},
            ],
            "attended": [
                {**titled("Visit"), "role": "delegate", **more} for more in (
                    PLANNED_ON_NO_DAY, HELD_ON_NO_DAY, {**HELD_ON_NO_DAY, "post": "Minister"},
                    {**HELD_ON_NO_DAY, "of": OFFICE},
                )
            ],
        }},
        {"name": "Kim", "body": {"ref": "P1"}, **ON_A_DAY, "page": {}},
        {"name": "Kim", "body": {"ref": "P1"}, "record_query": {"accepts_day": True}, "page": {
            "attended": [{**titled("Visit"), "role": "delegate", **HELD_ON_NO_DAY}],
        }},
        {"name": "Kim", "body": {"ref": "P1"}, "record_query": {"accepts_day": True}, "page": {
            "positions": [{**part("k1"), "post": "Minister", "at": OFFICE}],
        }},
        {"name": "Kim", "body": {"ref": "P1"}, "record_query": {"accepts_day": True}, "page": {
            "signed": [{**titled("Agreement"), "act": "signed", "signed": NO_DATE}],
        }},
    ],
}  # fmt: skip
