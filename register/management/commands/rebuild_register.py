from django.core.management.base import BaseCommand
from django.db import transaction

from register import entries
from register.publishing import take_turn


class Command(BaseCommand):
    help = "Writes the index of the register anew from its versions. Within a release this changes nothing."

    @transaction.atomic
    def handle(self, *args, **options):
        take_turn()
        self.stdout.write(f"{entries.rebuild()} entries written.")
