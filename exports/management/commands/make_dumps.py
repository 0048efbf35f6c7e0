from django.core.management.base import BaseCommand, CommandError

from exports.dumps import builder, manifest
from register.versions import revision


class Command(BaseCommand):
    help = (
        "Writes the whole public register as files into DUMPS_ROOT, from where the site offers them, and removes what "
        "was there. Run it every night, and right after a redaction: until then the site holds the old files back."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-changed",
            action="store_true",
            help="do nothing when nothing was published since the last time",
        )

    def handle(self, *args, if_changed, **options):
        last = manifest.last_manifest()
        if if_changed and last and last.cursor == revision():
            self.stdout.write("Nothing has changed.")
            return
        try:
            made = builder.build_dump()
        except builder.DumpAlreadyRunning as error:
            raise CommandError("Another make_dumps is running.") from error
        size = sum(file.bytes for file in made.files)
        self.stdout.write(f"{len(made.files)} files, {size:,} bytes, at change {made.cursor}.")
