"""Staff groups and their permissions, by what the apps declare of themselves."""

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db.models import Q

from register.kinds import kinds

EDITORS_GROUP, PUBLISHERS_GROUP, READERS_GROUP = "Editors", "Publishers", "Readers"


def setup_desk_groups() -> None:
    """Make the groups: editors enter and change; publishers may publish and withdraw too; readers look.

    Editors work on the apps of the kinds of record and on those whose AppConfig says ``desk_group = "editors"``.
    Those that say ``"publishers"`` are for publishers alone, but for the models that they name in
    ``desk_models_for_editors``. Permissions do not exist while migrations run, hence a command and not a migration.
    """
    editors_apps = {kind.model._meta.app_label for kind in kinds()} | _app_labels("editors")
    publishers_apps = _app_labels("publishers")
    for label in editors_apps | publishers_apps:
        create_permissions(apps.get_app_config(label), verbosity=0)
    desk = Permission.objects.filter(content_type__app_label__in=editors_apps)
    publishing = desk.filter(codename__startswith="publish_") | desk.filter(codename__startswith="hide_")
    _grant_permissions(READERS_GROUP, desk.filter(codename__startswith="view_"))
    _grant_permissions(
        EDITORS_GROUP,
        desk.exclude(pk__in=publishing) | Permission.objects.filter(_models_for_editors(publishers_apps)),
    )
    _grant_permissions(
        PUBLISHERS_GROUP, desk | Permission.objects.filter(content_type__app_label__in=publishers_apps)
    )


def _app_labels(group: str) -> set[str]:
    """Labels of the apps that declare themselves for a group."""
    return {config.label for config in apps.get_app_configs() if getattr(config, "desk_group", "") == group}


def _models_for_editors(labels: set[str]) -> Q:
    """Condition on permissions: those on the models that these apps leave to editors."""
    condition = Q(pk__in=[])
    for label in labels:
        models = getattr(apps.get_app_config(label), "desk_models_for_editors", ())
        condition |= Q(content_type__app_label=label, content_type__model__in=models)
    return condition


def _grant_permissions(name: str, permissions) -> None:
    group, _created = Group.objects.get_or_create(name=name)
    group.permissions.set(permissions)
