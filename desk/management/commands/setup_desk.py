from django.core.management.base import BaseCommand

from desk.groups import EDITORS_GROUP, PUBLISHERS_GROUP, READERS_GROUP, setup_desk_groups


class Command(BaseCommand):
    help = "Makes the staff groups and gives them their permissions. Run it after every migrate; again changes nothing."

    def handle(self, *args, **options):
        setup_desk_groups()
        self.stdout.write(f"Groups: {EDITORS_GROUP}, {PUBLISHERS_GROUP}, {READERS_GROUP}.")
