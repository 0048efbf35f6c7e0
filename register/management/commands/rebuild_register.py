"""The command rebuild_register."""

from django.core.management.base import BaseCommand

from register.entries import rebuild_index
from register.models import Entry


class Command(BaseCommand):
    help = (
        "Writes the index of the register anew from its versions, batch by batch, beside readers and publications. "
        "Within a release this changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--after", default="", metavar="REF", help="go on after the last one that a run wrote"
        )

    def handle(self, *args, after, verbosity, **options):
        for ref in rebuild_index(after=after):
            if verbosity > 1:
                self.stdout.write(f"up to {ref}")
        self.stdout.write(f"{Entry.objects.count()} entries written.")
