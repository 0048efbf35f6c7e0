"""What organizations are matched by."""

from functools import cached_property

from django.utils.translation import gettext_lazy as _

from organizations.choices import NameKind, OrganizationKind, OrganizationScheme
from register.reconcile import shared, values
from register.reconcile.subjects import Property, Subject, letters

# Others in the world are called the same: there is a Ministry of Health in every country.
NAMED_ALIKE = {
    OrganizationKind.MINISTRY, OrganizationKind.AGENCY, OrganizationKind.GOVERNMENT, OrganizationKind.SUBNATIONAL,
    OrganizationKind.UNIT, OrganizationKind.OFFICE_HOLDER, OrganizationKind.REPRESENTATIVE_OFFICE,
}  # fmt: skip
FEWEST_LETTERS = 10


class Organizations(Subject):
    """Organizations, by every name they have or had."""

    kind, label = "organization", _("organization")
    sort, sorts = "kind", OrganizationKind.choices
    shown = ("names", "country", "parent", "place", "founded", "dissolved", "website", "ror", "wikidata")

    @cached_property
    def properties(self):
        return (
            *shared.name_properties(),
            shared.every_name(),
            shared.names_of_kind("acronym", _("acronym"), "Its acronyms.", NameKind.ACRONYM),
            shared.names_of_kind(
                "former_name", _("former name"), "What it was called before.", NameKind.FORMER
            ),
            Property(
                "kind", _("kind"), "What sort of organization, as a code.", lambda record: [record.body["kind"]],
                read=values.code, keys=lambda code: [f"type:{code}"], is_weak=True,
            ),
            shared.country(),
            Property(
                "parent", _("part of"), "The organization that it is a part of.",
                lambda record: shared.mention(record.body["parent"]), is_of_records=True,
            ),
            Property(
                "place", _("place"), "Where it works from.",
                lambda record: [
                    told
                    for one in record.body["locations"]
                    for told in dict.fromkeys((one["place"].partition(",")[0], one["place"]))
                ],
            ),
            Property(
                "website", _("website"), "Its address on the web; compared by the name of the host.",
                lambda record: filter(None, [record.body["website"]]), read=values.site,
            ),
            Property(
                "founded", _("founded"), "When it was founded (EDTF); compared by the year.",
                lambda record: filter(None, [record.body["founded_on"]]), read=values.year,
            ),
            Property(
                "dissolved", _("dissolved"), "When it ceased to be (EDTF); compared by the year.",
                lambda record: filter(None, [record.body["dissolved_on"]]), read=values.year,
            ),
            shared.any_identifier(),
            *(shared.identifier(scheme, label) for scheme, label in OrganizationScheme.choices),
        )  # fmt: skip

    def is_short(self, name):
        return name.kind == NameKind.ACRONYM or super().is_short(name)

    def is_telling(self, record, name):
        return (
            name.kind != NameKind.ACRONYM
            and record.body["kind"] not in NAMED_ALIKE
            and letters(name.text) >= FEWEST_LETTERS
        )
