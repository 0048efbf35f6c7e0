"""Parts of the pages of agreements and topics, in states that the records of the outlines are not in."""

from tests.pages.outlines.pieces import MARKS, NO_DATE, named, part, parts, titled

SIGNATORY = {"act": "signed", "who": named("Signatory")}
SPEAKER_AT = {"at": titled("Session")}
TERM = {"renewal": "fixed", "marks": MARKS}
PERIOD = {"state": "in force", "certainty": "known"}
PARTY = {"who": named("Party"), "role_words": "party", **part("k1")}
MILESTONE = {"kind": "signed", "marks": MARKS}
ENTRY = {"ref": "A1", "title": {"en": "Agreement"}}
BESIDE = [{**ENTRY, "address": f"/agreements/{ref}", "ref": ref, "status": {"tag": "in effect", "tone": "holds"}}
          for ref in ("A1", "A2")]  # fmt: skip
PIECES = [{"kind": kind, "words": f"{kind} 협정 "} for kind in ("same", "del", "ins")]
FACT = {"label": "Fact 협정", "first": "One 협정", "second": "Other 협정"}
HAS = {"has": dict.fromkeys(("commitments", "involvements", "milestones", "signatories", "terms"), True)}
ROW = {"ref": "A1", "title": {"en": "Agreement"}, "form": "mou", "on": "2020-05-06", "act": "signed"}

