"""The glossary of organizations."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OrganizationKind(models.TextChoices):
    """What sort of body it is."""

    STATE = "state", pgettext_lazy("kind of organization", "state")
    GOVERNMENT = "government", _("government")
    MINISTRY = "ministry", _("ministry")
    AGENCY = "agency", _("agency")
    SUBNATIONAL = "subnational_government", _("sub-national government")
    CITY = "city", _("city")
    UNIVERSITY = "university", _("university")
    HOSPITAL = "hospital", _("hospital")
    RESEARCH_INSTITUTE = "research_institute", _("research institute")
    COMPANY = "company", _("company")
    ASSOCIATION = "association", _("association")
    FOUNDATION = "foundation", _("foundation")
    INTERGOVERNMENTAL = "intergovernmental", _("intergovernmental body")
    CONSORTIUM = "consortium", _("consortium")
    GROUP_OF_STATES = "group_of_states", _("group of states")
    FUND = "fund", _("fund")
    PROGRAMME = "programme", _("programme")
    UNIT = "unit", pgettext_lazy("kind of organization", "unit")
    REPRESENTATIVE_OFFICE = "representative_office", _("representative office")
    OFFICE_HOLDER = "office_holder", _("office holder")
    OTHER = "other", _("other")


class NameKind(models.TextChoices):
    """What sort of name it is, after the name types of ROR 2.1."""

    OFFICIAL = "official", _("official")
    ACRONYM = "acronym", _("acronym")
    ALIAS = "alias", _("also known as")
    FORMER = "former", _("former")
    ROMANIZED = "romanized", _("romanized")


class OrganizationScheme(models.TextChoices):
    """Where an identifier comes from."""

    ROR = "ror", _("ROR")
    WIKIDATA = "wikidata", _("Wikidata")
    ISNI = "isni", _("ISNI")
    LEI = "lei", _("LEI")
    GRID = "grid", _("GRID (no longer issued)")
    FUNDER = "funder", _("Crossref Funder")
    NATIONAL = "national", _("national register")


class RelationKind(models.TextChoices):
    """How this organization stands to the other one: this one succeeds, is part of, is funded by the other."""

    SUCCEEDS = "succeeds", _("succeeds")
    PART_OF = "part_of", _("part of")
    FUNDED_BY = "funded_by", _("funded by")
    FOUNDED_BY = "founded_by", _("founded by")
    MEMBER_OF = "member_of", _("member of")


class LocationRole(models.TextChoices):
    """What happens at a place."""

    HEADQUARTERS = "headquarters", _("headquarters")
    REGIONAL_OFFICE = "regional_office", _("regional office")
    BRANCH = "branch", _("branch")
    OTHER = "other", _("other")
