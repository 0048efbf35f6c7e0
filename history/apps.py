from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class HistoryConfig(AppConfig):
    name = "history"
    verbose_name = _("History")

    def ready(self):
        from history.triggers import attach_triggers

        # as Django makes permissions and content types: whatever tables there are by now
        post_migrate.connect(attach_triggers, sender=self)
