"""The command grant_register."""

from django.core.management.base import BaseCommand

from register.roles import grant_register_access


class Command(BaseCommand):
    help = (
        "Lets a database role read the register's tables and nothing else. Makes the role when there is none."
    )

    def add_arguments(self, parser):
        parser.add_argument("role", help="name of the role that REGISTER_DATABASE_URL connects as")

    def handle(self, *args, role, **options):
        grant_register_access(role)
        self.stdout.write(f"{role} may read the register and nothing else.")
