"""Applies the log of redactions to what is stored: after a backup was restored that is older than some of them."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from redaction import log, replay
from redaction.keys import KeyIsMissing


class Command(BaseCommand):
    """Redactions of the log, applied again; twice changes nothing."""

    help = (
        "Apply the log of redactions again. After restoring a backup, run it with --from and the file of the log "
        "before the site is public: the names in it are known by keyed hashes only (REDACTION_KEYS). Applied twice it "
        "changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--from", dest="source", metavar="FILE", help="take in this log first; - for standard input"
        )
        parser.add_argument(
            "--export", metavar="FILE", help="write the log to this file and do nothing else; - to print it"
        )

    def handle(self, *, source, export, **options):
        if export:
            self._export(export)
            return
        try:
            if source:
                text = sys.stdin.read() if source == "-" else Path(source).read_text()
                self.stdout.write(f"{log.read_log(text)} redactions taken in.")
            applied = replay.apply_log()
        except OSError as error:
            raise CommandError(str(error)) from error
        except log.LogIsUnreadable as error:
            raise CommandError(f"{source} is no log of redactions.") from error
        except KeyIsMissing as error:
            raise CommandError(
                "A key of the log is missing from REDACTION_KEYS: nothing was changed."
            ) from error
        self.stdout.write(
            f"{applied.places} places redacted, {len(applied.withdrawn)} records withdrawn again."
        )
        for place in applied.unsure:
            self.stdout.write(f"Look at it yourself, the text is another than it was: {place}")
        for name in dict.fromkeys(applied.missing):
            self.stdout.write(f"Not found here, look for it yourself: {name}")

    def _export(self, path: str) -> None:
        if path == "-":
            self.stdout.write(log.log_as_json(), ending="")
        else:
            log.write_log(Path(path))
