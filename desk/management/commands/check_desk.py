from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from register.desk_changes import refresh_edited_marks
from register.kinds import kinds


class Command(BaseCommand):
    help = "Checks that every published record's mark “edited since published” is true; with --repair sets it right."

    def add_arguments(self, parser):
        parser.add_argument("--repair", action="store_true", help="set wrong marks right")

    def handle(self, *args, repair, **options):
        with transaction.atomic():
            wrong = sum(refresh_edited_marks(kind.model._default_manager.published()) for kind in kinds())
            if not repair:
                transaction.set_rollback(True)
        if wrong and not repair:
            raise CommandError(f"{wrong} records carry a wrong mark. Run with --repair to set them right.")
        self.stdout.write(f"{wrong} marks set right." if repair else "Every mark is true.")
