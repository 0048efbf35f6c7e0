from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from interchange.exporting import Exporter, export
from interchange.files import KINDS
from interchange.public import PublicExporter
from register.records import Record

RECORDS = [kind for kind, model in KINDS.items() if issubclass(model, Record)]


class Command(BaseCommand):
    help = (
        "Writes whole records of the staff area as JSON (docs/interchange.md), drafts and internal notes included: "
        "keep the file in the house. Uploaded files are named and not included: copy MEDIA_ROOT along. Accounts, "
        "versions and the history of edits are not in it."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", help="where to write; - for the standard output")
        parser.add_argument(
            "--kind", action="append", choices=RECORDS, default=[], help="only this kind; may be repeated"
        )
        parser.add_argument("--ref", action="append", default=[], help="only this record; may be repeated")
        parser.add_argument(
            "--public-only",
            action="store_true",
            help="only what is public: no drafts, no agreement of which only the existence is public, nothing that "
            "staff keep for themselves; refused while public records are edited and not published again",
        )

    def handle(self, *args, file, kind, ref, public_only, **options):
        with one_moment():
            if public_only:
                refuse_edited()
            selection = {
                "kinds": kind,
                "refs": ref,
                "exporter": PublicExporter() if public_only else Exporter(),
            }
            self.stdout.ending = ""  # what is written is a file
            counts = export(self.stdout, **selection) if file == "-" else write(Path(file), **selection)
        told = ", ".join(f"{count} {name}" for name, count in counts.items() if count) or "nothing"
        self.stderr.write(f"Exported: {told}.", self.style.SUCCESS)
        if ref and sum(count for name, count in counts.items() if name != "sources") < len(set(ref)):
            raise CommandError("Not every reference was found.")


def refuse_edited() -> None:
    """The desk is what is exported: what was edited since is not public yet."""
    edited = [
        one
        for name in RECORDS
        for one in KINDS[name].objects.published().filter(is_edited=True).values_list("ref", flat=True)
    ]
    if edited:
        raise CommandError(f"Edited since they were published: {', '.join(edited)}. Publish them first.")


def write(path: Path, **selection):
    """Write beside the file first, so that an export that is broken off leaves what was there."""
    beside = path.with_name(f"{path.name}.part")
    with beside.open("w", encoding="utf-8") as out:
        counts = export(out, **selection)
    beside.replace(path)
    return counts


@contextmanager
def one_moment():
    """A transaction that sees the desk as it is now, whatever staff save meanwhile."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