# Template, and the contexts in which it is shown
FRAGMENTS: dict[str, list[dict]] = {
    "agreements/_activities.html": [
        {"body": {"ref": "A1"}, "page": {"more_activities": count, "activities": [
            {**titled("Without a day"), "labels": ["visit"], "body": {"state": "held", "on": "", "until": ""}},
        ]}} for count in (1, 26)
    ],
    "agreements/_agreement_row.html": [
        {"row": {**ROW, "parties": [f"Party {number}" for number in range(1, count + 1)]}} for count in (5, 6)
    ] + [{"row": {**ROW, "on": ""}}],
    "agreements/_agreement_search_row.html": [
        {"row": {"keys": {"form": "mou"}, "year": year}} for year in ("", 1989)
    ],
    "agreements/comparison.html": [
        {"entry": ENTRY, "record_address": "/agreements/A1", **rest} for rest in (
            {},
            {"compared": BESIDE, "other": BESIDE[1], "differing": [], "same": []},
            {"compared": BESIDE, "other": BESIDE[1], "differing": [("Group", [FACT, {**FACT, "pieces": PIECES}])],
             "same": [("Group", [FACT, FACT]), ("Other", [FACT])]},
        )
    ],
    "agreements/_commitments.html": [{"page": {**HAS, "commitments": [
        {**part, "text": {"en": "A promise"}, "kind": "promise", "quantity": None, "per": "", "by": by}
        for part, by in zip(parts(2), ([named("First"), named("Second")], []), strict=True)
    ]}}, {"page": HAS}],
    "agreements/_contacts.html": [{"page": {"contacts": [
        {**part, "office": "Office", "website": ""} for part in parts(2)
    ]}}],
    "agreements/_contributions.html": [{"page": {"contributions": [
        {**part, "kind": "in_kind", "amount": None, "currency": "", "per": "year"} for part in parts(2)
    ]}}],
    "agreements/_documents.html": [
        {"page": {
            "documents": [
                {**part, "title": "Text", "authenticity": "authentic", "address": "", "pages": 1} for part in parts(2)
            ],
            "identifiers": [
                *({**part, "scheme": "UNTS", "value": "7"} for part in parts(2)),
                {**part("k9"), "scheme": "TIAS", "value": "8"},
            ],
            "field_marks": {"languages": MARKS},
        }, "body": {"languages": ["en", "ko"]}},
        {"page": {}, "body": {}},
    ],
    "agreements/_key_facts.html": [
        {
            "name_language": "ko",
            "body": {"form_as_written": "memorandum", "form": "mou", "nature": "instrument",
                     "topics": [{}], "occasion": {"en": "A visit"}},
            "page": {
                "form_as_written": form, "what_marks": MARKS, "sources": [{}], "topics": [named("Topic")],
                "title": {"summary": summary}, "field_marks": {"occasion": MARKS, "topics": MARKS},
                "glance": [
                    {**MILESTONE, "date": "2020-05-06", "of": named("Party"), "on": "2020-05-06",
                     "effective_on": "2020-05-06"},
                    {**MILESTONE, "date": "2020-05-06", "on": "2020-05-06"},
                ],
            },
            "life_facts": [
                {"label": "Ends", "edtf": "2025-05-06", "marks": MARKS},
                {"label": "Ends", "length": "P5Y"},
            ],
        }
        for form, summary in (("memorandum", {"en": "Said in English."}), ("", {"en": "In English.", "mt": "Bil."}))
    ] + [
        {"body": {"nature": "instrument"}, "page": {}, "status": {"sentence": "It ended.", "why": "It ended."},
         "deadline": {"label": "review due", "edtf": "2020-05-06", "is_overdue": is_overdue}}
        for is_overdue in (True, False)
    ],
    "agreements/_lineage.html": [
        {"lifelines": {"list_query": "A1,A2"}, "page": {
            "has_more_newer": True,
            "older": [{"kind": "amends", **part("k1"), "older": named("Older")}],
            "newer": [{**titled("Newer"), "way": "amended by", "signed": NO_DATE} for _twice in range(2)],
        }},
        {"page": {"has_more_newer": True, "older": [], "newer": [
            {**titled("Newer"), "way": "amended by", "signed": NO_DATE},
        ]}},
    ],
    "agreements/_milestone.html": [{"milestone": {**MILESTONE, **more}} for more in (
        {"names_no_end": True},
        {"on": "2020-05-06", "effective_on": "2020-05-06", "until": "9999", "places": [{"city": "Seoul"}],
         "place_marks": MARKS},
        {"on": "2020-05-06"},
    )],
    "agreements/_milestones.html": [
        {"page": {**HAS, "milestones": [], "milestones_of_parties": [
            {**MILESTONE, "key": f"k{number}"} for number in range(count)
        ]}} for count in (1, 2)
    ],
    "agreements/_outcome_links.html": [{"page": {"results": [{}, {}], "held_activities": 2}}],
    "agreements/_parties.html": [{"page": {**HAS, "are_many_parties": True, "count_of_parties": 25, "sides": [
        {"side": "KR", "parties": [{"who": named("Of few words"), **part("k1")}]},
        {"side": "", "parties": [{"who": named("With more to say"), **part("k2"), "says_more": True}]},
    ]}}],
    "agreements/_party.html": [{"party": {**PARTY, **more}} for more in (
        {"wholes": [named("Faculty"), named("University")], "is_unnamed": True, "count": 1},
        {"joined": "2030-05-06", "is_to_join": True, "left": "2031-05-06", "is_to_leave": True},
        {"joined": "", "left": ""},
    )],
    "agreements/_party_names.html": [{"parties": [
        {"who": named(f"Party {number}"), "wholes": [named("Faculty"), named("University")], "marks": MARKS}
        for number in range(8)
    ] + [{"who": named("Party 9")}]}, {"parties": [
        {"who": named("Party"), "left": "2031-05-06", "is_to_leave": True},
    ]}],
    "agreements/_results.html": [{"page": {"results": [
        {**part, "text": {"en": "A result"}, "quantity": None, "per": "", "as_of": "2020"} for part in parts(2)
    ]}}],
    "agreements/_signatories.html": [
        {"page": {**HAS, "are_many_signatories": True, "signatories": [
            {**SIGNATORY, **part("k1"), "is_plain": True, "on_behalf_of": "Party", "of": named("Party")},
            {**SIGNATORY, **part("k2"), "is_planned": True},
        ]}},
        {"page": {**HAS, "signatories": [{**SIGNATORY, **part("k1")}]}},
        {"page": {"speakers": [
            {**SPEAKER_AT, "post": "Minister", "of": named("Ministry")}, {**SPEAKER_AT, "who": named("Speaker")},
        ]}},
        {"page": {**HAS, "speakers": [{**SPEAKER_AT, "who": named("Speaker")}]}},
        {"page": {**HAS, "signatories": [SIGNATORY], "speakers": [{**SPEAKER_AT, "who": named("Speaker")}]}},
        {"page": {}},
    ],
    "agreements/_status.html": [{"questions": ["", "In force?"], "status": status, "life": life} for status, life in (
        ({"sentence": "It is."}, []),
        ({"sentence": "It is.", "reasons": ["First reason.", "Second reason."]}, [
            {**PERIOD, "tone": "holds"}, {**PERIOD, "tone": "ended"}, {**PERIOD, "tone": "ended", "is_last": True},
        ]),
    )],
    "agreements/_terms.html": [{"page": {**HAS, "terms": [
        {**TERM, "set_by": {"kind": "renewed"}, "renewal": "indefinite"},
        {**TERM, "until": "9999", "length": "P5Y"},
        {**TERM, "until": "9999", "has_end": True},
    ]}, "body": {}}, {"page": {**HAS, "is_existence_only": True}, "body": {}}],
    "agreements/_topic_agreements.html": [{"body": {"ref": "T1"}, "record_query": {"day_query_more": "&on=2020-05-06"},
        "page": {"natures": [
            {"nature": nature, "count": 26, "agreements": [
                {**titled("Agreement"), "ref": f"A{number}", "signed": NO_DATE} for number in (1, 2)
            ]} for nature in ("instrument", "dialogue")
        ]}}],
    "agreements/_topic_partners.html": [{"ref": "T1", "partners": partners} for partners in (
        {"countries": [{"name": "Korea", "address": "/a", "counts": {}}], "organizations": [], "more": 1},
        {"countries": [], "organizations": [{"name": "Office", "address": "/b", "counts": {}}], "more": 3},
        {"countries": [], "organizations": []},
    )],
    "agreements/_topic_row.html": [{"on": "2020-05-06", "row": {
        "ref": "T1", "title": {"en": "Topic"}, "others": [("ko", "주제"), ("mt", "Suġġett")], "wider": named("Wider"),
        "counts": [{"nature": "instrument", "count": 2}, {"nature": "dialogue", "count": 1}],
        "narrower": [
            {"ref": ref, "title": {"en": "Narrower"}, "wider": named("Topic"), "is_within": True}
            for ref in ("T2", "T3")
        ],
    }}],
    "agreements/_topic_search_row.html": [{}],
    "agreements/agreement_record.html": [
        {"name_language": "mt", "name": name, "body": {"nature": "instrument"}, "page": {
            "is_existence_only": True, "title": title,
        }} for name, title in (("N" * 161, {"marks": MARKS}), ("Short", {"is_ours": True}))
    ],
    "agreements/topic_record.html": [
        {"name": "topic", "name_language": "mt", "body": {"ref": "T1"}, "page": {
            "names": [("ko", "주제"), ("mt", "Suġġett")], "narrower": [titled("First"), titled("Second")],
            "activities": [titled("First"), titled("Second")],
        }, "record_query": {"accepts_day": True}},
        {"name": "topic", "body": {"ref": "T1"}, "page": {"natures": [
            {"nature": "instrument", "count": 1, "agreements": [
                {**titled("Agreement"), "ref": "A1", "signed": NO_DATE},
            ]},
        ]}, "record_query": {"accepts_day": True}},
    ],
}  # fmt: skip
