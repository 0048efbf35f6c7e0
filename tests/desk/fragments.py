"""Parts of staff pages in states that whole pages are rarely in: one and many, with and without."""

from datetime import UTC, datetime, time

from django.template.loader import render_to_string

FOLDER = "admin/spreadsheets/spreadsheetimport/"


class Named(dict):
    """A record as a template sees it: members, and words of its own."""

    def __str__(self):
        return self["name"]


def numbered(count: int, **more) -> list[Named]:
    return [
        Named(name=f"Record {number}", ref=f"A{number}", address=f"/records/{number}/", **more)
        for number in range(1, count + 1)
    ]


def problem(**facts) -> dict:
    return {
        "column": "",
        "value": "",
        "reason": "Its reason.",
        "advice": "",
        "field": None,
        "number": None,
    } | facts


FIELD = {"name": "7", "text": "a text", "is_long": False, "written": "", "alike": 1}
WARNINGS = {"caption": "Warnings", "kind": "warning", "number": 7}
MANY_FACTS = [{"label": "Title", "old": "", "new": "One", "written": ""}]
ROW = {
    "row": {"number": 7, "state": "new", "get_state_display": "to be created"}, "spreadsheet": {"pk": 7},
}  # fmt: skip
PREVIEW = {"versions": 2, "naming": [], "further": 0, "same_words": []}
MERGING = {
    "moved": [],
    "taken": [],
    "own": [],
    "folded": [],
    "twice": [],
    "left": [],
    "followed": [],
    "published": [],
    "waiting": [],
}
PUBLIC_ROW = {
    "address": "/records/1/", "record": "A record", "has_changed": False, "withdrawal": None, "is_new": False,
    "is_withheld": False, "differences": [], "closes": 0, "taken_back": [], "open_versions": 0,
}  # fmt: skip
QUESTION = {
    "number": 3, "text": "In which order?", "rows": [2], "is_needed": False, "key": "a",
    "examples": ["1.2.03", "4.5.06"],
    "options": [("dmy", "Day first"), ("mdy", "Month first")], "selected": "dmy", "suggested": "mdy",
}  # fmt: skip
FINDINGS = {
    "open_questions": [], "answered_questions": [], "corrections": [], "notices": [], "missing_count": 0, "missing": [],
    "more_missing": 0, "may_change": False, "answers_so_far": 1,
}  # fmt: skip
CORRECTION = {"value": "2:Title", "row": 2, "column": "Title", "written": "", "text": "Put in"}
NOTICES = [
    {"column": "", "reason": "Of the whole list.", "rows": [], "examples": []},
    {"column": "Title", "reason": "Of a column.", "rows": [2], "examples": ["one", "two"]},
    {"column": "Signed", "reason": "Of two rows.", "rows": [2, 3], "examples": []},
]
PUBLISHING = {"spreadsheet": {"pk": 7}, "may_publish": False, "planned": 0, "along": [], "held_back": []}
WIDGET = {
    "is_initial": True, "initial_text": "Currently", "value": {"url": "/files/7"},
    "facts": {"name": "letter.pdf", "size": 2048},
    "required": False, "checkbox_name": "file-clear", "checkbox_id": "file-clear-id", "attrs": {}, "name": "file",
    "clear_checkbox_label": "Clear", "type": "file", "limit": 1024 * 1024, "lost_name": "", "kept_token": "",
}  # fmt: skip

TYPED = {
    "subwidgets": [
        {"template_name": "django/forms/widgets/text.html", "name": "party", "type": "text", "attrs": {}},
        {"template_name": "django/forms/widgets/hidden.html", "name": "party_chosen", "type": "hidden", "attrs": {}},
        {"template_name": "django/forms/widgets/checkbox.html", "name": "party_new", "type": "checkbox", "attrs": {}},
    ],
    "address": "/named/", "noun": "organization",
}  # fmt: skip
DRAFTS = [
    {
        "saved_at": datetime(2024, 5, day, 14, 30, tzinfo=UTC),
        "key": f"k{day}",
        "label": label,
        "address": address,
    }
    for day, label, address in (
        (1, "Memorandum · 2024-05-01", "?texts=1"),
        (2, "", ""),
        (3, "Third", ""),
        (4, "Fourth", ""),
    )
]
KEPT_AT = {"key": "k3", "address": "/admin/drafts/", "model": "agreements.agreement", "record_pk": "5"}
ERRORS = [
    {"target": "id_terms-0-length", "place": "Term 1: Length", "sentence": "No length."},
    {"target": "", "place": "", "sentence": "Of the whole form."},
]

