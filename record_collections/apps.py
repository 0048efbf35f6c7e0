from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordCollectionsConfig(AppConfig):
    name = "record_collections"
    verbose_name = _("Collections")
