from django.core.management.base import BaseCommand

from merging.models import UNDO_DAYS, Merger


class Command(BaseCommand):
    help = (
        f"Empties what only an undo needs of mergers older than {UNDO_DAYS} days: former values, deleted rows. "
        "Run it every day."
    )

    def handle(self, *args, **options):
        self.stdout.write(f"Mergers that can no longer be undone: {Merger.objects.forget_rows()}.")