# Template, and the contexts in which it is shown
OFFER = {
    "id": "1-2", "kind_label": "Day", "words": "signed – 4 May 2020", "sure": False, "choices": [],
    "before": "It was signed on ", "quote": "4 May 2020", "after": " in Vienna.",
}  # fmt: skip
CHOICES = [
    {"pk": "", "label": "new: KIV", "reason": ""},
    {"pk": "7", "label": "KIV (South Korea)", "reason": "same"},
]
FRAGMENTS: dict[str, list[dict]] = {
    "admin/intake/_offer.html": [
        *({"offer": {**OFFER, "suggestion": {"stated": stated, "by_model": not stated}}, "row": {"is_ticked": stated}}
          for stated in (True, False)),
        {"offer": {**OFFER, "choices": CHOICES}, "row": {"chosen": "7"}},
    ],
    "admin/_conflict_row.html": [{"row": {
        "place": "Topics", "base": "", "theirs": "Health", "yours": "Trade",
        "difference": {"path": "::topics", "seen": "abc", "chosen": "yours", "choices": ["theirs", "yours", "both"]},
    }}],
    "admin/_error_summary.html": [{"error_links": links} for links in ([], ERRORS[:1], ERRORS)],
    "admin/_form_draft.html": [
        {"draft": {"is_unsaved": True, "others": []}},
        {"draft": {"is_unsaved": False, "others": DRAFTS[:1]}},
        *({"draft": {"is_unsaved": False, "others": DRAFTS[:number]}} for number in (2, 3, 4)),
    ],
    "admin/_draft_key.html": [
        {"draft": {**KEPT_AT, "is_unsaved": is_unsaved}, "user": {"pk": 7}} for is_unsaved in (True, False)
    ],
    "admin/_shortcuts.html": [{}],
    "admin/widgets/typed_record.html": [{"widget": {**TYPED, "offers_new": offers}} for offers in (True, False)],
    "admin/_error_notes.html": [{"form": {"non_field_errors": ["First error.", "Second error."]}}],
    "admin/_implied_milestones.html": [{"implied_milestones_address": "/add/", "implied_milestones": [
        {"older": {"pk": 7}, "older_label": "Older 7", "milestone": Named(
            name="amended", kind="amended", on="", effective_on="2020-05-06", effective_on_words="6 May 2020")},
        {"older": {"pk": 8}, "older_label": "Older 8", "milestone": Named(
            name="terminated", kind="terminated", on="2020-05-06", effective_on="", effective_on_words="")},
    ]}],
    "admin/_merge_group.html": [
        {"group": {"label": "Many", "rows": 21, "owners": numbered(20)}},
        {"group": {"label": "Two", "rows": 3, "owners": [
            {"name": "Without reference", "address": "/9/", "state": "draft"}, *numbered(1),
        ]}},
    ],
    "admin/_merge_plan.html": [{"plan": {
        **MERGING,
        "taken": [("Country", "Korea"), ("Website", "https://example.org")],
        "twice": [{"label": f"Twice {number}", "rows": 1, "owners": numbered(1)} for number in (1, 2)],
        "followed": ["First that follows.", "Second that follows."],
        "own": [("Names", ["First name", "Second name"]), ("Places", ["A place"])],
        "published": numbered(1),
        "waiting": [(record, f"Reason of {record}.") for record in numbered(2)],
    }}],
    "admin/_merge_published.html": [{"plan": {**MERGING, "published": numbered(20)}}],
    "admin/_open_forms.html": [{"open_forms": [
        {"user": {"get_full_name": "Kim Jisu", "get_username": "jisu"}, "opened_at": time(14, 30)},
        {"user": {"get_full_name": "", "get_username": "boss"}, "opened_at": time(14, 30)},
    ]}],
    "admin/_publication_row.html": [
        {"row": {**PUBLIC_ROW, "closes": 2}},
        {"row": {
            **PUBLIC_ROW, "taken_back": [("Document › A", 1, "1"), ("File › b", 2, "1 and 2")], "open_versions": 1,
        }},
    ],
    "admin/_redaction_plan.html": [{"plan": {
        "places": [{}], "listed": [{}], "by_subject": [({"address": "", "title": "A log without a page"}, [])],
        "listed_by_subject": [({"address": "", "title": "A list without a page"}, "Key", "value-7", [])],
    }, "page": {"files": []}, "count": 1}, {"plan": {
        "places": [], "listed": [{}],
        "listed_by_subject": [({"address": "/1/", "title": "A list"}, "Key", "value-7", [1, 2])],
    }, "page": {"files": []}, "count": 0}],
    "admin/_withdrawal_preview.html": [
        {"preview": {**PREVIEW, "naming": [
            {"title": f"Agreement {number}", "ref": f"A{number}", "address": f"/{number}/"} for number in (1, 2)
        ]}},
        {"preview": {**PREVIEW, "naming": [{"title": "First", "ref": "A1", "address": "/1/"}], "further": 1}},
    ],
    "admin/widgets/_offer_all.html": [{"name": "signatories-0-party"}],
    "admin/widgets/offering_select.html": [
        {"widget": {"name": "signatories-0-party", "attrs": {}, "optgroups": [], "is_short": is_short}}
        for is_short in (True, False)
    ],
    "admin/widgets/stored_file_input.html": [
        {"widget": WIDGET},
        {"widget": {**WIDGET, "required": True, "lost_name": "lost.pdf"}},
        {"widget": {**WIDGET, "attrs": {"checked": True}, "lost_name": "kept.pdf", "kept_token": "token-7"}},
    ],
    f"{FOLDER}_apply.html": [
        {"spreadsheet": {"pk": 7, "digest": "abc"}, "effect": effect, "errors": errors}
        for effect in (1, 2) for errors in (0, 1)
    ],
    f"{FOLDER}_bad_rows.html": [{"spreadsheet": {"pk": 7}, "errors": 1}],
    f"{FOLDER}_findings.html": [
        {**FINDINGS, "corrections": [CORRECTION, {**CORRECTION, "row": 0, "written": "Taken out", "text": ""}]},
        {**FINDINGS, "answered_questions": [QUESTION], "notices": NOTICES},
        {
            **FINDINGS, "missing_count": 1, "missing": [(7, "An agreement")],
            "open_questions": [QUESTION, {**QUESTION, "is_needed": True}],
        },
    ],
    f"{FOLDER}_open_names.html": [{"open_names": [{
        "name": "Institute", "country": "", "rows": [2], "number": 3,
        "options": [("7", "The Institute"), ("8", "An Institute")],
    }]}],
    f"{FOLDER}_problems.html": [{**WARNINGS, "may_change": True, "problems": [
        problem(value="a text", field=FIELD, column="Title"),
        problem(value="another text", field=FIELD, advice="Its advice.", column="Signed"),
        problem(field=FIELD, column="Party"),
        problem(),
        problem(value="without a field", number=3),
    ]}, {**WARNINGS, "may_change": False, "problems": [problem(value="a text", field=FIELD)]}],
    f"{FOLDER}_publication.html": [
        {**PUBLISHING, "published": {"agreements": 1, "along": 0}},
        {**PUBLISHING, "withdrawn": {"withdrawn": 1}},
        {**PUBLISHING, "plan": {"digest": "abc"}, "planned": 1, "along": ["Institute"]},
        {**PUBLISHING, "plan": {"digest": "abc"}, "may_publish": True, "planned": 2, "form": []},
    ],
    f"{FOLDER}_record_counts.html": [{"record_counts": [
        {"name": "agreements", "created": 1, "changed": 2, "public": 3},
        {"name": "people", "created": 4, "changed": 5, "public": 6},
    ]}, {"record_counts": []}],
    f"{FOLDER}_row.html": [
        {**ROW, "plan": {"label": "A row", "changes": MANY_FACTS}, "warnings": [problem()]},
        {**ROW, "plan": {"label": "A row", "changes": []}},
    ],
    f"{FOLDER}_row_numbers.html": [{"numbers": [*range(2, 13)]}],
}  # fmt: skip


def fragments_as_html() -> str:
    """All of them under each other, each under the name of its template."""
    parts = [
        f"<section><h3>{template}</h3>{render_to_string(template, context)}</section>"
        for template, contexts in FRAGMENTS.items()
        for context in contexts
    ]
    return "".join(parts)
