"""Pages of accounts, of reports by readers, of previews for tools, and of what went wrong."""

from datetime import datetime

from django import forms
from django.utils.safestring import mark_safe
from django.utils.timezone import get_default_timezone

from tests.desk.fragments import Named

NOON = datetime(2020, 5, 6, 12, tzinfo=get_default_timezone())
ENTRY = {"entry": {"ref": "A1"}, "name": "Agreement", "record_address": "/agreements/A1"}
USER = {"user": {"is_authenticated": True, "email": "kim@example.org", "has_usable_password": True}}
SSO = {"sso": {"name": "the ministry", "address": "/accounts/oidc/ministry/login/"}}
WAYS = [
    {"url": "/first/", "description": "By a first way"},
    {"url": "/second/", "description": "By a second way"},
]
REASON = {"ref": "A1", "closed_at": NOON, "reason": {"en": "Published too early."}}
PASSKEY = {"pk": 7, "wrap": {"name": "Key of the office"}, "created_at": NOON}
WEBSITE = mark_safe('<input name="website" id="id_website">')
REPORT = {
    **ENTRY, "token": "secret", "form": {"website": WEBSITE},
    "fields": [
        Named(name=mark_safe('<textarea name="words" id="id_words"></textarea>'),
              label="What is wrong", id_for_label="id_words", help_text="In your words.",
              errors=["Write something."], field={"required": True}),
        Named(name=mark_safe('<input name="email" id="id_email">'),
              label="Your address", id_for_label="id_email", help_text="For questions.",
              errors=[], field={"required": False}),
    ],
}  # fmt: skip


class SampleForm(forms.Form):
    """A form with all that a form can show."""

    code = forms.CharField(
        label="Code", help_text="Six figures.", validators=[lambda code: _refuse("First", "Second")]
    )
    passwordless = forms.CharField(label="Alone", required=False)
    credential = forms.CharField(
        widget=forms.HiddenInput, validators=[lambda value: _refuse("Third", "Fourth")]
    )
    hidden = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> None:
        _refuse("Fifth", "Sixth")


def _refuse(*errors: str) -> None:
    raise forms.ValidationError([f"{error} error." for error in errors])


REFUSED, ASKED = SampleForm({"code": "7", "credential": "8"}), SampleForm()
SECRET = {"visible_fields": [], "secret": "SECRET7"}
NAV = ("/accounts/", "/accounts/password/", "/accounts/sessions/", "/accounts/reminders/")
FORM: list[dict] = [{"form": ASKED}]

