from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from agreements.models import Agreement
from interchange.management.commands.export_records import one_moment
from interchange.sheets.export import relational, write_flat
from interchange.sheets.reading import SheetError

FORMATS = {".csv": "csv", ".xlsx": "xlsx", ".zip": "csv"}


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
        format = FORMATS.get(path.suffix.lower())
        if not format or (path.suffix.lower() == ".zip") != (options["relational"] and format == "csv"):
            raise CommandError("A sheet is .csv or .xlsx; with --relational .zip or .xlsx.")
        try:
            with one_moment():
                data = (
                    relational(format)
                    if options["relational"]
                    else write_flat(Agreement.objects.order_by("pk"), options["language"], format)
                )
        except SheetError as error:
            raise CommandError(str(error)) from error
        beside = path.with_name(f"{path.name}.part")
        beside.write_bytes(data)
        beside.replace(path)
        self.stderr.write(f"Exported to {path.name}.", self.style.SUCCESS)
