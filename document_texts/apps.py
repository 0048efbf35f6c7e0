from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentTextsConfig(AppConfig):
    name = "document_texts"
    verbose_name = _("Texts of documents")
