"""Pages and letters of followers, in the states that they have."""

from django.utils.safestring import mark_safe

from tests.desk.fragments import Named

QUESTION = {
    "scope": "record", "heading": "Agreement (A1)", "page_path": "/agreements/A1", "form_path": "/follow/A1",
    "feed_path": "/follow/A1.atom", "calendar_path": "/agreements/export.ics?ref=A1",
}  # fmt: skip
SEARCH = {**QUESTION, "scope": "search", "heading": "Search: 협약", "calendar_path": ""}
CHOICES = [
    {"tag": mark_safe(f'<input type="radio" name="frequency" id="id_{number}">'), "id_for_label": f"id_{number}",
     "choice_label": words}
    for number, words in enumerate(["daily", "weekly"])
]  # fmt: skip


class _Choices(list):
    """A field of radio buttons."""

    label = "How often"


def _form(**others) -> dict:
    email = mark_safe('<input name="email" id="id_email">')
    deadlines = mark_safe('<input type="checkbox" name="with_deadlines" id="id_deadlines">')
    return {
        "email": Named(name=email, label="Address", id_for_label="id_email", errors=[]),
        "frequency": _Choices(CHOICES),
        "with_deadlines": Named(name=deadlines, label="Last days", id_for_label="id_deadlines"),
        "website": mark_safe('<input name="website" id="id_website">'),
        **others,
    }


FOLLOW = {
    "question": QUESTION, "feed_url": "https://example.org/follow/A1.atom", "form": _form(), "errors": [],
    "token": "token", "has_deadlines": True, "days": 3,
}  # fmt: skip
WRONG = Named(
    name=mark_safe('<input name="email" id="id_email">'), label="Address", id_for_label="id_email",
    errors=["First error.", "Second error."],
)  # fmt: skip
ROWS = [
    {"follow": {"pk": 7, "frequency": "daily", "with_deadlines": True}, "heading": "Agreement (A1)",
     "path": "/agreements/A1", "has_deadlines": True},
    {"follow": {"pk": 8, "frequency": "weekly"}, "heading": "A2", "path": "", "has_deadlines": True},
    {"follow": {"pk": 9, "frequency": "weekly"}, "heading": "Search: 협약", "path": "/search"},
]  # fmt: skip
MANAGE = {
    "address": "k…@example.org", "follows": ROWS, "leave_path": "/follow/leave/secret",
    "frequencies": [("daily", "every day"), ("weekly", "every week")],
}  # fmt: skip
LINE = {
    "title": "Agreement", "title_language": "en", "url": "https://example.org/agreements/A1",
    "summary": "Version 2, published on 6 May 2020.", "also": [],
}  # fmt: skip
SECTIONS = [
    {"heading": "Agreement (A1)", "url": "https://example.org/agreements/A1", "language": "en", "has_more": True,
     "lines": [LINE, {**LINE, "title": "협약", "title_language": "ko", "also": ["People", "Topics"]}]},
    {"heading": "협약", "url": "", "language": "en", "lines": [LINE]},
    {"heading": "A2", "url": "", "language": "ko", "lines": [{**LINE, "title": "A2", "title_language": ""}]},
]  # fmt: skip
MAIL = {
    "subject": "Subject", "site_url": "https://example.org",
    "profile": {"site_name": "Register", "institution": {"en": "Institute"}},
}  # fmt: skip
CONFIRMATION = {
    "heading": "Agreement (A1)", "page_url": "https://example.org/agreements/A1", "frequency": "every day",
    "confirm_url": "https://example.org/follow/confirm/secret",
}  # fmt: skip

FRAGMENTS: dict[str, list[dict]] = {
    "following/follow.html": [
        FOLLOW,
        {**FOLLOW, "has_deadlines": False, "days": 1, "question": SEARCH, "form": _form(email=WRONG), "errors": [
            {"place": "id_email", "label": "Address", "words": "First error."},
        ]},
        {**FOLLOW, "form": _form(non_field_errors=["Third error.", "Fourth error."])},
    ],
    "following/sent.html": [{"days": 3}, {"days": 1}],
    "following/confirm.html": [{"heading": "협약 (A1)", "frequency": "every day"}],
    "following/manage.html": [
        *({**MANAGE, "done": done} for done in ("confirmed", "saved", "stopped")), {**MANAGE, "follows": []},
    ],
    "following/leave.html": [{"address": "k…@example.org", "manage_path": "/follow/manage/secret"}],
    "following/left.html": [{}],
    "following/no_link.html": [{}],
    "following/letter_frame.html": [
        MAIL, {**MAIL, "profile": {"site_name": "Register", "accent": "#7a1f3d", "logo_size_shown": (80, 40)}},
    ],
    "following/letter.html": [
        {**MAIL, "digest": {"sections": SECTIONS}, "manage_url": "https://example.org/follow/manage/secret",
         "leave_url": "https://example.org/follow/leave/secret"},
    ],
    "following/confirmation.html": [{**MAIL, **CONFIRMATION, "days": days} for days in (3, 1)],
    "components/_follow.html": [{"follow_address": "/follow/A1"}, {}],
}  # fmt: skip
