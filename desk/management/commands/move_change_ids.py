"""The command move_change_ids."""

from django.core.management.base import BaseCommand
from django.db import connection

_MOVE = "SELECT setval(pg_get_serial_sequence('register_version', 'id'), last_value + %s) FROM register_version_id_seq"


class Command(BaseCommand):
    help = (
        "Lets the ids of changes go on beyond those that were given out after the backup that was just restored: who "
        "follows the register would take a new change with an old id for one that is known. Run it as the owner of "
        "the tables; twice does no harm."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--by", type=_many, default=1_000_000, help="more changes than can have been lost (a million)"
        )

    def handle(self, *args, by, **options):
        with connection.cursor() as cursor:
            cursor.execute(_MOVE, [by])
            self.stdout.write(f"The next change has an id above {cursor.fetchone()[0]}.")


def _many(text: str) -> int:
    """A number of changes, at least one."""
    if (number := int(text)) < 1:
        raise ValueError
    return number
