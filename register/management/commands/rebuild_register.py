"""The command rebuild_register."""

from django.core.management.base import BaseCommand
from django.db import transaction

from register import entries
from register.versions import lock_version_log


class Command(BaseCommand):
    help = "Writes the index of the register anew from its versions. Within a release this changes nothing."

    @transaction.atomic
    def handle(self, *args, **options):
        lock_version_log()
        self.stdout.write(f"{entries.rebuild_index()} entries written.")
