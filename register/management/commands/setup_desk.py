from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand

from register.kinds import kinds

EDITORS, PUBLISHERS, READERS = "Editors", "Publishers", "Readers"


class Command(BaseCommand):
    help = "Makes the staff groups and gives them their permissions. Run it after every migrate; again changes nothing."

    def handle(self, *args, **options):
        setup_desk()
        self.stdout.write(f"Groups: {EDITORS}, {PUBLISHERS}, {READERS}.")


def setup_desk() -> None:
    """Editors enter and change; publishers may publish and withdraw too; readers look.

    Permissions do not exist while migrations run, hence a command and not a migration.
    """
    labels = {kind.model._meta.app_label for kind in kinds()} | {"sources", "interchange"}
    for label in {*labels, "access", "webhooks"}:
        create_permissions(apps.get_app_config(label), verbosity=0)
    desk = Permission.objects.filter(content_type__app_label__in=labels)
    publishing = desk.filter(codename__startswith="publish_") | desk.filter(codename__startswith="hide_")
    # what the public wrote may hold e-mail addresses: only for those who work on it
    access = Permission.objects.filter(content_type__app_label="access")
    reports = access.filter(content_type__model="report")
    webhooks = Permission.objects.filter(content_type__app_label="webhooks")
    grant(READERS, desk.filter(codename__startswith="view_"))
    grant(EDITORS, desk.exclude(pk__in=publishing) | reports)
    grant(PUBLISHERS, desk | access | webhooks)  # who answers for what is public answers for who gets a key


def grant(name: str, permissions) -> None:
    group, _created = Group.objects.get_or_create(name=name)
    group.permissions.set(permissions)
