"""Subjects of briefs: a country, a partner with its units, or a responsible unit, each with its agreements."""

from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django_countries import countries

from agreements.filters import AgreementFilter
from agreements.models import Agreement
from core.localized import in_language
from desk.addresses import list_address
from organizations.models import Organization
from register import addresses
from register.models import Entry
from register.querysets import EntryQuerySet
from register.sql import fetch_rows

# With more units or agreements an address would be longer than some programs take: it leads to the record or the list.
_MOST_IN_ADDRESS = 20

# An organization and all that is part of it, as the register has it; it comes first.
_WITH_UNITS_SQL = """
WITH RECURSIVE units AS (
    SELECT %(ref)s::text AS ref
    UNION
    SELECT entry_id FROM register_link JOIN units ON to_ref = units.ref WHERE kind = 'part_of' AND part = ''
)
SELECT ref FROM units JOIN register_entry entry USING (ref) ORDER BY ref <> %(ref)s, entry.serial
"""


class SubjectFilter(AgreementFilter):
    """The filters of agreements, over those of a subject only: lists and counts are those of the public list."""

    def __init__(self, entries: EntryQuerySet):
        super().__init__(QueryDict())
        self.queryset = entries

    def is_narrowed(self, without=""):
        return True

    def filter_bitmaps(self, values):
        return None


@dataclass(frozen=True)
class Subject:
    """A subject by its name, with the keys of its agreements and activities in the register."""

    name: str
    page: str  # path of its page
    keys: tuple[str, ...] = ()  # an agreement or activity with any of them belongs to it
    query: str = ""  # the same as parameters of a list; empty where these would be too long
    refs: tuple[str, ...] | None = None  # of its agreements, where no key names them

    @property
    def agreements(self) -> EntryQuerySet:
        entries = Entry.public.of_kind("agreement")
        return (
            entries.with_any_key(list(self.keys)) if self.refs is None else entries.filter(ref__in=self.refs)
        )

    @cached_property
    def activity_keys(self) -> list[str]:
        """Keys of the activities in the list at `activities_path`."""
        return list(self.keys) if self.refs is None else [f"agreement:{ref}" for ref in self.refs]

    def agreements_path(self, **parameters: str) -> str:
        """Path of the list of its agreements, or of its page where the list has no address."""
        if not self.query:
            return self.page
        more = "".join(f"&{name}={value}" for name, value in parameters.items() if value)
        return addresses.list_path("agreement", self.query + more)

    @property
    def activities_path(self) -> str:
        if self.refs is None:
            return addresses.list_path("activity", self.query) if self.query else self.page
        fits = 0 < len(self.refs) <= _MOST_IN_ADDRESS
        return addresses.list_path("activity", f"agreement={','.join(self.refs)}") if fits else self.page


def country_subject(code: str) -> Subject:
    page = reverse("countries:detail", args=[code])
    return Subject(str(countries.name(code)), page, (f"country:{code}",), f"country={code}")


def partner_subject(organization: Organization) -> Subject:
    """A partner with all units that the register knows to be part of it; with nothing where it is not public."""
    refs = [ref for (ref,) in fetch_rows(_WITH_UNITS_SQL, ref=organization.ref)]
    if not refs:
        return Subject(_name_in_language(organization), list_address(Organization), refs=())
    query = f"party={','.join(refs)}" if len(refs) <= _MOST_IN_ADDRESS else ""
    keys = tuple(f"party:{ref}" for ref in refs)
    return Subject(_name_in_language(organization), addresses.record_path(organization.ref), keys, query)


def unit_subject(unit: Organization) -> Subject:
    """The public agreements for which a unit is responsible, which only staff know."""
    own = Agreement.objects.published().filter(custody__unit=unit)
    refs = tuple(own.order_by("pk").values_list("ref", flat=True))
    name = _("%(name)s (responsible unit)") % {"name": _name_in_language(unit)}
    return Subject(name, f"{list_address(Agreement)}?unit={unit.pk}", refs=refs)


def _name_in_language(organization: Organization) -> str:
    """The name in the active language that the public sees, else that of the staff area."""
    public = Entry.public.filter(ref=organization.ref).values_list("title", flat=True).first()
    return in_language(public)[0] if public else organization.name
