from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from agreements.models import Agreement
from core.transactions import read_snapshot
from spreadsheets.exports.flat import write_flat_sheet
from spreadsheets.exports.relational import write_relational_sheets
from spreadsheets.files.table import SheetError

_FORMATS_BY_SUFFIX = {".csv": "csv", ".xlsx": "xlsx", ".zip": "csv"}


class Command(BaseCommand):
    help = (
        "Writes the agreements of the staff area as a sheet, a row each (docs/spreadsheets.md), or with --relational "
        "whole records of every kind, a sheet for each kind and part: .xlsx, or a .zip of CSV files. Drafts and "
        "internal notes are in it: keep the file in the house."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", help="where to write; its ending says in which format")
        parser.add_argument(
            "--relational", action="store_true", help="whole records of every kind, nothing lost"
        )
        parser.add_argument(
            "--language",
            choices=[code for code, _name in settings.LANGUAGES],
            default=settings.LANGUAGE_CODE,
            help="of headers and of words such as the type",
        )

    def handle(self, *args, file, **options):
        path = Path(file)
        file_format = _FORMATS_BY_SUFFIX.get(path.suffix.lower())
        if not file_format or (path.suffix.lower() == ".zip") != (
            options["relational"] and file_format == "csv"
        ):
            raise CommandError("A sheet is .csv or .xlsx; with --relational .zip or .xlsx.")
        try:
            with read_snapshot():
                data = (
                    write_relational_sheets(file_format)
                    if options["relational"]
                    else write_flat_sheet(Agreement.objects.order_by("pk"), options["language"], file_format)
                )
        except SheetError as error:
            raise CommandError(str(error)) from error
        partial = path.with_name(f"{path.name}.part")
        partial.write_bytes(data)
        partial.replace(path)
        self.stderr.write(f"Exported to {path.name}.", self.style.SUCCESS)
