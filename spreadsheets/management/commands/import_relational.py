from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from interchange.actions import import_files
from interchange.problems import ImportFailed
from spreadsheets.exports.relational import read_relational_sheets
from spreadsheets.files.table import SheetError


class Command(BaseCommand):
    help = (
        "Reads whole records back from the sheets that export_spreadsheet --relational or the staff area wrote, .xlsx "
        "or .zip, and tells what they would make and change; with --apply it is kept, all of it or nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument(
            "--update",
            action="store_true",
            help="let the sheets change records that are here already; without it each change is a problem",
        )
        parser.add_argument("--apply", action="store_true", help="keep it; without, nothing is changed")

    def handle(self, *args, file, update, apply, **options):
        try:
            records = read_relational_sheets(Path(file).read_bytes())
            with transaction.atomic():
                report = import_files([records], publish=False, update=update, skip_bad=False, by=None).report
                transaction.set_rollback(not apply)
        except (OSError, SheetError) as error:
            raise CommandError(str(error)) from error
        except ImportFailed as error:
            lines = "\n".join(map(str, error.problems))
            raise CommandError(f"{lines}\nNothing was kept.", returncode=1) from error
        for kind, rows in records.items():
            self.stdout.write(f"{kind}: {len(rows)} in the file")
        self.stdout.write(
            f"{len(report.records)} records were read." if apply else "Nothing was kept: this was a dry run."
        )
