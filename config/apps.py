"""The stock admin with the register's own front page and words, and the queue of tasks under a name for staff."""

from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _
from django_tasks_db.apps import TasksAppConfig


class DeskAdminConfig(AdminConfig):
    default_site = "desk.site.DeskSite"

    def ready(self):
        super().ready()
        from django.contrib.admin.templatetags import admin_list  # models, which are not there before

        from desk.boolean_icons import boolean_icon

        admin_list._boolean_icon = boolean_icon  # Django's own says True and False, in every language


class WorkerConfig(TasksAppConfig):
    verbose_name = _("Background work")
