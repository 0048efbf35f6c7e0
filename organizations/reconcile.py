"""Matcher of organizations: types, properties, names."""

from functools import cached_property

from django.utils.translation import gettext_lazy as _

from organizations.choices import NameKind, OrganizationKind, OrganizationScheme
from reconcile import standard_properties, values
from reconcile.matchers import RecordMatcher, RecordProperty, name_length

# Kinds whose names are not distinctive: there is a Ministry of Health in every country.
_KINDS_NAMED_ALIKE = {
    OrganizationKind.MINISTRY, OrganizationKind.AGENCY, OrganizationKind.GOVERNMENT, OrganizationKind.SUBNATIONAL,
    OrganizationKind.UNIT, OrganizationKind.OFFICE_HOLDER, OrganizationKind.REPRESENTATIVE_OFFICE,
}  # fmt: skip
_MIN_DISTINCTIVE_LENGTH = 10


class OrganizationMatcher(RecordMatcher):
    """Organizations, by every name they have or had."""

    kind, label = "organization", _("organization")
    linked_kinds = ("organization",)
    type_field, type_choices = "kind", OrganizationKind.choices
    preview_properties = (
        "names",
        "country",
        "parent",
        "place",
        "founded",
        "dissolved",
        "website",
        "ror",
        "wikidata",
    )

    @cached_property
    def properties(self):
        return (
            *standard_properties.name_properties(),
            standard_properties.all_names_property(),
            standard_properties.names_property("acronym", _("acronym"), "Its acronyms.", NameKind.ACRONYM),
            standard_properties.names_property(
                "former_name", _("former name"), "What it was called before.", NameKind.FORMER
            ),
            RecordProperty(
                "kind", _("kind"), "What sort of organization, as a code.", lambda record: [record.body["kind"]],
                normalize=values.normalize_code, index_keys=lambda code: [f"type:{code}"], is_weak=True,
            ),
            standard_properties.country_property(),
            RecordProperty(
                "parent", _("part of"), "The organization that it is a part of.",
                lambda record: standard_properties.title_values([record.body["parent"]], record), is_of_records=True,
            ),
            RecordProperty(
                "place", _("place"), "Where it works from.",
                lambda record: [
                    place
                    for location in record.body["locations"]
                    for place in dict.fromkeys((location["place"].partition(",")[0], location["place"]))
                ],
            ),
            RecordProperty(
                "website", _("website"), "Its address on the web; compared by the name of the host.",
                lambda record: filter(None, [record.body["website"]]), normalize=values.normalize_host,
            ),
            RecordProperty(
                "founded", _("founded"), "When it was founded (EDTF); compared by the year.",
                lambda record: filter(None, [] if record.body["is_planned"] else [record.body["founded_on"]]),
                normalize=values.normalize_year,
            ),
            RecordProperty(
                "dissolved", _("dissolved"), "When it ceased to be (EDTF); compared by the year.",
                lambda record: filter(None, [record.body["dissolved_on"]]), normalize=values.normalize_year,
            ),
            standard_properties.any_identifier_property(),
            *(standard_properties.identifier_property(scheme, label) for scheme, label in OrganizationScheme.choices),
        )  # fmt: skip

    def is_ambiguous(self, name):
        return name.kind == NameKind.ACRONYM or super().is_ambiguous(name)

    def is_distinctive(self, record, name):
        return (
            name.kind != NameKind.ACRONYM
            and record.body["kind"] not in _KINDS_NAMED_ALIKE
            and name_length(name.text) >= _MIN_DISTINCTIVE_LENGTH
        )
