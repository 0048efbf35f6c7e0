"""Imports interchange files: records them and, where that is asked, publishes what is meant for the public."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from interchange.files import Problem, RecordingError
from interchange.naming import called
from interchange.recorder import Recorded
from interchange.recording import record
from register import bodies, publishing
from register.choices import Action, EditorialState
from register.kinds import kind_of
from register.models import Version
from register.records import Record


@dataclass
class Imported:
    """What was recorded, what was published, what was not and why."""

    recorded: Recorded
    versions: list[Version] = field(default_factory=list)
    unpublished: list[Problem] = field(default_factory=list)

    @property
    def problems(self) -> list[Problem]:
        return [*self.recorded.left_out, *self.unpublished]


@transaction.atomic
def import_files(files: Iterable[Path | str | dict], *, publish: bool, skip_bad: bool, by=None) -> Imported:
    """All records of all files, or none: raises RecordingError with every problem. Again changes nothing.

    With ``publish``, what the files do not call a draft, in review or withdrawn becomes public as well. With
    ``skip_bad`` records with problems are left out, and those that cannot be public stay drafts.
    """
    imported = Imported(record(files, by=by, skip_bad=skip_bad))
    if publish:
        publish_imported(imported, skip_bad=skip_bad, by=by)
    return imported


def publish_imported(imported: Imported, *, skip_bad: bool, by) -> None:
    meant = [
        (row, imported.recorded.records[name])
        for name, row in imported.recorded.rows.items() if is_meant_public(row.members, imported.recorded.records[name])
    ]  # fmt: skip
    objections = [
        Problem(row.file, row.path, reason, row.name)
        for row, one in meant for reason in kind_of(one).objections(one)
    ]  # fmt: skip
    if objections and not skip_bad:
        raise RecordingError(objections)
    imported.unpublished = objections
    refused = {problem.record for problem in objections}
    try:
        imported.versions = publishing.publish(*(one for row, one in meant if row.name not in refused), by=by)
    except ValidationError as error:  # of a record that goes along and stands in no file
        raise RecordingError([Problem("", "", reason) for reason in error.messages]) from error
    close_imported(imported, by=by)


def close_imported(imported: Imported, *, by) -> None:
    """Let the register say of withdrawn records why, or where they lead to, as it did where they come from."""
    for action, member in ((Action.WITHDRAWN, "reason"), (Action.MERGED, "into")):
        texts = []
        for name, row in imported.recorded.rows.items():
            one, told = imported.recorded.records[name], row.members.get("withdrawal") or {}
            if told.get(member) and one.editorial_state == EditorialState.WITHDRAWN:
                kind, fact = kind_of(one), told[member]
                if action == Action.MERGED:
                    into = called(kind.model, [fact]).get(fact)
                    fact = into.ref if into else ""
                body = {"object": kind.name, "ref": one.ref, "action": str(action), member: fact}
                if fact and not Version.objects.filter(ref=one.ref).exists():
                    texts.append((one.ref, bodies.write(body)))
        imported.versions += publishing.add_versions(texts, action, by=by, note="")


def is_meant_public(members: dict, one) -> bool:
    """A record that was withdrawn here stays withdrawn, whatever an older file says."""
    told = members.get("editorial_state") or EditorialState.PUBLISHED
    return (
        isinstance(one, Record)
        and told == EditorialState.PUBLISHED
        and one.editorial_state != EditorialState.WITHDRAWN
    )
