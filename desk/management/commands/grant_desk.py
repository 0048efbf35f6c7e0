"""The command grant_desk."""

from django.core.management.base import BaseCommand

from desk.roles import grant_desk_access


class Command(BaseCommand):
    help = (
        "Lets a database role run the program: it works with every table, but cannot change versions or the history. "
        "Makes the role when there is none. Run it as the owner of the tables."
    )

    def add_arguments(self, parser):
        parser.add_argument("role", help="name of the role that DATABASE_URL connects as")

    def handle(self, *args, role, **options):
        grant_desk_access(role)
        self.stdout.write(f"{role} may run the program, and change neither versions nor the history.")
