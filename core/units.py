"""Units that sources often print, with their counters in languages that have them."""

from django.utils.translation import gettext_lazy

# Unit in lower case: the phrase with the place of its number.
_COUNTED = {
    "awards": gettext_lazy("{} awards"),
    "beds": gettext_lazy("{} beds"),
    "editors": gettext_lazy("{} editors"),
    "experts": gettext_lazy("{} experts"),
    "people": gettext_lazy("{} people"),
    "phd students": gettext_lazy("{} PhD students"),
    "projects": gettext_lazy("{} projects"),
    "researchers": gettext_lazy("{} researchers"),
    "scholarships": gettext_lazy("{} scholarships"),
    "students": gettext_lazy("{} students"),
    "years": gettext_lazy("{} years"),
}


def counted(number: str, unit: str) -> str:
    """A number with its unit in the active language; empty for a unit that is not known here."""
    return str(_COUNTED.get(unit.casefold(), "")).format(number)
