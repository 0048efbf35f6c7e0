import json
from pathlib import Path
from types import ModuleType

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from interchange.importing import PublishedImport, import_files
from interchange.problems import ImportFailed
from interchange.recipes import all_recipes, field_counts
from interchange.schema import MODELS
from register.models import Entry
from register.records import Record

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
            "(without --publish: what the recipe makes of it)",
        )
        parser.add_argument(
            "--publish",
            action="store_true",
            help="publish what the files do not call a draft, in review or withdrawn",
        )
        parser.add_argument(
            "--skip-bad", action="store_true", help="leave records with problems out, and record the others"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and keep nothing")

    def handle(self, *args, files, recipe, counts, publish, skip_bad, dry_run, **options):
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
                imported = import_files(files, publish=publish, skip_bad=skip_bad)
                if counts:
                    tally = _tally_published(imported) if publish else field_counts.tally_file(made)
                    counted = list(field_counts.count_report(module.counts(Path(recipe[1])), tally))
                transaction.set_rollback(dry_run)
        except ImportFailed as error:
            self.tell(error.problems)
            raise CommandError(
                f"{len(error.problems)} problems; nothing was recorded.", returncode=1
            ) from error
        except OSError as error:
            raise CommandError(str(error)) from error
        self.tell(imported.problems)
        self.stdout.write("\n".join([*_import_summary(imported), *counted]))
        if dry_run:
            self.stdout.write("Nothing was kept: this was a dry run.")
        if imported.problems:
            left_out = len({(one.file, one.path.split("/")[:2][-1]) for one in imported.problems})
            raise CommandError(
                f"{left_out} records have problems, see above.", returncode=_EXIT_SOME_LEFT_OUT
            )

    def tell(self, problems):
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
    """How often each field is filled in the public bodies of what was imported, seen from within the transaction."""
    refs = {one.ref for one in imported.recorded.records.values() if isinstance(one, Record) and one.ref}
    bodies = Entry.objects.filter(ref__in=refs).values_list("body", flat=True)
    return field_counts.tally_bodies(map(json.loads, bodies.iterator()))


def _import_summary(imported: PublishedImport):
    """What happened, by kind."""
    recorded = imported.recorded
    for kind in MODELS:
        counts = [len(some[kind]) for some in (recorded.created, recorded.changed, recorded.unchanged)]
        if any(counts):
            yield "{}: {} new, {} changed, {} unchanged".format(kind, *counts)
    yield f"{len(imported.versions)} versions published"
    for kind, row_id in recorded.without_their_ref:
        ref = recorded.records[kind, row_id].ref
        yield f"{kind}/{row_id}: its reference is another record's here" + (
            f"; it is {ref} now" if ref else ""
        )
