"""Words that are marked, shortened or counted in another way: Korean ones, Arabic ones, long ones, thousands."""

from tests.pages.outlines.fragments_of_lists import as_of
from tests.pages.outlines.pieces import NO_DATE, named, part

WORDS, TEXT = "한국어 낱말", {"ko": "한국어 글"}
ARABIC = {"name": "اتفاق التعاون", "name_language": "ar"}
IN_KOREAN = {"title": TEXT, "address": "/records/1"}
MANY = {"instrument": 1200, "programme": 1300, "dialogue": 1400}
ROLE = {"role": "delegate", "who": named("김철수"), "of": named("Office")}
CHANGE = {"change_type": "added", "change_type_label": "added", "label": WORDS}

# Template, and the contexts in which it is shown
FRAGMENTS: dict[str, list[dict]] = {
    "activities/_agreement.html": [{"link": {"stub": TEXT}}],
    "activities/_attendance.html": [{"attendance": {"role": "delegate", "post": WORDS}}],
    "activities/_attendance_role.html": [
        {"attendance": {**ROLE, "post_around_name": ("전 ", " 소장"), "is_named_alike": False}},
        {"attendance": {**ROLE, "post": WORDS}},
    ],
    "activities/_key_facts.html": [
        {"body": {"state": "held", "on": "", "until": "", "date_wording": WORDS}, "page": {"title": {"summary": TEXT}}},
    ],
    "activities/activity_record.html": [{**ARABIC, "body": {"kind": "visit"}, "page": {}}],
    "agreements/_agreement_row.html": [{"row": {
        "ref": "A1", "title": TEXT, "nature": "programme", "on": "2020", "act": "takes_effect", "parties": [WORDS],
    }}],
    "agreements/_agreement_search_row.html": [
        {"row": {"keys": {"nature": "programme"}, "facts": {"on": "2020", "act": "takes_effect"}}},
    ],
    "agreements/_commitments.html": [{"page": {"has": {"commitments": True}, "commitments": [
        {**part("k1"), "text": TEXT, "kind": "promise", "strength": "hoped", "quantity": None, "per": "", "by": []},
    ]}}],
    "agreements/_contacts.html": [{"page": {"contacts": [
        {**part("k1"), "office": WORDS, "website": website} for website in ("", "https://example.org")
    ]}}],
    "agreements/_contributions.html": [{"page": {"contributions": [
        {**part("k1"), "kind": "in_kind", "amount": None, "per": "", "purpose": TEXT, "wording": WORDS},
    ]}}],
    "agreements/_due.html": [{"part": {"due_event": TEXT}}],
    "agreements/_key_facts.html": [{
        "name_language": "ko", "body": {"nature": "instrument", "occasion": TEXT, "background": TEXT},
        "page": {"title": {"summary": TEXT}, "form_as_written": WORDS},
    }],
    "agreements/_lineage.html": [{"page": {
        "older": [{**part("k1"), "kind": "amends", "stub": TEXT, "scope": TEXT}],
        "newer": [{**IN_KOREAN, "way": "amended by", "signed": NO_DATE}],
    }}],
    "agreements/_milestone.html": [{"milestone": {
        "kind": "notice_given", "notice_of": "non_renewal", "scope": TEXT,
        "condition": TEXT, "reason": TEXT, "legal_basis": WORDS, "wording": WORDS,
    }}],
    "agreements/_party.html": [{"party": {
        "who": named("Party"), "role_words": "party", "unit": WORDS, "role_as_written": WORDS, "jurisdiction": WORDS,
    }}],
    "agreements/_results.html": [{"page": {"results": [
        {**part("k1"), "text": TEXT, "quantity": None, "per": "", "keeps": {"key": "k2", "text": TEXT}},
    ]}}],
    "agreements/_signatories.html": [{"page": {
        "signatories": [{**part("k1"), "act": "signed", "on_behalf_of": WORDS, "authority": WORDS}],
        "speakers": [{"post": "Minister", "at": IN_KOREAN}],
    }}],
    "agreements/_terms.html": [
        {"page": {"has": {"terms": True}, "terms": [{"renewal": "fixed", "wording": WORDS}]}, "body": {}},
    ],
    "agreements/_topic_agreements.html": [{"body": {"ref": "T1"}, "page": {"natures": [
        {"nature": "instrument", "count": 1200, "agreements": [{**IN_KOREAN, "ref": "A1", "signed": NO_DATE}]},
    ]}}],
    "agreements/_topic_row.html": [{"row": {"ref": "T1", "title": title}} for title in ({"en": "topic"}, TEXT)],
    "agreements/agreement_record.html": [{**ARABIC, "body": {"form": "mou"}, "page": {}}],
    "agreements/agreement_detail.html": [{**as_of(), "page": {"title": {"summary": {"en": "Long words. " * 20}}}}],
    "agreements/topic_record.html": [{"name": "topic", "body": {"ref": "T1"}, "page": {
        "narrower": [IN_KOREAN], "activities": [IN_KOREAN],
    }}],
    "components/_card.html": [
        {"number": 1, "source": {"title": "Source"}, "card": {"id": "card-1", "statements": [TEXT]}},
    ],
    "components/_empty.html": [{"results": {"suggestions": [{"name": WORDS, "address": "?"}]}}],
    "components/_facets.html": [{"facets": [{"name": "country", "label": "country", "values": [
        {"code": "KR", "label": WORDS, "count": 1200, "address": "?"},
    ]}]}],
    "components/_notes.html": [{"notes": [{"statements": [
        {"source": {"title": "Source"}, "mark": {"number": 1}, "words": TEXT},
    ]}]}],
    "components/_outcomes.html": [{"outcomes": [{"text": TEXT, "strength": "agreed"}]}],
    "components/_sources.html": [{"sources": [{"number": 1, "source": {
        "title": "Source", "kind": "news", "issuer": WORDS, "address": "",
    }, "statements": [{"words": TEXT}]}]}],
    "countries/_agreements.html": [
        {"natures": [{"nature": "instrument", "count": 1200, "status_groups": [
            {"words": "In force", "count": 1200, "states": "in_force", "rows": [
                {**IN_KOREAN, "ref": "A1", "form": "mou", "signed": NO_DATE},
            ]},
        ]}]},
        {"natures": [], "countries": "KR+MT"},
    ],
    "countries/_counts_table.html": [{"rows": [{"name": WORDS, "address": "/1", "counts": MANY}]}],
    "countries/_results_and_activities.html": [{
        "results": [{"text": TEXT, "as_of": "2020-05", "of": IN_KOREAN}], "activities_total": 1200,
        "activities": [{**IN_KOREAN, "body": {"kind": "visit", "state": "held", "on": "", "until": ""}}],
    }],
    "countries/country_detail.html": [
        {
            "name": "Korea", "code": "KR", "open": ":1", "unfolded": "1:", "organizations_total": 1200,
            "organizations": [{"name": WORDS, "address": "/1", "counts": MANY}],
            "partners": [{"name": WORDS, "address": "/1", "counts": MANY}] * partners,
            "topics": {"total": 1200, "values": [{"key": "T1", "title": TEXT, "together": 1200}] * topics},
        }
        for partners, topics in ((2, 3), (3, 2))
    ],
    "countries/country_list.html": [
        {"world": {"shades": [(1, 1000, 2000)], "countries": [
            {"name": "Korea", "address": "/countries/KR", "counts": MANY},
        ]}},
    ],
    "organizations/_activities_and_people.html": [{"body": {"ref": "O1"}, "page": {
        "outcomes": [{"text": TEXT, "strength": "agreed", "at": IN_KOREAN}],
        "people": [{**IN_KOREAN, "group_size": 1200}],
        "activities": [{**IN_KOREAN, "body": {"kind": "visit", "state": "held", "on": "", "until": ""}}],
    }}],
    "organizations/_agreements.html": [{"body": {"ref": "O1"}, "page": {"agreements": [
        {"nature": "instrument", "count": 1200, "agreements": [{**IN_KOREAN, "ref": "A1", "signed": NO_DATE}]},
    ]}}],
    "organizations/_names.html": [{"page": {
        "relations": [{**part("k1"), "kind": "member_of", "other": named("Office"), "degree": TEXT}],
        "other_side": [{**IN_KOREAN, "way": "has as a member", "qualifier": WORDS, "degree": TEXT}],
        "locations": [{**part("k1"), "place": "서울", "role": "branch", "role_as_written": WORDS}],
    }}],
    "organizations/_organization_row.html": [
        {"row": {"ref": "O1", "title": TEXT, "kind": "agency", "qualifier": WORDS, "acronyms": ["A", "B"]}},
    ],
    "organizations/organization_record.html": [{
        **ARABIC, "body": {"name": "Office", "kind": "agency", "qualifier": WORDS, "purpose": TEXT},
        "page": {"acronyms": ["A", "B"], "succeeded_by": [{**IN_KOREAN, "qualifier": WORDS}]},
    }],
    "pages/_change.html": [
        {"change": {**CHANGE, "before": WORDS, "after": WORDS}},
        {"change": {**CHANGE, "facts": [("label", WORDS)]}},
        {"change": {**CHANGE, "change_type": "removed", "facts": [("label", WORDS)]}},
        {"change": CHANGE, "pieces": [{"kind": kind, "words": WORDS} for kind in ("same", "del", "ins")]},
    ],
    "pages/_dated_row.html": [{"entry": {"ref": "E1", "title": TEXT, "on": "", "until": ""}}],
    "pages/home.html": [{
        "counts": {**MANY, "organization": 1, "person": 1, "activity": 1}, "world": {},
        "newest": [{"entry": {"ref": "A1", "title": TEXT}, "facts": {}}],
        "ending": [{"ref": "A1", "title": TEXT, "label": "Ends", "edtf": "2020-05-06"}],
    }],
    "pages/suggestions.html": [{"suggestions": [
        {"title": TEXT, "kind": "agreement", "address": "/b", "status": {"tag": "planned"}, "countries": ["A", "B"]},
    ] * 2}],
    "pages/search.html": [{"query": {"search": "words", "is_valid": True}, "results": {
        "count": 1200, "counts": {"agreement": 1200}, "suggestions": [{"name": WORDS, "address": "?"}],
        "kind_links": [{"label": "Agreements", "count": 1200, "address": "?"}],
        "found_words": WORDS.split(),
        "groups": [{"heading": "Agreements", "count": 1200, "list_address": "/agreements/", "rows": [
            {"ref": "A1", "title": TEXT, "template": "agreements/_agreement_search_row.html", "keys": {"form": "mou"},
             "facts": {"parties": [WORDS] * 5}, "found_in": WORDS},
        ]}],
    }}],
    "people/_person_row.html": [
        {"row": {"ref": "P1", "title": TEXT, "posts": [
            {"post": WORDS, "at": WORDS}, {"post": "Minister", "at": "Ministry"},
        ]}},
    ],
    "people/person_record.html": [{"name": "김철수", "body": {"ref": "P1"}, "page": {
        "signed": [{**IN_KOREAN, "act": "signed", "signed": NO_DATE}],
        "attended": [{**IN_KOREAN, "role": "delegate", "body": {"state": "held", "on": "", "until": ""}}],
    }}],
    "pictures/_partners.html": [{"ref": "O1", "fan": {"start": 11.25, "end": 99.55, "partners": [
        {"ref": "O2", "name": WORDS, "thickness": 5.55, "y": 61, "counts": MANY, "together": 3900},
    ]}}],
    "pictures/_world.html": [{"world": {"shades": [(1, 1000, 2000), (2, 3000, 0)]}}],
    "pictures/_years.html": [{"years": {
        "first": {"year": 2020, "together": 1200}, "most": {"year": 2021, "together": 1300},
        "last": {"known": 1400, "presumed": 1500, "together": 2900}, "lines": [(17.25, 1000)],
        "columns": [{
            "known_y": 41.25, "known_height": 42.25, "presumed_y": 43.25, "presumed_height": 44.25,
            "year": {"year": 2020, "known": 1200, "presumed": 1300, "together": 2500},
        }],
    }}],
}  # fmt: skip
