"""Exports whole records of the desk as interchange JSON."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from core.transactions import read_snapshot
from interchange.exporter import Exporter, export_records
from interchange.public_exporter import PublicExporter
from interchange.schema import MODELS, RECORD_KINDS


class Command(BaseCommand):
    help = (
        "Writes whole records of the staff area as JSON (docs/interchange.md), drafts and internal notes included: "
        "keep the file in the house. Uploaded files are named and not included: copy MEDIA_ROOT along. Accounts, "
        "versions and the history of edits are not in it."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", help="where to write; - for the standard output")
        parser.add_argument(
            "--kind",
            action="append",
            choices=RECORD_KINDS,
            default=[],
            help="only this kind; may be repeated",
        )
        parser.add_argument("--ref", action="append", default=[], help="only this record; may be repeated")
        parser.add_argument(
            "--public-only",
            action="store_true",
            help="only what is public: no drafts, no agreement of which only the existence is public, nothing that "
            "staff keep for themselves; refused while public records are edited and not published again",
        )

    def handle(self, *args, file, kind, ref, public_only, **options):
        with read_snapshot():
            if public_only:
                _refuse_edited_records()
            selection = {
                "kinds": kind,
                "refs": ref,
                "exporter": PublicExporter() if public_only else Exporter(),
            }
            self.stdout.ending = ""  # what is written is a file
            counts = (
                export_records(self.stdout, **selection)
                if file == "-"
                else _write_beside(Path(file), **selection)
            )
        summary = ", ".join(f"{count} {name}" for name, count in counts.items() if count) or "nothing"
        self.stderr.write(f"Exported: {summary}.", self.style.SUCCESS)
        if ref and sum(count for name, count in counts.items() if name != "sources") < len(set(ref)):
            raise CommandError("Not every reference was found.")


def _refuse_edited_records() -> None:
    """Raise CommandError where public records are edited and not published again: the export is made of the desk."""
    edited = [
        ref
        for kind in RECORD_KINDS
        for ref in MODELS[kind].objects.published().filter(is_edited=True).values_list("ref", flat=True)
    ]
    if edited:
        raise CommandError(f"Edited since they were published: {', '.join(edited)}. Publish them first.")


def _write_beside(path: Path, **selection):
    """Write a file beside it first, so that an export that is broken off leaves the old one."""
    beside = path.with_name(f"{path.name}.part")
    with beside.open("w", encoding="utf-8") as out:
        counts = export_records(out, **selection)
    beside.replace(path)
    return counts
