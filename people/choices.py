"""The glossary of people."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PersonNameKind(models.TextChoices):
    """What sort of name it is."""

    MAIN = "main", _("main")
    ALSO = "also", _("also written")
    FORMER = "former", _("former")
    ROMANIZED = "romanized", _("romanized")


class PersonScheme(models.TextChoices):
    """Where an identifier comes from."""

    ORCID = "orcid", _("ORCID")
    ISNI = "isni", _("ISNI")
    WIKIDATA = "wikidata", _("Wikidata")