# Template, and the contexts in which it is shown
FRAGMENTS: dict[str, list[dict]] = {
    "base.html": [
        {"alternates": {"en": "/about", "ko": "/ko/about"}, "api_address": "/api/v1/", "export_links": [
            {"address": "/list.atom", "media_type": "application/atom+xml", "words": "Feed", "is_feed": True},
            {"address": "/list.csv", "media_type": "text/csv", "words": "Table"},
        ]},
        {},
    ],
    "400.html": [{}],
    "413.html": [{"most_bytes": 10 * 1024 * 1024}],
    "404.html": [{}],
    "410.html": [
        REASON, {**REASON, "number": 2, "record_address": "/agreements/A1"}, {**REASON, "reason": {}, "number": 2},
    ],
    "429.html": [{}],
    "500.html": [{"request_id": "request-7", "fronts": fronts} for fronts in ({"en": "/", "ko": "/ko/"}, {"fr": "/"})],
    "503.html": [{"request_id": "request-7", "fronts": fronts} for fronts in ({"en": "/", "ko": "/ko/"}, {"fr": "/"})],
    "access/report.html": [
        {**REPORT, "errors": [
            {"place": f"id_{label.lower()}", "label": label, "words": "Write something."}
            for label in ("Words", "Email")
        ]},
        REPORT,
        {**REPORT, "is_too_much": True, "form": {
            "non_field_errors": ["First error.", "Second error."], "website": WEBSITE,
        }},
    ],
    "access/report_sent.html": [ENTRY],
    "reconcile/preview.html": [
        {"ref": "A1", "name": ("Agreement", "en"), "address": "/agreements/A1", "description": "Memorandum",
         "facts": [("Signed", ["6 May 2020"]), ("Parties", ["Korea", "Malta"])]},
        {"ref": "A1"},
    ],
    "reminders/calendar_made.html": [{**USER, "address": "https://example.org/calendars/secret.ics"}],
    "reminders/preferences.html": [
        {**USER, "form": ASKED, "days": {"before": [90, 30], "after": [1, 7]}, "calendar_made_at": NOON},
        {"user": {"is_authenticated": True, "email": ""}, "form": ASKED, "days": {"before": [90], "after": [1]}},
    ],
    "accounts/frame.html": [USER, {}],
    "accounts/_nav.html": [{"path": path} for path in NAV],
    "accounts/_form.html": [
        {"form": REFUSED, "button": "Save", "action": "/save/", "button_id": "by_script"},
        {"form": ASKED, "button": "Save"},
    ],
    "accounts/_other_ways.html": [{"ways": WAYS}, {"ways": []}],
    "accounts/_passkey_scripts.html": [{"hint": "A hint."}, {}],
    "accounts/invitation.html": [
        {"invitation": {"email": "kim@example.org", "get_role_display": "Editor"}, "form": REFUSED, **SSO},
        {"invitation": {"email": "kim@example.org", "get_role_display": "Editor"}, "form": ASKED},
    ],
    "accounts/invitation_invalid.html": [{}],
    "accounts/kept_form.html": [
        {**USER, "fields": [("title", "Agreement"), ("note", "")], "address": "/save/", "has_files": True},
        {"fields": [("title", "Agreement")], "address": "/save/"},
    ],
    "usersessions/usersession_list.html": [
        {**USER, "form": ASKED, "session_count": 2, "sessions": [
            {"created_at": NOON, "ip": "192.0.2.1", "user_agent": "Browser", "is_current": is_current}
            for is_current in (True, False)
        ]},
        {**USER, "session_count": 1},
    ],
    "account/account_inactive.html": [{}],
    "account/login.html": [{"form": ASKED, "redirect_field": "[where to go on]", **SSO}, {"form": ASKED}],
    "account/logout.html": [USER],
    "account/password_change.html": FORM,
    "account/password_reset.html": FORM,
    "account/password_reset_done.html": [{}],
    "account/password_reset_from_key.html": [{"form": ASKED, "action_url": "/set/"}, {"token_fail": True}],
    "account/password_reset_from_key_done.html": [{}],
    "account/password_reset_help_text.html": [{}],
    "account/password_set.html": FORM,
    "account/reauthenticate.html": [{"form": ASKED, "reauthentication_alternatives": WAYS}],
    "mfa/authenticate.html": [
        {"factors": factors, "form": ASKED, "webauthn_form": ASKED, "js_data": {}} for factors in (
            {"app": True, "recovery_codes": True}, {"app": True}, {"passkey": True, "recovery_codes": True}, {},
        )
    ],
    "mfa/index.html": [
        {**USER, "authenticators": {
            "webauthn": [PASSKEY, PASSKEY], "totp": True, "recovery_codes": {"get_unused_codes": ["1", "2", "3"]},
        }},
        {**USER, "authenticators": {"totp": True}},
        {**USER, "authenticators": {}},
        {"user": {"is_authenticated": True, "has_usable_password": False}, "authenticators": {}},
        {"user": {"is_authenticated": True, "has_usable_password": False}, "authenticators": {"totp": True}},
    ],
    "mfa/reauthenticate.html": FORM,
    "mfa/recovery_codes/generate.html": FORM,
    "mfa/recovery_codes/index.html": [{"can_view_codes": True, "unused_codes": ["first", "second"]}, {}],
    "mfa/totp/activate_form.html": [{"form": SECRET, "totp_svg_data_uri": "data:"}],
    "mfa/totp/deactivate_form.html": FORM,
    "mfa/webauthn/add_form.html": [{"form": ASKED, "js_data": {}}],
    "mfa/webauthn/authenticator_confirm_delete.html": [{"form": ASKED, "object": PASSKEY}],
    "mfa/webauthn/authenticator_list.html": [
        {"authenticators": [{**PASSKEY, "last_used_at": NOON}, PASSKEY]}, {"authenticators": []},
    ],
    "mfa/webauthn/edit_form.html": FORM,
    "mfa/webauthn/reauthenticate.html": [{"form": ASKED, "js_data": {}}],
}  # fmt: skip
