"""Permissions in the words of the language: Django stores their names in English."""

from django.apps import apps
from django.contrib.auth.models import Permission
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

_ACTIONS = {
    "add": _("add"),
    "change": _("change"),
    "delete": _("delete"),
    "view": _("look at"),
    "publish": _("publish"),
    "hide": _("hide"),
}


class PermissionLabelsMixin:
    """Labels of permissions on the pages of accounts and groups."""

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        field = super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]  # of the model admin
        if field and db_field.related_model is Permission:
            field.queryset = field.queryset.select_related("content_type")
            field.label_from_instance = permission_label
        return field


def permission_label(permission: Permission) -> str:
    """App, model and what may be done, as in "Agreements | agreement | publish"."""
    action, of_model = permission.codename.partition("_")[0], permission.content_type
    app = apps.get_app_config(of_model.app_label).verbose_name
    return f"{app} | {gettext(of_model.name)} | {_ACTIONS.get(action, permission.name)}"
