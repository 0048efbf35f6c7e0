"""The command grant_register."""

from core.database_roles import GrantCommand
from register.roles import grant_register_access


class Command(GrantCommand):
    help = "Lets a database role read the register and nothing else. Makes the role when there is none."

    granted = "may read the register and nothing else."

    def add_arguments(self, parser):
        parser.add_argument("role", help="name of the role that REGISTER_DATABASE_URL connects as")

    def grant(self, role):
        return grant_register_access(role)
