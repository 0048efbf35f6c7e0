from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccessConfig(AppConfig):
    name = "access"
    verbose_name = _("Partners and readers")
    desk_group = "publishers"  # whoever answers for what is public answers for who gets a key
    desk_models_for_editors = (
        "report",
    )  # may hold e-mail addresses: only for those who work on it, not for readers
