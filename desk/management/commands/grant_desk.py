"""The command grant_desk."""

from core.database_roles import GrantCommand
from desk.roles import grant_desk_access


class Command(GrantCommand):
    help = (
        "Lets a database role run the program: it works with every table, but cannot change versions or the history. "
        "Makes the role when there is none. Run it as the owner of the tables."
    )

    granted = "may run the program, and change neither versions nor the history."

    def add_arguments(self, parser):
        parser.add_argument("role", help="name of the role that DATABASE_URL connects as")

    def grant(self, role):
        return grant_desk_access(role)
