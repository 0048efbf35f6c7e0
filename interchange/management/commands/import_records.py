"""Imports interchange JSON, or the files of another register with a recipe."""

import json
from pathlib import Path
from types import ModuleType

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from interchange.actions import PublishedImport, import_files
from interchange.changes import changes_in_words
from interchange.problems import ImportFailed
from interchange.recipes import all_recipes, field_counts
from interchange.schema import MODELS
from register.models import Entry
from register.records import Record

_MAX_WARNINGS = 100  # that are printed one by one

_EXIT_SOME_LEFT_OUT = 3  # exit code; 1: nothing was kept


class Command(BaseCommand):
    help = (
        "Records JSON files (docs/interchange.md), or with --recipe another register's files: every record of every "
        "file, or none. Broken off at any moment it has changed nothing; run again it changes nothing more. "
        "Exit code 0: all is recorded; 1: nothing is; 3: all is but what --skip-bad left out."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="*", metavar="FILE")
        parser.add_argument(
            "--recipe",
            nargs=2,
            metavar=("NAME", "FOLDER"),
            help=f"read another register's files from a folder, in place of JSON; known: {', '.join(all_recipes())}",
        )
        parser.add_argument(
            "--counts",
            action="store_true",
            help="with a recipe: what the source counts, field by field, what is public here, and why they differ "
            "(without --publish: what is recorded of it)",
        )
        parser.add_argument(
            "--publish",
            action="store_true",
            help="publish what the files do not call a draft, in review or withdrawn",
        )
        parser.add_argument(
            "--update",
            action="store_true",
            help="let the files change records that are here already; without it each change is a problem",
        )
        parser.add_argument(
            "--close-versions",
            action="store_true",
            help="close the earlier versions for good that tell what the files withhold now: all but the existence of "
            "an agreement, documents, contacts, copies of sources; without it a narrowed disclosure is a problem",
        )
        parser.add_argument(
            "--skip-bad", action="store_true", help="leave records with problems out, and record the others"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and keep nothing")

    def handle(
        self, *args, files, recipe, counts, publish, update, skip_bad, close_versions, dry_run, **options
    ):
        if bool(files) == bool(recipe):
            raise CommandError("Name files, or --recipe NAME FOLDER.")
        if counts and not recipe:
            raise CommandError("Only a recipe counts its source: --recipe NAME FOLDER.")
        counted = []
        try:
            if recipe:
                made, module = _run_recipe(*recipe)
                files = [made]
            with transaction.atomic():
                imported = import_files(
                    files,
                    publish=publish,
                    update=update,
                    skip_bad=skip_bad,
                    closes_versions=close_versions,
                    by=None,
                )
                if counts:
                    recorded, left_out = _split_by_outcome(made, imported, publish=publish)
                    tally = _tally_published(imported) if publish else field_counts.tally_file(recorded)
                    source = module.counts(Path(recipe[1]))
                    counted = list(
                        field_counts.count_report(source, tally, field_counts.tally_file(left_out))
                    )
                summary = [*_import_summary(imported), *counted]  # it asks the database
                transaction.set_rollback(dry_run)
        except ImportFailed as error:
            self.print_problems(error.problems)
            raise CommandError(
                f"{_count(len(error.problems), 'problem')}; nothing was recorded.", returncode=1
            ) from error
        except OSError as error:
            raise CommandError(str(error)) from error
        self.print_problems(imported.problems)
        self.stdout.write("\n".join(summary))
        if publish and settings.FOUR_EYES:
            self.stdout.write(
                "Four eyes are set, but a command knows no person: nobody's own edits were held back."
            )
        if dry_run:
            self.stdout.write("Nothing was kept: this was a dry run.")
        if imported.problems:
            left_out = len({(problem.file, *problem.path.split("/")[:2]) for problem in imported.problems})
            have = "has" if left_out == 1 else "have"
            raise CommandError(
                f"{_count(left_out, 'record')} {have} problems, see above.", returncode=_EXIT_SOME_LEFT_OUT
            )

    def print_problems(self, problems):
        for problem in problems:
            self.stderr.write(str(problem), self.style.ERROR)


def _run_recipe(name: str, folder: str) -> tuple[dict, ModuleType]:
    """The interchange file that the recipe makes of the folder, and the recipe."""
    known = all_recipes()
    if name not in known:
        raise CommandError(f"There is no recipe “{name}”. There is: {', '.join(known)}.")
    try:
        return known[name].records(Path(folder)), known[name]
    except (LookupError, TypeError, ValueError) as error:
        raise CommandError(f"{folder} does not hold what the recipe “{name}” reads: {error!r}") from error


def _tally_published(imported: PublishedImport):
    """Filled fields of the public bodies of the imported records, as seen from within the transaction."""
    records = imported.report.records.values()
    refs = {record.ref for record in records if isinstance(record, Record) and record.ref}
    bodies = Entry.objects.filter(ref__in=refs).values_list("body", flat=True)
    return field_counts.tally_bodies(map(json.loads, bodies.iterator()))


def _split_by_outcome(made: dict, imported: PublishedImport, *, publish: bool) -> tuple[dict, dict]:
    """The file of a recipe in two: what was recorded of it (with ``publish``: what is public), and the rest."""
    records = imported.report.records
    kept = set(records)
    if publish:
        refs = {key: record.ref for key, record in records.items() if isinstance(record, Record)}
        public = set(Entry.objects.filter(ref__in=refs.values()).values_list("ref", flat=True))
        kept -= {key for key, ref in refs.items() if ref not in public}
    files: tuple[dict, dict] = ({}, {})
    for kind, rows in made.items():
        for row in rows:
            files[(kind, row["id"]) not in kept].setdefault(kind, []).append(row)
    return files


def _import_summary(imported: PublishedImport):
    """Lines that report the import: warnings, counts by kind, versions, references that were taken."""
    report = imported.report
    yield from (f"Warning: {warning}" for warning in imported.warnings[:_MAX_WARNINGS])
    if len(imported.warnings) > _MAX_WARNINGS:
        yield _count(len(imported.warnings) - _MAX_WARNINGS, "more warning")
    for kind in MODELS:
        counts = [len(ids[kind]) for ids in (report.created, report.changed, report.unchanged)]
        if any(counts):
            yield "{}: {} new, {} changed, {} unchanged".format(kind, *counts)
    for (kind, row_id), changes in report.changes.items():
        yield f"{kind}/{row_id}: “{report.records[kind, row_id]}” changed: {changes_in_words(changes)}"
    yield f"{_count(len(imported.versions), 'version')} published"
    for ref, numbers in imported.closed.items():
        yield f"{ref}: {_count(len(numbers), 'earlier version')} closed for good"
    for kind, row_id in report.lost_refs:
        ref = report.records[kind, row_id].ref
        yield f"{kind}/{row_id}: its reference is another record's here" + (
            f"; it is {ref} now" if ref else ""
        )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
