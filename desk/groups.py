"""."""

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission

from register.kinds import kinds

EDITORS_GROUP, PUBLISHERS_GROUP, READERS_GROUP = "Editors", "Publishers", "Readers"


def setup_desk_groups() -> None:
    """Editors enter and change; publishers may publish and withdraw too; readers look.

    Permissions do not exist while migrations run, hence a command and not a migration.
    """
    labels = {kind.model._meta.app_label for kind in kinds()} | {"sources", "spreadsheets"}
    for label in {*labels, "access", "webhooks"}:
        create_permissions(apps.get_app_config(label), verbosity=0)
    desk = Permission.objects.filter(content_type__app_label__in=labels)
    publishing = desk.filter(codename__startswith="publish_") | desk.filter(codename__startswith="hide_")
    # what the public wrote may hold e-mail addresses: only for those who work on it
    access = Permission.objects.filter(content_type__app_label="access")
    reports = access.filter(content_type__model="report")
    webhooks = Permission.objects.filter(content_type__app_label="webhooks")
    _grant_permissions(READERS_GROUP, desk.filter(codename__startswith="view_"))
    _grant_permissions(EDITORS_GROUP, desk.exclude(pk__in=publishing) | reports)
    _grant_permissions(
        PUBLISHERS_GROUP, desk | access | webhooks
    )  # who answers for what is public answers for who gets a key


def _grant_permissions(name: str, permissions) -> None:
    group, _created = Group.objects.get_or_create(name=name)
    group.permissions.set(permissions)
