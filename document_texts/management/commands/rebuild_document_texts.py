"""The command rebuild_document_texts."""

from django.core.management.base import BaseCommand

from document_texts.extraction import extract_waiting
from document_texts.following import rebuild_texts


class Command(BaseCommand):
    help = (
        "Has the texts of documents follow what is public now, and extracts those that are missing: after an upgrade "
        "or a restore. Within a release this changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--again", action="store_true", help="extract every text anew, also of files that failed"
        )

    def handle(self, *args, again, **options):
        count = rebuild_texts(again=again)
        while extract_waiting(seconds=60):
            pass
        self.stdout.write(f"{count} texts of documents.")
