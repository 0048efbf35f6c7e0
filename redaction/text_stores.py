"""Text of the register, of redaction itself, and of Django's own tables, declared to redaction."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.contrib.admin.models import LogEntry
from django.contrib.admin.views.main import SEARCH_VAR
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, models
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from desk.workflow.models import AboutRecord
from redaction.document_store import DOCUMENT_STORES
from redaction.history_store import HISTORY_STORES
from redaction.models import Redaction
from redaction.stores import HISTORY, Codec, StoredText, TextStore
from redaction.subjects import Subject, row_name, subject_name
from redaction.version_store import VersionStore

_DERIVED = "derived from the current version, and written anew with it"
_CODE = "a code of the program"
_HASH = "a hash"
_ACCOUNT = "the account of a colleague, who is not named in the register by it; it is closed, not redacted"


def _json_or_text(value: str) -> Any:
    """A message of the history: JSON that the admin wrote, or plain words."""
    try:
        return json.loads(value) if value.startswith("[") else value
    except ValueError:
        return value


_MESSAGE = Codec(_json_or_text, lambda value: value if isinstance(value, str) else json.dumps(value))
_SESSION = Codec(lambda value: SessionStore().decode(value), lambda value: SessionStore().encode(value))


def _parameters(query: str) -> list[dict[str, str]]:
    """Parameters of a list; of the words that are searched for with their text, of others as codes."""
    parameters = parse_qsl(query, keep_blank_values=True)
    return [{"id": name, "text" if name == SEARCH_VAR else "kind": value} for name, value in parameters]


def _query(parameters: list[dict[str, str]]) -> str:
    return urlencode([(each["id"], each.get("text", each.get("kind"))) for each in parameters], safe="[]")


_QUERY = Codec(_parameters, _query)


@dataclass(frozen=True)
class _AnyRecordStore(TextStore):
    """A table whose rows name a record of any kind, by content type and key."""

    def rows_about(self, subject: Subject) -> models.QuerySet:
        rows = self.model._base_manager.all()
        if subject.row is None:
            return rows.none()
        if isinstance(subject.row, self.model):
            return rows.filter(pk=subject.row.pk)
        of_model = ContentType.objects.get_for_model(subject.row)
        return rows.filter(content_type=of_model, object_id=subject.row.pk)


@dataclass(frozen=True)
class LogStore(_AnyRecordStore):
    """The log of the admin. The database lets one function of the owner of the table change it."""

    is_changed_by_owner = True

    def subject_of(self, row: models.Model) -> Subject:
        assert isinstance(row, LogEntry)
        model = row.content_type.model_class() if row.content_type else None
        record = model._base_manager.filter(pk=row.object_id).first() if model and row.object_id else None
        return Subject(subject_name(record) if record else row_name(row))

    def texts_of(self, rows: models.QuerySet) -> Iterator[StoredText]:
        return super().texts_of(rows.select_related("content_type"))

    def label(self, column: str) -> str:
        return capfirst(_("history"))

    def fact(self, row: models.Model, column: str) -> str:
        return HISTORY

    def store(self, row: models.Model, column: str, value: Any) -> None:
        assert isinstance(row, LogEntry)
        texts = {"object_repr": row.object_repr, "change_message": row.change_message, column: value}
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT redact_history(%s, %s, %s)", [row.pk, texts["object_repr"], texts["change_message"]]
            )


@dataclass(frozen=True)
class RedactionStore(TextStore):
    """Grounds of redactions, which one function of the owner of the table changes."""

    is_changed_by_owner = True

    def store(self, row: models.Model, column: str, value: Any) -> None:
        assert isinstance(row, Redaction)
        grounds = {
            "reason": row.reason,
            "basis": row.basis,
            "public_reason": row.public_reason,
            column: value,
        }
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT redact_grounds(%s, %s, %s, %s::jsonb)",
                [row.pk, grounds["reason"], grounds["basis"], json.dumps(grounds["public_reason"])],
            )


@dataclass(frozen=True)
class AboutRecordStore(_AnyRecordStore):
    """Texts of staff about records of any kind: comments, reasons of a review."""

    def subject_of(self, row: models.Model) -> Subject:
        assert isinstance(row, AboutRecord)
        return Subject(subject_name(row.record) if row.record else row_name(row))

    def texts_of(self, rows: models.QuerySet) -> Iterator[StoredText]:
        return super().texts_of(rows.prefetch_related("record"))

    def fact(self, row: models.Model, column: str) -> str:
        return self.model.__name__.lower()


@dataclass(frozen=True)
class SiteProfileStore(TextStore):
    """The profile of the site, which every process keeps until it is saved anew."""

    def store(self, row: models.Model, column: str, value: Any) -> None:
        self.model._base_manager.filter(pk=row.pk).update(**{column: value}, updated_at=timezone.now())


STORES = [
    VersionStore(
        "register.Version",
        words=("body", "note"),
        nameless={"ref": "a reference", "kind": _CODE, "sha256": _HASH},
    ),
    TextStore(
        "register.PublicVersion",
        nameless=dict.fromkeys(["ref", "kind", "sha256", "body", "note"], "a view of the versions"),
    ),
    TextStore(
        "register.Entry",
        nameless=dict.fromkeys(
            ["ref", "kind", "sha256", "body", "title", "keys", "sort_title", "sort_title_ko", "signed_qualifier"],
            _DERIVED,
        ),
    ),
    TextStore(
        "register.Period",
        nameless=dict.fromkeys(["start_qualifier", "end_qualifier", "evidence", "reasons"], _DERIVED),
    ),
    TextStore("register.Deadline", nameless=dict.fromkeys(["kind", "qualifier"], _DERIVED)),
    TextStore("register.Link", nameless=dict.fromkeys(["kind", "to_ref", "part"], _DERIVED)),
    TextStore("register.EntryText", nameless=dict.fromkeys(["kind", "vector", "names"], _DERIVED)),
    TextStore("register.Tally", nameless=dict.fromkeys(["kind", "fact", "value"], _DERIVED)),
    TextStore("register.FactBits", nameless=dict.fromkeys(["kind", "fact", "value", "bits"], _DERIVED)),
    SiteProfileStore(
        "site_profile.SiteProfile",
        words=(
            "name", "institution", "words", "contact", "scope", "imprint", "privacy", "data_protection",
            "accessibility",
        ),
        listed=("contact_email", "security_contact", "license_name", "license_url"),
        files=("logo",),
        nameless={
            "logo_name": "what the program calls it", "logo_media_type": _CODE, "logo_sha256": _HASH,
            "accent": "a colour",
        },
    ),
    RedactionStore(
        "redaction.Redaction",
        words=("reason", "basis", "public_reason"),
        nameless={"withdrew": "a reference", "hid": "label and key of a row"},
    ),
    TextStore(
        "redaction.RedactionRule",
        nameless={
            **dict.fromkeys(["subject", "row"], "a reference, or label and key of a row"),
            "identity_digests": "keyed hashes", "key": _HASH, "digests": "keyed hashes", "likely": "keyed hashes",
            "facts": "members and keys of parts", "kept": "members, keys of parts, numbers, and keyed hashes",
        },
    ),
    TextStore("desk.OpenForm", nameless={"model": _CODE, "record_pk": "a key"}),
    TextStore(
        "desk.KeptUpload",
        words=("name",),
        nameless={
            "token": "random", "media_type": _CODE,
            "content": "a file of a form that is not saved yet: in a record soon, or deleted within a day",
        },
    ),
    TextStore(
        "desk.FormDraft",
        words=("fields", "query", "opened"),
        nameless={"model": _CODE, "record_pk": "a key", "key": "random"},
    ),
    *DOCUMENT_STORES,
    *HISTORY_STORES,
    LogStore(
        "admin.LogEntry",
        words=("object_repr", "change_message"),
        nameless={"object_id": "a key"},
        codecs={"change_message": _MESSAGE},
    ),
    AboutRecordStore("workflow.Comment", words=("text",), nameless={"field": "a name of a field"}),
    AboutRecordStore("workflow.Review", words=("reason",), nameless={"state": _CODE}),
    AboutRecordStore(
        "workflow.ScheduledPublication",
        words=("note", "reason"),
        nameless={"closing": "references", "shown": "hashes", "state": _CODE},
    ),
    AboutRecordStore("workflow.PreviewLink", words=("purpose",), nameless={"known_objections": _HASH}),
    TextStore("workflow.PreviewOpening", nameless={"language": _CODE}),
    TextStore(
        "sessions.Session",
        words=("session_data",),
        nameless={"session_key": "random"},
        codecs={"session_data": _SESSION},
    ),
    TextStore(
        "auth.User",
        nameless=dict.fromkeys(
            ["password", "username", "first_name", "last_name", "email"],
            _ACCOUNT,
        ),
    ),
    TextStore("account.EmailAddress", nameless={"email": _ACCOUNT}),
    TextStore("mfa.Authenticator", nameless={"data": "a secret"}),
    TextStore(
        "socialaccount.SocialApp",
        nameless=dict.fromkeys(["provider", "provider_id", "name", "client_id", "secret", "settings"], _CODE),
    ),
    TextStore(
        "socialaccount.SocialAccount",
        nameless={"provider": _CODE, "uid": "random", "extra_data": _ACCOUNT},
    ),
    TextStore("socialaccount.SocialToken", nameless=dict.fromkeys(["token", "token_secret"], "a secret")),
    TextStore(
        "usersessions.UserSession",
        nameless={"session_key": "random", "user_agent": "a browser", "data": _ACCOUNT},
    ),
    TextStore("desk.SavedFilter", words=("name", "query"), codecs={"query": _QUERY}),
    TextStore("auth.Group", nameless={"name": "a group of staff"}),
    TextStore("auth.Permission", nameless={"name": _CODE, "codename": _CODE}),
    TextStore("contenttypes.ContentType", nameless={"app_label": _CODE, "model": _CODE}),
    TextStore(
        "django_tasks_database.DBTaskResult",
        words=("traceback",),
        nameless={
            **dict.fromkeys(["task_path", "queue_name", "backend_name", "exception_class_path"], _CODE),
            "worker_ids": "random", "args_kwargs": "keys of rows", "return_value": "nothing: no task returns any",
        },
    ),
]  # fmt: skip

# Tables of the database that no model describes, and why they hold no name.
OTHER_TABLES = {"django_migrations": "names of files of the program"}
