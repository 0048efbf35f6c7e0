from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from interchange.files import KINDS, RecordingError
from interchange.importing import Imported, import_files

SOME_LEFT_OUT = 3  # exit code; 1: nothing was kept


class Command(BaseCommand):
    help = (
        "Records JSON files (docs/interchange.md): every record of every file, or none. Broken off at any moment "
        "it has changed nothing; run again it changes nothing more. Exit code 0: all is recorded; 1: nothing is; "
        "3: all is but what --skip-bad left out."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument(
            "--publish",
            action="store_true",
            help="publish what the files do not call a draft, in review or withdrawn",
        )
        parser.add_argument(
            "--skip-bad", action="store_true", help="leave records with problems out, and record the others"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and keep nothing")

    def handle(self, *args, files, publish, skip_bad, dry_run, **options):
        try:
            with transaction.atomic():
                imported = import_files(files, publish=publish, skip_bad=skip_bad)
                transaction.set_rollback(dry_run)
        except RecordingError as error:
            self.tell(error.problems)
            raise CommandError(
                f"{len(error.problems)} problems; nothing was recorded.", returncode=1
            ) from error
        except OSError as error:
            raise CommandError(str(error)) from error
        self.tell(imported.problems)
        self.stdout.write("\n".join(report(imported)))
        if dry_run:
            self.stdout.write("Nothing was kept: this was a dry run.")
        if imported.problems:
            left_out = len({(one.file, one.path.split("/")[:2][-1]) for one in imported.problems})
            raise CommandError(f"{left_out} records have problems, see above.", returncode=SOME_LEFT_OUT)

    def tell(self, problems):
        for problem in problems:
            self.stderr.write(str(problem), self.style.ERROR)


def report(imported: Imported):
    """What happened, by kind."""
    recorded = imported.recorded
    for kind in KINDS:
        counts = [len(some[kind]) for some in (recorded.created, recorded.changed, recorded.unchanged)]
        if any(counts):
            yield "{}: {} new, {} changed, {} unchanged".format(kind, *counts)
    yield f"{len(imported.versions)} versions published"
    for kind, row_id in recorded.without_their_ref:
        ref = recorded.records[kind, row_id].ref
        yield f"{kind}/{row_id}: its reference is another record's here" + (
            f"; it is {ref} now" if ref else ""
        )
