"""Tables whose rows have a history: all of them, but for those named here with the reason."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models

_REGISTER = "the register: versions are its history, the rest is derived from them"
_QUEUE = "messages on their way"
_LOGIN = "how people log in; attempts are logged of their own"
_PARTNERS = "access of partners; its pages name who made and revoked it, and when"

UNTRACKED = {
    **dict.fromkeys(
        [
            "register.Version", "register.PublicVersion", "register.Entry", "register.Period", "register.Deadline",
            "register.Link", "register.EntryText", "register.Tally", "register.FactBits",
        ],
        _REGISTER,
    ),
    **dict.fromkeys(
        ["document_texts.DocumentText", "document_texts.DocumentPassage"],
        "derived from the files that current versions name",
    ),
    **dict.fromkeys(["history.Act", "history.Change"], "the history itself"),
    **dict.fromkeys(["redaction.Redaction", "redaction.RedactionRule"], "a log of its own, which only grows"),
    **dict.fromkeys(["webhooks.Endpoint", "webhooks.SigningKey"], _PARTNERS),
    **dict.fromkeys(["access.Partner", "access.Key"], _PARTNERS),
    "merging.Merger": "a log of its own, with what an undo needs for a while; what a merger changes has a history",
    **dict.fromkeys(
        ["desk.OpenForm", "desk.KeptUpload", "desk.FormDraft"],
        "forms that somebody has open; they go by themselves",
    ),
    "sources.LinkCheck": "what a program saw at an address; looked at again in time",
    "desk.SavedFilter": "ways of looking at lists, which each colleague keeps",
    "agreements.UnitMember": "part of an account; the log of the admin has it",
    **dict.fromkeys(
        [
            "workflow.Review", "workflow.Comment", "workflow.ScheduledPublication", "workflow.PreviewLink",
            "workflow.PreviewOpening",
        ],
        "logs of their own: each row says who did what, and when it ended",
    ),
    "webhooks.Delivery": _QUEUE,
    "django_tasks_database.DBTaskResult": _QUEUE,
    "access.Report": "letters of readers, which are deleted in time",
    **dict.fromkeys(["access.Counter", "access.Attempt", "access.SharedValue"], "counts that are thrown away"),
    **dict.fromkeys(["access.Invitation", "access.LoginAttempt"], "logs of their own"),
    **dict.fromkeys(
        [
            "account.EmailAddress", "account.EmailConfirmation", "mfa.Authenticator", "socialaccount.SocialApp",
            "socialaccount.SocialAccount", "socialaccount.SocialToken", "usersessions.UserSession",
            "sessions.Session",
        ],
        _LOGIN,
    ),
    **dict.fromkeys(
        ["spreadsheets.SpreadsheetImport", "spreadsheets.ImportRow"],
        "on its way to the records; its page says who did what, and the records have a history",
    ),
    **dict.fromkeys(
        ["reminders.Event", "reminders.Digest", "reminders.Reminder", "reminders.Run"],
        "a log of its own: who was reminded of what, and who said that it is dealt with",
    ),
    **dict.fromkeys(
        [
            "following.Subject", "following.Follower", "following.Request", "following.Follow", "following.Finding",
            "following.Letter", "following.LetterRun",
        ],
        "what readers follow, forgotten when they leave",
    ),
    "reminders.Preferences": "ways of being reminded, which each colleague chooses",
    "admin.LogEntry": "the log of what has no history of its own",
    **dict.fromkeys(["auth.Permission", "contenttypes.ContentType"], "names of the program"),
}  # fmt: skip
# Rows that belong to another one and are no `Part`: by the field that leads to it.
_OWNERS = {"agreements.Custody": "agreement", "sources.SourceText": "source"}
# Columns that follow from other changes, and leave no trace of their own.
DERIVED_COLUMNS = {"updated_at", "is_edited", "last_login"}
# Columns of which a change says only that there was one.
SECRET_COLUMNS = {"password"}


@dataclass(frozen=True)
class TrackedTable:
    """A table whose rows have a history, and the foreign keys that lead from a row to its record: none, one or two."""

    model: type[models.Model]
    path: tuple[Any, ...] = ()

    @property
    def name(self) -> str:
        return self.model._meta.label_lower

    @property
    def key_column(self) -> str:
        return str(self.model._meta.pk.column)

    @property
    def record_model(self) -> type[models.Model]:
        return self.path[-1].related_model if self.path else self.model


@cache
def tracked_tables() -> dict[str, TrackedTable]:
    """Every tracked table by the name of its model, a record before its parts and these before their links."""
    tracked = [
        TrackedTable(model, _path(model))
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label not in UNTRACKED and model._meta.managed and not model._meta.proxy
    ]
    return {table.name: table for table in sorted(tracked, key=lambda table: len(table.path))}


def tables_of(record_model: type[models.Model]) -> list[TrackedTable]:
    """The table of a record and those of its parts and their links."""
    return [table for table in tracked_tables().values() if table.record_model is record_model]


def _path(model: type[models.Model]) -> tuple[Any, ...]:
    owner = _owner_field(model)
    return (owner, *_path(owner.related_model)) if owner else ()


def _owner_field(model: type[models.Model]) -> Any:
    """The foreign key to the row that this one is a part or a link of; None where there is none."""
    linking: Any = model._meta.auto_created
    if linking:
        [link] = [field for field in linking._meta.local_many_to_many if field.remote_field.through is model]
        return model._meta.get_field(link.m2m_field_name())
    name = getattr(model, "record_field", "") or _OWNERS.get(model._meta.label, "")
    return model._meta.get_field(name) if name else None
